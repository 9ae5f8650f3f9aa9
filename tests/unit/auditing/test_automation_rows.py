# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""P1 to P4, B2, A1 and A3: what the playbook hands over, how a pipeline signs in, and what was not read."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing import sources
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.checks import Requirement
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.judging import judged
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.live import Live
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Asked, Seen
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.audit import A1, A3
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.automation import (
    P1,
    P2,
    P3,
    P4,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.secrets import B2
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.tests.unit.auditing import sample_operations
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_operations import ISSUER, trusting
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    bearing,
    failing,
    place,
    seen,
)

Found = dict[str, t.Any]


@pytest.fixture
def found() -> Found:
    return sample_operations.sample()


@pytest.mark.parametrize(("row", "name", "good", "bad", "says"), [
    (P1, "drift", [], [{"host": "acme", "what": "bucket acme: versioning"}], "acme: bucket acme: versioning"),
    (P4, "inventory_problems", [], ["cell_domain is missing"], "cell_domain is missing"),
    (A3, "adoption", [], ["VPC envelope-prod"], "still to be taken over: VPC envelope-prod"),
])
def test_what_the_playbook_hands_over(row: Requirement, name: str, good: list[t.Any], bad: list[t.Any], says: str):
    [check] = [one.id.partition(".")[2] for one in row.checks]
    assert bearing("NOT APPLICABLE", row, {}) == {check}
    assert bearing("PASS", row, {}, place(**{name: good})) == {check}
    assert failing(row, {}, place(**{name: bad})) == {check}
    assert seen(row, check, {}, place(**{name: bad})) == [f"platform envelope-prod: {says}"]


def test_each_document_is_written_or_it_is_said_why_not():
    assert bearing("NOT APPLICABLE", P3, {}) == {"documents"}
    assert bearing("PASS", P3, {}, place(documents={"scaling.md": ""})) == {"documents"}
    told = place(documents={"scaling.md": "", "scaling.svg": "No space left on device"})
    assert failing(P3, {}, told) == {"documents"}
    assert seen(P3, "documents", {}, told) == [
        "document scaling.md: written in this run", "document scaling.svg: No space left on device"]


def test_what_the_playbook_could_not_work_out_is_unknown():
    assert bearing("UNKNOWN", P1, {}, place(drift=Invalid("cell_domain is missing"))) == {"drift"}


def test_of_many_faults_the_first_few_are_told():
    [said] = seen(P4, "complete", {}, place(inventory_problems=[f"fault {number}" for number in range(7)]))
    assert said.endswith("fault 0; fault 1; fault 2; fault 3; fault 4; and 2 more")


def test_a_pipeline_without_stored_keys(found: Found):
    assert bearing("PASS", P2, found) == {"oidc", "trust", "keys"}
    assert bearing("NOT APPLICABLE", P2, found) == {"workflow"}


@pytest.mark.parametrize(("source", "things", "says"), [
    ("OpenID Connect providers", [], "no provider of OpenID Connect vouches for a pipeline"),
    ("OpenID Connect providers", [{"Arn": "arn:aws:iam::1:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1"}],
     "no provider of OpenID Connect vouches for a pipeline"),
    ("roles", [], "no role trusts the provider"),
])
def test_nobody_vouches_for_a_pipeline(found: Found, source: str, things: list[Found], says: str):
    found[source] = things
    assert failing(P2, found) == {"oidc"}
    assert seen(P2, "oidc", found) == [f"pipeline: {says}"]


@pytest.mark.parametrize(("subs", "says"), [
    ([], "sub may be anything"), (["*"], "sub may be *"), (["repo:*"], "sub may be repo:*"),
    (["repo:venturemond/*"], "sub may be repo:venturemond/*"),
    (["repo:venturemond/envelope:*", "repo:venturemond/*"],
     "sub may be repo:venturemond/envelope:*, repo:venturemond/*"),
])
def test_a_role_for_anybody_s_pipeline(found: Found, subs: list[str], says: str):
    found["roles"][0]["AssumeRolePolicyDocument"] = trusting(*subs)
    assert failing(P2, found) == {"trust"}
    assert seen(P2, "trust", found) == [f"role deploy: {says}"]


@pytest.mark.parametrize("sub", ["repo:venturemond/envelope:ref:refs/heads/main", "repo:venturemond/envelope*",
                                 "project_path:venturemond/envelope:ref_type:branch:ref:main",
                                 "organization:venturemond:project:envelope:*", "{3f2504e0-4f89}:*"])
def test_a_role_for_one_repository(found: Found, sub: str):
    found["roles"][0]["AssumeRolePolicyDocument"] = trusting(sub)
    assert not failing(P2, found)


def test_a_condition_that_excludes_binds_nobody(found: Found):
    document = trusting()
    document["Statement"]["Condition"]["StringNotLike"] = {f"{ISSUER}:sub": "repo:venturemond/envelope:*"}
    found["roles"][0]["AssumeRolePolicyDocument"] = document
    assert failing(P2, found) == {"trust"}


@pytest.mark.parametrize(("name", "stored"), [
    ("envelope-prod-ci", True), ("github-actions", True), ("terraform", True), ("deployer", True), ("CI", True),
    ("alice", False), ("cicero", False), ("envelope-production-ann", False)])
def test_keys_that_are_stored_for_a_pipeline(found: Found, name: str, stored: bool):
    found["users"] = [{"UserName": name, "keys": [{"Status": "Active"}, {"Status": "Inactive"}]}]
    assert failing(P2, found) == ({"keys"} if stored else set())
    if stored:
        assert seen(P2, "keys", found) == [f"user {name}: active access keys: 1"]


def test_secrets_that_services_read(found: Found):
    assert bearing("PASS", B2, found) == {"there"}
    assert bearing("NOT APPLICABLE", B2, found) == {"rotation"}
    del found["secrets"][0]
    assert failing(B2, found) == {"there"}
    assert "service envelope-prod-api: not there, or to be deleted: envelope-prod-app-AbCdEf" in seen(
        B2, "there", found)


def from_elsewhere(found: Found, place_: str) -> Found:
    for one in found["services"]:
        one["task"]["containerDefinitions"][0]["secrets"] = [{"name": "APP_KEY", "valueFrom": place_}]
    return found


@pytest.mark.parametrize("name", [
    "arn:aws:secretsmanager:eu-west-1:999999999999:secret:theirs-AbCdEf",
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:far-AbCdEf",
    "arn:aws:ssm:eu-west-1:123456789012:parameter/app/key", "/app/key"])
def test_what_is_kept_elsewhere_is_not_looked_for(found: Found, name: str):
    assert bearing("NOT APPLICABLE", B2, from_elsewhere(found, name)) == {"there", "rotation"}


def test_a_secret_may_be_named_without_aws_s_own_letters(found: Found):
    name = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:envelope-prod-app:APP_KEY::"
    assert bearing("PASS", B2, from_elsewhere(found, name)) == {"there"}


def audited(**lacking: Seen) -> list[tuple[str, str, str]]:
    read = {source.name: lacking.get(source.name, Seen([])) for source in sources.EVERY}
    [met] = judged([A1], Live(place(), read), {})
    return [(one.subject, one.verdict, one.seen) for one in met.checks[0].findings]


def test_an_audit_that_was_told_everything():
    [(subject, verdict, says)] = audited()
    every = len(sources.EVERY)
    assert (subject, verdict, says) == ("what AWS was asked for", "PASS", f"{every} of {every} lists were read in full")


def test_what_was_refused_is_unknown_in_whole_or_in_part():
    error = sample_operations.denied("rds", "describe_db_instances")
    part = Seen([], refused={Asked("kms", "get_key_rotation_status", "eu-west-1"): error})
    every = len(sources.EVERY)
    first, *others = audited(databases=Seen(error=error), keys=part)
    assert first == ("what AWS was asked for", "PASS", f"{every - 2} of {every} lists were read in full")
    assert sorted(others) == [("databases", "UNKNOWN", str(error)), ("keys", "UNKNOWN", str(error))]
