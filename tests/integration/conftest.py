# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One embedded AWS for all integration tests of a worker, emptied before each."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account

SPREAD = {"kinds", "engine", "releases"}
"""Folders whose files share nothing that takes long to make."""


@pytest.hookimpl(tryfirst=True)  # before xdist, which is registered later and looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together, on one of several workers, what shares a site; the lives of the kinds share nothing at all."""
    for item in items:
        if item.path.name != "test_lives.py":
            group = item.path.stem if item.path.parent.name in SPREAD else item.path.parent.name
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def local_aws() -> t.Iterator[LocalAws]:
    with LocalAws.running() as aws:
        yield aws


@pytest.fixture
def account(local_aws: LocalAws) -> Account:
    local_aws.reset()
    return Account(local_aws)
