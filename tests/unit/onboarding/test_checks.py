# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each look at a tenant says, whatever AWS answers."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.onboarding import checks
from ansible_collections.venturemond.envelope.tests.unit.script import Absent, Answer, play

SECRET: tuple[str, Answer] = ("describe_secret", {"ARN": "arn:secret"})
ROLE: tuple[str, Answer] = ("get_role", {"Role": {"Arn": "arn:role"}})
ZONE: tuple[str, Answer] = ("list_hosted_zones", {
    "HostedZones": [{"Id": "/hostedzone/Z1", "Name": "envelope.example.", "Config": {"PrivateZone": False}}]})


def verdict(look: Flow, *exchanges: tuple[str, Answer], planned: bool = False) -> tuple[str, str]:
    found = play(checks.looked("it", look, planned=planned), *exchanges)
    return found.verdict, found.detail


@pytest.mark.parametrize(("decision", "said"), [
    ("allowed", ("ok", "role task may read it")),
    ("implicitDeny", ("failed", "role task may not read it; run playbooks/site.yml --tags secrets,storage")),
    ("explicitDeny", ("failed", "role task may not read it; run playbooks/site.yml --tags secrets,storage")),
])
def test_a_secret_is_readable_where_iam_says_so(decision: str, said: tuple[str, str]):
    answer = {"EvaluationResults": [{"EvalDecision": decision}]}
    assert verdict(checks.secret_readable("acme", "task"), SECRET, ROLE, ("simulate_principal_policy", answer)) == said


@pytest.mark.parametrize(("answer", "said"), [
    ({"ResponseCode": "NOERROR", "RecordData": ["192.0.2.1", "192.0.2.2"]}, ("ok", "answers 192.0.2.1, 192.0.2.2")),
    ({"ResponseCode": "NOERROR", "RecordData": []}, (
        "failed", "Route 53 answers NOERROR; run playbooks/site.yml --tags names")),
    ({"ResponseCode": "NXDOMAIN", "RecordData": []}, (
        "failed", "Route 53 answers NXDOMAIN; run playbooks/site.yml --tags names")),
])
def test_a_name_is_one_that_route_53_has_an_answer_for(answer: Answer, said: tuple[str, str]):
    look = checks.answered("acme.envelope.example", "envelope.example")
    assert verdict(look, ZONE, ("test_dns_answer", answer)) == said


@pytest.mark.parametrize(("answer", "expected", "said"), [
    ({"body": "hello"}, True, ("ok", "answers 200")),
    ("404", True, ("ok", "answers 404")),
    ("502", True, ("failed", "answers 502; look at the services and their target groups")),
    ("SSLError", True, ("unknown", "nobody answers, as seen from here (SSLError)")),
    ("ConnectionError", False, ("pending", "nobody answers, as seen from here (ConnectionError)")),
])
def test_a_web_server_is_reached_where_somebody_answers(answer: Answer, expected: bool, said: tuple[str, str]):
    assert verdict(checks.reached("acme.example", expected=expected), ("get_document", answer)) == said


@pytest.mark.parametrize(("answer", "said"), [
    ({"VerificationStatus": "SUCCESS"}, ("ok", "success")),
    ({"VerificationStatus": "PENDING"}, ("pending", "pending")),
    ({"VerificationStatus": "NOT_STARTED"}, ("pending", "not_started")),
    ({"VerificationStatus": "TEMPORARY_FAILURE"}, ("pending", "temporary_failure")),
    ({"VerificationStatus": "FAILED"}, ("failed", "failed")),
    ({"VerificationStatus": "NEW_WORD"}, ("unknown", "new_word")),
    ({"VerifiedForSendingStatus": True}, ("ok", "success")),
    ({}, ("pending", "pending")),
])
def test_mail_is_as_far_as_ses_says(answer: Answer, said: tuple[str, str]):
    assert verdict(checks.mail("acme.example"), ("get_email_identity", answer)) == said


class TestWhatGoesWrong:
    @pytest.mark.parametrize(("answer", "said"), [
        (Absent, "failed"), ("AccessDeniedException", "unknown"), ("UnauthorizedOperation", "unknown"),
        ("InternalError", "failed"),
    ])
    def test_in_a_look_is_its_verdict(self, answer: t.Any, said: str):
        assert verdict(checks.mail("acme.example"), ("get_email_identity", answer))[0] == said

    @pytest.mark.parametrize(("planned", "said"), [
        (False, ("failed", "there is no hosted zone named envelope.example; role network makes it")),
        (True, ("pending", "not made yet")),
    ])
    def test_a_zone_that_is_not_there_is_the_verdict_on_the_name_alone(self, planned: bool, said: tuple[str, str]):
        look = checks.answered("acme.envelope.example", "envelope.example")
        assert verdict(look, ("list_hosted_zones", {"HostedZones": []}), planned=planned) == said

    def test_what_is_only_planned_need_not_be_there(self):
        look = checks.secret_readable("acme", "task")
        assert verdict(look, ("describe_secret", Absent), planned=True) == ("pending", "not made yet")
