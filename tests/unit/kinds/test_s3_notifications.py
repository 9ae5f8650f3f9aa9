# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about whom a bucket tells."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3 import S3Bucket
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NAME = "envelope-prod-acme"
HERE = {"partition": "aws", "region": "eu-west-1", "account": "111122223333"}
PLACE = [("head_bucket", {"BucketRegion": "eu-west-1"}), ("get_caller_identity", HERE)]
ARN = "arn:aws:lambda:eu-west-1:111122223333:function:tag"
CREATED = "s3:ObjectCreated:*"
THERE = {"LambdaFunctionConfigurations": [{
    "Id": "made-up", "LambdaFunctionArn": ARN, "Events": [CREATED],
    "Filter": {"Key": {"FilterRules": [{"Name": "Prefix", "Value": "uploads/"}]}}}]}


def bucket(**notifications: t.Any) -> S3Bucket:
    return S3Bucket.given({"name": NAME, "notifications": notifications})


def resolved(**notifications: t.Any) -> S3Bucket:
    """With its names looked up: one call that says where we are, for all of them."""
    flow = bucket(**notifications).resolved()
    try:
        step = next(flow)
        while True:
            assert step.operation == "get_caller_identity"
            step = flow.send(HERE)
    except StopIteration as end:
        return t.cast(S3Bucket, end.value)


def seen(reply: dict[str, t.Any], **notifications: t.Any) -> tuple[S3Bucket, S3Bucket]:
    wanted = resolved(**notifications)
    return wanted, play(wanted.read(), *PLACE, ("get_bucket_notification_configuration", reply))


def told(**options: t.Any) -> dict[str, t.Any]:
    return {"function": "tag", "events": [CREATED], **options}


def test_names_become_arns_of_here_without_a_call_for_each() -> None:
    wanted = resolved(functions=[told()], topics=[{"topic": "uploads", "events": [CREATED]}],
                      queues=[{"queue": "arn:aws:sqs:eu-west-1:1:q", "events": ["s3:ObjectTagging:*"]}])

    assert wanted.notifications is not None and wanted.notifications.wire() == {
        "LambdaFunctionConfigurations": [{"LambdaFunctionArn": ARN, "Events": [CREATED]}],
        "TopicConfigurations": [{"TopicArn": "arn:aws:sns:eu-west-1:111122223333:uploads", "Events": [CREATED]}],
        "QueueConfigurations": [{"QueueArn": "arn:aws:sqs:eu-west-1:1:q", "Events": ["s3:ObjectTagging:*"]}]}


@pytest.mark.parametrize(("options", "action"), [
    ({"prefix": "uploads/"}, "none"),
    ({}, "update"),
    ({"prefix": "uploads/", "suffix": ".pdf"}, "update"),
    ({"prefix": "uploads/", "events": ["s3:ObjectCreated:Put"]}, "update"),
])
def test_a_filter_that_is_left_out_is_none(options: dict[str, t.Any], action: str) -> None:
    assert plan(*seen(THERE, functions=[told(**options)])).action == action


def test_nobody_told_is_nothing_to_do_and_needs_no_reading_unless_asked() -> None:
    assert plan(*seen({}, functions=[], topics=[], queues=[], event_bridge=False)).action == "none"
    play(S3Bucket(name=NAME).read(), *PLACE)


def test_what_is_left_out_stays() -> None:
    wanted, now = seen({**THERE, "EventBridgeConfiguration": {}}, topics=[])
    assert plan(wanted, now).action == "none"
    wanted, now = seen({"EventBridgeConfiguration": {}}, functions=[told()])
    (_operation, params), = requests(plan(wanted, now).flow())
    assert params["NotificationConfiguration"] == {
        "EventBridgeConfiguration": {}, "TopicConfigurations": [], "QueueConfigurations": [],
        "LambdaFunctionConfigurations": [{"LambdaFunctionArn": ARN, "Events": [CREATED]}]}


def test_event_bridge_is_switched_off_when_asked() -> None:
    wanted, now = seen({"EventBridgeConfiguration": {}}, event_bridge=False)
    (_operation, params), = requests(plan(wanted, now).flow())
    assert "EventBridgeConfiguration" not in params["NotificationConfiguration"]


def test_a_destination_that_does_not_let_s3_in_yet_is_waited_for() -> None:
    wanted, now = seen({}, functions=[told()])
    flow = plan(wanted, now).flow()
    call = next(flow)
    text = "Unable to validate the following destination configurations"
    step = flow.throw(AwsError(call, "InvalidArgument", text))

    assert isinstance(step, Wait) and step.call == call
    assert not step.passing(AwsError(call, "InvalidArgument", "Configurations overlap."))


def test_another_refusal_is_one() -> None:
    wanted, now = seen({}, functions=[told()])
    with pytest.raises(AwsError, match="InvalidArgument"):
        play(plan(wanted, now).flow(), ("put_bucket_notification_configuration", "InvalidArgument"))
