# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""O1 and O2: which alarms there are, by what they look at, and whom they tell."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.monitoring import O1
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.tenant_alarms import O2
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.cloudwatch import sorted_out
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.watched import SORTS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.watching import Figures, watching
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.tests.unit.auditing import sample_operations
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_operations import (
    ACME,
    CLUSTER,
    KESTREL,
    TOPIC,
    alarm,
    computed,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    bearing,
    checked,
    failing,
    live,
    place,
    seen,
)

Found = dict[str, t.Any]
FIFTEEN = {sort.word for sort in SORTS}
CPU = Figures("AWS/ECS", ("CPUUtilization",))
API = {"ClusterName": CLUSTER, "ServiceName": "envelope-prod-api"}


@pytest.fixture
def found() -> Found:
    return sample_operations.sample()


def told(found: Found) -> Found:
    """With the alarms as their source shows them."""
    alarms, topics = found["alarms"], {"subscriptions to alarms of CloudFront": {}}
    if isinstance(alarms, AwsError):
        return {**topics, "alarms of CloudFront": alarms, **found}
    edge = [one for one in alarms if one.get("Namespace") == "AWS/CloudFront"]
    here = [one for one in alarms if one not in edge]
    return {**topics, "alarms of CloudFront": sorted_out(edge), **found, "alarms": sorted_out(here)}


def without(found: Found, *names: str) -> Found:
    """Without these alarms."""
    found["alarms"] = [one for one in found["alarms"] if one["AlarmName"] not in names]
    return found


def test_there_are_fifteen_sorts():
    assert len(FIFTEEN) == 15


def test_what_lacks_nothing(found: Found):
    assert bearing("PASS", O1, told(found)) == {one.id.partition(".")[2] for one in O1.checks}


@pytest.mark.parametrize(("name", "check", "subject"), [
    ("hq-cpu", "service_cpu", "service envelope-prod-hq"),
    ("worker-memory", "service_memory", "service envelope-prod-worker"),
    ("scheduler-tasks", "service_tasks", "service envelope-prod-scheduler"),
    ("HTTPCode_ELB_5XX_Count", "load_balancer_5xx", "load balancer envelope-prod"),
    ("HTTPCode_Target_5XX_Count", "target_5xx", "load balancer envelope-prod"),
    ("HTTPCode_Target_4XX_Count", "load_balancer_4xx", "load balancer envelope-prod"),
    ("reverb-health", "target_health", "service envelope-prod-reverb"),
    ("TargetResponseTime", "target_latency", "load balancer envelope-prod"),
    ("Reputation.BounceRate", "mail_bounces", "mail of the account"),
    ("Reputation.ComplaintRate", "mail_complaints", "mail of the account"),
    ("5xxErrorRate", "site_5xx", "site www.envelope.example"),
    ("4xxErrorRate", "site_4xx", "site www.envelope.example"),
    ("database-CPUUtilization", "database_cpu", "database main"),
    ("database-FreeStorageSpace", "database_storage", "database main"),
    ("main-002", "cache_memory", "cache node main-002"),
])
def test_an_alarm_that_is_missing_fails_alone(found: Found, name: str, check: str, subject: str):
    assert failing(O1, told(without(found, name))) == {check}
    assert f"{subject}: no alarm watches it" in seen(O1, check, told(found))


def test_without_any_alarm_the_fifteen_fail_and_nothing_else(found: Found):
    found["alarms"], found["dashboards"], found["subscriptions"] = [], [], {}
    assert failing(O1, told(found)) == FIFTEEN
    assert not failing(O2, told(found), place((ACME,)))


def test_what_is_not_there_needs_no_alarm(found: Found):
    found |= {"distributions": [], "mail identities": [], "caches": [], "databases": [], "alarms": []}
    assert bearing("NOT APPLICABLE", O1, told(found)) >= {
        "mail_bounces", "mail_complaints", "site_5xx", "site_4xx", "database_cpu", "database_storage", "cache_memory"}


@pytest.mark.parametrize("off", ["off", False])
def test_what_the_inventory_switches_off(found: Found, off: t.Any):
    without(found, "worker-cpu", "main-001")
    where = place(monitoring_thresholds={"site_4xx": off, "service_cpu": "90%", "service_cpu.worker": off},
                  monitoring_mail=False, monitoring_container_insights=False, monitoring_database="",
                  monitoring_cache="main")
    assert bearing("NOT APPLICABLE", O1, told(found), where) == {
        "site_4xx", "mail_bounces", "mail_complaints", "service_tasks", "database_cpu", "database_storage"}
    assert failing(O1, told(found), where) == {"cache_memory"}


def test_by_the_alarms_of_autoscaling_nobody_is_told(found: Found):
    scaling = "arn:aws:autoscaling:eu-west-1:1:scalingPolicy:1:resource/ecs/service/api"
    without(found, "api-cpu")["alarms"].append(alarm("scaling", "AWS/ECS", "CPUUtilization", scaling, **API))
    assert failing(O1, told(found)) == {"service_cpu"}


@pytest.mark.parametrize("edit", [{"AlarmActions": []}, {"ActionsEnabled": False}])
def test_an_alarm_that_tells_nobody(found: Found, edit: Found):
    [one] = [one for one in found["alarms"] if one["AlarmName"] == "main-001"]
    one |= edit
    assert failing(O1, told(found)) == {"told"}
    assert "alarm main-001: tells nobody" in seen(O1, "told", told(found))


@pytest.mark.parametrize("named", ['ALARM("{}")', "ALARM({})", "ALARM('{}')", "OK(x) OR ALARM ( \"{}\" )"])
@pytest.mark.parametrize("by", ["AlarmName", "AlarmArn"])
def test_a_composite_alarm_tells_of_its_own_by_name_or_arn(found: Found, named: str, by: str):
    [one] = [one for one in found["alarms"] if one["AlarmName"] == "main-001"]
    one["AlarmActions"] = []
    over = {"AlarmName": "over", "AlarmArn": "over", "AlarmRule": named.format(one[by]), "AlarmActions": []}
    top = {"AlarmName": "top", "AlarmArn": "top", "AlarmRule": "ALARM(over)", "AlarmActions": [TOPIC]}
    found["alarms"] += [over, top]
    assert not failing(O1, told(found))
    top["AlarmRule"] = "ALARM(overall)"
    assert failing(O1, told(found)) == {"told"}


@pytest.mark.parametrize(("subscriptions", "says"), [
    ([], "nobody is subscribed"),
    ([{"Protocol": "email", "SubscriptionArn": "PendingConfirmation"}], "nobody is subscribed; 1 not confirmed"),
    ([{"Protocol": "email", "SubscriptionArn": "Deleted"}], "nobody is subscribed"),
])
def test_nobody_hears_of_it(found: Found, subscriptions: list[Found], says: str):
    found["subscriptions"] = {TOPIC: subscriptions, "arn:of:another": [{"SubscriptionArn": "x", "Protocol": "sms"}]}
    assert failing(O1, told(found)) == {"subscribed"}
    assert seen(O1, "subscribed", told(found)) == [f"topic envelope-prod-alarms: {says}"]


def test_who_hears_is_told_without_addresses(found: Found):
    found["subscriptions"][TOPIC] += [{"Protocol": "email", "SubscriptionArn": "2", "Endpoint": "ann@envelope.example"}]
    assert seen(O1, "subscribed", told(found)) == ["topic envelope-prod-alarms: 2 by email"]


@pytest.mark.parametrize("topic", [
    "arn:aws:sns:eu-west-1:999999999999:envelope-prod-alarms", "arn:aws:sns:eu-north-1:123456789012:alarms"])
def test_who_hears_of_a_topic_elsewhere_nobody_here_can_tell(found: Found, topic: str):
    for one in found["alarms"]:
        one["AlarmActions"] = [topic for _each in one["AlarmActions"]]
    assert bearing("UNKNOWN", O1, told(found)) == {"subscribed"}
    assert "another account's" in seen(O1, "subscribed", told(found))[0]


def test_no_composite_alarm_and_no_dashboard(found: Found):
    topics = [one | {"AlarmActions": [TOPIC]} for one in found["alarms"] if "AlarmRule" not in one]
    found |= {"alarms": topics, "dashboards": [{"DashboardName": "another"}]}
    assert failing(O1, told(found)) == {"composite", "dashboard"}
    assert failing(O1, told(found), place(monitoring_dashboard="another")) == {"composite"}


def test_what_is_refused_is_unknown(found: Found):
    found["databases"] = sample_operations.denied("rds", "describe_db_instances")
    assert bearing("UNKNOWN", O1, told(found)) == {"database_cpu", "database_storage", "told", "subscribed"}
    assert not bearing("UNKNOWN", O2, told(found), place((ACME,)))
    found["alarms"] = sample_operations.denied("cloudwatch", "describe_alarms")
    assert bearing("PASS", O1, told(found)) == set()
    assert bearing("FAIL", O1, told(found)) == set()


EVERY = 'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/ECS", ClusterName, ServiceName)'


@pytest.mark.parametrize(("query", "watches"), [
    (f"{EVERY} GROUP BY ClusterName, ServiceName", True),
    (f"{EVERY} WHERE ClusterName = '{CLUSTER}' GROUP BY ServiceName ORDER BY AVG() DESC", True),
    (f"{EVERY} WHERE ClusterName = 'another' GROUP BY ServiceName", False),
    (f"{EVERY} WHERE ClusterName = '{CLUSTER}' AND ServiceName != 'envelope-prod-api' GROUP BY ServiceName", False),
    (f"{EVERY} WHERE ClusterName = '{CLUSTER}' AND ServiceName != 'envelope-prod-hq' GROUP BY ServiceName", True),
    (f"{EVERY} WHERE ClusterName = '{CLUSTER}' AND ServiceName = 'envelope-prod-api'", True),
    (f"{EVERY} WHERE ClusterName = '{CLUSTER}'", False),
    (EVERY.replace("CPUUtilization", "MemoryUtilization") + " GROUP BY ClusterName, ServiceName", False),
    (EVERY.replace("AWS/ECS", "AWS/RDS") + " GROUP BY ClusterName, ServiceName", False),
    ("cpu / 2", False),
])
def test_what_a_query_watches(query: str, watches: bool):
    there = live(told({"alarms": [computed("query", expression=query)]}))
    assert bool(watching(there, CPU, API)) is watches


def test_what_metrics_of_others_watch():
    others = [alarm("cluster", "AWS/ECS", "CPUUtilization", ClusterName=CLUSTER),
              alarm("hq", "AWS/ECS", "CPUUtilization", **API | {"ServiceName": "envelope-prod-hq"}),
              alarm("database", "AWS/RDS", "CPUUtilization", **API)]
    assert not watching(live(told({"alarms": others})), CPU, API)


def test_mail_of_a_tenant_is_not_that_of_the_account(found: Found):
    without(found, "Reputation.BounceRate")["alarms"].append(
        alarm("acme", "AWS/SES", "Reputation.BounceRate", TOPIC, ses__configuration_set=ACME.prefix))
    assert failing(O1, told(found)) == {"mail_bounces"}


def silo(found: Found) -> None:
    """A service of kestrel's own."""
    [api] = [one for one in found["services"] if one["serviceName"] == "envelope-prod-api"]
    found["services"].append(api | {"serviceName": f"{KESTREL.prefix}-api"})


def test_tenants_that_lack_nothing(found: Found):
    silo(found)
    found["alarms"] += [computed(metric, expression=EVERY.replace("CPUUtilization", metric)
                                 + " GROUP BY ClusterName, ServiceName")
                        for metric in ("CPUUtilization", "MemoryUtilization")]
    assert bearing("PASS", O2, told(found), place((ACME, KESTREL))) == {"mail", "services", "bounded"}


def test_mail_of_a_tenant_that_nobody_watches(found: Found):
    without(found, "tenants-Reputation.ComplaintRate")
    [finding] = checked(O2, told(found), place((ACME, KESTREL)))["O2.mail"].findings
    assert (finding.tenant, finding.verdict, finding.seen) == ("acme", "FAIL", "no alarm on complaints")


def test_services_of_a_tenant_that_nobody_watches(found: Found):
    silo(found)
    where = place((ACME, KESTREL))
    assert failing(O2, told(found), where) == {"services"}
    assert seen(O2, "services", told(found), where) == [
        "tenant kestrel: no alarm on CPU of envelope-prod-silo-kestrel-api, memory of envelope-prod-silo-kestrel-api"]


def test_alarms_of_single_tenants_are_too_many_for_a_thousand(found: Found):
    found["alarms"] += [alarm(f"{ACME.prefix}-{number}", "AWS/SES", "Send", TOPIC) for number in range(3)]
    found["alarms"] += [alarm(f"of-{number}", "AWS/SES", "Send", TOPIC, set=ACME.prefix) for number in range(2)]
    where = place((ACME,))
    before = len(found["alarms"]) - 1 - 2 - 5  # a composite one, and those of CloudFront's region
    assert failing(O2, told(found), where) == {"bounded"}
    assert seen(O2, "bounded", told(found), where) == [
        f"platform envelope-prod: {before + 5} alarms, 5 of single tenants: 5,0{before} at 1,000 tenants"]
    assert not failing(O2, told(found), place((ACME, KESTREL)))


def test_tenants_that_another_platform_watches(found: Found):
    assert bearing("NOT APPLICABLE", O2, told(found), place((ACME,), monitoring_tenants=False)) == {
        "mail", "services", "bounded"}
