# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about scalable targets and their policies."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.application_autoscaling import ScalableTarget
from ansible_collections.venturemond.envelope.plugins.module_utils.results import report
from ansible_collections.venturemond.envelope.tests.unit.replies.application_autoscaling import ARN
from ansible_collections.venturemond.envelope.tests.unit.replies.elbv2 import LOAD_BALANCER_ARN, TARGET_GROUP_ARN
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

API = "service/c/api"
WHICH = {"ServiceNamespace": "ecs", "ResourceId": API, "ScalableDimension": "ecs:service:DesiredCount"}
LABEL = "app/envelope-prod/50dc6c495c0c9188/targetgroup/envelope-prod-api/73e2d6bc24d8a067"
CPU = {"name": "cpu", "predefined_metric": "ECSServiceAverageCPUUtilization", "target_value": 60.0}
REQUESTS = {"name": "requests", "predefined_metric": "ALBRequestCountPerTarget", "target_value": 1000.0}
QUEUE = {"name": "queue", "target_value": 100.0, "customized_metric": {"metrics": [
    {"id": "jobs", "namespace": "Envelope", "metric_name": "Jobs", "stat": "Sum", "dimensions": {"Queue": "default"},
     "return_data": False},
    {"id": "each", "expression": "jobs / 2", "return_data": True}]}}
STEPS = {"PolicyName": "theirs", "PolicyType": "StepScaling", "PolicyARN": "arn:theirs", "Alarms": [],
         "StepScalingPolicyConfiguration": {"AdjustmentType": "ChangeInCapacity", "StepAdjustments": []}}


def target(**options: t.Any) -> ScalableTarget:
    return ScalableTarget.given({"resource": API, **options})


def policy(name: str = "cpu", metric: str = "ECSServiceAverageCPUUtilization", value: float = 60.0,
           **configured: t.Any) -> dict[str, t.Any]:
    """A policy as AWS describes it."""
    return {**WHICH, "PolicyName": name, "PolicyARN": f"arn:{name}", "PolicyType": "TargetTrackingScaling",
            "Alarms": [{"AlarmName": "a", "AlarmARN": "arn:a"}], "TargetTrackingScalingPolicyConfiguration": {
                "TargetValue": value, "PredefinedMetricSpecification": {"PredefinedMetricType": metric}, **configured}}


def described(**about: t.Any) -> dict[str, t.Any]:
    return {"ScalableTargets": [{
        **WHICH, "MinCapacity": 2, "MaxCapacity": 10, "RoleARN": "arn:role", "ScalableTargetARN": ARN,
        "SuspendedState": {"DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False,
                           "ScheduledScalingSuspended": False}, **about}]}


def now(wanted: ScalableTarget, *policies: dict[str, t.Any]) -> t.Any:
    return play(wanted.read(), ("describe_scalable_targets", described()),
                ("describe_scaling_policies", {"ScalingPolicies": list(policies)}))


def sent(wanted: ScalableTarget, *policies: dict[str, t.Any]) -> list[tuple[str, dict[str, t.Any]]]:
    """What is sent to a target with these policies, so that it is as wanted."""
    return requests(plan(wanted, now(wanted, *policies)).flow())


class TestReading:
    def test_asks_only_for_what_matters(self):
        found = play(target(min_capacity=2).read(), ("describe_scalable_targets", described()))

        assert (found.arn, found.min_capacity, found.policies, found.tags) == (ARN, 2, None, None)

    def test_tags_are_a_call_for_each(self):
        found = play(target(tags={"a": "1"}).read(), ("describe_scalable_targets", described()),
                     ("list_tags_for_resource", {"Tags": {"a": "1", "b": "2"}}))

        assert found.tags == {"a": "1", "b": "2"}

    def test_of_a_set_is_by_fifty(self):
        asked = []

        def cloud(call):
            asked.append(len(call.params["ResourceIds"]))
            return {"ScalableTargets": []}

        converge([ScalableTarget(resource=f"service/c/s{number}") for number in range(60)], cloud, absent=True)

        assert asked == [50, 10]

    @pytest.mark.parametrize("reply", [{"ScalableTargets": []}, described(ResourceId="service/c/other")])
    def test_where_it_is_not_registered_there_is_none(self, reply):
        assert play(observe(target()), ("describe_scalable_targets", reply)) is None

    def test_one_that_goes_while_it_is_read_is_gone(self):
        assert play(observe(target(tags={"a": "1"})), ("describe_scalable_targets", described()),
                    ("list_tags_for_resource", Absent)) is None

    @pytest.mark.parametrize("options", [
        {"min_capacity": 2, "max_capacity": 10}, {"suspended_state": {"scheduled_scaling_suspended": False}},
        {"policies": [CPU]}, {"policies": [{**CPU, "target_value": 60, "scale_in_cooldown": 120}]}])
    def test_what_is_as_wanted_is_no_difference(self, options):
        there = policy(ScaleInCooldown=120, ScaleOutCooldown=60, DisableScaleIn=False)

        assert plan(target(**options), now(target(policies=[]), there)).changes == {}


class TestCreating:
    def test_registers_it_and_puts_its_policies(self):
        wanted = target(min_capacity=1, max_capacity=4, policies=[{**CPU, "scale_in_cooldown": 300}], tags={"a": "1"},
                        suspended_state={"dynamic_scaling_in_suspended": True})

        assert requests(wanted.create()) == [
            ("register_scalable_target", {
                **WHICH, "MinCapacity": 1, "MaxCapacity": 4, "Tags": {"a": "1"},
                "SuspendedState": {"DynamicScalingInSuspended": True}}),
            ("put_scaling_policy", {
                **WHICH, "PolicyName": "cpu", "PolicyType": "TargetTrackingScaling",
                "TargetTrackingScalingPolicyConfiguration": {
                    "TargetValue": 60.0, "ScaleInCooldown": 300,
                    "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}})]

    def test_needs_its_bounds(self):
        with pytest.raises(Invalid, match="cannot be created without min_capacity, max_capacity"):
            requests(target().create())

    def test_waits_until_the_target_is_known_everywhere(self):
        flow = target(min_capacity=1, max_capacity=4, policies=[CPU]).create()
        next(flow)
        call = flow.send({})
        wait = flow.throw(Absent(call, "ObjectNotFoundException", "No scalable target registered"))

        assert isinstance(wait, Wait) and wait.call == call
        assert wait.absent not in wait.done and wait.state({"PolicyARN": "arn"}) in wait.done

    def test_metrics_of_ones_own_are_said_as_aws_says_them(self):
        [(_name, params)] = sent(target(policies=[QUEUE]))
        [jobs, each] = params["TargetTrackingScalingPolicyConfiguration"]["CustomizedMetricSpecification"]["Metrics"]

        assert jobs == {"Id": "jobs", "ReturnData": False, "MetricStat": {"Stat": "Sum", "Metric": {
            "Namespace": "Envelope", "MetricName": "Jobs", "Dimensions": [{"Name": "Queue", "Value": "default"}]}}}
        assert each == {"Id": "each", "Expression": "jobs / 2", "ReturnData": True}
        assert sent(target(policies=[QUEUE]), params) == []


class TestChanging:
    def test_sends_only_the_bound_that_changes(self):
        assert requests(plan(target(max_capacity=12), now(target(policies=[]))).flow()) == [
            ("register_scalable_target", {**WHICH, "MaxCapacity": 12})]

    def test_suspends_one_and_keeps_the_others(self):
        wanted = target(suspended_state={"scheduled_scaling_suspended": True})

        assert requests(plan(wanted, now(target(policies=[]))).flow()) == [("register_scalable_target", {
            **WHICH, "SuspendedState": {"DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False,
                                        "ScheduledScalingSuspended": True}})]

    def test_only_the_policy_that_differs_is_put_with_what_it_leaves_open(self):
        there = policy(value=50.0, ScaleInCooldown=120), policy("memory", "ECSServiceAverageMemoryUtilization", 75.0)
        memory = {"name": "memory", "predefined_metric": "ECSServiceAverageMemoryUtilization", "target_value": 75}

        [(name, params)] = sent(target(policies=[CPU, memory]), *there)
        assert (name, params["PolicyName"]) == ("put_scaling_policy", "cpu")
        assert params["TargetTrackingScalingPolicyConfiguration"] == {
            "TargetValue": 60.0, "ScaleInCooldown": 120,
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}

    def test_a_policy_has_one_metric_only(self):
        [(_name, params)] = sent(target(policies=[{**QUEUE, "name": "cpu"}]), policy())

        assert "PredefinedMetricSpecification" not in params["TargetTrackingScalingPolicyConfiguration"]

    def test_others_are_removed_last_and_the_plan_says_so(self):
        wanted = target(policies=[CPU])
        step = plan(wanted, now(wanted, STEPS, policy("old")))

        assert [(name, params["PolicyName"]) for name, params in requests(step.flow())] == [
            ("put_scaling_policy", "cpu"), ("delete_scaling_policy", "theirs"), ("delete_scaling_policy", "old")]
        before, after = ([each.name for each in side] for side in step.changes["policies"])
        assert (before, after) == (["theirs", "old"], ["cpu"])

    def test_one_of_our_name_and_another_kind_makes_room_first(self):
        assert [name for name, _params in sent(target(policies=[CPU]), {**STEPS, "PolicyName": "cpu"})] == [
            "delete_scaling_policy", "put_scaling_policy"]

    def test_none_are_wanted(self):
        assert sent(target(policies=[]), policy()) == [("delete_scaling_policy", {**WHICH, "PolicyName": "cpu"})]

    def test_only_tags_that_differ_are_set(self):
        there = play(target(tags={}).read(), ("describe_scalable_targets", described()),
                     ("list_tags_for_resource", {"Tags": {"a": "1", "theirs": "x"}}))

        assert requests(plan(target(tags={"a": "1", "b": "2"}), there).flow()) == [
            ("tag_resource", {"ResourceARN": ARN, "Tags": {"b": "2"}})]

    def test_a_run_that_ended_before_the_policies_were_put_is_completed(self):
        assert [name for name, _params in sent(target(min_capacity=2, max_capacity=10, policies=[CPU]))] == [
            "put_scaling_policy"]


class TestOwnership:
    def outcome(self, **how: t.Any) -> t.Any:
        def cloud(call):
            return described() if call.operation == "describe_scalable_targets" else {"Tags": {"managed-by": "others"}}

        cloud.check = lambda call: None
        [outcome] = converge([target(max_capacity=12, tags={"managed-by": "envelope"})], cloud, check=True, **how)
        return outcome

    def test_what_is_not_ours_is_left_alone_unless_it_is_adopted(self):
        assert "set adopt to take it over" in str(self.outcome().error)
        assert self.outcome(adopt=True).plan.changes.keys() == {"max_capacity", "tags"}

    def test_and_never_removed(self):
        assert "it is left alone" in str(self.outcome(absent=True, adopt=True).error)


class TestTargetGroups:
    GROUPS: t.ClassVar[dict[str, t.Any]] = {"TargetGroups": [
        {"TargetGroupName": "other", "TargetGroupArn": "arn:other", "LoadBalancerArns": [LOAD_BALANCER_ARN]},
        {"TargetGroupName": "api", "TargetGroupArn": TARGET_GROUP_ARN, "LoadBalancerArns": [LOAD_BALANCER_ARN]}]}
    LONELY: t.ClassVar[dict[str, t.Any]] = {"TargetGroups": [
        {"TargetGroupName": "api", "TargetGroupArn": TARGET_GROUP_ARN, "LoadBalancerArns": []}]}

    @pytest.mark.parametrize("name", ["api", TARGET_GROUP_ARN])
    def test_go_by_name_or_arn(self, name):
        wanted = play(target(policies=[{**REQUESTS, "target_group": name}]).resolved(),
                      ("describe_target_groups", self.GROUPS))
        there = policy("requests", "ALBRequestCountPerTarget", 1000.0, PredefinedMetricSpecification={
            "PredefinedMetricType": "ALBRequestCountPerTarget", "ResourceLabel": LABEL})

        assert wanted.policies[0].resource_label == LABEL
        assert sent(wanted, there) == []

    def test_that_come_to_another_load_balancer_change_the_policy(self):
        wanted = target(policies=[{**REQUESTS, "resource_label": LABEL}])
        there = policy("requests", "ALBRequestCountPerTarget", 1000.0, PredefinedMetricSpecification={
            "PredefinedMetricType": "ALBRequestCountPerTarget", "ResourceLabel": LABEL.replace("50dc", "60dc")})

        assert [name for name, _params in sent(wanted, there)] == ["put_scaling_policy"]

    @pytest.mark.parametrize("groups", [LONELY, {"TargetGroups": []}])
    def test_without_a_load_balancer_are_named_and_pending_in_check_mode(self, groups):
        wanted = target(min_capacity=1, max_capacity=2, policies=[{**REQUESTS, "target_group": "api"}])
        with pytest.raises(Unresolved, match="there is no load-balanced target group named api; role ecs_services"):
            play(wanted.resolved(), ("describe_target_groups", groups))
        pending = play(wanted.resolved(pending=True), ("describe_target_groups", groups))

        assert isinstance(pending.policies[0].resource_label, Pending)

    def test_of_a_set_are_looked_up_once_and_shown_by_their_label(self):
        asked = []

        def cloud(call):
            asked.append(call.operation)
            return self.GROUPS if call.operation == "describe_target_groups" else {"ScalableTargets": []}

        cloud.check = lambda call: None
        names = [f"service/c/{name}" for name in "ab"]
        outcomes = converge([target(resource=name, min_capacity=1, max_capacity=2,
                                    policies=[{**REQUESTS, "target_group": "api"}]) for name in names],
                            cloud, check=True)
        shown = report(ScalableTarget, outcomes, check=True)["application_autoscaling_targets"][names[0]]

        assert asked == ["describe_target_groups", "describe_scalable_targets"]
        assert shown["policies"] == [{**REQUESTS, "resource_label": LABEL, "policy_type": "TargetTrackingScaling"}]


def test_deleting_takes_one_call():
    assert requests(target(policies=[CPU]).delete()) == [("deregister_scalable_target", WHICH)]


@pytest.mark.parametrize(("options", "problem"), [
    ({"min_capacity": 3, "max_capacity": 2}, "min_capacity 3 is above max_capacity 2"),
    ({"min_capacity": -1}, "min_capacity is -1, it cannot be negative"),
    ({"min_capacity": 0, "policies": [CPU]}, "min_capacity is 0, and without a task there is nothing"),
    ({"policies": [CPU, CPU]}, "policies: cpu is there more than once"),
    ({"policies": [{**CPU, "target_value": 0}]}, "policies: cpu: target_value is 0, it must be above 0"),
    ({"policies": [REQUESTS]}, "requests: ALBRequestCountPerTarget needs one of target_group and resource_label"),
    ({"policies": [{**REQUESTS, "target_group": "api", "resource_label": LABEL}]}, "needs one of target_group and"),
    ({"policies": [{**CPU, "target_group": "api"}]}, "target_group goes with predefined_metric ALBRequestCountPer"),
    ({"policies": [{"name": "a", "target_value": 1}]}, "needs one of predefined_metric and customized_metric"),
    ({"policies": [{**QUEUE, **CPU}]}, "needs one of predefined_metric and customized_metric"),
    ({"policies": [{**CPU, "scale_in_cooldown": -1}]}, "scale_in_cooldown is -1, it cannot be negative"),
    ({"policies": [{**QUEUE, "customized_metric": {}}]}, "customized_metric: it needs one of metric_name and metrics"),
    ({"policies": [{**QUEUE, "customized_metric": {"metric_name": "m"}}]}, "it needs namespace and statistic besides"),
    ({"policies": [{**QUEUE, "customized_metric": {"metrics": [{"id": "a"}]}}]}, "a needs one of expression and"),
    ({"policies": [{**QUEUE, "customized_metric": {"metrics": [{"id": "a", "metric_name": "m"}]}}]},
     "metrics: a needs namespace and stat besides metric_name m"),
    ({"resource": "envelope-prod-api"}, "resource is envelope-prod-api, for ECS it reads service/<cluster>/<service>"),
    ({"service_namespace": "rds"}, "in the namespace rds it begins with rds:"),
])
def test_what_cannot_be_is_a_problem(options, problem):
    assert problem in "; ".join(target(**options).problems())


@pytest.mark.parametrize("options", [
    {"min_capacity": 1, "max_capacity": 1, "policies": [CPU, QUEUE, {**REQUESTS, "target_group": "api"}]},
    {"min_capacity": 0, "max_capacity": 0, "policies": [CPU]}, {"min_capacity": 0, "policies": [QUEUE]},
    {"min_capacity": 0, "max_capacity": 3}, {},
    {"service_namespace": "rds", "scalable_dimension": "rds:cluster:ReadReplicaCount", "resource": "cluster:db"}])
def test_what_can_be_is_none(options):
    assert list(target(**options).problems()) == []
