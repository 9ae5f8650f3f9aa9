# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The site that was built is audited: with its inventory, without one, with reads refused, and where it is not."""

from __future__ import annotations

import collections
import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import Holdings, secret_values
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

OPEN = {"O1.subscribed"}
"""What the example site leaves open: nobody is told of its alarms."""
LISTS = {"elbv2:DescribeLoadBalancers", "elbv2:DescribeTargetGroups", "kms:ListAliases", "route53:ListHostedZones",
         "s3:ListBuckets", "secretsmanager:ListSecrets", "sesv2:ListEmailIdentities", "sts:GetCallerIdentity"}
"""What checks, the look for orphans and the look at headroom all ask for, without a parameter that tells them apart."""
UNASKED = {"B1.acts", "E2.kept"}
"""What its inventory does not ask for: a WAF that blocks, and mail that comes in."""
Report = dict[str, t.Any]


class Audited(t.NamedTuple):
    run: Run
    report: Report
    texts: dict[str, str]

    def ids(self, verdict: str) -> set[str]:
        return {check["id"] for one in self.report["requirements"] for check in one["checks"]
                if check["verdict"] == verdict}


def audited(site: Site, name: str, *options: str, **variables: t.Any) -> Audited:
    directory = site.directory / name
    run = site.run(*options, audit_reports=str(directory), **variables)
    texts = {path.suffix: path.read_text() for path in directory.glob("envelope-local.*")}
    return Audited(run, json.loads(texts[".json"]) if ".json" in texts else {}, texts)


@pytest.fixture(scope="module")
def auditor(site: Site) -> Site:
    return site.running("audit")


@pytest.fixture(scope="module")
def stranger(site: Site) -> Site:
    """One who has no inventory."""
    found = site.running("audit")
    found.inventory = site.directory / "nothing.yml"
    found.inventory.write_text("{}")
    return found


@pytest.fixture(scope="module")
def whole(auditor: Site, held: Holdings) -> Audited:
    return audited(auditor, "whole", "-vvvv", audit_fail_on="none", audit_drift=True)


@pytest.fixture(scope="module")
def refused(auditor: Site, whole: Audited) -> Audited:
    for service, operation in (("elbv2", "DescribeListeners"), ("s3", "GetBucketPolicy"),
                               ("rds", "DescribeDBInstances")):
        auditor.aws.fault(kind="refuse", service=service, operation=operation, times=None, writes_only=False)
    compose = auditor.directory / "compose.yml"
    compose.write_text("services:\n  api:\n    environment: [unclosed\n")
    found = audited(auditor, "refused", audit_fail_on="critical", audit_compose_file=str(compose),
                    audit_documents=str(compose))
    auditor.aws.clear_faults()
    return found


class TestAnAudit:
    def test_finds_what_the_example_leaves_open_and_no_more(self, whole: Audited):
        assert whole.run.code == 0, whole.run.printed
        assert (whole.ids("FAIL"), whole.ids("UNKNOWN")) == (OPEN, set()), whole.run.printed

    def test_writes_nothing_to_aws(self, whole: Audited):
        assert len(whole.run.calls) > 100 and whole.run.writes == []

    def test_judges_every_row(self, whole: Audited):
        rows = ("T1 T2 T3 T4 T5 N1 N2 N3 C1 C2 C3 C4 C5 C6 C7 C8 C9 D1 S1 S2 S3 S4 F1 E1 E2 E3 B1 B2 B3 O1 O2 "
                "P1 P2 P3 P4 A1 A2 A3")
        assert [one["id"] for one in whole.report["requirements"]] == rows.split()
        assert len(whole.ids("PASS")) > 70

    def test_gives_the_evidence_of_all_that_was_looked_at(self, whole: Audited):
        bare = [check["id"] for row in whole.report["requirements"] for check in row["checks"]
                if check["verdict"] in ("PASS", "FAIL") and not check["evidence"] and row["area"] != "Automation"]
        assert bare == ["A3.adopted"], "which is known from a look at the inventory's resources"

    def test_tells_of_its_tenants_and_of_no_orphan(self, whole: Audited):
        assert {(one["name"], one["tier"], one["verdict"]) for one in whole.report["tenants"]} == {
            ("acme", "pool", "PASS"), ("bluebird", "pool", "PASS"), ("kestrel", "silo", "PASS")}
        assert whole.report["orphans"] == []

    def test_shows_no_secret(self, site: Site, whole: Audited):
        seen = {"printed": whole.run.printed, **whole.texts}
        assert seen.keys() == {"printed", ".json", ".md", ".html"}
        assert [where for where, text in seen.items() for value in (*secret_values(site.client), "accepts-anything")
                if value.removeprefix("base64:") in text] == []


def test_needs_no_inventory(stranger: Site, whole: Audited):
    aws = {"region": "eu-west-1", "endpoint_url": stranger.aws.url, "access_key": "x", "secret_key": "y"}
    found = audited(stranger, "discovered", audit_fail_on="none", cell_environment="local", cell_aws=aws)
    assert found.report["platform"]["known_from"] == "discovery"
    assert found.ids("FAIL") == OPEN | UNASKED and found.ids("UNKNOWN") == set()
    assert len(found.ids("PASS")) > 60
    assert {one["name"] for one in found.report["tenants"]} == {"acme", "bluebird", "kestrel"}


class TestWhatIsRefused:
    def test_is_unknown_and_fails_the_run(self, refused: Audited):
        assert refused.run.code == 2 and refused.run.writes == []
        assert {"N2.tls", "N2.https", "D1.database_present"} <= refused.ids("UNKNOWN")
        assert refused.ids("FAIL") == OPEN | {"P3.documents"}, refused.run.printed

    def test_is_not_shown_as_absent(self, refused: Audited):
        drawn = refused.report["architecture"]
        assert drawn["unknown"] == ["alarms", "databases", "load_balancers"], drawn["unknown"]
        assert drawn["databases"] is None and drawn["vpc"]["cidr"]

    def test_is_not_asked_again_nor_is_anything_else(self, refused: Audited):
        asked = collections.Counter(f"{call['service']}:{call['operation']}" for call in refused.run.calls)
        assert {name: asked[name] for name in LISTS} == dict.fromkeys(LISTS, 1)

    def test_documents_that_cannot_be_written_are_said(self, refused: Audited):
        [row] = [one for one in refused.report["requirements"] if one["id"] == "P3"]
        assert {one["verdict"] for one in row["checks"][0]["findings"]} == {"FAIL"}
        assert "File exists" in refused.run.printed

    def test_is_named(self, refused: Audited):
        assert {each["api"] for each in refused.report["refused"]} == {
            "elbv2:DescribeListeners", "s3:GetBucketPolicy", "rds:DescribeDBInstances"}
        assert "rds:DescribeDBInstances" in refused.run.printed

    def test_a_compose_file_that_cannot_be_read_is_said_with_its_line(self, refused: Audited):
        [row] = [one for one in refused.report["requirements"] if one["id"] == "A2"]
        assert row["verdict"] == "UNKNOWN"
        assert "compose.yml:4: expected" in json.dumps(row)


def test_a_platform_that_is_not_there_is_said_so_and_passes_nothing_of_it(auditor: Site, whole: Audited):
    found = audited(auditor, "missing", "--limit", "localhost,envelope-local", cell_environment="locl")
    assert found.run.code == 2
    assert "there is no cluster of a platform envelope-locl in eu-west-1: is envelope-local meant?" in found.run.printed
    assert {one["verdict"] for one in found.report["requirements"] if one["id"][0] in "CDN"} <= {
        "FAIL", "NOT APPLICABLE"}


def test_nobody_can_tell_which_platform_is_meant_where_nothing_says_it(stranger: Site, whole: Audited):
    run = stranger.run()
    assert run.code == 2 and "say which one is meant" in run.printed and run.calls == []


def test_without_credentials_there_is_a_report_that_says_so_and_passes_nothing(stranger: Site, whole: Audited):
    aws = {"region": "eu-west-1", "endpoint_url": stranger.aws.url}
    found = audited(stranger, "nobody", cell_environment="local", cell_aws=aws)
    assert found.run.code == 2 and found.run.calls == []
    assert found.ids("PASS") == found.ids("FAIL") == set() and len(found.ids("UNKNOWN")) > 90
    assert "NoCredentialsError" in found.run.printed
