# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS takes from a new resource only: announced, refused without a yes, and done with one."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.action.converge import _whole
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import Outcome, converge
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.fields import option
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import agreed_names, unfit
from ansible_collections.venturemond.envelope.plugins.module_utils.results import report
from ansible_collections.venturemond.envelope.plugins.module_utils.wire import at_creation
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Box, Boxes, boxes, tagged

OURS = {"managed-by": "envelope"}
STEEL = {"Name": "a", "Material": "steel", "Shape": {"Size": 1}}
SAID = "material (steel now, wood wanted) cannot change: AWS fixes it at creation; "


@dataclasses.dataclass(frozen=True, kw_only=True)
class Crate(Box):
    """A box that nobody misses."""

    kept = ""
    motto: str | None = option("What is burnt into it.", alike=at_creation)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Safe(Crate):
    """One of which some have something in them."""

    @property
    def irreplaceable(self) -> str:
        return "it is not empty" if self.content else ""

    def impossible(self, now: t.Any, changes: t.Any) -> Flow:
        yield from ()
        return f"it cannot become less than {now.size}" if now and "size" in changes and self.size < now.size else ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Piano(Box):
    """One that needs a lift."""

    def impossible(self, now: t.Any, changes: t.Any) -> Flow:
        reply = yield boxes.describe_room(Name="lift")
        return "" if reply["Id"] else f"nobody can {'move' if now else 'bring'} it"


def converged(wanted: Box, there: dict[str, t.Any], **how: t.Any) -> tuple[Outcome, list[str]]:
    [outcome] = converge([wanted], aws := Boxes(there), **how)
    return outcome, aws.writes


class TestWithoutAYes:
    def test_it_is_refused_with_both_values_and_the_ways_out(self):
        outcome, writes = converged(Crate(name="a", material="wood"), STEEL)

        assert str(outcome.error) == SAID + ("say what is there, use another name, or have it deleted and made again "
                                             "with replace={boxes: [a]} (cell_replace for a cell)")
        assert writes == []

    def test_a_secret_is_not_shown(self):
        outcome, _writes = converged(Crate(name="a", serial="n3w"), {"Name": "a", "Serial": "0ld"})

        assert str(outcome.error).startswith("serial cannot change")

    def test_nothing_else_of_the_set_is_written(self):
        converge([Crate(name="b"), Crate(name="a", material="wood")], aws := Boxes(STEEL))

        assert aws.writes == []

    def test_what_is_left_out_or_stated_as_it_is_is_no_matter(self):
        aws = Boxes(STEEL, {**STEEL, "Name": "b"})

        assert not any(o.error for o in converge([Box(name="a", size=3), Box(name="b", size=3, material="steel")], aws))

    def test_a_deletion_is_no_matter(self):
        assert converged(Crate(name="a", material="wood"), STEEL, absent=True)[1] == ["delete_box a"]

    def test_words_that_stay_as_they_were_said_are_no_matter(self):
        there = {**STEEL, "Motto": "carpe diem"}
        outcome, writes = converged(Crate(name="a", size=3, motto="sapere aude"), there)

        assert writes == ["update_box a"] and list(outcome.plan.changes) == ["size"]
        assert outcome.plan.wanted.over(outcome.plan.now).motto == "carpe diem"


class TestAnnouncing:
    def test_a_plan_says_it_and_goes_on_with_the_rest(self):
        crate, other = converge([Crate(name="a", material="wood"), Crate(name="b", size=3)], Boxes(STEEL), check=True)
        result = report(Crate, [crate, other], check=True)

        assert result["actions"] == {"a": "replace", "b": "create"}
        assert "failed" not in result
        assert result["refused"]["a"].startswith(SAID)
        assert result["warnings"] == [f"A run would refuse this: boxes a: {result['refused']['a']}"]

    def test_its_diff_shows_what_goes_and_what_comes(self):
        [crate] = converge([Crate(name="a", material="wood")], Boxes(STEEL), check=True, replace={"a"})
        result = report(Crate, [crate], check=True)

        assert result["diff"] == [{
            "before_header": "boxes a (deleted)",
            "after_header": "boxes a (made again, because material cannot change)",
            "before": {"name": "a", "material": "steel", "size": 1, "spares": [], "tags": {},
                       "arn": "arn:box/a"},
            "after": {"name": "a", "material": "wood", "arn": "(known after apply)"}}]
        assert "refused" not in result and "warnings" not in result

    def test_what_is_never_replaced_is_announced_as_an_update_that_is_refused(self):
        outcome, writes = converged(Box(name="a", material="wood"), STEEL, check=True)

        assert (outcome.action, writes) == ("update", [])
        assert outcome.plan.refused == SAID + Box.kept

    def test_a_task_of_several_sets_warns_of_all_of_them(self):
        boxes, locks = ({"module": name, "warnings": [said]} for name, said in (("boxes", "one"), ("locks", "two")))
        whole = _whole([boxes, {"module": "lids"}, locks])
        assert whole["warnings"] == ["one", "two"]
        assert "warnings" not in _whole([{"module": "lids"}])


class TestWithAYes:
    def test_it_is_deleted_and_made_as_it_is_described(self):
        outcome, writes = converged(Crate(name="a", material="wood"), STEEL, replace={"a"})

        assert (outcome.action, writes) == ("replace", ["delete_box a", "create_box a"])
        assert (outcome.after.material, outcome.after.size) == ("wood", None)

    def test_a_run_that_was_ended_in_between_is_completed_by_the_next(self):
        aws = Boxes(STEEL)
        wanted = [Crate(name="a", material="wood")]

        def dying(call):
            if call.operation == "create_box":
                raise AwsError(call, "Killed", "the power went")
            return aws(call)

        dying.check = aws.check
        assert converge(wanted, dying, replace={"a"})[0].error
        assert converge(wanted, aws)[0].action == "create"
        assert not converge(wanted, aws, replace={"a"})[0].changed

    def test_what_could_not_be_made_again_is_not_deleted(self):
        outcome, writes = converged(Crate(name="a", material="wood", size=0), STEEL, replace={"a"})

        assert isinstance(outcome.error, Invalid) and writes == []

    def test_it_is_for_those_that_are_named(self):
        assert converged(Crate(name="a", material="wood"), STEEL, replace={"b"})[1] == []

    def test_and_for_no_kind_that_is_kept(self):
        outcome, writes = converged(Box(name="a", material="wood"), STEEL, replace={"a"})

        assert str(outcome.error) == SAID + Box.kept
        assert writes == []

    @pytest.mark.parametrize(("content", "writes"), [("gold", []), (None, ["delete_box a", "create_box a"])])
    def test_nor_for_one_that_is_not_empty(self, content, writes):
        assert converged(Safe(name="a", material="wood"), {**STEEL, "Content": content}, replace={"a"})[1] == writes

    @pytest.mark.parametrize("adopt", [False, True])
    def test_nor_for_what_is_somebody_elses(self, adopt):
        there = {**STEEL, "Tags": tagged(managed_by="terraform")}
        outcome, writes = converged(Crate(name="a", material="wood", tags=OURS), there, adopt=adopt, replace={"a"})

        assert ("playbooks/adopt.yml" if adopt else "set adopt") in str(outcome.error)
        assert writes == []

    def test_what_a_kind_finds_impossible_is_refused_all_the_same(self):
        outcome, writes = converged(Safe(name="a", size=1), {**STEEL, "Shape": {"Size": 2}}, replace={"a"})

        assert str(outcome.error) == "it cannot become less than 2"
        assert writes == []


class TestWhatIsInTheWay:
    @pytest.mark.parametrize(("there", "action", "why"), [
        ((), "create", "nobody can bring it"), (({"Name": "a"},), "update", "nobody can move it")])
    def test_is_asked_for_and_announced_before_one_is_made_or_changed(self, there, action, why):
        [outcome] = converge([Piano(name="a", size=3)], Boxes(*there), check=True)
        result = report(Piano, [outcome], check=True)

        assert (result["actions"], result["refused"]) == ({"a": action}, {"a": why})

    def test_keeps_a_run_from_making_anything_of_the_set(self):
        piano, box = converge([Piano(name="a"), Box(name="b")], aws := Boxes())

        assert (str(piano.error), box.action, aws.writes) == ("nobody can bring it", "none", [])

    def test_is_no_matter_where_nothing_is(self):
        [piano] = converge([Piano(name="a", size=3)], aws := Boxes(rooms={"lift": "room-1"}))

        assert (piano.action, aws.writes) == ("create", ["create_box a"])

    @pytest.mark.parametrize("how", [{}, {"absent": True}])
    def test_is_not_asked_for_where_nothing_is_made_or_changed(self, how):
        converge([Piano(name="a", size=3)], aws := Boxes({"Name": "a", "Shape": {"Size": 3}}), **how)

        assert "describe_room" not in [call.operation for call in aws.calls]


class TestSayingYes:
    def test_names_are_those_of_the_module(self):
        assert agreed_names({"boxes": ["a"], "lids": ["b"]}, Box) == {"a"}
        assert agreed_names(None, Box) == agreed_names({"lids": ["b"]}, Box) == frozenset()

    def test_a_name_that_is_in_no_list_is_refused(self):
        with pytest.raises(Invalid, match="boxes is 'a', allowed is a list of names"):
            agreed_names({"boxes": "a"}, Box)

    @pytest.mark.parametrize(("said", "problem"), [
        ({"elbv2_target_group": ["a"]}, "elbv2_target_group is not known, did you mean elbv2_target_groups?"),
        ({"rds_instances": ["a"]}, "rds_instances are never replaced; it holds data: take a snapshot"),
        ({"elbv2_target_groups": "a"}, "elbv2_target_groups is 'a', allowed is a list of names"),
        ({"sns_topics": ["a"]}, "sns_topics is not known"),
    ])
    def test_a_cells_yes_is_looked_at_beforehand(self, said, problem):
        assert problem in next(unfit(said, KINDS))

    def test_one_that_is_right_is_no_problem(self):
        assert not list(unfit({"elbv2_target_groups": ["a"]}, KINDS)) and not list(unfit(None, KINDS))


def test_what_holds_data_or_has_traffic_is_never_replaced():
    """Add to these only what nobody misses while it is gone, and what AWS does not delete while it is used."""
    assert {name for name, kind in KINDS.items() if kind.fixed and not kind.kept} == {
        "backup_restore_testing_selections", "elasticache_parameter_groups", "elbv2_target_groups",
        "rds_parameter_groups", "wafv2_ip_sets"}
