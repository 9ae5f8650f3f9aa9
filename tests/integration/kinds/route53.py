# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of Route 53's kinds."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

ZONE = "example.com"
FORGED = '"v=spf1 +all"'


def zone_id(client: Client) -> str:
    return t.cast(str, client("route53").list_hosted_zones()["HostedZones"][0]["Id"])


def make_zone(client: Client) -> None:
    client("route53").create_hosted_zone(Name=ZONE, CallerReference="given")


def make_zone_and_balancer(client: Client) -> None:
    make_zone(client)
    subnets = [each["SubnetId"] for each in client("ec2").describe_subnets()["Subnets"]]
    client("elbv2").create_load_balancer(Name="envelope-test", Subnets=subnets[:2])


def change(action: str, **record: t.Any) -> t.Callable[[Client], None]:
    def do(client: Client) -> None:
        client("route53").change_resource_record_sets(
            HostedZoneId=zone_id(client), ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]})

    return do


def remove(type_: str) -> t.Callable[[Client], None]:
    def do(client: Client) -> None:
        records = client("route53").list_resource_record_sets(HostedZoneId=zone_id(client))["ResourceRecordSets"]
        change("DELETE", **next(each for each in records if each["Type"] == type_))(client)

    return do


LIVES = [
    Life(
        module="route53_hosted_zones",
        base={"name": "Example.com", "comment": "Tenants", "tags": {"project": "envelope"}},
        changes={"comment": "Tenants of envelope-test", "tags": {"project": "envelope", "environment": "test"}},
        edit=lambda client: client("route53").update_hosted_zone_comment(Id=zone_id(client), Comment="mine"),
        remove=lambda client: client("route53").delete_hosted_zone(Id=zone_id(client)),
    ),
    Life(
        module="route53_records",
        scope={"zone": ZONE},
        base={"name": "mail", "type": "TXT", "values": ["v=spf1 -all"], "wait": True},
        changes={"ttl": 60, "values": ["v=spf1 include:amazonses.com -all", "k=" + "x" * 300]},
        given=make_zone,
        edit=change("UPSERT", Name="mail.example.com", Type="TXT", TTL=300, ResourceRecords=[{"Value": FORGED}]),
        remove=remove("TXT"),
    ),
    Life(
        module="route53_records",
        scope={"zone": ZONE},
        base={"name": "*.example.com", "type": "A", "alias": {"load_balancer": "envelope-test"}},
        changes={"alias": {"load_balancer": "envelope-test", "evaluate_target_health": True}},
        given=make_zone_and_balancer,
        edit=change("UPSERT", Name="*.example.com", Type="A", TTL=60, ResourceRecords=[{"Value": "192.0.2.1"}]),
        remove=remove("A"),
    ),
]
