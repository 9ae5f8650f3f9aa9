# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which hosts have all that is asked for is told for many at once; what cannot be told for sure is not settled."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.fields import required
from ansible_collections.venturemond.envelope.plugins.module_utils.options import argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.tagging import LEAVING
from ansible_collections.venturemond.envelope.plugins.module_utils.verb import Verb
from ansible_collections.venturemond.envelope.plugins.plugin_utils import settled as settling
from ansible_collections.venturemond.envelope.plugins.plugin_utils.looking import Looked, Set
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Box, Boxes, SealedBox, boxes, tagged

OURS = {"managed-by": "us"}


@dataclass(frozen=True, kw_only=True)
class Knock(Verb):
    """Knock on a box, once."""

    module = "knock"
    name: str = required("Which.")

    def act(self, *, check: bool) -> Flow:
        found = yield boxes.describe_box(Name=self.name)
        return {"changed": not found.get("Knocked")}


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Boxes:
    there = Boxes({"Name": "a", "Shape": {"Size": 1}, "Tags": tagged(managed_by="us"), "Knocked": True})

    class Clouds:
        def of(self, params: t.Any, **options: t.Any) -> Boxes:
            return there

    monkeypatch.setattr(settling, "Clouds", Clouds)
    return there


def box(name: str, kind: type[Box] = Box, **about: t.Any) -> Set:
    given = {"name": name, "size": 1, "tags": OURS, **about}
    return Set(kind, {**dict.fromkeys(argument_spec(Box)), "boxes": [given], "state": "present", "adopt": False})


def knock(name: str) -> Set:
    return Set(Knock, {"name": name})


def told(aws: Boxes, *sets: Set, **about: t.Any) -> tuple[bool, list[str]]:
    found = settling.settled({"acme": Looked(sets=list(sets), **about)})
    assert aws.writes == []
    return "acme" in found.settled, found.refused.get("acme", [])


def test_a_host_that_has_all_of_it_is(aws: Boxes):
    assert told(aws, box("a"), knock("a")) == (True, [])


@pytest.mark.parametrize("one", [box("b"), box("a", size=2), knock("b")])
def test_one_that_lacks_something_is_not(aws: Boxes, one: Set):
    aws.held["b"] = {} if one.module is Knock else aws.held["a"]
    aws.held.pop("b") if one.module is Box else None
    assert told(aws, box("a"), one) == (False, [])


@pytest.mark.parametrize("about", [{"complete": False}, {"problems": ["something"]}])
def test_one_of_which_not_all_is_known_is_not(aws: Boxes, about: dict[str, t.Any]):
    assert told(aws, box("a"), **about) == (False, [])


@pytest.mark.parametrize("check", [True, False])
def test_what_may_not_be_seen_is_settled_in_check_mode_alone_and_told(aws: Boxes, check: bool):
    found = settling.settled({"acme": Looked(sets=[box("a", kind=SealedBox, content="gold")])}, check=check)
    assert list(found.settled) == (["acme"] if check else [])
    said = "boxes a: the credentials may not see content (AccessDenied of boxes:DescribeBox)"
    assert found.unseen == {"acme": [said]}
    assert found.refused == ({} if check else found.unseen)
    changed = settling.settled({"acme": Looked(sets=[box("a", kind=SealedBox, size=2)])}, check=check)
    assert not changed.settled and changed.unseen == found.unseen and changed.refused == found.refused


def test_that_a_tenant_leaves_is_said_before_what_may_not_be_seen(aws: Boxes):
    aws.held["a"]["Tags"] = [*tagged(managed_by="us", tenant="acme"), {"Key": LEAVING, "Value": "2026-01-01"}]
    found = settling.settled({"acme": Looked(sets=[box("a", kind=SealedBox, size=2)])})
    assert "is being taken away since 2026-01-01" in found.leaving["acme"]
    assert found.refused == {"acme": [found.leaving["acme"]]}


def test_what_cannot_be_made_is_refused_in_words_each_once(aws: Boxes):
    aws.held["a"]["Tags"] = tagged(managed_by="them")
    settled, refused = told(aws, box("a", size=2), box("a", size=3))
    assert not settled
    assert refused == ["boxes a: it exists and is not tagged managed-by=us (but them): set adopt to take it over"]


def test_a_set_that_names_one_thing_twice_is_refused(aws: Boxes):
    twice = box("a")
    twice.params["boxes"] *= 2
    assert told(aws, twice) == (False, ["boxes names a more than once"])


def test_hosts_share_what_is_read_and_each_has_its_results(aws: Boxes):
    found = settling.settled({"one": Looked(sets=[box("a")]), "two": Looked(sets=[box("a")]),
                              "three": Looked(sets=[box("b")])})
    assert [call.params["Name"] for call in aws.calls] == ["a", "b"]
    assert list(found.settled) == ["one", "two"]
    [result] = found.settled["one"]
    assert result["actions"] == {"a": "none"} and result["boxes"]["a"]["arn"] == "arn:box/a"
