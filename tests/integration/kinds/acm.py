# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of Certificate Manager's kind."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life


def lose_a_record(client: Client) -> None:
    route53 = client("route53")
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    records = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    changes = [{"Action": "DELETE", "ResourceRecordSet": each} for each in records if each["Type"] == "CNAME"]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes[:1]})


def delete_certificate(client: Client) -> None:
    acm = client("acm")
    for each in acm.list_certificates()["CertificateSummaryList"]:
        acm.delete_certificate(CertificateArn=each["CertificateArn"])


LIVES = [
    Life(
        module="acm_certificates",
        base={"domain_name": "acme.example.com", "validation_zone": "example.com", "tags": {"tenant": "acme"},
              "subject_alternative_names": ["*.acme.example.com", "mail.example.com"]},
        changes={"tags": {"tenant": "acme", "plan": "growth"}},
        given=lambda client: client("route53").create_hosted_zone(Name="example.com", CallerReference="given"),
        edit=lose_a_record,
        remove=delete_certificate,
    ),
    Life(
        module="acm_certificates",
        base={"domain_name": "x.example.com", "validation_zones": ["example.com"], "replace": True,
              "tags": {"managed-by": "envelope"}, "subject_alternative_names": ["acme.example.com"]},
        changes={"subject_alternative_names": ["acme.example.com", "kestrel.example.com"]},
        given=lambda client: client("route53").create_hosted_zone(Name="example.com", CallerReference="given"),
        edit=lose_a_record,
        remove=delete_certificate,
    ),
]
