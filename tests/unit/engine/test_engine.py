# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Observe, plan, apply."""

from __future__ import annotations

import dataclasses

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import Outcome, converge, plan, read_only
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import (
    AwsError,
    Invalid,
    NotOurs,
    Unresolved,
    Unseen,
)
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import (
    Box,
    Boxes,
    Lock,
    SealedBox,
    boxes,
    tagged,
)

OURS = {"managed-by": "envelope"}


def actions(outcomes: list[Outcome]) -> dict[str, str]:
    return {outcome.id: outcome.action for outcome in outcomes}


class TestPlan:
    now = Box(name="a", size=3)

    @pytest.mark.parametrize(("wanted", "there", "absent", "action"), [
        (Box(name="a", size=3), None, False, "create"),
        (Box(name="a"), None, False, "create"),
        (Box(name="a", size=3), now, False, "none"),
        (Box(name="a", size=4), now, False, "update"),
        (Box(name="a", size=4), now, True, "delete"),
        (Box(name="a", size=4), None, True, "none"),
    ])
    def test_is_decided_by_what_differs(self, wanted, there, absent, action):
        assert plan(wanted, there, absent=absent).action == action

    def test_what_is_on_its_way_out_is_not_deleted_again(self):
        class Leaving(Box):
            gone = True

        assert plan(Box(name="a"), Leaving(name="a"), absent=True).action == "none"


class TestConverging:
    def test_creates_updates_and_leaves_alone(self):
        aws = Boxes({"Name": "old", "Shape": {"Size": 1}}, {"Name": "same", "Shape": {"Size": 3}})
        outcomes = converge([Box(name=name, size=3) for name in ("new", "old", "same")], aws)

        assert actions(outcomes) == {"new": "create", "old": "update", "same": "none"}
        assert sorted(aws.writes) == ["create_box new", "update_box old"]
        assert [(o.after.size, o.after.arn) for o in outcomes] == [
            (3, "arn:box/new"), (3, "arn:box/old"), (3, "arn:box/same")]

    def test_again_writes_nothing(self):
        aws = Boxes(rooms={"attic": "room-1"})
        wanted = [Box(name="a", size=3, room="attic", lock=Lock(maker="abus"), tags={"b": "1"}, content="gold")]
        converge(wanted, aws)
        written = list(aws.writes)
        [outcome] = converge(wanted, aws)

        assert not outcome.changed
        assert aws.writes == written == ["create_box a"]

    def test_deletes_what_is_there_and_nothing_else(self):
        aws = Boxes({"Name": "a"})
        outcomes = converge([Box(name="a"), Box(name="b")], aws, absent=True)

        assert actions(outcomes) == {"a": "delete", "b": "none"}
        assert [outcome.after for outcome in outcomes] == [None, None]
        assert aws.writes == ["delete_box a"]

    def test_an_update_carries_what_is_there_along(self):
        lock = {"Maker": "abus", "Pins": 5, "Shared": tagged(x="1")}
        aws = Boxes({"Name": "a", "Shape": {"Size": 3}, "Lock": lock, "Tags": tagged(b="1")})
        converge([Box(name="a", lock=Lock(maker="yale"), tags={"c": "2"})], aws)

        assert aws.held["a"]["Lock"] == {**lock, "Maker": "yale"}
        assert aws.held["a"]["Tags"] == tagged(b="1", c="2")
        assert aws.held["a"]["Shape"] == {"Size": 3}

    def test_a_refused_write_spoils_its_own_resource_only_and_can_be_made_up_for(self):
        aws = Boxes()
        wanted = [Box(name=name, size=3) for name in "abcde"]
        aws.refused = {"c": "AccessDenied"}
        failed = converge(wanted, aws)

        assert [o.id for o in failed if o.error] == ["c"]
        assert [o.id for o in failed if o.changed] == ["a", "b", "d", "e"]

        aws.refused, before = {}, len(aws.writes)
        assert actions(converge(wanted, aws)) == {"a": "none", "b": "none", "c": "create", "d": "none", "e": "none"}
        assert aws.writes[before:] == ["create_box c"]

    def test_of_nothing_does_nothing(self):
        assert converge([], Boxes()) == []


class TestPlanningAsAWhole:
    @pytest.mark.parametrize("bad", [
        Box(name="bad", lock=Lock(maker="abus", pins=0)),
        Box(name="bad", room="nowhere"),
        Box(name="bad", size=0),
        Box(name="steel", material="wood"),
        Box(name="steel", tags=OURS),
    ])
    def test_one_that_cannot_be_planned_stops_all_writes(self, bad):
        aws = Boxes({"Name": "old", "Shape": {"Size": 1}}, {"Name": "steel", "Material": "steel"})
        outcomes = converge([Box(name="new"), Box(name="old", size=3), bad], aws)

        assert aws.writes == []
        assert [bool(outcome.error) for outcome in outcomes] == [False, False, True]

    def test_then_the_others_are_said_to_be_as_they_are(self):
        aws = Boxes({"Name": "old", "Shape": {"Size": 1}})
        new, old, _bad = converge([Box(name="new"), Box(name="old", size=3), Box(name="bad", size=0)], aws)

        assert not new.changed and new.after is None
        assert not old.changed and old.after.size == 1

    def test_every_problem_is_said(self):
        [outcome] = converge([Box(name="a", lock=Lock(maker="x", pins=0), spares=[Lock(maker="y", pins=0)])], Boxes())

        assert isinstance(outcome.error, Invalid)
        assert str(outcome.error).count("allowed are 1 and more") == 2

    def test_a_problem_costs_no_call(self):
        aws = Boxes()
        converge([Box(name="a", lock=Lock(maker="x", pins=0))], aws)

        assert aws.calls == []


class TestOwnership:
    def converged(self, tags: list[dict[str, str]], **how) -> tuple[Outcome, list[str]]:
        aws = Boxes({"Name": "a", "Shape": {"Size": 1}, "Tags": tags})
        [outcome] = converge([Box(name="a", size=3, tags=OURS)], aws, **how)
        return outcome, aws.writes

    def test_what_is_ours_is_changed_and_deleted(self):
        assert self.converged(tagged(managed_by="envelope"))[1] == ["update_box a"]
        assert self.converged(tagged(managed_by="envelope"), absent=True)[1] == ["delete_box a"]

    @pytest.mark.parametrize(("tags", "theirs"), [([], "not at all"), (tagged(managed_by="terraform"), "terraform")])
    def test_what_is_not_ours_is_refused(self, tags, theirs):
        outcome, writes = self.converged(tags)

        assert isinstance(outcome.error, NotOurs)
        assert str(outcome.error) == (f"it exists and is not tagged managed-by=envelope (but {theirs}): "
                                      "set adopt to take it over")
        assert writes == []

    def test_it_is_taken_over_on_request(self):
        assert self.converged(tagged(managed_by="terraform"), adopt=True)[1] == ["update_box a"]

    @pytest.mark.parametrize("adopt", [False, True])
    def test_it_is_never_deleted(self, adopt):
        outcome, writes = self.converged([], absent=True, adopt=adopt)

        assert isinstance(outcome.error, NotOurs)
        assert writes == []


class TestWhatMayNotBeSeen:
    held = {"Name": "a", "Shape": {"Size": 1}, "Content": "gold"}

    def test_is_taken_to_be_as_it_is_wanted_in_check_mode_and_told(self):
        [same] = converge([SealedBox(name="a", content="lead")], Boxes(self.held), check=True)
        [other] = converge([SealedBox(name="a", size=2, content="lead")], Boxes(self.held), check=True)

        assert (same.action, other.action) == ("none", "update") and list(other.plan.changes) == ["size"]
        assert same.plan.unseen == other.plan.unseen == "content (AccessDenied of boxes:DescribeBox)"

    def test_stops_a_run_before_it_writes(self):
        outcomes = converge([SealedBox(name="a", size=2), Box(name="b")], aws := Boxes(self.held))

        assert "boxes:describe_box failed: sealed (AccessDenied): the credentials" in str(outcomes[0].error)
        assert aws.writes == []

    @pytest.mark.parametrize("check", [True, False])
    def test_is_no_matter_of_what_is_to_go(self, check):
        [outcome] = converge([SealedBox(name="a")], aws := Boxes(self.held), absent=True, check=check)

        assert (outcome.action, outcome.plan.unseen) == ("delete", "")
        assert aws.writes == ([] if check else ["delete_box a"])

    def test_may_be_found_when_it_is_asked_what_is_possible(self, monkeypatch):
        def impossible(self, now, changes):
            yield from ()
            raise Unseen(AwsError(boxes.weigh_box(Name="a"), "AccessDenied", "sealed"), "its weight", None)

        monkeypatch.setattr(Box, "impossible", impossible)
        [planned] = converge([Box(name="a", size=2)], Boxes(self.held), check=True)
        [stopped] = converge([Box(name="a", size=2)], aws := Boxes(self.held))

        assert (planned.action, planned.plan.unseen) == ("update", "its weight (AccessDenied of boxes:WeighBox)")
        assert "boxes:weigh_box failed" in str(stopped.error) and aws.writes == []

    def test_is_no_matter_where_there_is_nothing(self):
        [outcome] = converge([SealedBox(name="a", content="lead")], Boxes(), check=True)

        assert (outcome.action, outcome.plan.unseen) == ("create", "")


class TestCheckMode:
    def test_plans_what_a_run_does(self):
        held = {"Name": "old", "Shape": {"Size": 1}, "Tags": tagged(b="1")}
        wanted = [Box(name="new", size=3), Box(name="old", size=3, tags={"c": "2"}), Box(name="none")]
        planned = converge(wanted, aws := Boxes(held), check=True)
        done = converge(wanted, Boxes(held))

        assert aws.writes == []
        assert actions(planned) == actions(done)
        assert [o.plan.changes for o in planned] == [o.plan.changes for o in done]

    def test_shows_what_would_be(self):
        wanted = [Box(name="new", size=3), Box(name="old", size=3)]
        new, old = converge(wanted, Boxes({"Name": "old", "Shape": {"Size": 1}, "Material": "wood"}), check=True)

        assert (new.after.size, new.after.arn) == (3, None)
        assert (old.after.size, old.after.material, old.after.arn) == (3, "wood", "arn:box/old")

    def test_a_change_that_makes_a_new_one_will_have_another_arn(self):
        @dataclasses.dataclass(frozen=True, kw_only=True)
        class Revision(Box):
            renewed = True

        same, changed = converge([Revision(name="a", size=1), Revision(name="b", size=2)],
                                 Boxes(*({"Name": name, "Shape": {"Size": 1}} for name in "ab")), check=True)

        assert same.after.arn == "arn:box/a"
        assert changed.after.arn is None

    def test_what_is_deleted_will_not_be(self):
        [outcome] = converge([Box(name="a")], aws := Boxes({"Name": "a"}), absent=True, check=True)

        assert outcome.changed and outcome.after is None
        assert aws.writes == []

    def test_a_name_that_refers_to_nothing_yet_is_pending(self):
        [outcome] = converge([Box(name="a", room="attic")], aws := Boxes(), check=True)

        assert outcome.action == "create"
        assert outcome.after.room == Pending("room attic")
        assert [call.operation for call in aws.calls] == ["describe_room"], "what is in it cannot exist either"

    def test_outside_it_such_a_name_is_an_error_but_for_a_deletion(self):
        assert isinstance(converge([Box(name="a", room="attic")], Boxes())[0].error, Unresolved)
        [deletion] = converge([Box(name="a", room="attic")], Boxes(), absent=True)

        assert deletion.error is None and deletion.action == "none"

    def test_what_aws_would_refuse_is_found(self):
        assert isinstance(converge([Box(name="a", size=0)], Boxes(), check=True)[0].error, Invalid)

    def test_cannot_write_whatever_a_kind_does(self):
        class Rash(Box):
            def read(self):
                yield boxes.update_box(Name=self.name)
                return (yield from super().read())

        [outcome] = converge([Rash(name="a")], aws := Boxes({"Name": "a"}), check=True)

        assert str(outcome.error) == "boxes:update_box would write, in check mode"
        assert aws.calls == []

    @pytest.mark.parametrize("call", [boxes.create_box(), boxes.run_box(), boxes.assume_box(), boxes.getaway_box()])
    def test_lets_nothing_through_that_is_not_a_read(self, call):
        with pytest.raises(Invalid, match="would write"):
            read_only(lambda call: {})(call)


def test_a_hundred_resources_that_fail_alike_ask_no_more_than_once_each():
    class Locked(Boxes):
        def __call__(self, call):
            self.calls.append(call)
            raise AwsError(call, "AccessDenied", "no")

    outcomes = converge([Box(name=str(n)) for n in range(100)], aws := Locked())

    assert len(aws.calls) == 100
    assert len({str(outcome.error) for outcome in outcomes}) == 1
