# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read, how often, and what becomes of what AWS refuses."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import (
    Asked,
    Seen,
    Source,
    Thing,
    asked,
    each,
    parts,
    read,
    unless_absent,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Service
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop

PLACE = Place("envelope-prod", "envelope", "prod", "eu-west-1")
svc, edge = Service("sns"), Service("sns", region="us-east-1")


class Aws:
    """Answers every read by its name, but for what is refused or absent."""

    def __init__(self, refused: t.Container[str] = (), absent: t.Container[str] = ()) -> None:
        self.refused, self.absent = refused, absent
        self.calls: list[str] = []

    def __call__(self, call: Call) -> dict[str, t.Any]:
        self.calls.append(call.operation)
        if call.operation in self.absent:
            raise Absent(call, "NotFound", "not found")
        if call.operation in self.refused:
            raise AwsError(call, "AccessDenied", "no")
        return {"Name": call.operation, "Names": [call.operation]}


def shown(aws: Aws, *flows: t.Callable[[Place], Flow]) -> list[Seen]:
    return Loop(aws).run([read(Source(flow.__name__, flow), PLACE) for flow in flows])


def one(place: Place) -> Flow:
    return (yield from asked(svc.list_topics(), "Names"))


def further(place: Place) -> Flow:
    names = yield from one(place)
    return (yield from each(
        parts({"name": name}, owner=asked(svc.get_topic_attributes()), tags=asked(edge.list_tags()))
        for name in names))


def test_what_several_ask_is_asked_once_and_is_evidence_of_each():
    aws = Aws()
    first, second = shown(aws, one, further)
    assert sorted(aws.calls) == ["get_topic_attributes", "list_tags", "list_topics"]
    assert first.calls.keys() == {Asked("sns", "list_topics", "eu-west-1")}
    assert second.calls.keys() == {Asked("sns", "list_topics", "eu-west-1"), Asked("sns", "list_tags", "us-east-1"),
                                   Asked("sns", "get_topic_attributes", "eu-west-1")}


def test_a_refused_part_is_told_by_the_part_alone():
    [seen] = shown(Aws(refused={"get_topic_attributes"}), further)
    [thing] = seen.found
    assert seen.error is None and thing["tags"]["Name"] == "list_tags"
    for look in (lambda: thing["owner"], lambda: thing.get("owner")):
        with pytest.raises(AwsError, match="AccessDenied"):
            look()
    assert [error.code for error in seen.refused.values()] == ["AccessDenied"]


def test_a_refused_list_is_the_error_of_all_of_it():
    [seen] = shown(Aws(refused={"list_topics"}), further)
    assert isinstance(seen.error, AwsError) and seen.found is None


def test_several_together_fail_with_the_first_of_them():
    def several(place: Place) -> Flow:
        return (yield from each([asked(svc.list_topics()), asked(svc.list_tags())]))

    assert isinstance(shown(Aws(refused={"list_tags"}), several)[0].error, AwsError)
    assert [found["Name"] for found in shown(Aws(), several)[0].found] == ["list_topics", "list_tags"]


def test_what_is_not_there_is_no_refusal():
    def lenient(place: Place) -> Flow:
        return (yield from unless_absent(asked(svc.list_topics()), "nothing"))

    [seen] = shown(Aws(absent={"list_topics"}), lenient)
    assert (seen.found, seen.error, seen.refused) == ("nothing", None, {})


def test_a_thing_without_a_part_has_a_default():
    assert Thing(a=1).get("b", 2) == 2


def test_what_a_source_did_not_think_of_ends_nothing_but_itself():
    def odd(place: Place) -> Flow:
        reply = yield svc.list_topics()
        return reply["Nothing"]

    def inside(place: Place) -> Flow:
        return (yield from parts({"name": "a"}, odd=odd(place), tags=asked(svc.list_tags())))

    first, second, third = shown(Aws(), odd, inside, one)
    assert "the audit is at fault: KeyError: 'Nothing'" in str(first.error)
    assert second.found["tags"]["Name"] == "list_tags" and third.found == ["list_topics"]
    with pytest.raises(EnvelopeError, match="at fault"):
        second.found.get("odd")
