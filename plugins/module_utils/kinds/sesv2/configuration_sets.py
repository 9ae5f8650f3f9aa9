# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration sets: how a tenant's mail is sent, watched and paused."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...tagging import retag
from ...wire import Codec, unordered
from .destinations import Destinations, EventDestination, changes, destinations_of, topics_of
from .service import arn_of, sesv2

on = Codec(lambda value: value, lambda found: found is not False)
off = Codec(lambda value: value, bool)
optional = Codec(lambda value: value, lambda found: found or "OPTIONAL")
clearable = Codec(lambda value: value or None, lambda found: found or "")
"""Text of which none is said with an empty one."""


def same_reasons(wanted: list[str], now: list[str] | None) -> bool:
    """A configuration set without reasons of its own follows the account's, which is not the same as having none."""
    return now is not None and unordered(wanted, now)


@dataclass(frozen=True, kw_only=True)
class ConfigurationSet(Resource):
    """How mail is sent that names this configuration set, and who is told what becomes of it."""

    plural = "sesv2_configuration_sets"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-pool-acme", "tls_policy": "REQUIRE", "reputation_metrics_enabled": True,
        "suppressed_reasons": ["BOUNCE", "COMPLAINT"], "max_delivery_seconds": 3600, "tags": {"tenant": "acme"},
        "event_destinations": [{"name": "mail-events", "sns_topic": "arn:aws:sns:eu-west-1:111122223333:mail-events",
                                "matching_event_types": ["BOUNCE", "COMPLAINT"]}],
    }

    name: str = key("Name of the configuration set.", wire="ConfigurationSetName")
    sending_enabled: bool | None = option(
        "Whether mail may be sent with it; V(false) pauses it. V(true) where it is left out at creation.",
        wire="SendingOptions.SendingEnabled", codec=on)
    reputation_metrics_enabled: bool | None = option(
        "Whether its own bounce and complaint rates are kept in CloudWatch. V(false) where it is left out at creation.",
        wire="ReputationOptions.ReputationMetricsEnabled", codec=off)
    suppressed_reasons: list[t.Literal["BOUNCE", "COMPLAINT"]] | None = option(
        "Why addresses are put on the account's suppression list, and not sent to again. As the account says, where it "
        "is left out at creation.", wire="SuppressionOptions.SuppressedReasons", alike=same_reasons)
    tls_policy: t.Literal["REQUIRE", "OPTIONAL"] | None = option(
        "Whether mail is sent to servers without TLS. V(OPTIONAL) where it is left out at creation.",
        wire="DeliveryOptions.TlsPolicy", codec=optional)
    sending_pool: str | None = option(
        "Pool of dedicated IP addresses that it is sent from; empty for none.", wire="DeliveryOptions.SendingPoolName",
        codec=clearable)
    max_delivery_seconds: int | None = option(
        "Seconds for which delivery is tried, 300 to 50400. 14 hours where it is left out.",
        wire="DeliveryOptions.MaxDeliverySeconds")
    tracking_domain: str | None = option(
        "Domain of the links by which opened mail and clicks are counted; empty for SES's own.",
        wire="TrackingOptions.CustomRedirectDomain", codec=clearable)
    event_destinations: list[EventDestination] | None = option(
        "Who is told of events: exactly these destinations, and none where the list is empty.", alike=unordered)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the configuration set.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", self.name):
            yield f"name: {self.name!r} is not allowed: 1 to 64 letters, digits, _ and -"
        if self.suppressed_reasons is not None and not self.suppressed_reasons:
            yield "suppressed_reasons: is empty; allowed are BOUNCE and COMPLAINT, or leave it out"
        names = [each.name for each in self.event_destinations or ()]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            yield f"event_destinations: {', '.join(twice)} is named more than once"

    def read(self) -> Flow:
        found = yield sesv2.get_configuration_set(ConfigurationSetName=self.name)
        about = {**found, "Arn": (yield from arn_of("configuration-set", self.name))}
        if self.event_destinations is None:
            return self.seen(about)
        return self.seen({**about, "EventDestinations": (yield from destinations_of(self.name))})

    def create(self) -> Flow:
        topics = yield from topics_of(self._destinations, [])  # before anything is made: one may be missing
        asked = self.wire()
        asked.pop("EventDestinations", None)
        yield sesv2.create_configuration_set(**asked)
        yield from changes(self.name, self._destinations, [], topics)

    def update(self, now: ConfigurationSet, changed: t.AbstractSet[str]) -> Flow:
        topics = yield from topics_of(self._destinations, now._destinations)
        if "sending_enabled" in changed:
            yield sesv2.put_configuration_set_sending_options(**self._of("SendingOptions"))
        if "reputation_metrics_enabled" in changed:
            yield sesv2.put_configuration_set_reputation_options(**self._of("ReputationOptions"))
        if "suppressed_reasons" in changed:
            yield sesv2.put_configuration_set_suppression_options(**self._of("SuppressionOptions"))
        if changed & {"tls_policy", "sending_pool", "max_delivery_seconds"}:
            yield sesv2.put_configuration_set_delivery_options(**self._of("DeliveryOptions"))
        if "tracking_domain" in changed:
            yield sesv2.put_configuration_set_tracking_options(**self._of("TrackingOptions"))
        yield from changes(self.name, self._destinations, now._destinations, topics)
        if "tags" in changed:
            yield from retag(sesv2, now.tags, self.tags, ResourceArn=now.arn)

    def delete(self) -> Flow:
        yield sesv2.delete_configuration_set(ConfigurationSetName=self.name)

    @property
    def _destinations(self) -> Destinations:
        return self.event_destinations or ()

    def _of(self, group: str) -> dict[str, t.Any]:
        """One group of its options, which SES replaces as a whole."""
        return {"ConfigurationSetName": self.name, **self.wire().get(group, {})}
