# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple Notification Service."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from .. import policies
from ..calls import Call, Flow, Service, here
from ..fields import Reference, computed, key, option, required, tagging
from ..resource import Part, Resource
from ..tagging import retag
from ..wire import Codec, unordered
from .kms import KEY

sns = Service(
    "sns",
    absent=frozenset({"NotFound", "ResourceNotFound"}),
    transient=frozenset({"ConcurrentAccess", "StaleTag", "Throttled", "Throttling"}),
)

PENDING = "PendingConfirmation"
"""What AWS lists instead of an ARN until somebody has confirmed a subscription."""

DELETED = "Deleted"
"""What it lists, for some days, for one that somebody has ended."""

ATTRIBUTES = {"display_name": "DisplayName", "kms_key": "KmsMasterKeyId", "policy": "Policy"}

ENDPOINTS = {
    "email": (r"[^@\s]+@[^@\s]+", "an address"), "email-json": (r"[^@\s]+@[^@\s]+", "an address"),
    "http": (r"http://\S+", "a URL with http://"), "https": (r"https://\S+", "a URL with https://"),
    "sms": (r"\+[0-9]{6,15}", "a phone number such as +3225550100"),
    **dict.fromkeys(("lambda", "sqs", "firehose", "application"), (r"arn:\S+", "an ARN")),
}
"""What an endpoint looks like, by protocol."""

remark = Codec(lambda value: value, lambda found: found or "")


def topic_arn(name: str) -> Flow:
    """The ARN that a topic of this name has, whether or not there is one."""
    where = yield here()
    return f"arn:{where['partition']}:sns:{where['region']}:{where['account']}:{name}"


def find_topic(name: str) -> Flow:
    """The ARN of a topic; raises `Absent`."""
    arn = yield from topic_arn(name)
    yield sns.get_topic_attributes(TopicArn=arn)
    return arn


TOPIC = Reference("SNS topic", find_topic, role="email")


def same_key(wanted: str, now: str | None) -> bool:
    """Whether two names are of one key: SNS gives back what it was given, be it an ARN or an id."""
    return now is not None and wanted.rpartition("/")[2] == now.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Subscription(Part):
    """Where messages of a topic are sent."""

    examples: t.ClassVar[dict[str, t.Any]] = {"protocol": "email", "endpoint": "operations@example.com"}

    protocol: t.Literal[
        "email", "email-json", "http", "https", "sms", "lambda", "sqs", "firehose", "application"
    ] = required("How they are sent.")
    endpoint: str = required("Where to: an address, a URL, a phone number or an ARN.")

    def problems(self) -> t.Iterator[str]:
        pattern, allowed = ENDPOINTS[self.protocol]
        if not re.fullmatch(pattern, self.endpoint):
            yield f"endpoint: {self.endpoint} is none for {self.protocol}; allowed is {allowed}"


@dataclass(frozen=True, kw_only=True)
class SnsTopic(Resource):
    """A topic, and who is told of what is published to it."""

    plural = "sns_topics"
    examples = {
        "name": "envelope-prod-mail-events", "display_name": "Envelope mail", "kms_key": "alias/envelope-prod-mail",
        "policy": {"Version": "2012-10-17", "Statement": [{
            "Sid": "Mail", "Effect": "Allow", "Principal": {"Service": "ses.amazonaws.com"}, "Action": "sns:Publish",
            "Resource": "arn:aws:sns:eu-west-1:111122223333:envelope-prod-mail-events",
            "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}}]},
        "subscriptions": [{"protocol": "email", "endpoint": "operations@example.com"}],
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the topic.")
    display_name: str | None = option("What messages by mail and SMS come from.", codec=remark)
    kms_key: str | None = option(
        "Key that encrypts messages: alias, id or ARN. Its policy must let the services that publish use it, which "
        "that of AWS's own V(alias/aws/sns) does not.", wire="KmsMasterKeyId", alike=same_key, find=KEY)
    policy: dict[str, t.Any] | None = option(
        "Access policy, as a JSON document. A new topic is open to the account alone where it is left out.",
        codec=policies.policy, alike=policies.alike)
    subscriptions: list[Subscription] | None = option(
        "Subscriptions it must have. Others are left alone. Whoever is subscribed by mail, or by web, has to confirm "
        "that and is asked once: see RV(sns_topics.pending_confirmation).", alike=unordered)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the topic.", wire="TopicArn")
    pending_confirmation: list[str] | None = computed(
        "Endpoints of O(sns_topics[].subscriptions) that have not confirmed yet, and are sent nothing so far.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", self.name):
            yield f"name: {self.name!r} is not allowed: 1 to 256 letters, digits, - and _"
        if self.policy is not None and not policies.statements(self.policy):
            yield "policy: has no Statement; AWS takes no policy away, so say what it shall be, or leave it out"
        named = [(each.protocol, each.endpoint) for each in self.subscriptions or ()]
        for protocol, endpoint in sorted({each for each in named if named.count(each) > 1}):
            yield f"subscriptions: {protocol} {endpoint} is there more than once"

    def read(self) -> Flow:
        arn = yield from topic_arn(self.name)
        about = dict((yield sns.get_topic_attributes(TopicArn=arn))["Attributes"])
        if self.subscriptions is not None:
            about |= yield from self._subscribed(arn)
        if self.tags is not None:
            about["Tags"] = (yield sns.list_tags_for_resource(ResourceArn=arn)).get("Tags")
        return self.seen({**about, "TopicArn": arn})

    def create(self) -> Flow:
        made = self.wire(*ATTRIBUTES, "name", "tags")
        attributes = {name: made.pop(name) for name in ATTRIBUTES.values() if name in made}
        reply = yield sns.create_topic(**made, Attributes=attributes or None)
        for each in self.subscriptions or ():
            yield _subscribe(reply["TopicArn"], each)

    def update(self, now: SnsTopic, changed: t.AbstractSet[str]) -> Flow:
        for name in (name for name in ATTRIBUTES if name in changed):
            yield sns.set_topic_attributes(
                TopicArn=now.arn, AttributeName=ATTRIBUTES[name], AttributeValue=self.wire(name)[ATTRIBUTES[name]])
        if "subscriptions" in changed:
            for each in self.subscriptions or ():
                if each not in (now.subscriptions or ()):
                    yield _subscribe(t.cast(str, now.arn), each)
        if "tags" in changed:
            yield from retag(sns, now.tags, self.tags, ResourceArn=now.arn)

    def delete(self) -> Flow:
        yield sns.delete_topic(TopicArn=self.arn)

    def _subscribed(self, arn: str) -> Flow:
        """Those of its subscriptions that are there, and those of them that wait for somebody."""
        found = yield sns.list_subscriptions_by_topic(TopicArn=arn)
        there = {(each["Protocol"], each["Endpoint"]): each["SubscriptionArn"]
                 for each in found.get("Subscriptions", ()) if each["SubscriptionArn"] != DELETED}
        mine = [each.wire() for each in self.subscriptions or () if (each.protocol, each.endpoint) in there]
        waiting = [each["Endpoint"] for each in mine if there[each["Protocol"], each["Endpoint"]] == PENDING]
        return {"Subscriptions": mine, "PendingConfirmation": waiting}


def _subscribe(arn: str, to: Subscription) -> Call:
    return sns.subscribe(TopicArn=arn, **to.wire())
