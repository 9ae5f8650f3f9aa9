# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of SES's kinds."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

DOMAIN = "acme.example.com"
SET = "envelope-test-acme"
BOUNCES = {"name": "bounces", "sns_topic": "mail-events", "matching_event_types": ["BOUNCE", "COMPLAINT"]}


def make_topics(client: Client) -> None:
    for name in ("mail-events", "mail-opens"):
        client("sns").create_topic(Name=name)


def make_zone_and_sets(client: Client) -> None:
    client("route53").create_hosted_zone(Name="example.com", CallerReference="given")
    for name in (SET, f"{SET}-b"):
        client("sesv2").create_configuration_set(ConfigurationSetName=name)


def lose_the_records(client: Client) -> None:
    route53 = client("route53")
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    records = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    changes = [{"Action": "DELETE", "ResourceRecordSet": each} for each in records if each["Type"] in ("CNAME", "MX")]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def point_elsewhere(client: Client) -> None:
    ses, name = client("sesv2"), {"ConfigurationSetName": SET}
    ses.put_configuration_set_sending_options(**name, SendingEnabled=False)
    ses.delete_configuration_set_event_destination(**name, EventDestinationName="bounces")
    topic = client("sns").create_topic(Name="mail-opens")["TopicArn"]
    told = {"MatchingEventTypes": ["OPEN"], "SnsDestination": {"TopicArn": topic}}
    ses.create_configuration_set_event_destination(**name, EventDestinationName="mine", EventDestination=told)


LIVES = [
    Life(
        module="sesv2_configuration_sets",
        base={"name": SET, "sending_enabled": True, "event_destinations": [BOUNCES], "tags": {"tenant": "acme"}},
        changes={
            "sending_enabled": False,
            "reputation_metrics_enabled": True,
            "suppressed_reasons": ["BOUNCE"],
            "tls_policy": "REQUIRE",
            "sending_pool": "dedicated",
            "max_delivery_seconds": 3600,
            "tracking_domain": "links.example.com",
            "event_destinations": [{**BOUNCES, "enabled": False}, {
                "name": "opens", "sns_topic": "mail-opens", "matching_event_types": ["OPEN"]}],
            "tags": {"tenant": "acme", "plan": "growth"},
        },
        given=make_topics,
        edit=point_elsewhere,
        remove=lambda client: client("sesv2").delete_configuration_set(ConfigurationSetName=SET),
    ),
    Life(
        module="sesv2_identities",
        base={"email_identity": DOMAIN, "zone": "example.com", "configuration_set": SET, "tags": {"tenant": "acme"},
              "mail_from_domain": f"bounce.{DOMAIN}", "spf": True, "inbound": True, "dmarc_policy": "none",
              "dkim_signing_key_length": "RSA_2048_BIT"},
        changes={
            "dkim_signing_key_length": "RSA_1024_BIT",
            "mail_from_domain": f"return.{DOMAIN}",
            "behavior_on_mx_failure": "REJECT_MESSAGE",
            "feedback_forwarding": False,
            "configuration_set": f"{SET}-b",
            "tags": {"tenant": "acme", "plan": "growth"},
            "dmarc_reports": "dmarc@example.com",
            "dmarc_policy": "quarantine",
        },
        given=make_zone_and_sets,
        edit=lose_the_records,
        remove=lambda client: client("sesv2").delete_email_identity(EmailIdentity=DOMAIN),
    ),
]
