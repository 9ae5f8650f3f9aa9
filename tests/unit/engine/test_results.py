# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user is shown."""

from __future__ import annotations

import dataclasses
import json

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.results import report, shown
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import (
    Box,
    Boxes,
    Lock,
    SealedBox,
    boxes,
    tagged,
)

CANARY = "c4n4ry"


def result(wanted: list[Box], aws: Boxes, **how) -> dict:
    return report(Box, converge(wanted, aws, **how), check=how.get("check", False))


def test_values_and_actions_are_keyed_by_name():
    found = result([Box(name="a", size=3), Box(name="b")], Boxes({"Name": "b"}))

    assert found["changed"] is True
    assert found["actions"] == {"a": "create", "b": "none"}
    assert found["boxes"]["a"] == {"name": "a", "size": 3, "arn": "arn:box/a", "tags": {}, "spares": []}
    assert [(d["before_header"], d["before"], d["after"]) for d in found["diff"]] == [("boxes a", {}, {"size": 3})]
    assert "failed" not in found and "failures" not in found


def test_a_diff_shows_only_what_differs():
    held = {"Name": "a", "Material": "wood", "Shape": {"Size": 1}, "Lock": {"Maker": "abus", "Pins": 5},
            "Tags": tagged(b="1")}
    [diff] = result([Box(name="a", size=3, lock=Lock(maker="yale"), tags={"c": "2"})], Boxes(held))["diff"]

    assert diff["before"] == {"size": 1, "lock": {"maker": "abus", "pins": 5, "shared": {}}, "tags": {"b": "1"}}
    assert diff["after"] == {
        "size": 3, "lock": {"maker": "yale", "pins": 5, "shared": {}}, "tags": {"b": "1", "c": "2"}}


def test_a_creation_shows_the_name_where_there_is_nothing_else():
    [diff] = result([Box(name="a")], Boxes())["diff"]

    assert (diff["before"], diff["after"]) == ({}, {"name": "a"})


def test_a_deletion_shows_what_is_lost():
    found = result([Box(name="a")], Boxes({"Name": "a", "Shape": {"Size": 1}}), absent=True)

    assert found["boxes"] == {}
    assert found["diff"][0]["before"]["size"] == 1 and found["diff"][0]["after"] == {}


def test_the_diff_of_check_mode_is_that_of_the_run():
    held = {"Name": "a", "Shape": {"Size": 1}, "Content": "old"}
    wanted = [Box(name="a", size=3, content="new"), Box(name="b", lock=Lock(maker="abus", code="1234"))]

    assert result(wanted, Boxes(held), check=True)["diff"] == result(wanted, Boxes(held))["diff"]


def test_check_mode_shows_what_aws_will_decide_as_known_after_apply():
    found = result([Box(name="a", room="attic")], Boxes(), check=True)

    assert found["boxes"]["a"]["arn"] == found["boxes"]["a"]["room"] == "(known after apply)"
    assert found["diff"][0]["after"] == {"room": "(known after apply)"}


def test_pending_values_are_shown_so_wherever_they_are():
    lock = Lock(maker=Pending("maker"), shared={"x": Pending("y")})

    assert shown(Box(name="a", lock=lock, spares=[lock]))["spares"] == [
        {"maker": "(known after apply)", "shared": {"x": "(known after apply)"}}]


class TestSecrets:
    wanted = Box(name="a", content=CANARY, serial=CANARY, lock=Lock(maker="abus", code=CANARY),
                 spares=[Lock(maker="yale", code=CANARY)])
    held = {"Name": "a", "Content": f"old {CANARY}", "Lock": {"Maker": "abus", "Code": f"old {CANARY}"}}

    def test_are_in_no_result(self):
        created = result([self.wanted], Boxes())
        same_serial = dataclasses.replace(self.wanted, serial=None)
        found = [created, *(result([same_serial], Boxes(self.held), **how)
                            for how in ({"check": True}, {}, {"absent": True}))]

        assert all(each["changed"] for each in found)
        assert CANARY not in json.dumps(found)

    def test_are_in_no_failure(self):
        found = result([self.wanted], Boxes({**self.held, "Serial": f"old {CANARY}"}))

        assert found["failed"]
        assert CANARY not in json.dumps(found)

    def test_that_change_are_said_to(self):
        [diff] = result([Box(name="a", content="new")], Boxes(self.held))["diff"]

        assert (diff["before"], diff["after"]) == ({"content": "(sensitive)"}, {"content": "(sensitive, changed)"})


def test_what_may_not_be_seen_is_warned_of_in_check_mode():
    held = [{"Name": name, "Content": CANARY} for name in "abc"]
    found = result([Box(name="a"), SealedBox(name="b"), SealedBox(name="c")], Boxes(*held), check=True)

    why = "content (AccessDenied of boxes:DescribeBox)"
    assert found["unseen"] == {"b": why, "c": why} and "failed" not in found
    assert found["warnings"] == [f"The credentials may not see all of this: boxes b, c: {why}"]
    assert "unseen" not in result([Box(name="a")], Boxes(*held), check=True)


class TestFailures:
    def test_are_said_once_however_many_they_befall(self):
        aws = Boxes()
        aws.refused = dict.fromkeys("abc", "AccessDenied")
        found = result([Box(name=name) for name in "abc"], aws)

        assert found["failed"] and not found["changed"]
        assert found["msg"].startswith("all boxes a, b, c: boxes:create_box failed: refused (AccessDenied)")
        assert found["msg"].count("AccessDenied") == 1
        assert set(found["failures"]) == {"a", "b", "c"}

    def test_of_different_kinds_are_told_apart(self):
        aws = Boxes()
        aws.refused = {"a": "X", "b": "Y", "c": "X"}
        found = result([Box(name=name) for name in "abcd"], aws)

        assert found["msg"] == ("boxes a, c: boxes:create_box failed: refused (X); "
                                "boxes b: boxes:create_box failed: refused (Y)")
        assert found["actions"] == {"d": "create"} and found["changed"]

    def test_of_one_are_not_called_all(self):
        aws = Boxes()
        aws.refused = {"a": "X"}

        assert result([Box(name="a")], aws)["msg"] == "boxes a: boxes:create_box failed: refused (X)"

    def test_before_anything_is_written_claim_no_change(self):
        found = result([Box(name="a"), Box(name="old", size=3), Box(name="bad", size=0)], Boxes({"Name": "old"}))

        assert found["failed"] and found["changed"] is False
        assert found["actions"] == {"a": "none", "old": "none"}
        assert found["diff"] == [] and list(found["boxes"]) == ["old"]

    def test_name_what_the_user_wrote(self):
        class Denied(Boxes):
            def __call__(self, call):
                raise AwsError(boxes.describe_box(), "X", "no")

        assert list(result([Box(name="a", room="attic")], Denied())["failures"]) == ["a"]
