# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration sets of SES, and who is told of their events.

moto lacks what changes a configuration set and all event destinations of the second API, and says of one that may send
that it may not.  AWS fills in what is left out, refuses a destination with none or two kinds of target, a topic that
does not exist, and an eleventh destination.  Not enforced: that a tracking domain is verified, and that a topic's
policy lets SES publish; no event is published.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult, EmptyResult
from moto.ses.models import ConfigurationSet
from moto.sesv2.responses import SESV2Response
from moto.sns.models import sns_backends

from ._mend import AwsError, adds, mends
from ._ses_account import arn_of, set_named

MOST_DESTINATIONS = 10
TARGETS = ("KinesisFirehoseDestination", "CloudWatchDestination", "SnsDestination", "EventBridgeDestination",
           "PinpointDestination")
DEFAULTS: dict[str, dict[str, t.Any]] = {
    "DeliveryOptions": {"TlsPolicy": "OPTIONAL"},
    "ReputationOptions": {"ReputationMetricsEnabled": False},
    "SendingOptions": {"SendingEnabled": True},
}
KEPT = (*DEFAULTS, "TrackingOptions", "SuppressionOptions", "VdmOptions")

Shown = dict[str, t.Any]


@mends(SESV2Response)
def create_configuration_set(former: t.Any, self: SESV2Response) -> ActionResult:
    backend, name = self.sesv2_backend.core_backend, self._get_param("ConfigurationSetName")
    if name in backend.config_sets:
        raise AwsError("AlreadyExistsException", f"Configuration set <{name}> already exists.")
    made = ConfigurationSet(name)
    backend.config_sets[name] = made
    options = options_of(made)
    for group in KEPT:
        options[group] = {**options.get(group, {}), **(self._get_param(group) or {})}
    backend.tagger.tag_resource(arn_of(backend, "configuration-set", name), self._get_param("Tags") or [])
    return EmptyResult()


@mends(SESV2Response)
def get_configuration_set(former: t.Any, self: SESV2Response) -> ActionResult:
    backend, found = self.sesv2_backend.core_backend, _named(self)
    name = found.configuration_set_name
    tags = backend.tagger.list_tags_for_resource(arn_of(backend, "configuration-set", name))["Tags"]
    options = {group: told for group, told in options_of(found).items() if told}
    return ActionResult({"ConfigurationSetName": name, "Tags": tags, **options})


@mends(SESV2Response)
def delete_configuration_set(former: t.Any, self: SESV2Response) -> ActionResult:
    backend, name = self.sesv2_backend.core_backend, _named(self).configuration_set_name
    del backend.config_sets[name]
    backend.tagger.delete_all_tags_for_resource(arn_of(backend, "configuration-set", name))
    return EmptyResult()


def _adds_put(operation: str, group: str) -> None:
    """An operation that replaces one group of a configuration set's options."""

    def put(self: SESV2Response) -> ActionResult:
        told = {name: value for name, value in self.params.items() if name != "ConfigurationSetName"}
        options_of(_named(self))[group] = {**DEFAULTS.get(group, {}), **told}
        return EmptyResult()

    put.__name__ = operation
    adds(SESV2Response)(put)


_adds_put("put_configuration_set_sending_options", "SendingOptions")
_adds_put("put_configuration_set_reputation_options", "ReputationOptions")
_adds_put("put_configuration_set_suppression_options", "SuppressionOptions")
_adds_put("put_configuration_set_delivery_options", "DeliveryOptions")
_adds_put("put_configuration_set_tracking_options", "TrackingOptions")


@adds(SESV2Response)
def create_configuration_set_event_destination(self: SESV2Response) -> ActionResult:
    kept, name = destinations_of(_named(self)), self._get_param("EventDestinationName")
    if name in kept:
        raise AwsError("AlreadyExistsException", f"Event destination <{name}> already exists.")
    if len(kept) >= MOST_DESTINATIONS:
        raise AwsError("LimitExceededException", f"A configuration set has at most {MOST_DESTINATIONS} destinations.")
    kept[name] = _checked(self)
    return EmptyResult()


@adds(SESV2Response)
def update_configuration_set_event_destination(self: SESV2Response) -> ActionResult:
    _destination(self)
    destinations_of(_named(self))[self._get_param("EventDestinationName")] = _checked(self)
    return EmptyResult()


@adds(SESV2Response)
def delete_configuration_set_event_destination(self: SESV2Response) -> ActionResult:
    _destination(self)
    del destinations_of(_named(self))[self._get_param("EventDestinationName")]
    return EmptyResult()


@adds(SESV2Response)
def get_configuration_set_event_destinations(self: SESV2Response) -> ActionResult:
    found = [{"Name": name, **told} for name, told in destinations_of(_named(self)).items()]
    return ActionResult({"EventDestinations": found})


def options_of(found: ConfigurationSet) -> dict[str, Shown]:
    """Its options by group, those of moto's first API among them."""
    return t.cast("dict[str, Shown]", found.__dict__.setdefault(
        "options", {group: dict(told) for group, told in DEFAULTS.items()}))


def destinations_of(found: ConfigurationSet) -> dict[str, Shown]:
    return t.cast("dict[str, Shown]", found.__dict__.setdefault("destinations", {}))


def _named(response: SESV2Response) -> ConfigurationSet:
    return set_named(response.sesv2_backend.core_backend, response._get_param("ConfigurationSetName"))


def _destination(response: SESV2Response) -> Shown:
    name = response._get_param("EventDestinationName")
    found = destinations_of(_named(response)).get(name)
    if found is None:
        raise AwsError("NotFoundException", f"Event destination <{name}> does not exist.")
    return found


def _checked(response: SESV2Response) -> Shown:
    """A destination as it is kept, once its target is looked at."""
    given: Shown = response._get_param("EventDestination")
    if len(set(TARGETS) & set(given)) != 1:
        raise AwsError("BadRequestException", "An event destination has exactly one target.")
    if not given.get("MatchingEventTypes"):
        raise AwsError("BadRequestException", "An event destination has at least one event type.")
    topic = given.get("SnsDestination", {}).get("TopicArn")
    topics = sns_backends[response.current_account][response.region].topics
    if topic is not None and topic not in topics:
        raise AwsError("BadRequestException", f"Could not publish to SNS topic <{topic}>.")
    return {"Enabled": False, **given}
