# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers, target groups, listeners and rules."""

from __future__ import annotations

import ipaddress
import json

import pytest
from botocore import xform_name

NOT_FOUND = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]


@pytest.fixture
def elb(client):
    return client("elbv2")


def forward(arn):
    return [{"Type": "forward", "TargetGroupArn": arn}]


def hosts(*values):
    return [{"Field": "host-header", "HostHeaderConfig": {"Values": list(values)}}]


def add_ipv6(client, network):
    """Give the network's subnets an IPv6 block each."""
    ec2 = client("ec2")
    ec2.associate_vpc_cidr_block(VpcId=network.vpc, AmazonProvidedIpv6CidrBlock=True)
    (block,) = ec2.describe_vpcs(VpcIds=[network.vpc])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"]
    parts = ipaddress.ip_network(block["Ipv6CidrBlock"]).subnets(new_prefix=64)
    for subnet, part in zip(network.subnets, parts, strict=False):
        ec2.associate_subnet_cidr_block(SubnetId=subnet, Ipv6CidrBlock=str(part))


def redirect(**changes):
    return [{"Type": "redirect", "RedirectConfig": {"StatusCode": "HTTP_301", **changes}}]


def attributes(reply):
    return {each["Key"]: each["Value"] for each in reply["Attributes"]}


def pairs(**values):
    return [{"Key": key.replace("__", "."), "Value": value} for key, value in values.items()]


def test_life_of_a_load_balancer(elb, network, refused):
    made = elb.create_load_balancer(Name="one", Subnets=network.subnets)["LoadBalancers"][0]
    assert made["State"]["Code"] == "provisioning"
    seen = elb.describe_load_balancers(Names=["one"])["LoadBalancers"][0]
    assert (seen["State"]["Code"], len(seen["SecurityGroups"])) == ("active", 1)
    assert elb.create_load_balancer(Name="one", Subnets=network.subnets)["LoadBalancers"][0] == seen
    with refused("DuplicateLoadBalancerName"):
        elb.create_load_balancer(Name="one", Subnets=network.subnets, Scheme="internal")
    elb.delete_load_balancer(LoadBalancerArn=made["LoadBalancerArn"])
    with refused("LoadBalancerNotFound"):
        elb.describe_load_balancers(Names=["one"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Subnets": 1}, "ValidationError"),
        ({"Subnets": ["subnet-0", "subnet-1"]}, "SubnetNotFound"),
        ({"SecurityGroups": ["sg-0"]}, "InvalidSecurityGroup"),
        ({"Name": "x" * 33}, "ValidationError"),
        ({"Name": "internal-x"}, "ValidationError"),
    ],
)
def test_load_balancers_that_cannot_be(elb, network, refused, change, code):
    given = {"Name": "one", "Subnets": network.subnets, **change}
    if given["Subnets"] == 1:
        given["Subnets"] = network.subnets[:1]
    with refused(code):
        elb.create_load_balancer(**given)


def test_one_missing_load_balancer_is_an_error(elb, balancer, refused):
    with refused("LoadBalancerNotFound", "nope"):
        elb.describe_load_balancers(Names=["envelope", "nope"])


def test_load_balancer_attributes(elb, balancer, refused):
    before = attributes(elb.describe_load_balancer_attributes(LoadBalancerArn=balancer))
    assert (before["idle_timeout.timeout_seconds"], before["routing.http2.enabled"]) == ("60", "true")
    wanted = {
        "idle_timeout.timeout_seconds": "120",
        "routing.http.drop_invalid_header_fields.enabled": "true",
        "routing.http.preserve_host_header.enabled": "true",
        "routing.http.xff_header_processing.mode": "preserve",
        "client_keep_alive.seconds": "600",
    }
    given = [{"Key": key, "Value": value} for key, value in wanted.items()]
    answer = elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=given)
    after = attributes(elb.describe_load_balancer_attributes(LoadBalancerArn=balancer))
    assert after == attributes(answer) == before | wanted


@pytest.mark.parametrize(
    "case",
    [
        ("idle_timeout.timeout_seconds", "4001", "between '1-4000'"),
        ("routing.http.xff_header_processing.mode", "keep", "must be one of"),
        ("deletion_protection.enabled", "yes", "must be one of"),
        ("idle_timeout", "60", "not recognized"),
    ],
)
def test_attributes_aws_refuses(elb, balancer, refused, case):
    key, value, words = case
    with refused("ValidationError", words):
        elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[{"Key": key, "Value": value}])


def test_access_logs_need_a_bucket_that_takes_them(elb, balancer, client, refused):
    given = pairs(access_logs__s3__enabled="true", access_logs__s3__bucket="alb-logs")
    with refused("InvalidConfigurationRequest", "Access Denied for bucket: alb-logs"):
        elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=given)
    client("s3").create_bucket(Bucket="alb-logs", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::alb-logs/*"}
    policy = json.dumps({"Statement": allow})
    client("s3").put_bucket_policy(Bucket="alb-logs", Policy=policy)
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=given)


def test_deletion_protection(elb, balancer, refused):
    on, off = pairs(deletion_protection__enabled="true"), pairs(deletion_protection__enabled="false")
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=on)
    with refused("OperationNotPermitted", "deletion protection is enabled"):
        elb.delete_load_balancer(LoadBalancerArn=balancer)
    elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=off)
    elb.delete_load_balancer(LoadBalancerArn=balancer)


def test_settings_of_a_load_balancer(elb, balancer, client, network, refused):
    other = client("ec2").create_security_group(GroupName="b", Description="b", VpcId=network.vpc)["GroupId"]
    for name in ("SetIpAddressType", "CreateLoadBalancer"):
        given = {"LoadBalancerArn": balancer} if name[0] == "S" else {"Name": "two", "Subnets": network.subnets}
        with refused("ValidationError", "IPv6 CIDR block"):
            getattr(elb, xform_name(name))(**given, IpAddressType="dualstack")
    add_ipv6(client, network)
    elb.set_security_groups(LoadBalancerArn=balancer, SecurityGroups=[other])
    elb.set_subnets(LoadBalancerArn=balancer, Subnets=network.subnets[::-1])
    elb.set_ip_address_type(LoadBalancerArn=balancer, IpAddressType="dualstack")
    seen = elb.describe_load_balancers(LoadBalancerArns=[balancer])["LoadBalancers"][0]
    assert (seen["SecurityGroups"], seen["IpAddressType"]) == ([other], "dualstack")
    assert [zone["SubnetId"] for zone in seen["AvailabilityZones"]] == network.subnets[::-1]


def test_addresses_of_a_network_load_balancer(elb, client, network, refused):
    add_ipv6(client, network)
    given = {"Type": "network", "Subnets": network.subnets}
    with refused("ValidationError", "dualstack-without-public-ipv4"):
        elb.create_load_balancer(Name="nlb", **given, IpAddressType="dualstack-without-public-ipv4")
    tags = [{"Key": "a", "Value": "b"}]
    made = elb.create_load_balancer(Name="nlb", **given, IpAddressType="dualstack", Tags=tags)["LoadBalancers"][0]
    assert (made["LoadBalancerArn"].split("/")[1:3], made["IpAddressType"]) == (["net", "nlb"], "dualstack")
    (described,) = elb.describe_tags(ResourceArns=[made["LoadBalancerArn"]])["TagDescriptions"]
    assert described["Tags"] == tags
    elb.create_load_balancer(Name="alb", Subnets=network.subnets, IpAddressType="dualstack-without-public-ipv4")


def test_target_groups(elb, target_group, network, refused):
    arn = target_group()
    assert target_group() == arn
    with refused("DuplicateTargetGroupName"):
        elb.create_target_group(Name="api", Protocol="HTTP", Port=9, VpcId=network.vpc, TargetType="ip")
    before = attributes(elb.describe_target_group_attributes(TargetGroupArn=arn))
    wanted = {
        "deregistration_delay.timeout_seconds": "30",
        "slow_start.duration_seconds": "60",
        "load_balancing.algorithm.type": "least_outstanding_requests",
        "stickiness.enabled": "true",
        "stickiness.type": "app_cookie",
        "stickiness.app_cookie.cookie_name": "session",
        "stickiness.app_cookie.duration_seconds": "600",
    }
    given = [{"Key": key, "Value": value} for key, value in wanted.items()]
    elb.modify_target_group_attributes(TargetGroupArn=arn, Attributes=given)
    assert attributes(elb.describe_target_group_attributes(TargetGroupArn=arn)) == before | wanted
    with refused("ValidationError", "0 or between '30-900'"):
        elb.modify_target_group_attributes(TargetGroupArn=arn, Attributes=pairs(slow_start__duration_seconds="10"))
    elb.delete_target_group(TargetGroupArn=arn)


def test_target_group_knows_its_load_balancer_while_a_rule_uses_it(elb, balancer, listener, target_group, refused):
    arn = target_group()

    def users():
        return elb.describe_target_groups(TargetGroupArns=[arn])["TargetGroups"][0]["LoadBalancerArns"]

    rule = elb.create_rule(ListenerArn=listener, Priority=1, Conditions=hosts("a"), Actions=forward(arn))["Rules"][0]
    other = elb.create_rule(ListenerArn=listener, Priority=2, Conditions=hosts("b"), Actions=forward(arn))["Rules"][0]
    assert users() == [balancer]
    assert elb.describe_target_groups(LoadBalancerArn=balancer)["TargetGroups"][0]["TargetGroupArn"] == arn
    with refused("ResourceInUse"):
        elb.delete_target_group(TargetGroupArn=arn)
    elb.modify_rule(RuleArn=other["RuleArn"], Actions=NOT_FOUND)
    assert users() == [balancer]
    elb.delete_rule(RuleArn=rule["RuleArn"])
    assert users() == []
    assert elb.describe_target_groups(LoadBalancerArn=balancer)["TargetGroups"] == []


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
    for _ in range(2):
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
