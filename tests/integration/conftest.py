# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One embedded AWS for all integration tests of a worker, emptied before each."""

from __future__ import annotations

import typing as t
from pathlib import PurePosixPath

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account
from xdist.scheduler import LoadScopeScheduling

SPREAD = {"kinds", "engine", "releases"}
"""Folders whose files share nothing that takes long to make."""

ALONE = "test_lives.py"
"""A file whose tests share nothing at all: each is a life of one kind."""


class ByWhatIsShared(LoadScopeScheduling):
    """Keeps together, on one of several workers, what shares a site."""

    def _split_scope(self, nodeid: str) -> str:
        path = PurePosixPath(nodeid.partition("::")[0])
        if path.name == ALONE:
            return nodeid
        return str(path) if path.parent.name in SPREAD else str(path.parent)


@pytest.hookimpl(optionalhook=True)  # of xdist, which is there only where there are several workers
def pytest_xdist_make_scheduler(config: pytest.Config, log: t.Any) -> LoadScopeScheduling:
    return ByWhatIsShared(config, log)


@pytest.fixture(scope="session")
def local_aws() -> t.Iterator[LocalAws]:
    with LocalAws.running() as aws:
        yield aws


@pytest.fixture
def account(local_aws: LocalAws) -> Account:
    local_aws.reset()
    return Account(local_aws)
