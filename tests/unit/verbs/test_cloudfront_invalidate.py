# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invalidations."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Together
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.cloudfront_invalidate import Invalidate
from ansible_collections.venturemond.envelope.tests.unit.script import play

ID = "EDFDVBD632BHDS5"
MADE = "create_invalidation", {"Invalidation": {"Id": "I1", "Status": "InProgress"}}
DONE = "get_invalidation", {"Invalidation": {"Id": "I1", "Status": "Completed"}}
LISTED = "list_distributions", {"DistributionList": {"Items": [{"Id": ID, "Comment": "site"}]}}


def former(*ids: str) -> t.Any:
    return "list_invalidations", {"InvalidationList": {"Items": [{"Id": each} for each in ids]}}


def invalidate(**options: t.Any) -> Invalidate:
    return Invalidate.given({"distributions": [ID], **options})


def result(wanted: Invalidate, *exchanges: t.Any) -> t.Any:
    """The result of one whose flows are held one by one."""
    flow = wanted.act(check=False)
    step = next(flow)
    assert isinstance(step, Together)
    try:
        flow.send([play(each, *exchanges) for each in step.flows])
    except StopIteration as end:
        return end.value


def test_everything_is_forgotten_and_that_is_waited_for():
    assert result(invalidate(), MADE, DONE) == {
        "changed": True, "invalidations": {ID: {"id": "I1", "status": "Completed"}}}


def test_it_need_not_be_waited_for():
    assert result(invalidate(wait=False), MADE)["invalidations"] == {ID: {"id": "I1", "status": "InProgress"}}


@pytest.mark.parametrize(("before", "changed"), [((), True), (("I0",), True), (("I0", "I1"), False)])
def test_for_one_reference_it_is_done_once(before: tuple[str, ...], changed: bool):
    assert result(invalidate(reference="1.4.3"), former(*before), MADE, DONE)["changed"] is changed


def test_paths_and_reference_are_sent_as_they_are_given():
    flow = next(invalidate(reference="1.4.3", paths=["/b*", "/a", "/a"]).act(check=False)).flows[0]
    next(flow)

    assert flow.send(former()[1]).params["InvalidationBatch"] == {
        "CallerReference": "1.4.3", "Paths": {"Quantity": 2, "Items": ["/a", "/b*"]}}


def test_a_reference_of_other_paths_is_refused_in_words_that_help():
    with pytest.raises(Invalid, match=r"reference 1\.4\.3 was used for other paths .*use another reference"):
        result(invalidate(reference="1.4.3"), former(), ("create_invalidation", "InvalidationBatchAlreadyExists"))


def test_a_failure_of_one_is_told():
    flow = invalidate().act(check=False)
    call = next(next(flow).flows[0])

    with pytest.raises(AwsError, match="TooManyInvalidationsInProgress"):
        flow.send([AwsError(call, "TooManyInvalidationsInProgress", "busy")])


def test_names_are_looked_up_before_anything_is_done():
    with pytest.raises(Unresolved, match="no distribution named other; role static_site makes it"):
        play(invalidate(distributions=["site", "other"]).act(check=False), LISTED, LISTED)


def test_check_mode_writes_nothing_even_where_the_distribution_is_still_to_be_made():
    assert play(invalidate(distributions=["site", "other"]).act(check=True), LISTED, LISTED) == {"changed": True}
    assert play(invalidate(distributions=[]).act(check=True)) == {"changed": False}


@pytest.mark.parametrize(("options", "problem"), [
    ({"paths": ["index.html"]}, "paths: index.html; allowed are paths that start with /"),
    ({"paths": ["/*/a"]}, "paths: /*/a; allowed"),
    ({"paths": []}, "paths: is empty"),
    ({"wait_timeout": 0}, "wait_timeout: 0"),
])
def test_what_is_wrong_is_said_without_aws(options: dict[str, t.Any], problem: str):
    assert problem in "; ".join(invalidate(**options).problems())
