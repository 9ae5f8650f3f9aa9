# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All looks at a tenant are made, whatever one of them comes to; all that has failed is told together."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.tenant_check import TenantCheck

GOOD: dict[str, t.Any] = {
    "describe_secret": {"ARN": "arn:secret"}, "get_role": {"Role": {"Arn": "arn:role"}},
    "simulate_principal_policy": {"EvaluationResults": [{"EvalDecision": "allowed"}]},
    "list_hosted_zones": {"HostedZones": [
        {"Id": "/hostedzone/Z1", "Name": "acme.example.", "Config": {"PrivateZone": False}}]},
    "test_dns_answer": {"ResponseCode": "NOERROR", "RecordData": ["192.0.2.1"]},
    "get_email_identity": {"VerificationStatus": "PENDING"}, "get_document": {"body": ""},
}
ALL = {"host": "acme.example", "zone": "acme.example", "secret": "acme", "role": "task", "identity": "acme.example"}


def checked(*, check: bool = False, about: dict[str, t.Any] | None = None, **answers: t.Any) -> t.Any:
    """What the verb returns, where AWS answers as usual but for some operations."""
    said: list[str] = []

    def answer(call: Call) -> Reply:
        found = {**GOOD, **answers}[call.operation]
        if isinstance(found, str):
            raise (Absent if found == "absent" else AwsError)(call, found, "scripted")
        return t.cast(Reply, found)

    result = Loop(answer, report=said.append).run([TenantCheck.given(about or ALL).act(check=check)])[0]
    if isinstance(result, Exception):
        raise result
    assert said == result["lines"]
    return result


def verdicts(result: dict[str, t.Any]) -> list[str]:
    return [each["verdict"] for each in result["checks"]]


def test_what_waits_for_somebody_else_is_no_failure():
    result = checked(get_document="ConnectionError")
    assert verdicts(result) == ["ok", "ok", "pending", "unknown"] and not result["changed"]
    assert result["lines"][0] == "ok       secret acme: role task may read it"


def test_all_that_failed_is_told_together():
    with pytest.raises(Invalid) as error:
        checked(get_email_identity={"VerificationStatus": "FAILED"}, get_document="503")
    assert str(error.value).startswith("failed   mail of acme.example: failed; failed   https://acme.example: ")


def test_in_check_mode_what_is_not_made_yet_is_only_to_come():
    result = checked(check=True, describe_secret="absent", get_email_identity="absent", get_document="503")
    assert verdicts(result) == ["pending", "ok", "pending", "failed"]


def test_only_what_there_is_is_looked_at():
    result = checked(about={"host": "acme.example"}, get_document="ConnectionError")
    assert [(each["what"], each["verdict"]) for each in result["checks"]] == [("https://acme.example", "pending")]


def test_a_secret_without_a_reader_is_a_mistake():
    assert list(TenantCheck.given({"host": "a", "secret": "acme"}).problems()) == [
        "secret and role go together: give both, or none"]
