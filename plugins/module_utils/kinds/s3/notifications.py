# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is told of what happens in a bucket."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow, Wait, here
from ...errors import AwsError
from ...fields import Reference, option, required
from ...resource import Part
from ...wire import Codec
from .service import s3, settling

Found = t.Mapping[str, t.Any]

UNREACHABLE = "Unable to validate the following destination configurations"
"""What S3 says of a destination that is not there, or that does not let S3 in (yet)."""

Event = t.Literal[
    "s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectCreated:Post", "s3:ObjectCreated:Copy",
    "s3:ObjectCreated:CompleteMultipartUpload", "s3:ObjectRemoved:*", "s3:ObjectRemoved:Delete",
    "s3:ObjectRemoved:DeleteMarkerCreated", "s3:ObjectRestore:*", "s3:ObjectTagging:*", "s3:ObjectTagging:Put",
    "s3:ObjectTagging:Delete", "s3:ObjectAcl:Put", "s3:LifecycleExpiration:*", "s3:LifecycleTransition"]

events = Codec(lambda value: sorted(value) if value else None, lambda found: sorted(found or ()))


def _named(service: str, before_the_name: str = "") -> t.Callable[[str], Flow]:
    """How a name becomes an ARN of this account and region; that it is there, S3 itself sees to."""
    def find(name: str) -> Flow:
        where = yield here()
        return f"arn:{where['partition']}:{service}:{where['region']}:{where['account']}:{before_the_name}{name}"

    return find


@dataclass(frozen=True, kw_only=True)
class Notification(Part):
    """What a destination has to be told of."""

    events: list[Event] = required("What it is told of, such as V(s3:ObjectCreated:*).", codec=events)
    prefix: str | None = option("How keys of objects start that it is told of.")
    suffix: str | None = option("How they end.")

    def wire(self, *names: str) -> dict[str, t.Any]:
        about = {name: value for name, value in super().wire(*names).items() if name not in ("Prefix", "Suffix")}
        rules = [{"Name": name, "Value": value} for name in ("prefix", "suffix") if (value := getattr(self, name))]
        return {**about, **({"Filter": {"Key": {"FilterRules": rules}}} if rules else {})}

    @classmethod
    def taken(cls, found: Found) -> t.Any:
        rules = found.get("Filter", {}).get("Key", {}).get("FilterRules", ())
        # AWS answers with Prefix and Suffix where it was given prefix and suffix
        return super().taken({**found, **{rule["Name"].capitalize(): rule["Value"] for rule in rules}})


@dataclass(frozen=True, kw_only=True)
class FunctionNotification(Notification):
    """A Lambda function that is invoked, which has to let S3 do so (C(permissions) of M(lambda_functions))."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "function": "envelope-prod-tag-clean", "events": ["s3:ObjectCreated:*"], "prefix": "uploads/"}

    function: str = required("Function, by name or ARN.", wire="LambdaFunctionArn",
                             find=Reference("Lambda function", _named("lambda", "function:")))


@dataclass(frozen=True, kw_only=True)
class TopicNotification(Notification):
    """A topic whose policy lets S3 publish."""

    examples: t.ClassVar[dict[str, t.Any]] = {"topic": "envelope-prod-uploads", "events": ["s3:ObjectCreated:*"]}

    topic: str = required("Topic, by name or ARN.", wire="TopicArn", find=Reference("topic", _named("sns")))


@dataclass(frozen=True, kw_only=True)
class QueueNotification(Notification):
    """A queue whose policy lets S3 send."""

    examples: t.ClassVar[dict[str, t.Any]] = {"queue": "envelope-prod-uploads", "events": ["s3:ObjectRemoved:*"]}

    queue: str = required("Queue, by name or ARN.", wire="QueueArn", find=Reference("queue", _named("sqs")))


def _exactly(wanted: list[Notification], now: list[Notification] | None) -> bool:
    """Whether both say the same, in whatever order: one without a prefix is not one with a prefix."""
    return sorted(str(each.wire()) for each in wanted) == sorted(str(each.wire()) for each in now or ())


@dataclass(frozen=True, kw_only=True)
class Notifications(Part):
    """Who is told of what happens in the bucket; what is left out is left alone."""

    examples: t.ClassVar[dict[str, t.Any]] = {"functions": [FunctionNotification.examples], "event_bridge": True}

    functions: list[FunctionNotification] | None = option(
        "Functions that are invoked: exactly these.", wire="LambdaFunctionConfigurations", alike=_exactly)
    topics: list[TopicNotification] | None = option(
        "Topics that are published to: exactly these.", wire="TopicConfigurations", alike=_exactly)
    queues: list[QueueNotification] | None = option(
        "Queues that are sent to: exactly these.", wire="QueueConfigurations", alike=_exactly)
    event_bridge: bool | None = option(
        "Whether EventBridge is told of everything. GuardDuty switches this on where it scans a bucket.",
        wire="EventBridgeConfiguration",
        codec=Codec(lambda value: {} if value else None, lambda found: found is not None))

    def call(self, bucket: str) -> Call:
        return settling.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=self.wire())


def notifications(bucket: str) -> Flow:
    """What is set, for the bucket's `read`."""
    found = yield s3.get_bucket_notification_configuration(Bucket=bucket)
    return {"Notifications": {"Bucket": bucket, **found}}  # a bucket that notifies nobody says so, too


def notified(wanted: Notifications, bucket: str) -> Flow:
    """Set all of it, again for a while where a destination does not let S3 in yet: its policy may be new."""
    try:
        yield wanted.call(bucket)
        return
    except AwsError as error:
        if not _unreachable(error):
            raise
    yield Wait(
        wanted.call(bucket), f"the destinations that bucket {bucket} notifies", lambda reply: "taken",
        frozenset({"taken"}), timeout=60, passing=_unreachable,
        hint="They must exist in the region of the bucket, and let s3.amazonaws.com in by their policies")


def _unreachable(error: AwsError) -> bool:
    return error.code == "InvalidArgument" and UNREACHABLE in error.message
