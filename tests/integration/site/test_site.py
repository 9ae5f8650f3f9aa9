# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole site: planned, built, built again, spoilt and mended, and one tenant or capability of it alone."""

from __future__ import annotations

import json
import typing as t

import pytest
import yaml
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import (
    UNPLANNED,
    Holdings,
    holdings,
    secret_values,
)
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

HOSTS = ("envelope-local", "acme", "bluebird", "kestrel")
BUCKET = "envelope-local-pool-acme"
CLUSTER, SERVICE = "envelope-local-cluster", "envelope-local-api"
NEWCOMER = {"envelope_local": {"hosts": {"newcomer": None}}, "tier_pool": {"hosts": {"newcomer": None}}}


@pytest.fixture(scope="module")
def spoilt(site: Site, held: Holdings) -> Run:
    """A run after strangers have been at work, and with one tenant's bucket refused."""
    delete_record(site, "hq.envelope.test.")
    open_group(site)
    site.client("ecs").update_service(cluster=CLUSTER, service=SERVICE, deploymentConfiguration={
        "minimumHealthyPercent": 0, "maximumPercent": 100})
    empty(site, BUCKET)
    site.client("s3").delete_bucket(Bucket=BUCKET)
    site.aws.fault(kind="refuse", service="s3", operation="CreateBucket", times=None)
    run = site.run("--diff")
    site.aws.clear_faults()
    return run


@pytest.fixture(scope="module")
def mended(site: Site, spoilt: Run) -> Run:
    return site.run()


def delete_record(site: Site, name: str) -> None:
    route53 = site.client("route53")
    [zone] = [each["Id"] for each in route53.list_hosted_zones()["HostedZones"] if each["Name"] == "envelope.test."]
    [record] = [each for each in route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
                if each["Name"] == name]
    changes = [{"Action": "DELETE", "ResourceRecordSet": record}]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def empty(site: Site, bucket: str) -> None:
    """Of what GuardDuty has put there to see whether it may scan."""
    s3 = site.client("s3")
    for each in s3.list_object_versions(Bucket=bucket).get("Versions", ()):
        s3.delete_object(Bucket=bucket, Key=each["Key"], VersionId=each["VersionId"])


def data_group(site: Site) -> dict[str, t.Any]:
    [group] = site.client("ec2").describe_security_groups(
        Filters=[{"Name": "group-name", "Values": ["envelope-local-data"]}])["SecurityGroups"]
    return group


def open_group(site: Site) -> None:
    site.client("ec2").authorize_security_group_ingress(GroupId=data_group(site)["GroupId"], IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 3306, "ToPort": 3306, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])


def scaled(site: Site) -> list[str]:
    return holdings(site.client)["application_autoscaling_targets"]


class TestAPlan:
    def test_writes_nothing(self, planned: Run):
        assert planned.code == 0, planned.printed
        assert planned.writes == [] and planned.calls

    def test_is_what_is_then_done(self, planned: Run, built: Run):
        assert planned.planned == built.planned
        assert len(set(planned.planned)) == len(planned.planned) > 90

    def test_is_written_down_for_programs_and_for_a_comment(self, site: Site, planned: Run):
        plan = json.loads((site.directory / "written/plan.json").read_text())
        told = [f"{change['module']} {change['name']}" for host in plan["hosts"] for change in host["changes"]]
        assert sorted(told) == sorted(planned.planned)
        assert (site.directory / "written/plan.md").read_text().startswith(f"## Plan: {len(told)} to create\n")

    def test_names_every_resource_there_is_afterwards(self, planned: Run, held: Holdings):
        there = [f"{module} {name}" for module in held if module not in UNPLANNED for name in held[module]]
        assert [each for each in there if each not in planned.planned] == []

    def test_of_what_is_built_already_is_empty(self, site: Site, held: Holdings):
        run = site.run("--check", "--diff")
        assert run.code == 0 and run.writes == [] and run.planned == []
        assert [run.recap(host)["changed"] for host in HOSTS] == [0, 0, 0, 0]


class TestABuild:
    def test_ends_well_and_says_what_there_is(self, built: Run):
        assert built.code == 0, built.printed
        assert [built.recap(host)["failed"] for host in HOSTS] == [0, 0, 0, 0]
        for line in ("Platform envelope-local (eu-west-1, account 123456789012)", "wss://ws.envelope.test",
                     "Tenant acme (pool): https://acme.envelope.test", "buckets    envelope-local-pool-acme",
                     "Tenant kestrel (silo): https://kestrel.test", "wss://ws.kestrel.test"):
            assert line in built.summary

    def test_runs_every_service_after_a_while(self, site: Site, again: Run):
        assert "services   api 2/2, worker 2/2, scheduler 1/1, hq 2/2, tenant 2/2, reverb 2/2" in again.summary
        wanted = {f"envelope-local-silo-kestrel-{name}": count for name, count in (
            ("api", 3), ("worker", 2), ("scheduler", 1), ("tenant", 2), ("reverb", 2))}
        found = site.client("ecs").describe_services(cluster="envelope-local-cluster", services=list(wanted))
        assert {each["serviceName"]: each["runningCount"] for each in found["services"]} == wanted

    def test_done_again_writes_nothing(self, again: Run):
        assert again.code == 0 and again.writes == [] and again.planned == []
        assert [again.recap(host)["changed"] for host in HOSTS] == [0, 0, 0, 0]


class TestAPart:
    def test_one_tenant_alone(self, site: Site, held: Holdings):
        run = site.run("--limit", "acme")
        assert run.code == 0 and run.writes == []
        assert [bool(run.recap(host)) for host in HOSTS] == [False, True, False, False]
        assert "Tenant acme" in run.summary and "kestrel" not in run.summary

    def test_one_capability_alone(self, site: Site, held: Holdings):
        run = site.run("--tags", "storage")
        assert run.code == 0 and run.writes == []
        assert {call["service"] for call in run.calls} == {"sts", "iam", "kms", "s3", "guardduty"}

    def test_one_capability_of_a_new_tenant(self, site: Site, held: Holdings):
        file = site.inventory / "tenants/newcomer.json"
        file.write_text(json.dumps(NEWCOMER))
        run = site.run("--limit", "newcomer", "--tags", "storage", "--diff")
        file.unlink()

        name = "envelope-local-pool-newcomer"
        assert run.code == 0 and run.planned == [
            f"kms_keys {name}", f"s3_buckets {name}", f"guardduty_malware_protection_plans {name}"]
        assert {write.partition(":")[0] for write in run.writes} == {"kms", "s3", "guardduty"}
        now = holdings(site.client)
        assert {module: [each for each in now[module] if each not in held[module]]
                for module in now if now[module] != held[module]} == {
            "kms_keys": [name], "s3_buckets": [name], "keys": [f"Files in {name}"]}


class TestReverb:
    def test_alone(self, site: Site, held: Holdings):
        run = site.run("--tags", "reverb")
        assert run.code == 0 and run.writes == []
        assert [run.summary.count(line) for line in ("services   reverb 2/2", "api.")] == [1, 0]

    def test_is_reached_by_the_load_balancer_alone(self, site: Site, held: Holdings):
        groups = {each["GroupId"]: each for each in site.client("ec2").describe_security_groups()["SecurityGroups"]}
        for name in ("envelope-local-reverb", "envelope-local-silo-kestrel-reverb"):
            [[rule]] = [each["IpPermissions"] for each in groups.values() if each["GroupName"] == name]
            assert (rule["FromPort"], rule["ToPort"], rule["IpRanges"]) == (8080, 8080, [])
            assert [groups[pair["GroupId"]]["GroupName"] for pair in rule["UserIdGroupPairs"]] == ["envelope-local-alb"]


class TestAutoscaling:
    def test_leaves_the_count_alone_that_it_has_come_to(self, site: Site, held: Holdings):
        site.client("ecs").update_service(cluster=CLUSTER, service=SERVICE, desiredCount=5)
        run = site.run("--limit", "envelope-local", "--tags", "ecs_services")
        [service] = site.client("ecs").describe_services(cluster=CLUSTER, services=[SERVICE])["services"]

        assert run.writes == [] and service["desiredCount"] == 5
        site.client("ecs").update_service(cluster=CLUSTER, service=SERVICE, desiredCount=2)

    def test_that_is_taken_out_ends(self, site: Site, held: Holdings):
        said = yaml.safe_load(site.cell.read_text())
        site.cell.write_text(yaml.safe_dump({**said, "ecs_services_overrides": {}}))
        without = site.run("--limit", "envelope-local", "--tags", "ecs_services")
        there = scaled(site)
        site.cell.write_text(yaml.safe_dump(said))
        site.run("--limit", "envelope-local", "--tags", "ecs_services")

        assert without.writes == ["application-autoscaling:DeregisterScalableTarget"] and there == []
        assert scaled(site) == held["application_autoscaling_targets"] != []


class TestATenantThatFails:
    def test_stops_no_other(self, spoilt: Run):
        assert spoilt.code != 0
        assert [spoilt.recap(host)["failed"] for host in HOSTS] == [0, 1, 0, 0]
        assert "s3:CreateBucket" in spoilt.writes and "ecs:UpdateService" in spoilt.writes

    def test_is_told_with_its_reason(self, spoilt: Run):
        title = "Storage | Keep files in private buckets, scan them, say who may use them"
        reason = f"{title}: s3_buckets {BUCKET}: "
        assert reason in spoilt.summary and "AccessDenied" in spoilt.summary

    def test_is_mended_by_the_next_run(self, mended: Run):
        assert mended.code == 0
        assert {write.partition(":")[0] for write in mended.writes} == {"s3"} and "s3:CreateBucket" in mended.writes
        assert [mended.recap(host)["changed"] for host in HOSTS] == [0, 1, 0, 0]


class TestEditsByStrangers:
    def test_are_seen_and_no_others(self, spoilt: Run):
        assert spoilt.planned == ["ec2_security_group_rules envelope-local-data", "route53_records hq.envelope.test/A",
                                  f"ecs_services {SERVICE}"]

    def test_are_undone(self, site: Site, mended: Run):
        open_to = [each["CidrIp"] for rule in data_group(site)["IpPermissions"] for each in rule["IpRanges"]]
        [service] = site.client("ecs").describe_services(cluster=CLUSTER, services=[SERVICE])["services"]

        assert open_to == []
        assert service["deploymentConfiguration"]["minimumHealthyPercent"] == 100
        assert "hq.envelope.test/A" in holdings(site.client)["route53_records"]


def test_secrets_are_nowhere_to_be_seen(site: Site, built: Run, spoilt: Run):
    values = secret_values(site.client)
    ecs = site.client("ecs")
    tasks = [ecs.describe_task_definition(taskDefinition=arn)["taskDefinition"]
             for page in ecs.get_paginator("list_task_definitions").paginate() for arn in page["taskDefinitionArns"]]
    written = {str(path): path.read_text(errors="replace")
               for path in (site.directory / "written").rglob("*") if path.is_file()}
    seen = {"tasks": json.dumps(tasks, default=str), "journal": json.dumps(site.aws.calls()), **written,
            "a run that is well": built.printed, "a run that is not": spoilt.printed}

    assert len(values) == len(set(values)) >= 14 and all(len(value) >= 28 for value in values)
    assert {len(value) >= 32 for value in secret_values(site.client, "envelope-")} == {True}
    assert "task path: " in built.printed, "not as loud as it is meant to be"
    assert [(where, value[:4]) for where, text in seen.items()
            for value in (*values, "accepts-anything") if value.removeprefix("base64:") in text] == []
