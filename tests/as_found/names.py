# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names: the hosted zone, the platform's certificate, and the records that lead to the load balancer."""

from __future__ import annotations

import typing as t

from .account import DOMAIN, HOSTS, TENANTS, Account, tags, until


def zone(account: Account) -> None:
    """Made by hand in the console: nobody's tags."""
    made = account.client("route53").create_hosted_zone(Name=DOMAIN, CallerReference=f"console-{DOMAIN}")
    account.made["zone"] = made["HostedZone"]["Id"]


def certificate(account: Account, domain: str = DOMAIN, region: str = "", **more: t.Any) -> str:
    """A certificate that is validated through the zone, and its ARN."""
    acm = account.client("acm", *([region] if region else []))
    made = acm.request_certificate(DomainName=domain, ValidationMethod="DNS", Tags=tags(), **more)["CertificateArn"]
    publish(account, *(record(name, "CNAME", value) for name, value in _proofs(acm, made).items()))
    return t.cast(str, made)


def _proofs(acm: t.Any, certificate_arn: str) -> dict[str, str]:
    """The records that prove whose the domain is, which ACM does not show in its first answers."""
    def shown() -> list[dict[str, str]]:
        options = acm.describe_certificate(CertificateArn=certificate_arn)["Certificate"]["DomainValidationOptions"]
        return [each["ResourceRecord"] for each in options] if all("ResourceRecord" in each for each in options) else []

    return {each["Name"]: each["Value"] for each in until(shown)}


def records(account: Account) -> None:
    """What leads to the load balancer: gap 5.3 leaves that to whoever remembers."""
    if account.has("route53"):
        return
    led = [f"*.{DOMAIN}", *HOSTS.values(), *(f"{tenant}.{DOMAIN}" for tenant in TENANTS)]
    there = {"DNSName": account.made["load balancer address"], "HostedZoneId": account.made["load balancer zone"],
             "EvaluateTargetHealth": True}
    publish(account, *({"Name": name, "Type": "A", "AliasTarget": there} for name in led))


def record(name: str, kind: str, *values: str) -> dict[str, t.Any]:
    return {"Name": name, "Type": kind, "TTL": 300, "ResourceRecords": [{"Value": value} for value in values]}


def publish(account: Account, *found: dict[str, t.Any]) -> None:
    account.client("route53").change_resource_record_sets(HostedZoneId=account.made["zone"], ChangeBatch={
        "Changes": [{"Action": "UPSERT", "ResourceRecordSet": each} for each in found]})
