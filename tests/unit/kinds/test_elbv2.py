# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers, target groups, listeners and what they do with requests."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Pending, Reply, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import (
    Awaited,
    AwsError,
    EnvelopeError,
    Invalid,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elbv2 import (
    Listener,
    ListenerCertificate,
    LoadBalancer,
    TargetGroup,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elbv2.actions import Action
from ansible_collections.venturemond.envelope.tests.unit.replies.elbv2 import (
    LISTENER_ARN,
    LOAD_BALANCER_ARN,
    TARGET_GROUP_ARN,
)
from ansible_collections.venturemond.envelope.tests.unit.samples import sample
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

OTHER_ARN = TARGET_GROUP_ARN.replace("api", "next")
BALANCER = {
    "LoadBalancerArn": LOAD_BALANCER_ARN, "LoadBalancerName": "envelope-prod", "Type": "application",
    "Scheme": "internet-facing", "IpAddressType": "ipv4", "SecurityGroups": ["sg-1"], "State": {"Code": "active"},
    "AvailabilityZones": [{"SubnetId": "subnet-1"}, {"SubnetId": "subnet-2"}],
}
GROUP = {"TargetGroupArn": TARGET_GROUP_ARN, "TargetGroupName": "envelope-prod-api", "HealthCheckPath": "/up"}

ECHOES: list[tuple[dict[str, t.Any], dict[str, t.Any]]] = [
    (
        {"type": "forward", "target_group": TARGET_GROUP_ARN},
        {"Type": "forward", "Order": 1, "TargetGroupArn": TARGET_GROUP_ARN, "ForwardConfig": {
            "TargetGroups": [{"TargetGroupArn": TARGET_GROUP_ARN, "Weight": 1}],
            "TargetGroupStickinessConfig": {"Enabled": False}}},
    ),
    (
        {"type": "forward", "target_group": TARGET_GROUP_ARN},
        {"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": TARGET_GROUP_ARN, "Weight": 100}]}},
    ),
    (
        {"type": "forward", "target_groups": [
            {"target_group": TARGET_GROUP_ARN, "weight": 9}, {"target_group": OTHER_ARN}]},
        {"Type": "forward", "ForwardConfig": {
            "TargetGroups": [
                {"TargetGroupArn": OTHER_ARN, "Weight": 1}, {"TargetGroupArn": TARGET_GROUP_ARN, "Weight": 9}],
            "TargetGroupStickinessConfig": {"Enabled": False, "DurationSeconds": 3600}}},
    ),
    (
        {"type": "redirect", "redirect": {"protocol": "HTTPS", "port": "443", "status_code": "HTTP_301"}},
        {"Type": "redirect", "Order": 1, "RedirectConfig": {
            "Protocol": "HTTPS", "Port": "443", "Host": "#{host}", "Path": "/#{path}", "Query": "#{query}",
            "StatusCode": "HTTP_301"}},
    ),
    (
        {"type": "fixed-response", "fixed_response": {"status_code": "404"}},
        {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "ContentType": "text/plain"}},
    ),
]


def balancer(**options: t.Any) -> LoadBalancer:
    return LoadBalancer.given({"name": "envelope-prod", **options})


def seen(wanted: LoadBalancer, attributes: dict[str, str] | None = None, **about: t.Any) -> LoadBalancer:
    """The load balancer as its read shows it."""
    return play(
        wanted.read(),
        ("describe_load_balancers", {"LoadBalancers": [{**BALANCER, **about}]}),
        ("describe_tags", {"TagDescriptions": [{"ResourceArn": LOAD_BALANCER_ARN, "Tags": []}]}),
        ("describe_load_balancer_attributes",
         {"Attributes": [{"Key": k, "Value": v} for k, v in (attributes or {}).items()]}),
    )


@pytest.mark.parametrize(("asked", "answered"), ECHOES)
def test_what_aws_makes_of_an_action_is_no_difference(asked: dict[str, t.Any], answered: dict[str, t.Any]) -> None:
    assert Action.given(asked).like(Action.taken(answered))


@pytest.mark.parametrize("other", [
    {"type": "forward", "target_group": OTHER_ARN},
    {"type": "forward", "target_groups": [{"target_group": TARGET_GROUP_ARN, "weight": 0}]},
    {"type": "forward", "target_groups": [{"target_group": TARGET_GROUP_ARN}],
     "stickiness": {"enabled": True, "duration_seconds": 60}},
    {"type": "fixed-response", "fixed_response": {"status_code": "404", "message_body": "no"}},
    {"type": "redirect", "redirect": {"protocol": "HTTPS", "port": "443", "query": "", "status_code": "HTTP_301"}},
])
def test_another_effect_is_a_difference(other: dict[str, t.Any]) -> None:
    assert not any(Action.given(other).like(Action.taken(answered)) for _asked, answered in ECHOES)


def test_an_action_is_shown_in_its_shortest_form() -> None:
    shown = Action.taken(ECHOES[0][1])
    assert (shown.target_group, shown.target_groups, shown.stickiness) == (TARGET_GROUP_ARN, None, None)


@pytest.mark.parametrize(("options", "complaint"), [
    ({"type": "forward"}, "needs one of target_group and target_groups"),
    ({"type": "redirect", "target_group": "api"}, "target_group does not go with type redirect"),
    ({"type": "redirect"}, "type redirect needs redirect"),
    ({"type": "redirect", "redirect": {"query": "a=b", "status_code": "HTTP_301"}}, "leads back to itself"),
    ({"type": "redirect", "redirect": {"path": "login", "status_code": "HTTP_301"}}, "must begin with /"),
    ({"type": "fixed-response", "fixed_response": {"status_code": "302"}}, "allowed are 2xx, 4xx and 5xx"),
    ({"type": "forward", "target_group": "api", "stickiness": {"enabled": True}}, "duration_seconds is None"),
    ({"type": "forward", "target_groups": [{"target_group": "api", "weight": 1000}]}, "allowed are 0 to 999"),
    ({"type": "forward", "target_groups": [{"target_group": f"g{n}"} for n in range(6)]}, "6 target_groups"),
])
def test_actions_that_cannot_be(options: dict[str, t.Any], complaint: str) -> None:
    assert complaint in "; ".join(Listener.given(
        {"load_balancer": "x", "port": 80, "default_actions": [options]}).problems())


@pytest.mark.parametrize(("kind", "options", "complaint"), [
    (LoadBalancer, {"name": "envelope-production-the-long-name-x"}, "35 characters, AWS allows 32"),
    (LoadBalancer, {"name": "internal-api"}, "begin with internal-"),
    (LoadBalancer, {"name": "a_b"}, "letters, digits and inner hyphens"),
    (LoadBalancer, {"name": "a", "subnets": ["public-a"]}, "two or more"),
    (LoadBalancer, {"name": "a", "attributes": {"idle_timeout.timeout": 60}}, "did you mean idle_timeout.timeout_sec"),
    (LoadBalancer, {"name": "a", "attributes": {"idle_timeout.timeout_seconds": 5000}}, "allowed are 1 to 4000"),
    (LoadBalancer, {"name": "a", "attributes": {"routing.http2.enabled": "yes"}}, "allowed are false, true"),
    (TargetGroup, {"name": "a", "attributes": {"slow_start.duration_seconds": 10}}, "allowed are 0 and 30 to 900"),
    (TargetGroup, {"name": "a", "attributes": {"stickiness.type": "cookie"}}, "allowed are app_cookie, lb_cookie"),
    (TargetGroup, {"name": "a", "health_check_interval_seconds": 5, "health_check_timeout_seconds": 5}, "less than"),
    (TargetGroup, {"name": "a", "unhealthy_threshold_count": 1}, "allowed are 2 to 10"),
    (TargetGroup, {"name": "a", "health_check_path": "up"}, "must begin with /"),
    (Listener, {"load_balancer": "x", "port": 80, "protocol": "HTTP", "certificate": "a.b"}, "does not go with"),
    (Listener, {"load_balancer": "x", "port": 443, "ssl_policy": "TLS13"}, "begin with ELBSecurityPolicy-"),
    (Listener, {"load_balancer": "x", "port": 443, "default_actions": []}, "0 actions"),
])
def test_what_aws_would_refuse_is_said_before(kind: t.Any, options: dict[str, t.Any], complaint: str) -> None:
    assert complaint in "; ".join(kind.given(options).problems())


def test_numbers_and_booleans_become_the_strings_of_aws() -> None:
    wanted = balancer(attributes={
        "idle_timeout.timeout_seconds": 120, "routing.http2.enabled": True, "access_logs.s3.prefix": None})
    now = seen(wanted, {
        "idle_timeout.timeout_seconds": "120", "routing.http2.enabled": "true", "client_keep_alive.seconds": "60"})
    assert plan(wanted, now).action == "none"


def test_only_attributes_that_differ_are_sent() -> None:
    wanted = balancer(attributes={"idle_timeout.timeout_seconds": 120, "routing.http2.enabled": True})
    step = plan(wanted, seen(wanted, {"idle_timeout.timeout_seconds": "60", "routing.http2.enabled": "true"}))
    assert requests(step.flow()) == [("modify_load_balancer_attributes", {
        "LoadBalancerArn": LOAD_BALANCER_ARN, "Attributes": [{"Key": "idle_timeout.timeout_seconds", "Value": "120"}]})]


def test_subnets_and_groups_in_another_order_are_the_same() -> None:
    wanted = balancer(subnets=["subnet-2", "subnet-1"], security_groups=["sg-1"])
    assert plan(wanted, seen(wanted)).action == "none"


def test_a_failed_load_balancer_says_why() -> None:
    failed = {"LoadBalancers": [{**BALANCER, "State": {"Code": "failed", "Reason": "no free addresses"}}]}
    with pytest.raises(EnvelopeError, match="envelope-prod could not be set up: no free addresses"):
        play(balancer(subnets=["a", "b"]).create(),
             ("create_load_balancer", {"LoadBalancers": [BALANCER]}), ("describe_load_balancers", failed))


def test_a_run_killed_while_it_waited_is_completed_by_the_next() -> None:
    wanted = balancer()
    step = plan(wanted, seen(wanted, State={"Code": "provisioning"}))
    assert step.action == "update"
    wait = next(step.flow())
    assert isinstance(wait, Wait)
    assert wait.state({"LoadBalancers": [{**BALANCER, "State": {"Code": "provisioning"}}]}) not in wait.done
    assert wait.state({"LoadBalancers": [BALANCER]}) in wait.done


def test_a_protected_load_balancer_is_not_deleted_and_the_plan_says_so() -> None:
    now = seen(balancer(), {"deletion_protection.enabled": "true"})
    with pytest.raises(Invalid, match=r"set its attribute deletion_protection.enabled to false first"):
        next(plan(balancer(), now, absent=True).flow())


def test_attributes_nobody_asked_about_are_not_read() -> None:
    listed = {"TargetGroups": [GROUP]}
    tags = {"TagDescriptions": [{"ResourceArn": TARGET_GROUP_ARN, "Tags": [{"Key": "tenant", "Value": "acme"}]}]}
    now = play(TargetGroup(name=GROUP["TargetGroupName"]).read(),
               ("describe_target_groups", listed), ("describe_tags", tags))
    assert (now.health_check_path, now.tags, now.attributes) == ("/up", {"tenant": "acme"}, None)


def test_a_group_in_use_is_waited_for_before_it_is_deleted() -> None:
    group = TargetGroup(name="api", arn=TARGET_GROUP_ARN, load_balancers=[LOAD_BALANCER_ARN])
    flow = group.delete()
    wait = next(flow)
    assert isinstance(wait, Wait)
    assert wait.state({"TargetGroups": [{"LoadBalancerArns": [LOAD_BALANCER_ARN]}]}) == "used by envelope-prod"
    assert wait.state({"TargetGroups": [{"LoadBalancerArns": []}]}) in wait.done
    assert flow.send({}).operation == "delete_target_group"
    unused = TargetGroup(name="api", arn=TARGET_GROUP_ARN)
    assert requests(unused.delete()) == [("delete_target_group", {"TargetGroupArn": TARGET_GROUP_ARN})]


def test_only_what_changes_about_a_listener_is_sent() -> None:
    wanted = sample(Listener, protocol="HTTP", ssl_policy=None, certificate=None)
    calls = requests(wanted.over(sample(Listener)).update(sample(Listener, arn=None), {"protocol"}))
    assert calls == [("modify_listener", {"Protocol": "HTTP"})], "the policy would be refused for HTTP"


def test_a_listener_for_tls_needs_a_certificate() -> None:
    wanted = sample(Listener, certificate=None)
    with pytest.raises(Invalid, match="cannot be created without certificate"):
        next(wanted.create())
    plain = sample(Listener, protocol="HTTP", certificate=None, ssl_policy=None)
    with pytest.raises(Invalid, match="cannot become HTTPS without a certificate"):
        next(plan(wanted, plain).flow())


@pytest.mark.parametrize(("code", "advice"), [
    ("TooManyUniqueTargetGroupsPerLoadBalancer", "100 on a load balancer, not adjustable"),
    ("TargetGroupAssociationLimit", "belongs to one load balancer"),
    ("UnsupportedCertificate", "not issued yet"),
])
def test_a_limit_of_aws_is_explained(code: str, advice: str) -> None:
    with pytest.raises(AwsError, match=advice):
        play(sample(Listener).create(), ("create_listener", code))


def test_the_default_certificate_does_not_count_as_an_added_one() -> None:
    wanted = ListenerCertificate(load_balancer=LOAD_BALANCER_ARN, port=443, certificate="arn:aws:acm:1")
    listeners = {"Listeners": [{"ListenerArn": LISTENER_ARN, "Port": 443}]}
    default = {"CertificateArn": "arn:aws:acm:1", "IsDefault": True}
    with pytest.raises(AwsError, match="NotFound"):
        play(wanted.read(), ("describe_listeners", listeners),
             ("describe_listener_certificates", {"Certificates": [default]}))
    found = play(wanted.read(), ("describe_listeners", listeners),
                 ("describe_listener_certificates", {"Certificates": [default, {**default, "IsDefault": False}]}))
    assert found.listener == LISTENER_ARN


LISTENERS = {"Listeners": [{"ListenerArn": LISTENER_ARN, "Port": 443}]}


def shown(status: str, **said: t.Any) -> list[t.Any]:
    """What is planned for a certificate in some state, and the operations that told."""
    asked: list[str] = []

    def answer(call: Call) -> Reply:
        asked.append(call.operation)
        return {"describe_listeners": LISTENERS, "describe_listener_certificates": {"Certificates": []},
                "describe_certificate": {"Certificate": {"Status": status}}}[call.operation]

    answer.check = lambda call: None  # type: ignore[attr-defined]
    wanted = ListenerCertificate(load_balancer=LOAD_BALANCER_ARN, certificate="arn:aws:acm:1", once_issued=True)
    [outcome] = converge([wanted], answer, check=True, **said)  # type: ignore[arg-type]
    assert outcome.error is None
    return [outcome.action, "describe_listener_certificates" in asked]


@pytest.mark.parametrize(("status", "action"), [
    ("ISSUED", "create"), ("PENDING_VALIDATION", "none"), ("VALIDATION_TIMED_OUT", "none"),
])
def test_a_certificate_that_somebody_else_proves_is_left_to_a_later_run_until_it_is_issued(
        status: str, action: str) -> None:
    assert shown(status) == [action, action == "create"]


def test_one_that_is_not_issued_is_at_no_listener_and_so_gone() -> None:
    assert shown("PENDING_VALIDATION", absent=True)[0] == "none"


def test_one_that_is_still_to_be_made_is_not_issued() -> None:
    wanted = ListenerCertificate(load_balancer=LOAD_BALANCER_ARN, certificate=Pending("certificate acme.example"),
                                 once_issued=True)
    with pytest.raises(Awaited, match="not issued yet"):
        next(wanted.read())
