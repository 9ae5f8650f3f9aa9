# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Subscriptions that wait for somebody to confirm them, and topics that are made twice.

moto confirms every subscription at once and counts none, sends a message to all, and answers the creation of a topic
that exists with other attributes or tags as if it were the same.  AWS asks whoever is subscribed by mail or web to
confirm it and lists it as `PendingConfirmation` until then; another Subscribe of the same endpoint makes no second one.
`POST /_local/subscriptions` confirms, as a person does with the link in the mail.
"""

from __future__ import annotations

import json
import typing as t

from moto.core.responses import ActionResult
from moto.sns.models import SNSBackend, Subscription, Topic, sns_backends
from moto.sns.responses import SNSResponse

from ._mend import AwsError, mends

ASKED = ("email", "email-json", "http", "https")
"""Protocols whose endpoints have to confirm."""


@mends(SNSBackend)
def create_topic(
    former: t.Any,
    self: SNSBackend,
    name: str,
    attributes: dict[str, str] | None = None,
    tags: dict[str, str] | None = None,
) -> Topic:
    """The same request makes the same topic; one that says otherwise is refused."""
    there = next((topic for topic in self.topics.values() if topic.name == name), None)
    made: Topic = former(self, name, attributes, tags)
    if there is None:
        return made
    if not all(_says(there, each, value) for each, value in (attributes or {}).items()):
        reason = "Attributes Reason: Topic already exists with different attributes"
        raise AwsError("InvalidParameter", f"Invalid parameter: {reason}")
    if any(there._tags.get(each) != value for each, value in (tags or {}).items()):
        raise AwsError("InvalidParameter", "Invalid parameter: Tags Reason: Topic already exists with different tags")
    return made


@mends(SNSBackend)
def subscribe(former: t.Any, self: SNSBackend, topic_arn: str, endpoint: str, protocol: str) -> Subscription:
    known = set(self.subscriptions)
    made: Subscription = former(self, topic_arn, endpoint, protocol)
    if made.arn not in known:
        _settle(made, confirmed=protocol not in ASKED)
    return made


@mends(Subscription)
def publish(former: t.Any, self: Subscription, *args: t.Any, **kwargs: t.Any) -> None:
    if self.confirmed:
        former(self, *args, **kwargs)


@mends(SNSResponse, "subscribe")
def answer_with_arn(former: t.Any, self: SNSResponse) -> ActionResult:
    """An ARN is shown where it was asked for, or where nobody has to confirm."""
    result: ActionResult = former(self)
    found = t.cast("dict[str, str]", result.result)
    if self.backend.subscriptions[found["SubscriptionArn"]].confirmed or self._get_param("ReturnSubscriptionArn"):
        return result
    return ActionResult({"SubscriptionArn": "pending confirmation"})


@mends(SNSResponse)
def list_subscriptions(former: t.Any, self: SNSResponse) -> ActionResult:
    return _listed(former(self))


@mends(SNSResponse)
def list_subscriptions_by_topic(former: t.Any, self: SNSResponse) -> ActionResult:
    return _listed(former(self))


@mends(SNSResponse)
def get_topic_attributes(former: t.Any, self: SNSResponse) -> ActionResult:
    result: ActionResult = former(self)
    attributes = t.cast("dict[str, t.Any]", result.result)["Attributes"]
    of_topic = [each for each in self.backend.subscriptions.values() if each.topic_arn == attributes["TopicArn"]]
    confirmed = sum(each.confirmed for each in of_topic)
    attributes |= {"SubscriptionsConfirmed": str(confirmed), "SubscriptionsPending": str(len(of_topic) - confirmed)}
    return result


def confirm(given: t.Any) -> dict[str, int]:
    """Confirm what an endpoint is subscribed to, in every account, as whoever reads its mail does."""
    if not isinstance(given, dict) or set(given) != {"endpoint"}:
        raise ValueError("A confirmation is a JSON object with 'endpoint'.")
    waiting = [
        each
        for _account, _region, backend in sns_backends.iter_backends()
        for each in backend.subscriptions.values()
        if each.endpoint == given["endpoint"] and not each.confirmed
    ]
    for each in waiting:
        _settle(each, confirmed=True)
    return {"confirmed": len(waiting)}


def _settle(subscription: Subscription, *, confirmed: bool) -> None:
    subscription.confirmed = confirmed
    subscription.attributes |= {"PendingConfirmation": not confirmed, "ConfirmationWasAuthenticated": confirmed}


def _listed(result: ActionResult) -> ActionResult:
    found = t.cast("dict[str, t.Any]", result.result)
    found["Subscriptions"] = [
        {
            "SubscriptionArn": each.arn if each.confirmed else "PendingConfirmation",
            "Owner": each.owner,
            "Protocol": each.protocol,
            "Endpoint": each.endpoint,
            "TopicArn": each.topic_arn,
        }
        for each in found["Subscriptions"]
    ]
    return result


def _says(topic: Topic, name: str, value: str) -> bool:
    if name == "Policy":
        return bool(json.loads(topic.policy) == json.loads(value))
    named = {"DisplayName": "display_name", "KmsMasterKeyId": "kms_master_key_id"}
    return name not in named or getattr(topic, named[name]) == value
