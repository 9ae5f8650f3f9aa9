# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dashboards as CloudWatch keeps them."""

from __future__ import annotations

import json

import pytest

TEXT = {"type": "text", "properties": {"markdown": "Hello"}}


@pytest.fixture
def cloudwatch(client):
    return client("cloudwatch")


def put(cloudwatch, *widgets, **about):
    body = json.dumps({"widgets": list(widgets)})
    return cloudwatch.put_dashboard(DashboardName="envelope", DashboardBody=body, **about)


@pytest.mark.parametrize(("widget", "path", "message"), [
    ({"type": "text"}, "/widgets/0", "Should have required property 'properties'"),
    ({"type": "txt", "properties": {}}, "/widgets/0/type", "allowed values"),
    ({"type": "metric", "properties": {"metrics": []}}, "/widgets/0/properties", "required property 'region'"),
    ({**TEXT, "width": 25}, "/widgets/0/width", "Should be >= 1 and <= 24")])
def test_what_is_wrong_with_a_body_is_listed(cloudwatch, refused, widget, path, message):
    with refused("InvalidParameterInput", "there are 1 validation errors"):
        put(cloudwatch, widget)
    with refused("InvalidParameterInput", f'"dataPath": "{path}"'):
        put(cloudwatch, widget)
    with refused("InvalidParameterInput", message):
        put(cloudwatch, widget)
    assert cloudwatch.list_dashboards()["DashboardEntries"] == []


def test_a_body_has_widgets(cloudwatch, refused):
    for body in ("{}", "[]", "nothing"):
        with refused("InvalidParameterInput"):
            cloudwatch.put_dashboard(DashboardName="envelope", DashboardBody=body)


def test_tags_are_taken_at_creation_and_go_with_it(cloudwatch, refused):
    assert put(cloudwatch, TEXT, Tags=[{"Key": "a", "Value": "1"}])["DashboardValidationMessages"] == []
    put(cloudwatch, TEXT, TEXT, Tags=[{"Key": "a", "Value": "2"}])
    arn = cloudwatch.get_dashboard(DashboardName="envelope")["DashboardArn"]
    assert cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"] == [{"Key": "a", "Value": "1"}]

    cloudwatch.tag_resource(ResourceARN=arn, Tags=[{"Key": "b", "Value": "2"}])
    cloudwatch.untag_resource(ResourceARN=arn, TagKeys=["a"])
    assert cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"] == [{"Key": "b", "Value": "2"}]

    cloudwatch.delete_dashboards(DashboardNames=["envelope"])
    with refused("ResourceNotFoundException"):
        cloudwatch.tag_resource(ResourceARN=arn, Tags=[{"Key": "b", "Value": "2"}])
