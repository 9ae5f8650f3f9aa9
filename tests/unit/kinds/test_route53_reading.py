# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records of a large zone are read by the page, and only the pages that they are on."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.route53.reading import records_at
from ansible_collections.venturemond.envelope.tests.unit.script import play

ZONE = "Z0123456789ABCDEFGHIJ"
NAMES = ("_dmarc.b.example.com.", "bounce.b.example.com.")
Page = tuple[str, dict[str, t.Any]]


def page(*names: str, following: str | None = None, **about: t.Any) -> Page:
    return "list_resource_record_sets", {
        "ResourceRecordSets": [{"Name": name, "Type": "TXT", **about} for name in names],
        **({"NextRecordName": following} if following else {})}


def starts(*pages: Page, names: t.Sequence[str] = NAMES) -> tuple[list[str | None], t.Any]:
    """Where each page was asked to begin, and what was found on them."""
    flow, asked = records_at(ZONE, names), []
    call = next(flow)
    for _operation, reply in pages[:-1]:
        asked.append(call.params.get("StartRecordName"))
        call = flow.send(reply)
    asked.append(call.params.get("StartRecordName"))
    with pytest.raises(StopIteration) as end:
        flow.send(pages[-1][1])
    return asked, end.value.value.keys()


def test_the_first_page_is_enough_where_it_goes_further():
    assert starts(page(*NAMES)) == ([None], {(name, "TXT") for name in NAMES})
    assert starts(page(following="z.example.com.")) == ([None], set())


def test_those_between_are_left_out():
    asked, found = starts(
        page("example.com.", following="a.example.com."), page(NAMES[0], following="abc.b.example.com."),
        page(NAMES[1], following="z.example.com."))
    assert asked == [None, *NAMES]
    assert found == {("example.com.", "TXT"), *((name, "TXT") for name in NAMES)}


def test_neighbours_are_on_one_page():
    asked, _found = starts(page(following="a.example.com."), page(*NAMES, following="z.example.com."))
    assert asked == [None, NAMES[0]]


@pytest.mark.parametrize("following", ["0.b.example.com.", "1-a.b.example.com."])
def test_a_wildcard_is_looked_for_wherever_aws_ranks_it(following: str):
    """AWS lists it as an escape, which would come after digits."""
    asked, found = starts(page(following=following), page(r"\052.b.example.com."), names=["*.b.example.com."])
    assert asked == [None, "*.b.example.com."]
    assert found == {("*.b.example.com.", "TXT")}


def test_those_of_routing_policies_are_somebody_elses():
    assert play(records_at(ZONE, NAMES), page(NAMES[0], SetIdentifier="blue")) == {}


def test_a_zone_that_is_not_there_has_none():
    assert play(records_at(ZONE, NAMES), ("list_resource_record_sets", Absent)) == {}
