# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role static_site: planned, built, built again, and completed once somebody else has published records."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run
from ansible_collections.venturemond.envelope.tests.integration.static_site.conftest import Sites

BUCKET = "envelope-local-pool-acme-site-help"
OTHERS = "envelope-local-pool-bluebird-site-brand"


def distributions(sites: Sites) -> dict[str, dict[str, t.Any]]:
    listed = sites.client("cloudfront").list_distributions()["DistributionList"]
    return {each["Comment"]: each for each in listed.get("Items") or ()}


def records(sites: Sites) -> dict[tuple[str, str], t.Any]:
    route53 = sites.client("route53")
    zone = route53.list_hosted_zones_by_name(DNSName="envelope.test")["HostedZones"][0]["Id"]
    found = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    return {(each["Name"], each["Type"]): each.get("AliasTarget", {}).get("DNSName") for each in found}


def publish(sites: Sites) -> None:
    """Somebody else proves the names of bluebird, in a zone of theirs."""
    route53, acm = sites.client("route53"), sites.aws.client("acm", region="us-east-1")
    zone = route53.create_hosted_zone(Name="bluebird.example", CallerReference="theirs")["HostedZone"]["Id"]
    [arn] = [each["CertificateArn"] for each in acm.list_certificates()["CertificateSummaryList"]
             if each["DomainName"] == "www.bluebird.example"]
    proofs = acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [
        {"Action": "UPSERT", "ResourceRecordSet": {
            "Name": each["ResourceRecord"]["Name"], "Type": "CNAME", "TTL": 300,
            "ResourceRecords": [{"Value": each["ResourceRecord"]["Value"]}]}} for each in proofs]})


def test_the_plan_writes_nothing_and_is_what_is_done(planned: Run, built: Run):
    assert (planned.code, built.code) == (0, 0), planned.printed + built.printed
    assert planned.writes == []
    assert set(planned.planned) == set(built.planned) != set()  # two tenants share the access control


def test_a_site_in_a_zone_of_ours_is_complete_at_once(sites: Sites, built: Run):
    found = distributions(sites)[BUCKET]

    assert found["Aliases"]["Items"] == ["help.envelope.test"]
    assert found["Origins"]["Items"][0]["DomainName"] == f"{BUCKET}.s3.eu-west-1.amazonaws.com"
    assert found["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert ":us-east-1:" in found["ViewerCertificate"]["ACMCertificateArn"]
    assert {records(sites)["help.envelope.test.", type_] for type_ in ("A", "AAAA")} == {f"{found['DomainName']}."}
    policy = json.loads(sites.client("s3").get_bucket_policy(Bucket=BUCKET)["Policy"])
    assert {each["Sid"] for each in policy["Statement"]} == {"CloudFront", "TlsOnly"}


def test_what_nobody_has_proven_is_left_and_said(built: Run, sites: Sites):
    assert f"distribution {OTHERS} waits until its certificate is issued" in built.printed
    assert sites.client("s3").head_bucket(Bucket=OTHERS)
    assert built.recap("bluebird")["failed"] == 0


def test_without_sites_nothing_is_asked(built: Run):
    assert built.recap("kestrel")["changed"] == 0
    assert built.recap("kestrel")["skipped"] >= 1


def test_a_second_run_changes_nothing(again: Run):
    assert again.writes == []
    assert "changed=0" in again.printed


def test_once_it_is_proven_the_next_run_completes_it(sites: Sites, again: Run):
    assert OTHERS not in distributions(sites)
    publish(sites)

    done = sites.run()

    assert done.code == 0, done.printed
    assert "cloudfront:CreateDistributionWithTags" in done.writes
    errors = distributions(sites)[OTHERS]["CustomErrorResponses"]["Items"]
    assert {each["ResponsePagePath"] for each in errors} == {"/404.html"}
    assert sites.run().writes == []


@pytest.mark.usefixtures("again")
def test_a_release_is_shown_once(sites: Sites):
    release = ("-e", "release=1.4.3", "-e", "static_site_invalidation_reference=1.4.3", "--limit", "acme")

    assert sites.run(*release, "--check").writes == []
    assert sites.run(*release).recap("acme")["changed"] == 1
    assert sites.run(*release).recap("acme")["changed"] == 0
