# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rollback is asked for."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_roll_back import RollBack
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import Account, deploy, roll_back

ROLL_BACK = RollBack.given(RollBack.examples)


def test_it_needs_no_release():
    assert list(ROLL_BACK.problems()) == []
    assert list(dataclasses.replace(ROLL_BACK, release="").problems()) == []


@pytest.mark.parametrize(("about", "words"), [
    ({"release": "1/4"}, "release '1/4' cannot be the tag of an image"),
    ({"services": []}, "services is empty"),
    ({"timeout": 0.5}, "timeout is 0.5, allowed are 1 and more"),
])
def test_what_is_wrong_is_told(about: dict[str, t.Any], words: str):
    [problem] = dataclasses.replace(ROLL_BACK, **about).problems()
    assert problem.startswith(words)


@pytest.mark.parametrize(("release", "task"), [
    ("", "rollback to the release before"), ("1.4.0", "rollback to 1.4.0")])
def test_the_lock_says_what_for(monkeypatch: pytest.MonkeyPatch, release: str, task: str):
    account = Account(monkeypatch)
    account.play(deploy("1.5.0"))
    account.play(roll_back(release))

    assert account.kept("lock.json")["task"] == task and account.tags == ["1.4.0"] * 3


def test_going_across_a_contracting_one_is_off_unless_said(monkeypatch: pytest.MonkeyPatch):
    account = Account(monkeypatch)
    account.play(deploy("1.5.0", contracting=True))
    refused = account.together(roll_back(across_contracting=""))[0]
    account.play(roll_back(across_contracting=True))

    assert "took away from the database" in str(refused) and account.tags == ["1.4.0"] * 3
