# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data stores, WAF, alarms and the security baseline, edited and switched off behind our back: found, and repaired."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import Holdings
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site
from ansible_collections.venturemond.envelope.tests.integration.site.strangers import EDITS, NAME

PLATFORM = ("--diff", "--limit", NAME)


@pytest.fixture(scope="module")
def edited(site: Site, held: Holdings) -> Run:
    """A plan after strangers have been at work."""
    for edit in EDITS.values():
        edit(site.client)
    return site.run(*PLATFORM, "--check")


@pytest.fixture(scope="module")
def repaired(site: Site, edited: Run) -> Run:
    return site.run(*PLATFORM)


def test_a_plan_finds_every_edit_and_no_other(edited: Run):
    assert edited.code == 0, edited.printed
    assert sorted(edited.planned) == sorted(EDITS) and edited.writes == []


def test_a_run_does_what_was_planned(edited: Run, repaired: Run):
    assert repaired.code == 0, repaired.printed
    assert repaired.planned == edited.planned


def test_nothing_is_left_to_be_done(site: Site, repaired: Run):
    run = site.run(*PLATFORM)
    assert run.code == 0 and run.writes == [] and run.planned == []
