# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is recorded of releases is shown, the newest first."""

from __future__ import annotations

import re

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_list_releases import ListReleases
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import API, Account, deploy, roll_back

LIST = ListReleases.given(ListReleases.examples)


@pytest.mark.parametrize("check", [False, True])
def test_all_are_shown_and_which_is_live(monkeypatch: pytest.MonkeyPatch, check: bool):
    account = Account(monkeypatch)
    account.play(deploy("1.5.0", contracting=True))
    account.play(deploy("1.6.0", holder="ben"))
    account.play(roll_back())
    account.calls.clear()
    result = account.play(LIST.act(check=check))

    assert (result["changed"], result["live"], result["before"]) == (False, "1.5.0", ["1.4.0"])
    assert [each["release"] for each in result["releases"]] == ["1.6.0", "1.5.0", "1.4.0"]
    assert result["releases"][0]["task_definitions"][API].endswith("api:3")
    assert [re.sub(r"\d{4}-[^,]*", "AT", line) for line in result["lines"]] == [
        "1.6.0: AT, by ben", "1.5.0 (live): AT, by ann, contracting", "1.4.0: AT, by what ran before the first deploy"]
    assert account.writes == []


def test_nothing_is_shown_where_nothing_is_recorded(monkeypatch: pytest.MonkeyPatch):
    assert Account(monkeypatch).play(LIST.act(check=False)) == {
        "changed": False, "live": None, "before": [], "releases": [], "lines": []}


def test_a_bucket_that_is_missing_is_told_with_the_role_that_makes_it(monkeypatch: pytest.MonkeyPatch):
    account = Account(monkeypatch)
    account.bucket.missing = True
    with pytest.raises(Unresolved, match="role releases makes it"):
        account.play(LIST.act(check=False))
