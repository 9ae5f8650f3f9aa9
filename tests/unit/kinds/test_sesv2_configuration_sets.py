# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about configuration sets."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.sesv2 import ConfigurationSet
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.sesv2.destinations import EventDestination
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

HERE = ("get_caller_identity", {"partition": "aws", "region": "eu-west-1", "account": "111122223333"})
TOPIC = "arn:aws:sns:eu-west-1:111122223333:mail-events"
EVENTS: dict[str, t.Any] = {"name": "mail", "sns_topic": "mail-events", "matching_event_types": ["BOUNCE"]}


def wanted_set(**options: t.Any) -> ConfigurationSet:
    return ConfigurationSet(name="acme", **options)


def listed(*names: str) -> tuple[str, t.Any]:
    told = {"Enabled": True, "MatchingEventTypes": ["BOUNCE"], "SnsDestination": {"TopicArn": TOPIC}}
    return "get_configuration_set_event_destinations", {
        "EventDestinations": [{"Name": name, **told} for name in names]}


def test_a_topic_costs_no_call_while_nothing_changes() -> None:
    wanted = wanted_set(event_destinations=[EventDestination(**EVENTS)], sending_enabled=True)
    now = play(wanted.read(), ("get_configuration_set", {}), HERE, listed("mail"))
    assert plan(wanted, now).action == "none"


def test_exactly_these_destinations() -> None:
    wanted = wanted_set(event_destinations=[EventDestination(**EVENTS)])
    now = play(wanted.read(), ("get_configuration_set", {}), HERE, listed("other"))
    made = requests(plan(wanted, now).flow())
    assert made[-2:] == [
        ("create_configuration_set_event_destination", {
            "ConfigurationSetName": "acme", "EventDestinationName": "mail", "EventDestination": {
                "Enabled": True, "MatchingEventTypes": ["BOUNCE"], "SnsDestination": {"TopicArn": TOPIC}}}),
        ("delete_configuration_set_event_destination", {
            "ConfigurationSetName": "acme", "EventDestinationName": "other"})]


def test_a_missing_topic_is_told_before_anything_is_made() -> None:
    wanted = wanted_set(event_destinations=[EventDestination(**EVENTS)])
    with pytest.raises(Unresolved, match="no SNS topic named mail-events; role email makes it"):
        play(wanted.create(), HERE, ("get_topic_attributes", Absent))


def test_a_group_of_options_is_sent_whole_as_ses_replaces_it() -> None:
    wanted = wanted_set(tls_policy="REQUIRE")
    there = {"DeliveryOptions": {"TlsPolicy": "OPTIONAL", "SendingPoolName": "mine", "MaxDeliverySeconds": 600}}
    now = play(wanted.read(), ("get_configuration_set", there), HERE)
    assert requests(plan(wanted, now).flow()) == [("put_configuration_set_delivery_options", {
        "ConfigurationSetName": "acme", "TlsPolicy": "REQUIRE", "SendingPoolName": "mine",
        "MaxDeliverySeconds": 600})]


def test_what_is_left_out_equals_what_ses_fills_in() -> None:
    wanted = wanted_set(sending_enabled=True, reputation_metrics_enabled=False, tls_policy="OPTIONAL",
                        tracking_domain="", sending_pool="")
    assert plan(wanted, play(wanted.read(), ("get_configuration_set", {}), HERE)).action == "none"


def test_the_reasons_of_the_account_are_not_its_own() -> None:
    wanted = wanted_set(suppressed_reasons=["BOUNCE"])
    now = play(wanted.read(), ("get_configuration_set", {}), HERE)
    assert plan(wanted, now).changes == {"suppressed_reasons": (None, ["BOUNCE"])}


@pytest.mark.parametrize("wrong", [
    {"suppressed_reasons": []}, {"event_destinations": [EventDestination(**EVENTS), EventDestination(**EVENTS)]},
    {"event_destinations": [EventDestination(**{**EVENTS, "name": "a b"})]},
    {"event_destinations": [EventDestination(**{**EVENTS, "matching_event_types": []})]},
])
def test_what_cannot_be_is_told_beforehand(wrong: dict[str, t.Any]) -> None:
    assert len(list(wanted_set(**wrong).problems())) == 1
