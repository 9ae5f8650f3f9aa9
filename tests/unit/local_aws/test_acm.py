# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates."""

from __future__ import annotations

import pytest

NAMES = ["example.com", "*.example.com", "b.example.com"]


@pytest.fixture
def acm(client):
    return client("acm")


@pytest.fixture
def requested(acm):
    return acm.request_certificate(DomainName=NAMES[0], SubjectAlternativeNames=NAMES[1:], ValidationMethod="DNS")[
        "CertificateArn"
    ]


def options(acm, arn):
    found = acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"]
    return {option["DomainName"]: option for option in found}


def publish(client, zone, record):
    wanted = {"Name": record["Name"], "Type": "CNAME", "TTL": 300, "ResourceRecords": [{"Value": record["Value"]}]}
    changes = {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": wanted}]}
    client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch=changes)


def test_records_come_with_the_second_read(acm, requested):
    assert "ResourceRecord" not in options(acm, requested)["example.com"]
    records = {name: option["ResourceRecord"]["Name"] for name, option in options(acm, requested).items()}
    assert list(records) == NAMES
    assert records["example.com"] == records["*.example.com"] != records["b.example.com"]


def test_issued_once_every_name_is_proven(acm, client, requested):
    options(acm, requested)
    records = {name: option["ResourceRecord"] for name, option in options(acm, requested).items()}
    zone = client("route53").create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"]
    publish(client, zone, records["example.com"])
    seen = acm.describe_certificate(CertificateArn=requested)["Certificate"]
    assert (seen["Status"], "IssuedAt" in seen, "NotAfter" in seen) == ("PENDING_VALIDATION", False, False)
    states = [option["ValidationStatus"] for option in seen["DomainValidationOptions"]]
    assert states == ["SUCCESS", "SUCCESS", "PENDING_VALIDATION"]
    publish(client, zone, records["b.example.com"])
    seen = acm.describe_certificate(CertificateArn=requested)["Certificate"]
    assert (seen["Status"], "IssuedAt" in seen, "NotAfter" in seen) == ("ISSUED", True, True)
    assert {option["ValidationStatus"] for option in seen["DomainValidationOptions"]} == {"SUCCESS"}


def test_a_private_zone_proves_nothing(acm, client, network, requested):
    options(acm, requested)
    record = options(acm, requested)["example.com"]["ResourceRecord"]
    place = {"VPCRegion": "eu-west-1", "VPCId": network.vpc}
    zone = client("route53").create_hosted_zone(
        Name="example.com", CallerReference="1", VPC=place, HostedZoneConfig={"PrivateZone": True}
    )
    publish(client, zone["HostedZone"]["Id"], record)
    assert options(acm, requested)["example.com"]["ValidationStatus"] == "PENDING_VALIDATION"


def test_email_validation_has_no_record(acm):
    arn = acm.request_certificate(DomainName="example.com", ValidationMethod="EMAIL")["CertificateArn"]
    options(acm, arn)
    (option,) = options(acm, arn).values()
    assert (option["ValidationMethod"], "ResourceRecord" in option) == ("EMAIL", False)


def test_token(acm):
    given = {"DomainName": "example.com", "ValidationMethod": "DNS", "IdempotencyToken": "one"}
    first = acm.request_certificate(**given)["CertificateArn"]
    assert acm.request_certificate(**given)["CertificateArn"] == first
    assert acm.request_certificate(**given, SubjectAlternativeNames=["a.example.com"])["CertificateArn"] != first
    acm.delete_certificate(CertificateArn=first)
    assert acm.request_certificate(**given)["CertificateArn"] != first


def test_list(acm, requested):
    acm.request_certificate(DomainName="ec.example.com", ValidationMethod="DNS", KeyAlgorithm="EC_prime256v1")
    (summary,) = acm.list_certificates()["CertificateSummaryList"]
    assert summary["SubjectAlternativeNameSummaries"] == NAMES
    (other,) = acm.list_certificates(Includes={"keyTypes": ["EC_prime256v1"]})["CertificateSummaryList"]
    assert other["DomainName"] == "ec.example.com"


def test_options(acm, requested, refused):
    export, unlogged = {"Export": "ENABLED"}, {"CertificateTransparencyLoggingPreference": "DISABLED"}
    other = acm.request_certificate(DomainName="a.example.com", ValidationMethod="DNS", Options=export | unlogged)
    with refused("ValidationException", "Export"):
        acm.update_certificate_options(CertificateArn=requested, Options=export)
    for arn, exported in ((requested, "DISABLED"), (other["CertificateArn"], "ENABLED")):
        acm.update_certificate_options(CertificateArn=arn, Options=unlogged)
        seen = acm.describe_certificate(CertificateArn=arn)["Certificate"]["Options"]
        assert seen == {"CertificateTransparencyLoggingPreference": "ENABLED", "Export": exported}
    with refused("ResourceNotFoundException"):
        acm.update_certificate_options(CertificateArn=f"{requested}0", Options=unlogged)
    with refused("NotImplemented"):
        acm.update_certificate_options(CertificateArn=requested, Options={"ValidationMethod": "EMAIL"})


def test_in_use(acm, client, balancer, certificate, refused):
    arn = certificate()
    actions = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]
    options = {"Protocol": "HTTPS", "Port": 443, "Certificates": [{"CertificateArn": arn}], "DefaultActions": actions}
    made = client("elbv2").create_listener(LoadBalancerArn=balancer, **options)["Listeners"][0]
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["InUseBy"] == [balancer]
    with refused("ResourceInUseException"):
        acm.delete_certificate(CertificateArn=arn)
    client("elbv2").delete_listener(ListenerArn=made["ListenerArn"])
    acm.delete_certificate(CertificateArn=arn)


def status(acm, arn):
    return acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"]


@pytest.mark.parametrize("said", ["FAILED", "VALIDATION_TIMED_OUT", "ISSUED"])
def test_a_state_that_a_test_asks_for_comes_after_some_reads_and_stays(acm, aws, requested, said):
    aws.certificate(NAMES[0], said, after_reads=2)
    assert [status(acm, requested) for _read in range(4)] == ["PENDING_VALIDATION", "PENDING_VALIDATION", said, said]
    listed = acm.list_certificates(CertificateStatuses=[said])["CertificateSummaryList"]
    assert [each["CertificateArn"] for each in listed] == [requested]


def test_one_that_failed_is_not_proved_later(acm, aws, client, requested):
    aws.certificate(NAMES[0], "VALIDATION_TIMED_OUT")
    assert status(acm, requested) == "VALIDATION_TIMED_OUT"
    aws.certificate(NAMES[0], None)
    zone = client("route53").create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"]
    for record in options(acm, requested).values():
        publish(client, zone, record["ResourceRecord"])
    assert status(acm, requested) == "VALIDATION_TIMED_OUT"


@pytest.mark.parametrize(("said", "why"), [
    ({"domain": NAMES[0], "status": "BROKEN"}, "Unknown state 'BROKEN'"),
    ({"domain": "other.example", "status": "FAILED"}, "There is no certificate 'other.example'"),
    ({"domain": NAMES[0], "status": "FAILED", "after_reads": -1}, "not a number from 0 on"),
])
def test_what_cannot_be_is_refused(aws, requested, said, why):
    with pytest.raises(ValueError, match=why):
        aws.certificate(**said)
