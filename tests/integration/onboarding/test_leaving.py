# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tenant comes, is used, and goes: nothing of it is left but proof, and who has its slug next inherits nothing."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.binding import native, run
from ansible_collections.venturemond.envelope.plugins.module_utils.options import argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS, VERBS
from ansible_collections.venturemond.envelope.plugins.plugin_utils.settled import Found, settled
from ansible_collections.venturemond.envelope.tests.integration.onboarding.flows import Inventory, Onboarding
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

SLUG, PREFIX, HOST = "leaver", "envelope-local-pool-leaver", "leaver.envelope.test"
SITE = f"{PREFIX}-site-help"
WINDOW = {"kms", "secretsmanager"}
"""Whose services wait before they delete."""

Result = dict[str, t.Any]


@pytest.fixture(scope="module")
def arrived(site: Site, inventory: Inventory) -> Onboarding:
    """A tenant with a static site, a file, a value of its own in its secret, mail sent, and an alarm made by hand."""
    zone = site.client("route53").create_hosted_zone(Name="elsewhere.test", CallerReference=SLUG)
    assert zone["HostedZone"]["Id"]
    help_page = {"help": {"domain": "help.elsewhere.test", "zone": "elsewhere.test"}}
    tenant = inventory.tenant(SLUG, tenant_static_sites=help_page)
    tenant.run()
    _used(site)
    return tenant


def _used(site: Site) -> None:
    s3, tags = site.client("s3"), {"project": "envelope", "environment": "local", "tenant": SLUG,
                                   "managed-by": "venturemond.envelope"}
    s3.put_object(Bucket=PREFIX, Key="contract.pdf", Body=b"signed")
    s3.put_object(Bucket=SITE, Key="index.html", Body=b"<h1>Help</h1>")
    for key in (each["Key"] for each in s3.list_objects_v2(Bucket=PREFIX)["Contents"]):
        s3.get_object_tagging(Bucket=PREFIX, Key=key)
    site.client("secretsmanager").put_secret_value(SecretId=PREFIX, SecretString=json.dumps({"APP_KEY": "former"}))
    site.client("cloudwatch").put_metric_alarm(
        AlarmName=f"{PREFIX}-bounces", MetricName="Bounce", Namespace="AWS/SES", Statistic="Sum", Period=60,
        EvaluationPeriods=1, Threshold=1, ComparisonOperator="GreaterThanThreshold",
        Tags=[{"Key": name, "Value": value} for name, value in tags.items()])


def taken_away(inventory: Inventory, **said: t.Any) -> Result:
    """What `roles/tenant/tasks/offboard.yml` asks for, done; the result of its last module."""
    for name, args in inventory.asked(SLUG, "offboard.yml", **said):
        module = {**KINDS, **VERBS}[name]
        params = {**{option: about.get("default") for option, about in argument_spec(module).items()}, **native(args)}
        result = run(module, params, check=False)
        assert not result.get("failed"), result["msg"]
        if name == "tenant_offboard":  # what comes after it goes by its result
            return result
    raise AssertionError("nobody has asked for it")


def looked_at(tenant: Onboarding) -> Found:
    return settled({SLUG: tenant.looked})


@pytest.fixture(scope="module")
def frozen(arrived: Onboarding, inventory: Inventory) -> Result:
    return taken_away(inventory, confirm=SLUG, hold_days=30)


@pytest.fixture(scope="module")
def while_frozen(arrived: Onboarding, frozen: Result) -> Found:
    return looked_at(arrived)


@pytest.fixture(scope="module")
def ended(while_frozen: Found, inventory: Inventory) -> Result:
    return taken_away(inventory, confirm=SLUG, hold_days=0)


def test_while_it_is_frozen_nothing_is_made_of_it(frozen: Result, while_frozen: Found):
    assert frozen["stage"] == "frozen"
    assert while_frozen.leaving.keys() == {SLUG} == while_frozen.refused.keys()
    assert f"tenant {SLUG} is being taken away since " in while_frozen.leaving[SLUG]
    assert while_frozen.settled == {}


def test_nothing_bears_its_tag_but_what_waits(site: Site, ended: Result):
    for region in ("eu-west-1", "us-east-1"):
        tagged = site.aws.client("resourcegroupstaggingapi", region).get_resources(
            TagFilters=[{"Key": "tenant", "Values": [SLUG]}])["ResourceTagMappingList"]
        assert {each["ResourceARN"].split(":")[2] for each in tagged} <= WINDOW, region


def test_no_service_lists_it(site: Site, ended: Result):
    """Each service by its own list, without the searches that the offboarding itself has made."""
    client = site.client
    zones = [each["Id"] for each in client("route53").list_hosted_zones()["HostedZones"]]
    found = {
        "s3": [each["Name"] for each in client("s3").list_buckets()["Buckets"]],
        "records": [each["Name"] for zone in zones for each in client("route53").list_resource_record_sets(
            HostedZoneId=zone)["ResourceRecordSets"] if each["Type"] not in ("NS", "SOA")],
        "identities": [each["IdentityName"] for each in client("sesv2").list_email_identities()["EmailIdentities"]],
        "sets": client("sesv2").list_configuration_sets()["ConfigurationSets"],
        "plans": client("guardduty").list_malware_protection_plans()["MalwareProtectionPlans"],
        "sites": client("cloudfront").list_distributions()["DistributionList"].get("Items", []),
        "edge": site.aws.client("acm", "us-east-1").list_certificates()["CertificateSummaryList"],
        "alarms": [each["AlarmName"] for each in client("cloudwatch").describe_alarms()["MetricAlarms"]],
        "records of steps": [each["Key"] for each in client("s3").list_objects_v2(
            Bucket="envelope-local-releases").get("Contents", [])],
        "logs": [each["logGroupName"] for each in client("logs").describe_log_groups()["logGroups"]],
        "policies": [each["PolicyName"] for each in client("iam").list_policies(Scope="Local")["Policies"]],
    }
    assert {what: [each for each in names if SLUG in str(each) or "elsewhere" in str(each)]
            for what, names in found.items()} == {what: [] for what in found}


def test_there_is_proof_and_what_it_had(site: Site, ended: Result):
    proof, s3 = json.loads(ended["report_json"]), site.client("s3")
    kept = [each["Key"] for each in s3.list_objects_v2(
        Bucket="envelope-local-archive", Prefix=f"offboarding/{SLUG}/")["Contents"]]

    assert ended["clean"] and {arn.split(":")[2] for arn in proof["pending"]} == WINDOW
    assert {each["sort"] for each in proof["things"]} >= {
        "acm_certificates in us-east-1", "cloudfront_distributions", "cloudwatch_alarms",
        "guardduty_malware_protection_plans", "s3_buckets", "s3_objects", "sesv2_identities"}
    assert [key.split("/", 3)[3] for key in kept if "/objects/" in key] == [
        f"{SITE}/objects/index.html", f"{PREFIX}/objects/contract.pdf"]
    assert "former" not in json.dumps(proof)


def test_its_slug_is_refused_until_the_windows_are_over(arrived: Onboarding, ended: Result):
    refused = sorted(looked_at(arrived).refused[SLUG], reverse=True)
    assert len(refused) == 2, refused
    secret, key = refused
    assert f"secret {PREFIX} is scheduled for deletion until 20" in secret
    assert f"key {PREFIX} is scheduled for deletion until 20" in key


def test_who_has_it_next_inherits_nothing(site: Site, arrived: Onboarding, inventory: Inventory, ended: Result):
    site.client("secretsmanager").delete_secret(SecretId=PREFIX, ForceDeleteWithoutRecovery=True)
    site.client("kms").delete_alias(AliasName=f"alias/{PREFIX}")  # as AWS does with the key, when its window is over
    arrived.run()
    secret = json.loads(site.client("secretsmanager").get_secret_value(SecretId=PREFIX)["SecretString"])
    steps = site.client("s3").list_object_versions(
        Bucket="envelope-local-releases", Prefix=f"{PREFIX}/")["Versions"]

    assert "former" not in secret.values() and "Contents" not in site.client("s3").list_objects_v2(Bucket=SITE)
    assert len([each for each in steps if each["IsLatest"]]) == 1
    assert looked_at(arrived).settled.keys() == {SLUG}
    assert taken_away(inventory, confirm=SLUG, hold_days=30)["stage"] == "frozen"
