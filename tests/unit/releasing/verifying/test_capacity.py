# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Room for the tasks of a rollout."""

from __future__ import annotations

import datetime

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.verifying.capacity import extra_tasks
from ansible_collections.venturemond.envelope.tests.unit.releasing.verifying.world import World, candidate, subnets

WHO = "envelope-local-api"


def service(**about):
    return candidate(service=about)


@pytest.mark.parametrize(("desired", "deployment", "extra"), [
    (2, {"maximumPercent": 200}, 2), (3, {"maximumPercent": 150}, 1), (1, {"maximumPercent": 150}, 1),
    (1, {"maximumPercent": 100}, 0), (0, {"maximumPercent": 200}, 0), (4, {}, 4), (4, None, 4), (4, {
        "maximumPercent": 125, "strategy": "ROLLING"}, 1), (4, {"maximumPercent": 100, "strategy": "BLUE_GREEN"}, 4),
])
def test_how_many_tasks_run_besides(desired, deployment, extra):
    assert extra_tasks(service(desiredCount=desired, deploymentConfiguration=deployment)) == extra


class TestAddresses:
    def test_of_all_subnets_count(self):
        assert World(describe_subnets=subnets(1, 1)).problems() == ()

    @pytest.mark.parametrize(("desired", "words"), [(2, "2 tasks"), (1, "1 task")])
    def test_that_are_too_few(self, desired, words):
        free = subnets(desired - 1, 0)

        assert World(describe_subnets=free).problems(service(desiredCount=desired)) == (
            f"{WHO}: its rollout starts {words} besides those that run, and its subnets (subnet-a, subnet-b) "
            f"have {desired - 1} free addresses",)

    def test_are_not_counted_where_there_is_no_ipv4(self):
        reply = {"Subnets": [{"SubnetId": f"subnet-{letter}", "AvailableIpAddressCount": 0, "Ipv6Native": True}
                             for letter in "ab"]}

        assert World(describe_subnets=reply).problems() == ()

    def test_are_counted_for_one_service_at_a_time(self):
        world = World(describe_subnets=subnets(1, 1))

        assert world.problems(candidate("api"), candidate("worker", service={"loadBalancers": []})) == ()


class TestQuota:
    def test_that_is_used_up(self):
        world = World(get_metric_data={"MetricDataResults": [{"Id": "used", "Values": [5.5, 1.0]}]})

        assert world.problems() == (
            f"{WHO}: its rollout needs 1 vCPU besides those in use, and 0.5 of the quota of 6 vCPU "
            "(On-Demand, L-3032A538) are free; ask for more in Service Quotas",)

    def test_that_is_just_enough(self):
        assert World(get_metric_data={"MetricDataResults": [{"Id": "used", "Values": [5.0]}]}).problems() == ()

    def test_without_a_figure_of_its_use_is_taken_as_unused_and_said(self):
        world = World(get_metric_data={"MetricDataResults": [{"Id": "used", "Values": []}]})

        assert world.notes() == ("use of the quota L-3032A538 of Fargate is not known: "
                                 "CloudWatch has no figure of the last 15 minutes",)
        world.answers["get_service_quota"] = {"Quota": {"Value": 0.75}}
        assert "0.75 of the quota of 0.75 vCPU" in world.problems()[0]

    def test_that_was_never_changed_has_aws_default(self):
        world = World(get_service_quota="NoSuchResourceException",
                      get_aws_default_service_quota={"Quota": {"Value": 2.5}})

        assert "0.5 of the quota of 2.5 vCPU" in world.problems()[0]

    def test_is_asked_for_with_the_newest_figure_first(self):
        world = World()
        world.look()
        [asked] = world.asked("get_metric_data")
        [query] = asked["MetricDataQueries"]

        assert world.asked("get_service_quota") == [{"ServiceCode": "fargate", "QuotaCode": "L-3032A538"}]
        assert asked["EndTime"] - asked["StartTime"] == datetime.timedelta(minutes=15)
        assert asked["ScanBy"] == "TimestampDescending"
        assert query["MetricStat"]["Metric"]["Namespace"] == "AWS/Usage"
        assert {each["Name"]: each["Value"] for each in query["MetricStat"]["Metric"]["Dimensions"]} == {
            "Service": "Fargate", "Type": "Resource", "Resource": "vCPU", "Class": "Standard/OnDemand"}

    def test_is_shared_out_by_weight(self):
        world = World()
        strategy = [{"capacityProvider": "FARGATE", "base": 1, "weight": 1},
                    {"capacityProvider": "FARGATE_SPOT", "weight": 3}]
        world.answers["get_service_quota"] = {"Quota": {"Value": 2.25}}
        problems = world.problems(service(desiredCount=4, capacityProviderStrategy=strategy))

        assert {asked["QuotaCode"] for asked in world.asked("get_service_quota")} == {"L-3032A538", "L-36FBB829"}
        assert [problem.split(",")[0] for problem in problems] == [
            f"{WHO}: its rollout needs 0.5 vCPU besides those in use", f"{WHO}: its rollout needs 1.5 vCPU besides "
            "those in use"]

    @pytest.mark.parametrize("about", [
        {"capacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 0}]},
        {"capacityProviderStrategy": [], "launchType": "EC2"},
        {"desiredCount": 0},
    ])
    def test_of_what_starts_nothing_on_fargate_is_not_asked_for(self, about):
        world = World()
        world.look(service(**about))

        assert not world.asked("get_service_quota")

    def test_of_a_service_that_names_the_launch_type(self):
        world = World(get_service_quota={"Quota": {"Value": 2.0}})

        assert "needs 1 vCPU" in world.problems(service(capacityProviderStrategy=[], launchType="FARGATE"))[0]
