# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Descriptions of kinds, and what follows from them."""

from __future__ import annotations

import dataclasses

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import properties
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import ROOM, Box, Lock, tagged
from ansible_collections.venturemond.envelope.tests.unit.script import play


class TestProperties:
    def test_come_in_the_order_they_are_written_and_by_role(self):
        assert [p.name for p in properties(Box, "key", "instruction", "computed")] == ["name", "gently", "arn"]

    def test_know_their_place_on_the_wire_and_their_type(self):
        known = {p.name: p for p in properties(Box)}

        assert known["material"].path == ("Material",)
        assert known["size"].path == ("Shape", "Size")
        assert known["size"].hint is int
        assert known["lock"].part is known["spares"].part is Lock
        assert known["tags"].part is None

    def test_are_required_when_they_have_no_default(self):
        assert [p.name for p in properties(Box) if p.required] == ["name"]
        assert [p.name for p in properties(Lock) if p.required] == ["maker"]


class TestGiven:
    def test_takes_options_and_their_parts(self):
        box = Box.given({
            "name": "a", "size": None, "lock": {"maker": "abus", "pins": 5}, "spares": [{"maker": "yale"}]})

        assert box == Box(name="a", lock=Lock(maker="abus", pins=5), spares=[Lock(maker="yale")])

    def test_leaves_defaults_where_nothing_is_said(self):
        assert Box.given({"name": "a", "gently": None}).gently is True

    def test_takes_nothing_that_aws_decides(self):
        assert Box.given({"name": "a", "arn": "mine", "broken": True}) == Box(name="a")


class TestWire:
    def test_holds_what_is_stated_and_nothing_else(self):
        box = Box(name="a", size=3, lock=Lock(maker="abus", reason="thieves"), tags={"b": "1"}, arn="arn", gently=False)

        assert box.wire() == {"Name": "a", "Shape": {"Size": 3}, "Lock": {"Maker": "abus"}, "Tags": tagged(b="1")}

    def test_takes_only_the_named_ones(self):
        assert Box(name="a", size=3, material="wood").wire("material", "room") == {"Material": "wood"}

    def test_properties_that_share_a_structure_travel_together(self):
        @dataclasses.dataclass(frozen=True, kw_only=True)
        class Wide(Box):
            colour: str | None = dataclasses.field(
                default=None, metadata={"role": "option", "doc": "Its colour.", "wire": "Shape.Colour"})

        assert Wide(name="a", size=3, colour="red").wire("colour") == {"Shape": {"Size": 3, "Colour": "red"}}


class TestSeen:
    def test_takes_everything_but_the_identity_from_a_reply(self):
        found = Box(name="a", size=1, gently=False).seen({
            "Name": "b", "Arn": "arn", "Shape": {"Size": 3}, "Lock": {"Maker": "abus"}, "Spares": [{"Maker": "yale"}],
            "Tags": tagged(b="1"), "Broken": True})

        assert found == Box(name="a", size=3, gently=False, arn="arn", lock=Lock(maker="abus", shared={}),
                            spares=[Lock(maker="yale", shared={})], tags={"b": "1"}, broken=True)

    def test_what_a_reply_lacks_is_absent(self):
        found = Box(name="a", size=3, lock=Lock(maker="abus")).seen({})

        assert found.size is found.lock is found.arn is None
        assert found.tags == {} and found.spares == []


class TestChanges:
    now = Box(name="a", size=3, material="wood", lock=Lock(maker="abus", pins=5), tags={"b": "1"}, arn="arn")

    def test_what_is_left_out_is_left_alone(self):
        assert Box(name="a").changes(self.now) == {}

    @pytest.mark.parametrize(("option", "value", "change"), [
        ("size", 4, (3, 4)),
        ("room", "attic", (None, "attic")),
        ("tags", {"c": "2"}, ({"b": "1"}, {"b": "1", "c": "2"})),
        ("tags", {"b": "2"}, ({"b": "1"}, {"b": "2"})),
        ("lock", Lock(maker="yale"), (Lock(maker="abus", pins=5), Lock(maker="yale", pins=5))),
        ("spares", [Lock(maker="yale")], (None, [Lock(maker="yale")])),
    ])
    def test_one_option_that_differs(self, option, value, change):
        assert dataclasses.replace(Box(name="a"), **{option: value}).changes(self.now) == {option: change}

    @pytest.mark.parametrize("wanted", [
        Box(name="a", tags={"b": "1"}), Box(name="a", tags={}), Box(name="a", lock=Lock(maker="abus")),
        Box(name="a", gently=False), Box(name="a", lock=Lock(maker="abus", reason="thieves")),
        Box(name="a", arn="other"),
    ])
    def test_nothing_differs(self, wanted):
        assert wanted.changes(self.now) == {}

    def test_a_constant_that_is_not_so_is_a_change(self):
        assert Box(name="a").changes(dataclasses.replace(self.now, broken=True)) == {"broken": (True, False)}

    def test_from_nothing_everything_stated_is_a_change(self):
        assert Box(name="a", size=3, tags={}).changes(None) == {"size": (None, 3), "tags": (None, {})}


class TestOver:
    def test_from_nothing_it_is_itself(self):
        assert Box(name="a").over(None) == Box(name="a")

    def test_fills_what_is_open_merges_tags_and_parts_but_not_lists(self):
        now = Box(name="a", size=3, lock=Lock(maker="abus", pins=5, shared={"x": "1"}),
                  spares=[Lock(maker="abus", pins=5)], tags={"b": "1"}, arn="arn")
        wanted = Box(name="a", lock=Lock(maker="abus", shared={"y": "2"}), spares=[Lock(maker="abus")], tags={"c": "2"})

        assert wanted.over(now) == Box(
            name="a", size=3, lock=Lock(maker="abus", pins=5, shared={"x": "1", "y": "2"}), spares=[Lock(maker="abus")],
            tags={"b": "1", "c": "2"})

    def test_laid_over_what_is_there_nothing_is_left_to_change(self):
        now = Box(name="a", size=3, lock=Lock(maker="abus", pins=5), tags={"b": "1"})
        wanted = Box(name="a", room="attic", lock=Lock(maker="yale"), tags={"b": "2", "c": "3"})

        assert wanted.changes(wanted.over(now)) == {}


class TestReferences:
    def test_a_name_is_looked_up(self):
        assert play(ROOM.resolve("attic", pending=False), ("describe_room", {"Id": "room-1"})) == "room-1"

    def test_an_id_is_taken_as_it_is(self):
        assert play(ROOM.resolve("room-7", pending=False)) == "room-7"

    @pytest.mark.parametrize("answer", [{}, Absent])
    def test_a_name_that_is_nobodys_is_pending_in_check_mode_and_else_an_error(self, answer):
        assert play(ROOM.resolve("attic", pending=True), ("describe_room", answer)) == Pending("room attic")
        with pytest.raises(Unresolved, match="there is no room named attic; role house makes it"):
            play(ROOM.resolve("attic", pending=False), ("describe_room", answer))

    def test_what_is_pending_stays_so_without_a_call(self):
        assert play(ROOM.resolve(Pending("room attic"), pending=False)) == Pending("room attic")

    def test_a_kind_resolves_all_its_names_and_keeps_the_rest(self):
        flow = Box(name="a", size=3, room="attic", lock=Lock(maker="abus")).resolved()
        box = play(flow, ("describe_room", {"Id": "room-1"}))

        assert box == Box(name="a", size=3, room="room-1", lock=Lock(maker="abus"))


def test_problems_inside_parts_name_where_they_are():
    box = Box(name="a", lock=Lock(maker="abus", pins=0), spares=[Lock(maker="yale"), Lock(maker="abus", pins=-1)])

    assert list(box.problems()) == [
        "lock: pins 0 is too few, allowed are 1 and more", "spares: pins -1 is too few, allowed are 1 and more"]


def test_numbers_and_booleans_of_a_tag_are_text():
    given = Box.given({"name": "a", "tags": {"cost-centre": 42, "spare": True, "plan": "growth"}})

    assert given.tags == {"cost-centre": "42", "spare": "true", "plan": "growth"}
