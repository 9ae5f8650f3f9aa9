# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a deploy is asked for."""

from __future__ import annotations

import dataclasses
import getpass
import socket
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing import verbs
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_release import Release
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import API, Account, deploy

RELEASE = Release.given(Release.examples)


def problems(**about: t.Any) -> list[str]:
    return list(dataclasses.replace(RELEASE, **about).problems())


def test_its_example_is_fine():
    assert problems() == []


@pytest.mark.parametrize(("about", "words"), [
    ({"release": ""}, "release is missing: say which, as in -e release=1.4.2"),
    ({"services": []}, "services is empty, and nothing would be rolled out"),
    ({"services": ["envelope-prod-api", "envelope-prod-api"]}, "services names envelope-prod-api more than once"),
    ({"repositories": []}, "repositories is empty, and no image would be of this release"),
    ({"keep": 0}, "keep is 0, allowed are 1 and more"),
    ({"timeout": 0}, "timeout is 0, allowed are 1 and more"),
    ({"lock_seconds": 0.5}, "lock_seconds is 0.5, allowed are 3 and more"),
    ({"lock_patience_seconds": -1}, "lock_patience_seconds is -1, allowed are 0 and more"),
])
def test_what_is_wrong_is_told(about: dict[str, t.Any], words: str):
    assert problems(**about) == [words]


@pytest.mark.parametrize("release", ["-1", ".1", "1 4", "1/4", "1:4", "ä", "x" * 129, "1.4.2\n"])
def test_a_release_that_is_no_tag_is_told_so(release: str):
    [words] = problems(release=release)
    assert words.startswith(f"release {release!r} cannot be the tag of an image")


@pytest.mark.parametrize("release", ["1.4.2", "v1", "_x", "2026-11-22_a", "x" * 128])
def test_a_release_that_is_a_tag_is_fine(release: str):
    assert problems(release=release) == []


def test_the_service_of_the_migration_must_be_one_of_them():
    migrate = dataclasses.replace(RELEASE.migrate, service="envelope-prod-apo")

    assert problems(migrate=migrate)[0].startswith("migrate.service: envelope-prod-apo is not known")


def test_what_is_wrong_with_the_migration_is_told_too():
    assert problems(migrate=dataclasses.replace(RELEASE.migrate, command=[])) == ["migrate: command is empty"]


class TestHolder:
    def test_is_who_is_named(self):
        assert dataclasses.replace(RELEASE, holder="job 7").lease("x").holder == "job 7"

    @pytest.mark.parametrize("holder", [None, ""])
    def test_is_user_and_machine_otherwise(self, holder: str | None):
        named = dataclasses.replace(RELEASE, holder=holder).lease("x").holder

        assert named == f"{getpass.getuser()} on {socket.gethostname()}"

    def test_is_somebody_where_the_user_has_no_name(self, monkeypatch: pytest.MonkeyPatch):
        def nameless() -> str:
            raise KeyError("getpwuid(): uid not found: 1234")

        monkeypatch.setattr(verbs.getpass, "getuser", nameless)
        assert RELEASE.asks == f"somebody on {socket.gethostname()}"


def test_the_lock_has_its_times_and_says_what_for():
    usual, own = RELEASE.lease("x"), dataclasses.replace(RELEASE, lock_seconds=5, lock_patience_seconds=0).lease("x")

    assert (usual.seconds, usual.patience, own.seconds, own.patience) == (60, 120, 5, 0)
    assert RELEASE.changing("deploy of 1").lease.task == "deploy of 1"


def test_a_deploy_says_who_it_is_to_those_who_wait(monkeypatch: pytest.MonkeyPatch):
    account = Account(monkeypatch)
    account.together(deploy("1.5.0", holder="ann"), deploy("1.6.0", holder="ben"))

    assert "  waiting for ann (deploy of 1.5.0), at most 120 s" in account.heard
    assert account.tags == ["1.6.0"] * 3
    assert account.kept("live.json") == {"release": "1.6.0", "before": ["1.5.0", "1.4.0"]}


def test_one_that_waits_in_vain_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    account = Account(monkeypatch)
    account.fleet.hanging.add((API, "1.5.0"))
    _first, second = account.together(deploy("1.5.0", timeout=100),
                                      deploy("1.6.0", holder="ben", lock_patience_seconds=30))

    assert str(second).startswith("ann (deploy of 1.5.0) holds the lock of envelope-prod, and after 30 s still does")
    assert account.tags == ["1.4.0"] * 3 and account.releases == ["1.4.0"]
