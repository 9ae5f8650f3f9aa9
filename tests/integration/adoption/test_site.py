# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment as found, taken over by the whole site: nothing is rebuilt, and a second run finds nothing to do."""

from __future__ import annotations

import pathlib
import re
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.as_found import AS_FOUND, EXPLAINED, GAPS, INVENTORY, build
from ansible_collections.venturemond.envelope.tests.as_found.account import PREFIX, TAGS, TENANTS, tenant_name
from ansible_collections.venturemond.envelope.tests.as_found.alarms import SUBSCRIBER
from ansible_collections.venturemond.envelope.tests.as_found.data import VALUES
from ansible_collections.venturemond.envelope.tests.as_found.services import CLUSTER, SERVICES
from ansible_collections.venturemond.envelope.tests.integration.adoption.audits import faults
from ansible_collections.venturemond.envelope.tests.integration.adoption.identities import Identities, identities
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

DELETED = {"iam:DeleteRolePolicy", "sesv2:DeleteConfigurationSetEventDestination"}
"""What goes once ours is in its place: settings of something that stays."""

OURS = {"project": "envelope", "environment": "prod", "managed-by": "venturemond.envelope"}
APP = f":secret:{PREFIX}-app-"
FILE = {"Key": "contract.pdf", "Body": b"signed"}


def stood(aws: LocalAws, directory: pathlib.Path, *gaps: str) -> tuple[Site, Identities]:
    """An environment with these gaps, a file of a tenant in it, and what was there before anybody came."""
    build(aws, gaps)
    for tenant in TENANTS:
        aws.client("s3").put_object(Bucket=tenant_name(tenant), **FILE)
    return Site(aws, directory, example=INVENTORY), identities(aws.client)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[tuple[Site, Identities]]:
    with LocalAws.running() as aws:
        yield stood(aws, tmp_path_factory.mktemp("as_found"), *AS_FOUND)


@pytest.fixture(scope="module")
def site(found: tuple[Site, Identities]) -> Site:
    return found[0]


@pytest.fixture(scope="module")
def before(found: tuple[Site, Identities]) -> Identities:
    return found[1]


@pytest.fixture(scope="module")
def faulty(site: Site) -> set[str]:
    return set(faults(site))


@pytest.fixture(scope="module")
def planned(site: Site) -> Run:
    return site.run("--check", "--diff")


@pytest.fixture(scope="module")
def adopted(site: Site, faulty: set[str], planned: Run) -> Run:
    return site.run("--diff")


@pytest.fixture(scope="module")
def again(site: Site, adopted: Run) -> Run:
    return site.run("--diff")


def test_the_audit_finds_the_gaps_there_are_and_no_others(faulty: set[str]):
    assert faulty == {requirement for gap in AS_FOUND for requirement in GAPS[gap].breaks}


class TestAPlan:
    def test_writes_nothing(self, planned: Run):
        assert planned.code == 0, planned.printed
        assert planned.writes == [] and planned.calls

    def test_replaces_deletes_and_refuses_nothing(self, planned: Run):
        assert set(re.findall(r"\d+ to (\w+)", planned.summary)) == {"create", "update"}
        assert re.findall(r"^ +refused .*", planned.summary, re.MULTILINE) == []

    def test_is_what_is_then_done(self, planned: Run, adopted: Run):
        assert adopted.planned == planned.planned
        assert len(set(planned.planned)) == len(planned.planned) > 150


class TestTakingOver:
    def test_ends_well(self, adopted: Run):
        assert adopted.code == 0, adopted.printed

    def test_leaves_everything_what_it_was(self, site: Site, before: Identities, adopted: Run):
        assert sorted(before - identities(site.client)) == []

    def test_deletes_what_it_replaces_and_nothing_else(self, adopted: Run):
        assert {write for write in adopted.writes if write.partition(":")[2].startswith("Delete")} == DELETED

    def test_keeps_the_values_that_the_application_has(self, site: Site, adopted: Run):
        held = {each[3]: each[4] for each in identities(site.client) if each[0] == "secret" and APP in each[1]}
        assert {name: held[name] for name in VALUES} == VALUES

    def test_marks_as_ours_and_leaves_the_marks_of_others(self, site: Site, adopted: Run):
        [database] = site.client("rds").describe_db_instances()["DBInstances"]
        tags = {each["Key"]: each["Value"] for each in database["TagList"]}
        assert tags == {**TAGS, **OURS, "backup": "daily"}

    def test_leaves_files_readable_that_nobody_has_scanned(self, site: Site, adopted: Run):
        there = [site.client("s3").get_object(Bucket=tenant_name(tenant), Key=FILE["Key"]) for tenant in TENANTS]
        assert [each["Body"].read() for each in there] == [FILE["Body"]] * len(TENANTS)

    def test_runs_every_service_after_a_while(self, site: Site, again: Run):
        wanted = {f"{PREFIX}-{name}": about.count for name, about in SERVICES.items()}
        there = site.client("ecs").describe_services(cluster=CLUSTER, services=list(wanted))["services"]
        assert {each["serviceName"]: each["runningCount"] for each in there} == wanted

    def test_done_again_writes_nothing(self, again: Run):
        assert again.code == 0 and again.writes == [] and again.planned == []

    def test_leaves_the_audit_nothing_that_is_not_explained(self, site: Site, again: Run):
        site.aws.confirm(SUBSCRIBER)
        assert faults(site, audit_explained=EXPLAINED) == {}


def test_secrets_that_stood_in_the_open_are_not_shown(planned: Run, adopted: Run):
    assert [name for name, value in VALUES.items() if value in planned.printed + adopted.printed] == []


@pytest.mark.long
@pytest.mark.parametrize("gap", GAPS)
def test_one_gap_alone_is_closed_in_place(gap: str, local_aws: LocalAws, tmp_path: pathlib.Path):
    local_aws.reset()
    site, before = stood(local_aws, tmp_path, gap)
    run, again = site.run(), site.run()

    assert [run.code, again.code, again.writes] == [0, 0, []], run.printed
    assert sorted(before - identities(site.client)) == []


@pytest.mark.long
def test_the_key_of_the_application_is_not_replaced_by_one_that_is_made(local_aws: LocalAws, tmp_path: pathlib.Path):
    local_aws.reset()
    site, _before = stood(local_aws, tmp_path, "plain_secrets")
    run = site.run("--limit", PREFIX, "--tags", "secrets,ecs_services", secrets_values={})

    assert run.code != 0 and "APP_KEY, REVERB_APP_SECRET can be read in envelope-prod-api:1" in run.printed
    assert "ecs:RegisterTaskDefinition" not in run.writes and "ecs:UpdateService" not in run.writes
