# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`playbooks/onboard_tenant.yml` as a person runs it: planned, killed, finished, done again; and what is refused."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import secret_values
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

OTHERS = "999988887777"
"""An account that is not ours."""

PROBE = ("s3:PutObject", "s3:DeleteObjects")
"""The upload that is tried, and taken away."""


@pytest.fixture(scope="module")
def onboarding(site: Site) -> Site:
    return site.running("onboard_tenant")


def file(site: Site, tenant: str) -> str:
    """The tenant's file; empty where there is none."""
    found = site.inventory / f"tenants/{tenant}.yml"
    return found.read_text() if found.exists() else ""


@pytest.fixture(scope="module")
def planned(onboarding: Site) -> tuple[Run, str]:
    return onboarding.run("--check", "--diff", tenant="osprey"), file(onboarding, "osprey")


@pytest.fixture(scope="module")
def killed(onboarding: Site, planned: tuple[Run, str]) -> Run:
    return onboarding.killed_at("kms", "CreateAlias", tenant="osprey")


@pytest.fixture(scope="module")
def finished(onboarding: Site, killed: Run) -> Run:
    return onboarding.run("-vvvv", "--diff", tenant="osprey")


@pytest.fixture(scope="module")
def silo(onboarding: Site) -> Run:
    """A tenant with services and a domain of its own, in an inventory that has others; its seed fails."""
    onboarding.aws.script(image="*", command="*db:seed*", lines=["no such table"], exit_code=1)
    return onboarding.run(tenant="heron", tier="silo", domain="heron.test", zone="heron.test")


@pytest.fixture(scope="module")
def silo_again(onboarding: Site, silo: Run) -> Run:
    onboarding.aws.clear_scripts()
    return onboarding.run(tenant="heron")


@pytest.fixture(scope="module")
def awaiting(onboarding: Site) -> Run:
    """A tenant whose domain is somebody else's."""
    return onboarding.run(tenant="plover", domain="plover.example")


def test_a_plan_writes_nothing(planned: tuple[Run, str]):
    run, written = planned
    assert (run.code, run.writes, written) == (0, [], ""), run.printed
    assert "+envelope_local:\n+  hosts:\n+    osprey:\n" in run.printed.replace(" \n", "\n")
    assert "pending" in run.printed and "failed   " not in run.printed


def test_a_run_that_was_killed_is_finished_by_the_next(onboarding: Site, killed: Run, finished: Run):
    assert killed.code == -9 and finished.code == 0, finished.printed
    done_before = {"secretsmanager:CreateSecret", "kms:CreateKey", "kms:CreateAlias"}
    assert "s3:CreateBucket" in finished.writes and done_before & {*finished.writes} == set()
    assert file(onboarding, "osprey") == """\
---
envelope_local:
  hosts:
    osprey:
tier_pool:
  hosts:
    osprey:
"""


def test_what_can_be_used_is_told_and_no_secret(site: Site, finished: Run):
    assert "Ready to use" in finished.printed and "https://osprey.envelope.test" in finished.printed
    values = secret_values(site.client)
    assert len(values) > 4 and [value[:4] for value in values if value in finished.printed] == []


def test_a_further_run_changes_nothing(onboarding: Site, finished: Run):
    run = onboarding.run(tenant="osprey")
    assert (run.code, [write for write in run.writes if write not in PROBE]) == (0, []), run.printed
    assert run.recap("osprey")["changed"] == 0


def test_a_step_that_fails_leaves_what_is_made_and_says_so(onboarding: Site, silo: Run):
    assert silo.code == 2
    assert "seed of envelope-local-silo-heron" in silo.printed and "the same command goes on" in silo.printed
    assert "services   " in silo.printed and "created" in silo.printed
    assert "tenant_domain: heron.test" in file(onboarding, "heron")


def test_the_same_command_goes_on(silo_again: Run):
    assert silo_again.code == 0, silo_again.printed
    assert silo_again.writes.count("ecs:RunTask") == 1 and "ecs:CreateService" not in silo_again.writes


def test_a_domain_that_is_somebody_elses_is_waited_for(site: Site, awaiting: Run):
    assert awaiting.code == 0, awaiting.printed
    assert "Whoever holds plover.example publishes" in awaiting.printed
    assert "_domainkey.plover.example" in awaiting.printed
    assert "mail       pending" in awaiting.printed
    zones = site.client("route53").list_hosted_zones()["HostedZones"]
    assert "plover.example." not in {each["Name"] for each in zones}


@pytest.mark.parametrize(("options", "said"), [
    ({"tenant": "wren", "tier": "sillo"}, ["tier: sillo is not known, did you mean silo?"]),
    ({"tenant": "wren", "domian": "wren.example"}, ["-e domian is no option, did you mean domain?"]),
    ({"tenant": "mail", "domain": "heron.test", "variables": {"tenant_databse": {}}}, [
        "tenant_databse is not a variable of any role, did you mean tenant_database?",
        "tenant_slug is 'mail': that is kept for the platform", "tenant_domain is 'heron.test', and so it is on"]),
    ({"tenant": "heron", "domain": "other.example"}, ["tenant heron is taken", "tenant_domain is heron.test there"]),
], ids=["an unknown tier", "an unknown option", "all that is wrong at once", "a slug that is taken"])
def test_refused_before_any_call(onboarding: Site, silo_again: Run, options: dict[str, t.Any], said: list[str]):
    before = file(onboarding, options["tenant"])
    run = onboarding.run(**options)
    told = " ".join(run.printed.replace("''", "'").split())
    assert run.code == 2 and run.calls == [] and [words for words in said if words not in told] == [], run.printed
    assert file(onboarding, options["tenant"]) == before


def test_a_bucket_that_another_account_has_is_told_before_anything_is_made(site: Site, onboarding: Site):
    role = site.client("sts").assume_role(RoleArn=f"arn:aws:iam::{OTHERS}:role/them", RoleSessionName="them")
    given = {f"aws_{to}": role["Credentials"][name] for to, name in (
        ("access_key_id", "AccessKeyId"), ("secret_access_key", "SecretAccessKey"), ("session_token", "SessionToken"))}
    where = {"LocationConstraint": "eu-west-1"}
    site.aws.client("s3", **given).create_bucket(Bucket="envelope-local-pool-finch", CreateBucketConfiguration=where)
    run = onboarding.run(tenant="finch")
    assert (run.code, run.writes, file(onboarding, "finch")) == (2, [], ""), run.printed
    assert "bucket envelope-local-pool-finch belongs to another account" in " ".join(run.printed.split())
