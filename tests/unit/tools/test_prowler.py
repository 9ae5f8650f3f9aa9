# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How what prowler found is compared with what docs/prowler.md says; prowler itself is not run."""

from __future__ import annotations

import json

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tools import prowler
from ansible_collections.venturemond.envelope.tools.prowling.findings import (
    Explanation,
    Finding,
    differences,
    explanations,
    failed,
    table,
    unanswered,
)

VPC = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0"


def row(status="FAIL", tags="", details=""):
    return {"CHECK_ID": "vpc_flow_logs_enabled", "STATUS": status, "STATUS_EXTENDED": "Flow logs are disabled.",
            "RESOURCE_UID": VPC, "RESOURCE_DETAILS": details, "RESOURCE_TAGS": tags}


def said(message, level="ERROR"):
    return json.dumps({"level": level, "module": "iam_service", "message": f"eu-west-1 -- {message}"})


def test_what_failed_goes_by_its_name_or_else_by_its_arn():
    named, group = row(tags="environment=prod | Name=envelope-prod | tenant="), row(details="envelope-prod-data")
    found = failed([row(), row("PASS"), row("MANUAL"), named, group])
    assert [each.resource for each in found] == [VPC, "envelope-prod", "envelope-prod-data"]
    assert found[0] == Finding("vpc_flow_logs_enabled", VPC, "Flow logs are disabled.")


def test_fields_may_be_longer_than_python_takes_by_itself():
    long = "x" * 200_000
    assert table(f'CHECK_ID;STATUS_EXTENDED\na;"{long}"\n') == [{"CHECK_ID": "a", "STATUS_EXTENDED": long}]


def test_what_aws_did_not_answer_is_said_once():
    refused = "ClientError[9]: An error occurred (NotImplemented) when calling the ListThings operation: lacks it"
    log = "\n".join(["no JSON", said(refused), said(refused), said("KeyError:61 -- 'MultiRegion'")])
    assert [(each.check, each.resource) for each in unanswered(log)] == [
        ("iam_service", "ListThings"), ("iam_service", "KeyError:61 -- 'MultiRegion'")]


def test_rows_of_the_page_explain():
    head = "| Check | Resource | Why |\n| --- | --- | --- |\n"
    page = f"{head}| `a_b` | `arn:*:vpc` | Because | of `this`. |\ntext `a` `b`\n"
    assert explanations(page) == [Explanation("a_b", "arn:*:vpc", "Because | of `this`.")]


@pytest.mark.parametrize(("resource", "covered"), [(VPC, True), ("arn:aws:ec2:*", True), ("envelope-*", False)])
def test_an_explanation_covers_what_its_pattern_matches(resource, covered):
    explanation = Explanation("vpc_flow_logs_enabled", resource, "")
    assert explanation.covers(failed([row()])[0]) is covered
    assert not Explanation("vpc_other", resource, "").covers(failed([row()])[0])


def test_each_difference_is_a_line():
    explained = [Explanation("vpc_flow_logs_enabled", "envelope-*", "")]
    assert list(differences(failed([row(tags="Name=envelope-prod")]), explained)) == []
    assert list(differences(failed([row()]), explained)) == [
        f"not explained: vpc_flow_logs_enabled, {VPC}: Flow logs are disabled.",
        "no longer needed: vpc_flow_logs_enabled, envelope-*"]


def test_the_page_has_a_reason_in_each_row_and_no_row_twice():
    rows = explanations(prowler.PAGE.read_text(encoding="utf-8"))
    assert rows
    assert len({(each.check, each.resource) for each in rows}) == len(rows)


def test_the_scanner_is_led_to_the_embedded_aws_alone(monkeypatch):
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "no_proxy", "https_proxy"):
        monkeypatch.setenv(name, "elsewhere")
    given = prowler.environment(LocalAws("http://127.0.0.1:9"))
    assert "elsewhere" not in given.values()
    assert given["AWS_ENDPOINT_URL"] == given["HTTP_PROXY"] == given["HTTPS_PROXY"] == "http://127.0.0.1:9"


def test_without_the_scanner_or_something_to_scan_it_says_so(capsys, monkeypatch):
    monkeypatch.setattr(prowler, "PROWLER", prowler.ROOT / "none")
    assert prowler.main([]) == 1
    assert "There is no none; `make prowler` installs it." in capsys.readouterr().err
    monkeypatch.setattr(prowler, "PROWLER", prowler.ROOT / "Makefile")
    assert prowler.main(["--endpoint", "http://127.0.0.1:9"]) == 1
    assert "No embedded AWS answers at http://127.0.0.1:9" in capsys.readouterr().err
