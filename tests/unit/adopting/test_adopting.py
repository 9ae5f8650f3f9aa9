# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else has made: whose it is, what would become of it, and its tags."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import adoption_lines as lines
from ansible_collections.venturemond.envelope.plugins.module_utils.adopting import Found, examined, manager, name_of
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import read_only
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Box, Boxes, tagged

OURS = {"managed-by": "us"}
THEIRS = tagged(ManagedBy="terraform")


def found(wanted: Box, **there: t.Any) -> Found:
    aws = Boxes({"Name": "a", **there}) if there else Boxes()
    [result] = Loop(read_only(aws)).run([examined(wanted, aws)])
    assert aws.writes == []
    return t.cast(Found, result)


def box(**about: t.Any) -> Box:
    return Box(name="a", tags=OURS, **about)


class TestWhose:
    @pytest.mark.parametrize(("tags", "foreign", "ours"), [
        (THEIRS, True, False), ([], True, False), (tagged(managed_by="them"), True, False),
        (tagged(managed_by="us"), False, True), (tagged(offboarding="2026-11-01"), False, False)])
    def test_it_is_told_by_our_tag(self, tags, foreign, ours):
        seen = found(box(), Tags=tags)
        assert (seen.foreign, seen.ours) == (foreign, ours)

    def test_what_is_not_there_is_nobodys(self):
        seen = found(box())
        assert (seen.now, seen.foreign, seen.ours) == (None, False, False)

    def test_what_is_to_have_no_mark_is_not_taken_over(self):
        assert not found(Box(name="a"), Tags=THEIRS).foreign

    def test_what_is_on_its_way_out_is_left(self):
        @dataclasses.dataclass(frozen=True, kw_only=True)
        class Going(Box):
            gone = True

        assert not found(Going(name="a", tags=OURS), Tags=THEIRS).foreign

    @pytest.mark.parametrize(("tags", "whose"), [
        ({"ManagedBy": "terraform"}, "terraform"), ({"managed_by": "pulumi"}, "pulumi"), ({"managed-by": "x"}, "x"),
        ({"Terraform": "true"}, "terraform"), ({"Terraform": "true", "ManagedBy": "terraform"}, "terraform"),
        ({"aws:cloudformation:stack-name": "web"}, "CloudFormation stack web"),
        ({"Terraform": "false", "team": "web"}, ""), ({}, ""), (None, "")])
    def test_who_manages_it_is_read_from_other_tools_tags(self, tags, whose):
        assert manager(tags) == whose

    def test_it_is_named_as_aws_does(self):
        assert name_of(found(box(), Tags=[]).now) == "arn:box/a"
        assert name_of(box()) == "a"


class TestWhatComes:
    def test_are_the_options_that_differ_but_for_tags(self):
        seen = found(box(size=3, material="steel"), Tags=THEIRS, Shape={"Size": 1}, Material="steel")
        assert (seen.changes, seen.refused) == (("size",), "")

    def test_is_nothing_where_only_tags_do(self):
        assert found(box(), Tags=THEIRS).changes == ()

    def test_what_takes_a_new_one_is_told_as_it_will_be_once_it_is_ours(self):
        @dataclasses.dataclass(frozen=True, kw_only=True)
        class Crate(Box):
            kept = ""

        seen = found(Crate(name="a", tags=OURS, material="wood"), Tags=THEIRS, Material="steel")
        assert seen.refused.endswith("replace={boxes: [a]} (cell_replace for a cell)")

    def test_what_aws_would_refuse_is_told_and_it_can_be_tagged_all_the_same(self):
        seen = found(box(size=0), Tags=THEIRS, Shape={"Size": 1})
        assert seen.foreign and "Size" in seen.refused

    def test_tagging_adds_our_tags_to_theirs_and_changes_nothing_else(self):
        step = found(box(size=3), Tags=THEIRS, Shape={"Size": 1}).tagging
        [call] = list(step.flow())
        assert call.params == {"Name": "a", "Tags": tagged(ManagedBy="terraform", managed_by="us")}


class TestLines:
    about: t.ClassVar[dict[str, t.Any]] = {
        "module": "boxes", "name": "a", "id": "arn:box/a", "managed_by": "terraform", "changes": ["size"],
        "refused": ""}

    def test_of_a_host_say_whose_each_is_and_what_comes(self):
        told = lines.host("acme", [self.about, {**self.about, "managed_by": "", "refused": "it is too old"}],
                          ours=2, missing=3, unknown=["boxes b: no"])
        assert told == [
            "Host acme: 2 of somebody else's, 2 ours already, 3 not there yet",
            "  boxes a (arn:box/a), managed by terraform", "    site.yml would change size",
            "  boxes a (arn:box/a), nobody says whose", "    site.yml would refuse it: it is too old",
            "  could not be looked at: boxes b: no"]

    @pytest.mark.parametrize(("how", "word"), [
        ({"tagged": False, "check": False}, "would be tagged with --tags adopt"),
        ({"tagged": True, "check": True}, "would be tagged"), ({"tagged": True, "check": False}, "are tagged")])
    def test_at_the_end_say_what_is_done_and_what_terraform_must_not_do(self, how, word):
        first, second = lines.ending([self.about, {**self.about, "managed_by": ""}], **how)
        assert first == f"2 resources {word} as ours; nothing else of them changes."
        assert "Terraform's state has 1 of them" in second and "terraform state rm" in second

    def test_of_nothing_say_so(self):
        assert lines.ending([], tagged=True, check=False) == ["Nothing is to be taken over."]

    def test_of_what_could_not_be_looked_at_they_never_say_nothing(self):
        unseen = "3 could not be looked at, and are not taken over."
        assert lines.ending([], tagged=True, check=False, unknown=3) == [unseen]
        assert lines.ending([self.about], tagged=False, check=False, unknown=3)[-1] == unseen
