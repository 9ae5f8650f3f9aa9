# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about certificates."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import (
    Absent,
    EnvelopeError,
    GaveUp,
    Unresolved,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.acm import CERTIFICATE, AcmCertificate
from ansible_collections.venturemond.envelope.tests.unit.script import play

ZONE = "Z0123456789ABCDEFGHIJ"
OURS = {"Tags": [{"Key": "managed-by", "Value": "envelope"}]}
RECORD = {"Name": "_a.example.com.", "Type": "CNAME", "Value": "_b.acm-validations.aws."}
PUBLISHED = {"ResourceRecordSets": [
    {"Name": "_a.example.com.", "Type": "CNAME", "ResourceRecords": [{"Value": "_B.acm-validations.aws"}]}]}


def certificate(**options: t.Any) -> AcmCertificate:
    return AcmCertificate(**{"domain_name": "example.com", **options})


def summary(arn: str, *names: str, **about: t.Any) -> dict[str, t.Any]:
    return {"CertificateArn": arn, "DomainName": "example.com", "Status": "ISSUED", "CreatedAt": "2026-01-01",
            "SubjectAlternativeNameSummaries": ["example.com", *names], **about}


def pending(arn: str, created: str = "2026-01-01") -> dict[str, t.Any]:
    return summary(arn, Status="PENDING_VALIDATION", CreatedAt=created)


def listing(*summaries: dict[str, t.Any]) -> tuple[str, dict[str, t.Any]]:
    return "list_certificates", {"CertificateSummaryList": list(summaries)}


def described(*names: str, recorded: bool = True, **about: t.Any) -> tuple[str, dict[str, t.Any]]:
    proof = {"ValidationMethod": "DNS", **({"ResourceRecord": RECORD} if recorded else {})}
    return "describe_certificate", {"Certificate": {
        "CertificateArn": "arn:1", "Status": "ISSUED", "KeyAlgorithm": "RSA-2048",
        "SubjectAlternativeNames": ["example.com", *names],
        "DomainValidationOptions": [{"DomainName": name, **proof} for name in ("example.com", *names)], **about}}


def first_described(arn: str, wanted: AcmCertificate, *exchanges: t.Any) -> None:
    """Assert which certificate is meant."""
    flow = wanted.read()
    step = next(flow)
    for operation, answer in exchanges:
        assert step.operation == operation
        step = flow.send(answer)
    assert (step.operation, step.params) == ("describe_certificate", {"CertificateArn": arn})


class TestReference:
    @pytest.mark.parametrize(("summaries", "arn"), [
        ([summary("old"), pending("new", "2026-02-01")], "old"),
        ([pending("pending")], "pending"),
        ([{**summary("other"), "DomainName": "example.org"}, summary("mine")], "mine"),
    ], ids=["issued", "pending", "domain"])
    def test_finds_the_best(self, summaries: t.Any, arn: str) -> None:
        assert play(CERTIFICATE.resolve("Example.com", pending=False), listing(*summaries)) == arn

    def test_prefers_what_is_managed_and_else_the_newest(self) -> None:
        several = listing(summary("ours"), summary("new", CreatedAt="2026-02-01"))
        tags = "list_tags_for_certificate"
        assert play(CERTIFICATE.resolve("example.com", pending=False), several, (tags, {}), (tags, OURS)) == "ours"
        assert play(CERTIFICATE.resolve("example.com", pending=False), several, (tags, {}), (tags, {})) == "new"

    def test_names_what_is_missing(self) -> None:
        with pytest.raises(Unresolved, match=r"no certificate named example\.com"):
            play(CERTIFICATE.resolve("example.com", pending=False), listing())


class TestWhichOneIsMeant:
    def test_the_one_with_these_names(self) -> None:
        both = listing(summary("plain"), summary("wild", "*.example.com"))
        first_described("wild", certificate(subject_alternative_names=["*.Example.com"]), both)
        first_described("plain", certificate(subject_alternative_names=[]), both)

    def test_of_several_with_these_names_ours(self) -> None:
        wanted = certificate(tags={"managed-by": "envelope"})
        tags = "list_tags_for_certificate"
        first_described("b", wanted, listing(summary("a"), summary("b")), (tags, {}), (tags, OURS))

    def test_ours_with_other_names_so_that_the_change_is_refused(self) -> None:
        wanted = certificate(tags={"managed-by": "envelope"}, subject_alternative_names=["*.example.com"])
        found = play(wanted.read(), listing(summary("arn:1", "www.example.com")), ("list_tags_for_certificate", OURS),
                     described("www.example.com"), ("list_tags_for_certificate", OURS))
        assert plan(wanted, found).changes.keys() & wanted.fixed == {"subject_alternative_names"}

    def test_not_somebody_elses_with_other_names(self) -> None:
        wanted = certificate(tags={"managed-by": "envelope"}, subject_alternative_names=["*.example.com"])
        with pytest.raises(Absent):
            play(wanted.read(), listing(summary("arn:1")), ("list_tags_for_certificate", {}))

    def test_never_an_imported_one(self) -> None:
        with pytest.raises(Absent):
            play(certificate().read(), listing(summary("arn:1", Type="IMPORTED")))


class TestReading:
    def test_a_domain_among_the_names_and_aws_own_spelling_are_no_difference(self) -> None:
        wanted = certificate(subject_alternative_names=["example.com", "*.example.com"], key_algorithm="RSA_2048")
        found = play(wanted.read(), listing(summary("arn:1", "*.example.com")), described("*.example.com"))
        assert plan(wanted, found).action == "none"
        assert found.validation_records == [
            {"name": "_a.example.com.", "type": "CNAME", "value": "_b.acm-validations.aws."}]

    def test_a_lost_record_is_seen_though_the_certificate_is_issued(self) -> None:
        wanted = certificate(validation_zone=ZONE)
        found = play(wanted.read(), listing(summary("arn:1")), described(), ("list_resource_record_sets", {}))
        assert plan(wanted, found).changes == {"published": (False, True)}

    def test_records_that_are_there_are_no_difference(self) -> None:
        wanted = certificate(validation_zone=ZONE)
        found = play(wanted.read(), listing(summary("arn:1")), described(), ("list_resource_record_sets", PUBLISHED))
        assert plan(wanted, found).action == "none"

    def test_a_zone_that_is_yet_to_be_made_holds_no_records(self) -> None:
        wanted = certificate(validation_zone=Pending("zone example.com"))
        found = play(wanted.read(), listing(summary("arn:1")), described(), ("list_resource_record_sets", Absent))
        assert plan(wanted, found).changes == {"published": (False, True)}

    @pytest.mark.parametrize(("wait", "action"), [(True, "update"), (False, "none"), (None, "none")])
    def test_a_pending_one_is_waited_for_where_that_is_asked(self, wait: bool | None, action: str) -> None:
        wanted = certificate(wait=wait)
        found = play(wanted.read(), listing(summary("arn:1")), described(Status="PENDING_VALIDATION"))
        assert plan(wanted, found).action == action

    def test_one_that_is_proved_by_mail_has_no_records_to_publish(self) -> None:
        proofs = [{"DomainName": "example.com", "ValidationMethod": "EMAIL"}]
        mail, wanted = described(DomainValidationOptions=proofs), certificate(validation_zone=ZONE)
        found = play(wanted.read(), listing(summary("arn:1")), mail)
        assert plan(wanted, found).action == "none"


class TestProving:
    def test_the_records_are_published_once_they_are_known_and_each_once(self) -> None:
        flow = certificate(subject_alternative_names=["*.example.com"], validation_zone=ZONE).create()
        request = next(flow)
        assert request.params["ValidationMethod"] == "DNS"
        wait = flow.send({"CertificateArn": "arn:1"})
        assert isinstance(wait, Wait)
        assert wait.state(described("*.example.com", recorded=False)[1]) == "not known yet"
        assert wait.state(described("*.example.com")[1]) == "known"
        change = flow.send(described("*.example.com")[1])
        upsert = {"Action": "UPSERT", "ResourceRecordSet": {
            "Name": "_a.example.com.", "Type": "CNAME", "TTL": 300,
            "ResourceRecords": [{"Value": "_b.acm-validations.aws."}]}}
        assert change.params == {"HostedZoneId": ZONE, "ChangeBatch": {"Changes": [upsert]}}
        issued = flow.send({})
        assert (issued.done, issued.timeout) == ({"ISSUED"}, 900)
        assert "delegated" in issued.hint

    def test_without_a_zone_it_is_only_asked_for_and_its_records_are_awaited(self) -> None:
        flow = certificate().create()
        assert next(flow).operation == "request_certificate"
        wait = flow.send({"CertificateArn": "arn:1"})
        assert wait.done == {"known"}, "whoever is to publish them is told which"
        with pytest.raises(StopIteration):
            flow.send(described()[1])

    def test_without_names_none_are_sent(self) -> None:
        assert "SubjectAlternativeNames" not in next(certificate(subject_alternative_names=[]).create()).params

    def test_a_failure_is_told_with_the_reason_of_aws(self) -> None:
        flow = certificate(wait=True).create()
        next(flow)
        wait = flow.send({"CertificateArn": "arn:1"})
        flow.throw(GaveUp(wait, "FAILED", 12))
        with pytest.raises(EnvelopeError, match="is FAILED, AWS's reason: CAA_ERROR"):
            flow.send(described(Status="FAILED", FailureReason="CAA_ERROR")[1])

    def test_patience_that_ends_is_told_as_it_is(self) -> None:
        flow = certificate(wait=True).create()
        next(flow)
        wait = flow.send({"CertificateArn": "arn:1"})
        with pytest.raises(GaveUp, match="is PENDING_VALIDATION, not ISSUED"):
            flow.throw(GaveUp(wait, "PENDING_VALIDATION", 900))

    def test_the_zone_is_looked_up_before_anything_is_asked_for(self) -> None:
        with pytest.raises(Unresolved, match=r"no hosted zone named example\.com"):
            play(certificate(validation_zone="example.com").resolved(), ("list_hosted_zones", {}))


def test_one_in_use_is_waited_for_and_named() -> None:
    flow = certificate(arn="arn:1").delete()
    wait = next(flow)
    assert isinstance(wait, Wait)
    assert wait.state(described(InUseBy=["arn:lb"])[1]) == "in use by arn:lb"
    assert wait.state(described(InUseBy=[])[1]) in wait.done
    assert flow.send({}).operation == "delete_certificate"


@pytest.mark.parametrize("wrong", [
    {"subject_alternative_names": ["a.*.example.com"]}, {"domain_name": "example.com."}, {"wait_timeout": 0},
    {"validation_zone": "example.com", "subject_alternative_names": ["example.org"]},
    {"validation_zone": "example.com", "subject_alternative_names": ["notexample.com"]},
])
def test_what_cannot_be_is_told_beforehand(wrong: dict[str, t.Any]) -> None:
    assert len(list(certificate(**wrong).problems())) == 1


def test_names_below_the_zone_are_fine() -> None:
    names = ["*.example.com", "a.b.example.com"]
    assert not list(certificate(validation_zone="Example.com.", subject_alternative_names=names).problems())
    assert not list(certificate(validation_zone=ZONE, subject_alternative_names=["example.org"]).problems())
