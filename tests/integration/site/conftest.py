# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts of their own for runs of the whole site."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site


@pytest.fixture(scope="package")
def site_aws() -> t.Iterator[LocalAws]:
    with LocalAws.running() as aws:
        yield aws


@pytest.fixture(scope="module")
def site(site_aws: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example inventory on an account with nothing in it."""
    site_aws.reset()
    return Site(site_aws, tmp_path_factory.mktemp("site"))
