# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarms of a platform: all that requirement O1 lists, each as CloudWatch takes it."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch import MetricAlarm
from ansible_collections.venturemond.envelope.plugins.module_utils.monitoring.table import TABLE
from ansible_collections.venturemond.envelope.tests.unit.monitoring.asked import WANTED, alarms, made

FIFTEEN = {
    "api-cpu", "api-memory", "api-tasks", "5xx", "target-5xx", "4xx", "api-health", "latency", "mail-bounces",
    "mail-complaints", "site-help-5xx", "site-help-4xx", "database-cpu", "database-storage", "001-cache-memory"}


def test_the_fifteen_are_there():
    assert {f"envelope-prod-{name}" for name in FIFTEEN} <= alarms().keys()


def test_every_service_load_balancer_node_and_site_has_its_own():
    names = alarms()
    assert {f"envelope-prod-{name}-cpu" for name in WANTED["services"]} <= names.keys()
    assert {"envelope-prod-2-5xx", "envelope-prod-002-cache-memory", "envelope-prod-site-brand-4xx"} <= names.keys()


@pytest.mark.parametrize("entry", alarms().values(), ids=lambda entry: entry["name"])
def test_each_is_an_alarm_that_can_be_made(entry):
    alarm = MetricAlarm.given(entry)

    assert list(alarm.problems()) == []
    assert next(alarm.create()).params["AlarmName"] == entry["name"]


def test_no_two_have_one_name():
    found = made()
    every = [each["name"] for name in ("alarms", "incidents", "kept_quiet") for each in found[name]]
    assert len(every) == len(set(every))


def test_no_expression_has_more_metrics_than_cloudwatch_takes():
    assert max(len(watch.metrics) for watch in TABLE) <= 10


def test_what_is_not_there_is_not_watched():
    named = alarms(database="", cache="", mail=False, tenants=False, sites={}, load_balancers=[])
    words = ("database", "cache", "mail", "silo", "site", "health", "5xx")
    assert not [name for name in named if any(word in name for word in words)]


def test_a_site_whose_zone_is_ours_has_to_be_there_and_another_is_waited_for():
    found = alarms()
    assert "awaits_dimensions" not in found["envelope-prod-site-help-5xx"]
    assert found["envelope-prod-site-brand-5xx"]["awaits_dimensions"] is True


def test_alarms_of_sites_are_in_the_region_of_cloudfront_with_a_topic_of_their_own():
    edge = made()["edge"]
    assert [topic["name"] for topic in edge["sns_topics"]] == ["envelope-prod-edge-alarms"]
    assert {tuple(each["alarm_actions"]) for each in edge["alarms"]} == {("envelope-prod-edge-alarms",)}
    assert ":us-east-1:" in str(edge["sns_topics"][0]["policy"])


def test_a_platform_in_that_region_needs_no_second_topic():
    edge = made(region="us-east-1")["edge"]
    assert (edge["kms_keys"], edge["sns_topics"]) == ([], [])
    assert {tuple(each["alarm_actions"]) for each in edge["alarms"]} == {("envelope-prod-alarms",)}


def test_a_query_excludes_the_platforms_own_services():
    [query] = alarms()["envelope-prod-silo-cpu"]["metrics"]
    assert all(f"ServiceName != 'envelope-prod-{name}'" in query["expression"] for name in WANTED["services"])
    assert query["expression"].count("ServiceName !=") == len(WANTED["services"])


def test_there_are_as_many_for_any_number_of_tenants():
    queries = [each for each in alarms().values() if each.get("metrics") and "SELECT" in str(each["metrics"])]
    assert len(queries) == 4 + len(WANTED["load_balancers"])  # of the 200 that CloudWatch takes


def test_a_service_without_any_task_has_no_figures_and_goes_off_for_that():
    found = alarms()
    assert found["envelope-prod-worker-tasks"]["treat_missing_data"] == "breaching"
    assert found["envelope-prod-served"]["treat_missing_data"] == "breaching"


def test_tasks_are_counted_only_where_container_insights_do():
    assert not [name for name in alarms(container_insights=False) if name.endswith("-tasks")]


@pytest.mark.parametrize("sort", ["web_services", "php_services", "queue_services"])
def test_a_service_of_a_sort_is_one_that_is_watched(sort):
    with pytest.raises(Invalid, match=rf"monitoring_{sort}: wrker is not known, did you mean worker\? \(allowed: "):
        made(**{sort: ["wrker"]})


def test_services_have_one_order_in_which_ever_their_sorts_are_said():
    assert made(web_services=["reverb", "hq", "api", "tenant"], php_services=["worker", "scheduler", "api"]) == made()


def test_queries_put_the_worst_first_as_cloudwatch_takes_five_hundred_series():
    for watch in TABLE:
        if watch.expression.startswith("SELECT"):
            assert watch.expression.endswith("ASC" if watch.below else "DESC")


def test_a_target_group_whose_name_is_cut_is_found():
    long = alarms(prefix="envelope-production-of-the-east")
    group = long["envelope-production-of-the-east-tenant-health"]["dimensions"]["TargetGroup"]
    assert len(group) <= 32


def test_a_target_group_that_was_made_with_another_name_is_watched():
    found = alarms(services_overrides={"api": {"target_group": "made-elsewhere"}, "hq": None})
    groups = [found[f"envelope-prod-{name}-health"]["dimensions"]["TargetGroup"] for name in ("api", "hq")]
    assert groups == ["made-elsewhere", "envelope-prod-hq"]


def test_a_target_group_of_the_catalogue_counts_unless_it_is_said_differently():
    said = {"api": {"image": "a", "target_group": "of-catalogue"}, "hq": {"target_group": "other"}, "tenant": None}
    found = alarms(services_catalogue=said, services_overrides={"hq": {"target_group": "made-elsewhere"}})
    groups = [found[f"envelope-prod-{name}-health"]["dimensions"]["TargetGroup"] for name in ("api", "hq", "tenant")]
    assert groups == ["of-catalogue", "made-elsewhere", "envelope-prod-tenant"]


def test_a_name_is_resolved_at_the_end():
    flow = MetricAlarm.given(alarms()["envelope-prod-api-health"]).resolved()
    next(flow)
    with pytest.raises(Unresolved, match="no load balancer named envelope-prod"):
        flow.send({"LoadBalancers": []})
