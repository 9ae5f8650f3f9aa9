# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listeners, rules and certificates."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.elbv2_shapes import (
    NOT_FOUND,
    attributes,
    forward,
    hosts,
    pairs,
)


def redirect(**changes):
    return [{"Type": "redirect", "RedirectConfig": {"StatusCode": "HTTP_301", **changes}}]


def test_rule_shape(elb, listener, target_group):
    arn = target_group()
    conditions = [*hosts("a.example"), {"Field": "path-pattern", "Values": ["/a", "/b"]}]
    made = elb.create_rule(ListenerArn=listener, Priority=5, Conditions=conditions, Actions=forward(arn))["Rules"][0]
    assert made["Conditions"] == [
        {"Field": "host-header", "Values": ["a.example"], "HostHeaderConfig": {"Values": ["a.example"]}},
        {"Field": "path-pattern", "Values": ["/a", "/b"], "PathPatternConfig": {"Values": ["/a", "/b"]}},
    ]
    config = {
        "TargetGroups": [{"TargetGroupArn": arn, "Weight": 1}],
        "TargetGroupStickinessConfig": {"Enabled": False},
    }
    assert made["Actions"] == [{"Type": "forward", "TargetGroupArn": arn, "Order": 1, "ForwardConfig": config}]
    assert elb.describe_rules(RuleArns=[made["RuleArn"]])["Rules"] == [made]


def test_redirect_defaults(elb, balancer):
    action = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}
    made = elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=81, DefaultActions=[action])
    config = made["Listeners"][0]["DefaultActions"][0]["RedirectConfig"]
    assert config == action["RedirectConfig"] | {"Host": "#{host}", "Path": "/#{path}", "Query": "#{query}"}


def test_five_values_over_all_conditions(elb, listener, refused):
    path = [{"Field": "path-pattern", "Values": ["/a"]}]
    elb.create_rule(ListenerArn=listener, Priority=1, Conditions=hosts(*"abcd") + path, Actions=NOT_FOUND)
    with refused("ValidationError", "A rule can only have '5' condition values"):
        elb.create_rule(ListenerArn=listener, Priority=2, Conditions=hosts(*"abcde") + path, Actions=NOT_FOUND)


def test_order_and_priorities(elb, listener, refused):
    arns = {}
    for priority in (30, 10, 20):
        made = elb.create_rule(
            ListenerArn=listener, Priority=priority, Conditions=hosts(f"h{priority}"), Actions=NOT_FOUND
        )
        arns[priority] = made["Rules"][0]["RuleArn"]

    def order():
        return [rule["RuleArn"] for rule in elb.describe_rules(ListenerArn=listener)["Rules"]]

    assert order()[:-1] == [arns[10], arns[20], arns[30]]
    swap = [{"RuleArn": arns[10], "Priority": 20}, {"RuleArn": arns[20], "Priority": 10}]
    elb.set_rule_priorities(RulePriorities=swap)
    assert order()[:-1] == [arns[20], arns[10], arns[30]]
    with refused("PriorityInUse"):
        elb.set_rule_priorities(RulePriorities=[{"RuleArn": arns[10], "Priority": 30}])
    with refused("OperationNotPermitted", "cannot be deleted"):
        elb.delete_rule(RuleArn=order()[-1])


def test_quotas(elb, listener, target_group, network, refused):
    groups = [target_group(f"tg-{number}") for number in range(101)]
    for number, arn in enumerate(groups[:100], 1):
        elb.create_rule(ListenerArn=listener, Priority=number, Conditions=hosts("a"), Actions=forward(arn))
    with refused("TooManyRules"):
        elb.create_rule(ListenerArn=listener, Priority=101, Conditions=hosts("a"), Actions=NOT_FOUND)
    with refused("TooManyUniqueTargetGroupsPerLoadBalancer", "[100]"):
        elb.modify_listener(ListenerArn=listener, DefaultActions=forward(groups[100]))
    rules = elb.describe_rules(ListenerArn=listener)["Rules"]
    pages = list(elb.get_paginator("describe_rules").paginate(ListenerArn=listener, PaginationConfig={"PageSize": 40}))
    assert [len(page["Rules"]) for page in pages] == [40, 40, 21]
    assert [rule for page in pages for rule in page["Rules"]] == rules
    other = elb.create_load_balancer(Name="other", Subnets=network.subnets)["LoadBalancers"][0]["LoadBalancerArn"]
    with refused("TargetGroupAssociationLimit"):
        elb.create_listener(LoadBalancerArn=other, Protocol="HTTP", Port=80, DefaultActions=forward(groups[0]))


def test_listeners(elb, balancer, listener, refused):
    assert "SslPolicy" not in elb.describe_listeners(ListenerArns=[listener])["Listeners"][0]
    with refused("DuplicateListener"):
        elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=forward("x"))
    with refused("ListenerNotFound", "nope"):
        elb.describe_listeners(ListenerArns=[listener, f"{listener}nope"])
    found = attributes(elb.describe_listener_attributes(ListenerArn=listener))
    assert found["routing.http.response.server.enabled"] == "true"
    wanted = pairs(routing__http__response__server__enabled="false")
    elb.modify_listener_attributes(ListenerArn=listener, Attributes=wanted)
    changed = attributes(elb.describe_listener_attributes(ListenerArn=listener))
    assert changed == found | {"routing.http.response.server.enabled": "false"}


@pytest.mark.parametrize(
    "case",
    [
        ([], None, "ValidationError"),
        (["arn:aws:acm:eu-west-1:123456789012:certificate/nope"], None, "CertificateNotFound"),
        (["pending"], None, "UnsupportedCertificate"),
        (["pending"], "ELBSecurityPolicy-Nope", "SSLPolicyNotFound"),
    ],
)
def test_https_listeners_that_cannot_be(client, balancer, refused, case):
    elb, (certificates, policy, code) = client("elbv2"), case
    pending = client("acm").request_certificate(DomainName="a.example", ValidationMethod="DNS")["CertificateArn"]
    options = {"Certificates": [{"CertificateArn": pending if arn == "pending" else arn} for arn in certificates]}
    options |= {"SslPolicy": policy} if policy else {}
    with refused(code):
        elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTPS", Port=443, DefaultActions=NOT_FOUND, **options)


def test_certificates(elb, balancer, certificate, refused):
    first, second, third = (certificate(f"{name}.example") for name in "abc")
    made = elb.create_listener(
        LoadBalancerArn=balancer,
        Protocol="HTTPS",
        Port=443,
        Certificates=[{"CertificateArn": first}],
        DefaultActions=NOT_FOUND,
    )["Listeners"][0]
    arn = made["ListenerArn"]
    assert (made["SslPolicy"], made["MutualAuthentication"]) == ("ELBSecurityPolicy-2016-08", {"Mode": "off"})
    for _unused in range(2):
        elb.add_listener_certificates(ListenerArn=arn, Certificates=[{"CertificateArn": second}])

    def seen():
        found = elb.describe_listener_certificates(ListenerArn=arn)["Certificates"]
        return [(each["CertificateArn"], each["IsDefault"]) for each in found]

    assert seen() == [(first, True), (second, False)]
    assert elb.describe_listeners(ListenerArns=[arn])["Listeners"][0]["Certificates"] == [{"CertificateArn": first}]
    elb.modify_listener(ListenerArn=arn, Certificates=[{"CertificateArn": third}])
    assert seen() == [(third, True), (second, False)]
    with refused("OperationNotPermitted"):
        elb.remove_listener_certificates(ListenerArn=arn, Certificates=[{"CertificateArn": third}])
    elb.add_listener_certificates(ListenerArn=arn, Certificates=[{"CertificateArn": third}])
    assert seen() == [(third, True), (second, False), (third, False)]
    for removed in (second, third):
        elb.remove_listener_certificates(ListenerArn=arn, Certificates=[{"CertificateArn": removed}])
    assert seen() == [(third, True)]


@pytest.mark.parametrize("changes", [{}, {"Query": "a=b"}, {"Protocol": "HTTP", "Port": "80", "Path": "/#{path}"}])
def test_redirects_that_loop(elb, balancer, listener, refused, changes):
    rule = elb.create_rule(ListenerArn=listener, Priority=1, Conditions=hosts("a"), Actions=NOT_FOUND)["Rules"][0]
    loop, calls = (
        redirect(**changes),
        [
            lambda: elb.modify_listener(ListenerArn=listener, DefaultActions=loop),
            lambda: elb.create_rule(ListenerArn=listener, Priority=2, Conditions=hosts("a"), Actions=loop),
            lambda: elb.modify_rule(RuleArn=rule["RuleArn"], Actions=loop),
        ],
    )
    for call in calls:
        with refused("InvalidLoadBalancerAction", "creates a loop"):
            call()
    elb.modify_listener(ListenerArn=listener, DefaultActions=redirect(Port="8080"))
    with refused("InvalidLoadBalancerAction", "creates a loop"):
        elb.modify_listener(ListenerArn=listener, Port=8080)


def test_protocols_of_a_network_load_balancer(elb, network, certificate, refused):
    group = {"Protocol": "TCP_UDP", "Port": 53, "VpcId": network.vpc, "TargetType": "ip"}
    both = elb.create_target_group(Name="both", **group)["TargetGroups"][0]["TargetGroupArn"]
    tcp = elb.create_target_group(Name="tcp", **{**group, "Protocol": "TCP"})["TargetGroups"][0]["TargetGroupArn"]
    made = elb.create_load_balancer(Name="nlb", Type="network", Subnets=network.subnets)["LoadBalancers"][0]
    given = {"LoadBalancerArn": made["LoadBalancerArn"], "Port": 53}
    with refused("IncompatibleProtocols", tcp):
        elb.create_listener(**given, Protocol="TCP_UDP", DefaultActions=forward(tcp))
    arn = elb.create_listener(**given, Protocol="TCP", DefaultActions=forward(both))["Listeners"][0]["ListenerArn"]

    def changed(**changes):
        elb.modify_listener(ListenerArn=arn, **changes)
        seen = elb.describe_listeners(ListenerArns=[arn])["Listeners"][0]
        return seen["Protocol"], seen.get("Certificates"), seen.get("SslPolicy")

    for protocol in ("UDP", "TCP_UDP", "TCP"):
        assert changed(Protocol=protocol) == (protocol, None, None)
    with refused("ValidationError", "Listener protocol 'HTTP' must be one of"):
        changed(Protocol="HTTP")
    with refused("IncompatibleProtocols", tcp):
        changed(Protocol="UDP", DefaultActions=forward(tcp))
    with refused("ValidationError", "A certificate must be specified"):
        changed(Protocol="TLS", DefaultActions=forward(tcp))
    first, second = ([{"CertificateArn": certificate(f"{name}.example")}] for name in "ab")
    policy = "ELBSecurityPolicy-2016-08"
    assert changed(Protocol="TLS", DefaultActions=forward(tcp), Certificates=first) == ("TLS", first, policy)
    assert changed(Certificates=second) == ("TLS", second, policy)
    assert changed(Protocol="TCP") == ("TCP", None, None)


def test_tags(elb, balancer, listener, refused):
    tags = [{"Key": f"k{number:02}", "Value": "v"} for number in range(50)]
    elb.add_tags(ResourceArns=[balancer], Tags=tags)
    found = elb.describe_tags(ResourceArns=[balancer, listener])["TagDescriptions"]
    assert [sorted(each["Tags"], key=lambda tag: tag["Key"]) for each in found] == [tags, []]
    with refused("TooManyTags"):
        elb.add_tags(ResourceArns=[balancer], Tags=[{"Key": "more", "Value": "v"}])
    with refused("ValidationError", "less than or equal to 20"):
        elb.describe_tags(ResourceArns=[balancer] * 21)
    with refused("LoadBalancerNotFound"):
        elb.describe_tags(ResourceArns=[f"{balancer}x"])
