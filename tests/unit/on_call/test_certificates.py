# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates that end or hang are told, the worst first, with what their records lack."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.acm_check_certificates import CheckCertificates
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import NOW

ARN = "arn:aws:acm:eu-west-1:111122223333:certificate/{}"
PROOF = {"Name": "_a.{}.", "Type": "CNAME", "Value": "_b.acm-validations.aws."}


def certificate(name: str, days: float | None = 300, status: str = "ISSUED", renewal: str = "", used: bool = True,
                **about: t.Any) -> dict[str, t.Any]:
    proof = {"DomainName": name, "ValidationStatus": "PENDING_VALIDATION",
             "ResourceRecord": {**PROOF, "Name": PROOF["Name"].format(name)}}
    end = {} if days is None else {"NotAfter": NOW + datetime.timedelta(days=days, minutes=5)}
    summary = {"RenewalSummary": {"RenewalStatus": renewal, "DomainValidationOptions": [proof]}} if renewal else {}
    return {"CertificateArn": ARN.format(name), "DomainName": name, "Status": status, "Type": "AMAZON_ISSUED",
            "DomainValidationOptions": [proof], "InUseBy": ["balancer"] if used else [], **end, **summary, **about}


def check(*found: dict[str, t.Any], edge: t.Sequence[dict[str, t.Any]] = (), records: t.Sequence[t.Any] = (),
          days: int = 45, **answers: t.Any) -> Asked:
    every = {each["CertificateArn"]: each for each in (*found, *edge)}
    return ask(CheckCertificates.given({"days": days}), {
        "get_caller_identity": {"region": "eu-west-1", "partition": "aws", "account": "111122223333"},
        "list_hosted_zones": {"HostedZones": [{"Name": "ours.example.", "Id": "/hostedzone/Z1", "Config": {}}]},
        "list_resource_record_sets": {"ResourceRecordSets": list(records)},
        "list_certificates": lambda call: {
            "CertificateSummaryList": list(edge if call.service.region == "us-east-1" else found)},
        "describe_certificate": lambda call: {"Certificate": every[call.params["CertificateArn"]]}, **answers})


def test_all_is_well_in_two_lines_and_what_ends_late_is_not_even_looked_at():
    found = check(certificate("a.example"), certificate("b.example", 50, "ISSUED", "SUCCESS"))
    assert found.said == ["all certificates in use are well, of 2", "2 are well; the first of them ends in 50 days"]
    assert [call.params["CertificateArn"] for call in found.calls if call.operation == "describe_certificate"] == [
        ARN.format("b.example")]
    assert found.result["fit"] and found.writes == []


def test_the_worst_comes_first_wherever_it_is():
    found = check(
        certificate("new.example", None, "PENDING_VALIDATION", CreatedAt=NOW - datetime.timedelta(hours=5)),
        certificate("late.example", 20, renewal="PENDING_AUTO_RENEWAL"),
        certificate("imported.example", 10, Type="IMPORTED"), certificate("gone.example", -3, "EXPIRED", used=False),
        edge=[certificate("site.example", -1, "EXPIRED"), certificate("no.example", 40, renewal="FAILED")])
    assert [each.split(" (")[0] for each in found.said if not each.startswith("- ")] == [
        "5 certificates need somebody, of 6", "site.example", "no.example", "imported.example", "late.example",
        "new.example", "gone.example"]
    assert "site.example (us-east-1) expired 1 day ago; used by 1" in found.said
    assert "imported.example (eu-west-1) ends in 10 days and nobody renews it: it was imported; used by 1" in found.said
    assert "asked for 5 h ago, and gives up after 72 hours" in found.text
    assert found.said[-1].endswith("expired 3 days ago; unused: nobody would miss it")
    assert not found.result["fit"]


@pytest.mark.parametrize(("name", "records", "said"), [
    ("theirs.example", [], "- no zone of ours holds it: have its owner publish _a.theirs.example. CNAME _b."),
    ("www.ours.example", [], "- _a.www.ours.example. CNAME _b.acm-validations.aws. is missing in our zone"),
    ("www.ours.example", [{"Name": "_a.www.ours.example.", "Type": "CNAME",
                           "ResourceRecords": [{"Value": "_b.acm-validations.aws."}]}],
     "- _a.www.ours.example. is in our zone ours.example: see that the domain is delegated"),
])
def test_a_renewal_that_hangs_says_what_its_records_lack(name: str, records: list[t.Any], said: str):
    found = check(certificate(name, 30, renewal="PENDING_VALIDATION"), records=records)
    assert found.said[1].startswith(f"{name} (eu-west-1) ends in 30 days and its renewal waits for its records")
    assert found.said[2].startswith(said)


def test_a_renewal_of_last_year_does_not_make_it_well():
    found = check(certificate("a.example", 20, renewal="SUCCESS"))
    assert "ends in 20 days and AWS has not renewed it yet (not begun)" in found.text and not found.result["fit"]


def test_when_it_should_have_been_renewed_is_the_users():
    assert check(certificate("a.example", 20), days=10).result["fit"]
    assert len(list(CheckCertificates.given({"days": 61}).problems())) == 1


def test_what_may_not_be_read_is_said_and_hides_nothing_else():
    def denied_there(call: t.Any) -> t.Any:
        return "AccessDenied" if call.service.region == "us-east-1" else {"CertificateSummaryList": [certificate("a")]}

    found = check(list_certificates=denied_there)
    assert found.said[0] == "no certificate is known to be wrong, and not all could be told, of 1"
    assert found.said[1].startswith("could not be told: us-east-1: acm:list_certificates in us-east-1 failed")
    assert not found.result["fit"]

    late, lost = certificate("late.ours.example", 20, renewal="PENDING_VALIDATION"), certificate("lost.example", 20)

    def describe(call: t.Any) -> t.Any:
        return {"Certificate": late} if call.params["CertificateArn"] == late["CertificateArn"] else "InternalFailure"

    found = check(late, lost, describe_certificate=describe, list_hosted_zones="AccessDenied")
    assert "have _a.late.ours.example. CNAME _b.acm-validations.aws. published" in found.text
    assert "could not be told: lost.example (eu-west-1): acm:describe_certificate" in found.text
    found = check(late, list_resource_record_sets="AccessDenied")
    assert "is in our zone ours.example: it could not be read" in found.text


def test_of_very_many_it_says_how_many_it_left_out():
    found = check(*(certificate(f"{number}.example", 20) for number in range(120)))
    assert found.said[-1].startswith("20 more that are not issued, or end within 60 days")
    assert sum(call.operation == "describe_certificate" for call in found.calls) == 100
