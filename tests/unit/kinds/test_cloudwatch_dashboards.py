# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about dashboards."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Say
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch import Dashboard
from ansible_collections.venturemond.envelope.tests.unit.script import play

TEXT = {"type": "text", "properties": {"markdown": "Hello"}}
HERE = {"partition": "aws", "region": "eu-west-1", "account": "1"}
ARN = "arn:aws:cloudwatch::1:dashboard/envelope"


def board(*widgets, **options) -> Dashboard:
    return Dashboard(name="envelope", body={"widgets": list(widgets)}, **options)


def test_the_order_and_spelling_of_its_json_do_not_matter():
    body = '{"widgets": [{"properties": {"markdown": "Hello"}, "type": "text"}]}'
    now = play(board().read(), ("get_dashboard", {"DashboardName": "envelope", "DashboardArn": ARN,
                                                  "DashboardBody": body}))

    assert plan(board(TEXT), now).action == "none"
    assert plan(board(TEXT, TEXT), now).action == "update"


def test_its_arn_is_no_region_s_and_its_tags_are_asked_for_where_they_matter():
    now = play(board(tags={"a": "1"}).read(), ("get_dashboard", {"DashboardBody": '{"widgets": []}'}),
               ("get_caller_identity", HERE), ("list_tags_for_resource", {"Tags": [{"Key": "a", "Value": "1"}]}))

    assert (now.arn, now.tags) == (ARN, {"a": "1"})


def test_what_will_not_be_shown_is_told():
    flow = board(TEXT).create()
    assert next(flow).operation == "put_dashboard"

    said = flow.send({"DashboardValidationMessages": [{"DataPath": "/widgets/0", "Message": "Not shown"}]})

    assert said == Say("dashboard envelope: /widgets/0: Not shown")


@pytest.mark.parametrize(("body", "words"), [
    ({}, "has no list of widgets"), ({"widgets": [TEXT] * 501}, "501 widgets, allowed are 500"),
    ({"widgets": ["text"]}, "widgets/0 is no mapping"),
    ({"widgets": [TEXT, {"type": "text"}]}, "widgets/1 has no properties"),
    ({"widgets": [{**TEXT, "width": 25}]}, "widgets/0/width: 25, allowed are 1 to 24"),
    ({"widgets": [{**TEXT, "y": -1}]}, "widgets/0/y: -1, allowed are 0 and more")])
def test_what_cloudwatch_would_refuse_is_told_before(body, words):
    assert words in "; ".join(Dashboard(name="envelope", body=body).problems())


def test_names_are_plain():
    assert "not allowed" in "".join(Dashboard(name="a b").problems())
    assert not list(board(TEXT).problems())
