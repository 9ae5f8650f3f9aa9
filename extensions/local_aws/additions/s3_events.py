# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom a bucket tells, and that it may.

moto takes any destination, answers without EventBridge, and leaves the version out of an event.  AWS looks at each
destination when it is set: it has to be there and to let `s3.amazonaws.com` in for this bucket, else InvalidArgument,
unless the request says to skip that.  It names the parts of a filter with a capital letter when it answers.
"""

from __future__ import annotations

import json
import typing as t

from flask import request as current_request
from moto.awslambda.models import lambda_backends
from moto.core.responses import ActionResult
from moto.s3 import notifications
from moto.s3.exceptions import S3ClientError
from moto.s3.models import FakeBucket, FakeKey, NotificationConfiguration
from moto.s3.responses import S3Response
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from ._mend import mends
from ._policy import Asked, verdict
from .lambda_runs import invoke_later

PRINCIPAL = "s3.amazonaws.com"
SKIP = "x-amz-skip-destination-validation"
UNREACHABLE = "Unable to validate the following destination configurations"

Config = dict[str, t.Any]


@mends(FakeBucket)
def set_notification_configuration(former: t.Any, self: FakeBucket, notification_config: Config | None) -> None:
    """An empty configuration tells nobody; EventBridge needs no leave."""
    given = notification_config or {}
    wanted = NotificationConfiguration(
        topic=given.get("TopicConfiguration"),
        queue=given.get("QueueConfiguration"),
        cloud_function=given.get("CloudFunctionConfiguration"),
        event_bridge=given.get("EventBridgeConfiguration"),
    )
    if current_request.headers.get(SKIP) != "true":
        told = (*wanted.topic, *wanted.queue, *wanted.cloud_function)
        if not all(_lets_in(each.arn, self) for each in told):
            raise S3ClientError("InvalidArgument", UNREACHABLE)
    former(self, notification_config)


@mends(S3Response)
def get_bucket_notification(former: t.Any, self: S3Response) -> t.Any:
    found = self.backend.get_bucket_notification_configuration(self.bucket_name)
    result: Config = {}
    if found:
        told = {"Topic": found.topic, "Queue": found.queue, "LambdaFunction": found.cloud_function}
        result = {f"{kind}Configurations": [_described(each, f"{kind}Arn") for each in several]
                  for kind, several in told.items() if several}
        result |= {"EventBridgeConfiguration": {}} if found.event_bridge is not None else {}
    self.data["Action"] = "GetBucketNotificationConfiguration"
    return self.serialized(ActionResult(result))


@mends(t.cast(t.Any, notifications))
def _get_s3_event(former: t.Any, event_name: str, bucket: FakeBucket, key: t.Any, notification_id: str) -> Config:
    event: Config = former(event_name, bucket, key, notification_id)
    if bucket.is_versioned and isinstance(key, FakeKey):
        event["Records"][0]["s3"]["object"]["versionId"] = key.version_id
    return event


@mends(t.cast(t.Any, notifications))
def _invoke_awslambda(former: t.Any, account_id: str, event_body: Config, fn_arn: str, region_name: str) -> None:
    """As AWS does it: later, and not at all when the function is gone or lets S3 in no more."""
    bucket = event_body["Records"][0]["s3"]["bucket"]["arn"]
    if _policy_allows(_function_policy(fn_arn), "lambda:InvokeFunction", fn_arn, bucket, account_id):
        function = lambda_backends[fn_arn.split(":")[4]][region_name].get_function(fn_arn)
        invoke_later(function, json.dumps(event_body))


def _lets_in(arn: str, bucket: FakeBucket) -> bool:
    policies: dict[str, tuple[t.Callable[[str], str | None], str]] = {
        "lambda": (_function_policy, "lambda:InvokeFunction"),
        "sns": (_topic_policy, "SNS:Publish"),
        "sqs": (_queue_policy, "SQS:SendMessage"),
    }
    policy, action = policies[arn.split(":")[2]]
    return _policy_allows(policy(arn), action, arn, bucket.arn, bucket.account_id)


def _policy_allows(document: str | None, action: str, arn: str, bucket: str, account: str) -> bool:
    context = {"aws:SourceArn": bucket, "aws:SourceAccount": account, "aws:SecureTransport": "true"}
    return document is not None and verdict(document, Asked(PRINCIPAL, action, arn, context)) == "Allow"


def _function_policy(arn: str) -> str | None:
    _arn, _aws, _lambda, region, account, _function, name = arn.split(":")[:7]
    backend = lambda_backends[account][region]
    function = next((each for each in backend.list_functions() if each.function_name == name), None)
    return json.dumps({"Statement": function.policy.statements}) if function else None


def _topic_policy(arn: str) -> str | None:
    topic = sns_backends[arn.split(":")[4]][arn.split(":")[3]].topics.get(arn)
    return topic.policy if topic else None


def _queue_policy(arn: str) -> str | None:
    _arn, _aws, _sqs, region, account, name = arn.split(":")
    queue = sqs_backends[account][region].queues.get(name)
    return (queue.policy or None) if queue else None


def _described(told: t.Any, arn: str) -> Config:
    about: Config = {"Id": told.id, arn: told.arn, "Events": told.events}
    if rules := told.filters.get("S3Key", {}).get("FilterRule"):
        named = [{"Name": rule["Name"].capitalize(), "Value": rule["Value"]} for rule in rules]
        about["Filter"] = {"Key": {"FilterRules": named}}
    return about
