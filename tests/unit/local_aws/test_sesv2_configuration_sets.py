# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration sets of Simple Email Service."""

from __future__ import annotations

import datetime

import pytest

TAGS = [{"Key": "tenant", "Value": "acme"}]


@pytest.fixture
def ses(client):
    return client("sesv2")


def test_defaults_and_options(ses):
    ses.create_configuration_set(ConfigurationSetName="acme", Tags=TAGS)
    found = ses.get_configuration_set(ConfigurationSetName="acme")
    assert found["SendingOptions"] == {"SendingEnabled": True} and found["Tags"] == TAGS
    assert found["DeliveryOptions"] == {"TlsPolicy": "OPTIONAL"} and "SuppressionOptions" not in found
    ses.put_configuration_set_sending_options(ConfigurationSetName="acme", SendingEnabled=False)
    ses.put_configuration_set_reputation_options(ConfigurationSetName="acme", ReputationMetricsEnabled=True)
    ses.put_configuration_set_suppression_options(ConfigurationSetName="acme", SuppressedReasons=["BOUNCE"])
    ses.put_configuration_set_delivery_options(ConfigurationSetName="acme", MaxDeliverySeconds=600)
    ses.put_configuration_set_tracking_options(ConfigurationSetName="acme", CustomRedirectDomain="t.example.com")
    found = ses.get_configuration_set(ConfigurationSetName="acme")
    assert found["SendingOptions"] == {"SendingEnabled": False}
    assert found["ReputationOptions"] == {"ReputationMetricsEnabled": True}
    assert found["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE"]}
    assert found["DeliveryOptions"] == {"TlsPolicy": "OPTIONAL", "MaxDeliverySeconds": 600}
    assert found["TrackingOptions"] == {"CustomRedirectDomain": "t.example.com"}


def test_refusals(ses, refused):
    ses.create_configuration_set(ConfigurationSetName="acme")
    with refused("AlreadyExistsException"):
        ses.create_configuration_set(ConfigurationSetName="acme")
    ses.delete_configuration_set(ConfigurationSetName="acme")
    for ask in ("get_configuration_set", "delete_configuration_set", "get_configuration_set_event_destinations"):
        with refused("NotFoundException", "<acme>"):
            getattr(ses, ask)(ConfigurationSetName="acme")


def test_event_destinations(client, ses, refused):
    topic = client("sns").create_topic(Name="mail")["TopicArn"]
    ses.create_configuration_set(ConfigurationSetName="acme")
    which = {"ConfigurationSetName": "acme", "EventDestinationName": "mail"}
    told = {"MatchingEventTypes": ["BOUNCE"], "SnsDestination": {"TopicArn": topic}}
    ses.create_configuration_set_event_destination(**which, EventDestination=told)
    listed = ses.get_configuration_set_event_destinations(ConfigurationSetName="acme")["EventDestinations"]
    assert listed == [{"Name": "mail", "Enabled": False, **told}]
    with refused("AlreadyExistsException"):
        ses.create_configuration_set_event_destination(**which, EventDestination=told)
    ses.update_configuration_set_event_destination(**which, EventDestination={**told, "Enabled": True})
    (found,) = ses.get_configuration_set_event_destinations(ConfigurationSetName="acme")["EventDestinations"]
    assert found["Enabled"] is True
    unknown, second = {"SnsDestination": {"TopicArn": f"{topic}s"}}, {"EventBridgeDestination": {"EventBusArn": topic}}
    for wrong in (unknown, second):
        with refused("BadRequestException"):
            ses.update_configuration_set_event_destination(**which, EventDestination={**told, **wrong})
    ses.delete_configuration_set_event_destination(**which)
    with refused("NotFoundException"):
        ses.delete_configuration_set_event_destination(**which)


def test_an_eleventh_destination_is_one_too_many(client, ses, refused):
    topic = client("sns").create_topic(Name="mail")["TopicArn"]
    ses.create_configuration_set(ConfigurationSetName="acme")
    told = {"MatchingEventTypes": ["BOUNCE"], "SnsDestination": {"TopicArn": topic}}
    for number in range(10):
        ses.create_configuration_set_event_destination(
            ConfigurationSetName="acme", EventDestinationName=f"d{number}", EventDestination=told)
    with refused("LimitExceededException"):
        ses.create_configuration_set_event_destination(
            ConfigurationSetName="acme", EventDestinationName="d10", EventDestination=told)


def test_rates_are_known_where_metrics_are_enabled(aws, client, ses):
    ses.create_configuration_set(ConfigurationSetName="acme")
    aws.mail(configuration_set="acme", bounce_rate=0.03)
    until = datetime.datetime.now(datetime.UTC)
    metric = {"Namespace": "AWS/SES", "MetricName": "Reputation.BounceRate",
              "Dimensions": [{"Name": "ses:configuration-set", "Value": "acme"}]}
    query = {"Id": "m0", "MetricStat": {"Metric": metric, "Period": 3600, "Stat": "Average"}}

    def values():
        since = until - datetime.timedelta(days=1)
        found = client("cloudwatch").get_metric_data(
            StartTime=since, EndTime=until, MetricDataQueries=[query])["MetricDataResults"]
        return found[0]["Values"]

    assert values() == []
    ses.put_configuration_set_reputation_options(ConfigurationSetName="acme", ReputationMetricsEnabled=True)
    assert values() == [0.03]
    with pytest.raises(ValueError, match="part of 1"):
        aws.mail(configuration_set="acme", bounce_rate=3)
