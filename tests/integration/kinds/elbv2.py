# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of Elastic Load Balancing's kinds."""

from __future__ import annotations

import ipaddress
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test"
DOMAIN = "envelope.test"


def tagged(kind: str, name: str) -> list[dict[str, t.Any]]:
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


def network(client: Client) -> None:
    """A VPC with a subnet of both address families in each of three zones, and two security groups."""
    ec2 = client("ec2")
    made = ec2.create_vpc(
        CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True, TagSpecifications=tagged("vpc", NAME))["Vpc"]
    vpc, ipv6 = made["VpcId"], ipaddress.ip_network(made["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"])
    for number, (zone, block) in enumerate(zip("abc", ipv6.subnets(new_prefix=64), strict=False)):
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-west-1{zone}",
                          Ipv6CidrBlock=str(block), TagSpecifications=tagged("subnet", f"public-{zone}"))
    for name in ("web", "office"):
        ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)


def load_balancer(client: Client) -> str:
    network(client)
    subnets = [found["SubnetId"] for found in client("ec2").describe_subnets(
        Filters=[{"Name": "tag:Name", "Values": ["public-a", "public-b"]}])["Subnets"]]
    made = client("elbv2").create_load_balancer(Name=NAME, Subnets=subnets)
    return made["LoadBalancers"][0]["LoadBalancerArn"]


def target_group(client: Client, name: str) -> str:
    vpc = client("ec2").describe_vpcs(Filters=[{"Name": "tag:Name", "Values": [NAME]}])["Vpcs"][0]["VpcId"]
    made = client("elbv2").create_target_group(Name=name, Protocol="HTTP", Port=8000, VpcId=vpc, TargetType="ip")
    return made["TargetGroups"][0]["TargetGroupArn"]


def certificate(client: Client, domain: str) -> str:
    """An issued one: its validation record is published in a zone of its own."""
    acm, route53 = client("acm"), client("route53")
    arn = acm.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
    zone = route53.create_hosted_zone(Name=domain, CallerReference=domain)["HostedZone"]["Id"]
    acm.describe_certificate(CertificateArn=arn)
    validation = acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"][0]
    record = validation["ResourceRecord"]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{
        "Action": "UPSERT", "ResourceRecordSet": {"Name": record["Name"], "Type": record["Type"], "TTL": 60,
                                                  "ResourceRecords": [{"Value": record["Value"]}]}}]})
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"
    return arn


def encrypted_listener(client: Client) -> None:
    balancer = load_balancer(client)
    target_group(client, "api")
    target_group(client, "api-next")
    certificates = [certificate(client, name) for name in (DOMAIN, f"other.{DOMAIN}")]
    client("elbv2").create_listener(
        LoadBalancerArn=balancer, Protocol="HTTPS", Port=443, Certificates=[{"CertificateArn": certificates[0]}],
        DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}])


def the_load_balancer(client: Client) -> str:
    return client("elbv2").describe_load_balancers(Names=[NAME])["LoadBalancers"][0]["LoadBalancerArn"]


def the_target_group(client: Client, name: str = "api") -> str:
    return client("elbv2").describe_target_groups(Names=[name])["TargetGroups"][0]["TargetGroupArn"]


def the_listener(client: Client, port: int = 443) -> str:
    found = client("elbv2").describe_listeners(LoadBalancerArn=the_load_balancer(client))["Listeners"]
    return next(listener["ListenerArn"] for listener in found if listener["Port"] == port)


def the_rule(client: Client) -> str:
    rules = client("elbv2").describe_rules(ListenerArn=the_listener(client))["Rules"]
    return next(rule["RuleArn"] for rule in rules if not rule["IsDefault"])


def shorten_idle_timeout(client: Client) -> None:
    client("elbv2").modify_load_balancer_attributes(
        LoadBalancerArn=the_load_balancer(client), Attributes=[{"Key": "idle_timeout.timeout_seconds", "Value": "10"}])


def check_another_path(client: Client) -> None:
    client("elbv2").modify_target_group(TargetGroupArn=the_target_group(client), HealthCheckPath="/")


def answer_by_oneself(client: Client) -> None:
    client("elbv2").modify_rule(RuleArn=the_rule(client), Actions=[
        {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "503", "ContentType": "text/plain"}}])


def accept_old_tls(client: Client) -> None:
    client("elbv2").modify_listener(
        ListenerArn=the_listener(client, 8443), SslPolicy="ELBSecurityPolicy-2016-08")


def take_certificate_away(client: Client) -> None:
    listener = the_listener(client)
    for found in client("elbv2").describe_listener_certificates(ListenerArn=listener)["Certificates"]:
        if not found["IsDefault"]:
            client("elbv2").remove_listener_certificates(
                ListenerArn=listener, Certificates=[{"CertificateArn": found["CertificateArn"]}])


LIVES = [
    Life(
        module="elbv2_load_balancers",
        base={"name": NAME, "type": "application", "scheme": "internet-facing", "subnets": ["public-a", "public-b"],
              "security_groups": ["web"], "attributes": {"idle_timeout.timeout_seconds": 120},
              "tags": {"project": "envelope"}},
        changes={
            "ip_address_type": "dualstack",
            "subnets": ["public-b", "public-c"],
            "security_groups": ["web", "office"],
            "attributes": {"idle_timeout.timeout_seconds": 180,
                           "routing.http.drop_invalid_header_fields.enabled": True},
            "tags": {"project": "envelope", "environment": "test"},
        },
        given=network,
        edit=shorten_idle_timeout,
        remove=lambda client: client("elbv2").delete_load_balancer(LoadBalancerArn=the_load_balancer(client)),
    ),
    Life(
        module="elbv2_target_groups",
        base={"name": "api", "vpc": NAME, "target_type": "ip", "protocol": "HTTP", "port": 8000,
              "protocol_version": "HTTP1", "health_check_path": "/up", "tags": {"project": "envelope"}},
        changes={
            "health_check_protocol": "HTTPS",
            "health_check_path": "/api/health",
            "health_check_port": 9000,
            "health_check_interval_seconds": 20,
            "health_check_timeout_seconds": 4,
            "healthy_threshold_count": 3,
            "unhealthy_threshold_count": 4,
            "matcher": "200-299",
            "attributes": {"stickiness.enabled": True, "deregistration_delay.timeout_seconds": 30},
            "tags": {"project": "envelope", "environment": "test"},
        },
        given=network,
        edit=check_another_path,
        remove=lambda client: client("elbv2").delete_target_group(TargetGroupArn=the_target_group(client)),
    ),
    Life(
        module="elbv2_listeners",
        base={"load_balancer": NAME, "port": 8443, "protocol": "HTTPS", "certificate": DOMAIN,
              "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
              "default_actions": [{"type": "redirect", "redirect": {"port": "443", "status_code": "HTTP_301"}}],
              "tags": {"project": "envelope"}},
        changes={
            "ssl_policy": "ELBSecurityPolicy-TLS13-1-3-2021-06",
            "certificate": f"other.{DOMAIN}",
            "default_actions": [{
                "type": "forward", "stickiness": {"enabled": True, "duration_seconds": 600},
                "target_groups": [{"target_group": "api", "weight": 9}, {"target_group": "api-next"}]}],
            "tags": {"project": "envelope", "environment": "test"},
        },
        given=encrypted_listener,
        edit=accept_old_tls,
        remove=lambda client: client("elbv2").delete_listener(ListenerArn=the_listener(client, 8443)),
    ),
    Life(
        module="elbv2_listeners",
        base={"load_balancer": NAME, "port": 443, "protocol": "HTTPS",
              "default_actions": [{"type": "forward", "target_group": "api"}]},
        changes={"protocol": "HTTP"},
        given=encrypted_listener,
    ),
    Life(
        module="elbv2_listener_rules",
        scope={"load_balancer": NAME},
        base={"name": "acme", "conditions": {"host_header": ["acme.envelope.test"]},
              "actions": [{"type": "forward", "target_group": "api"}], "tags": {"tenant": "acme"}},
        changes={
            "priority": 7,
            "conditions": {"host_header": ["b.envelope.test", "a.envelope.test"],
                           "http_header": [{"name": "X-Plan", "values": ["growth"]}],
                           "query_string": [{"key": "beta", "value": "yes"}]},
            "actions": [{"type": "redirect", "redirect": {"host": "www.envelope.test", "status_code": "HTTP_302"}}],
            "tags": {"tenant": "acme", "plan": "growth"},
        },
        given=encrypted_listener,
        edit=answer_by_oneself,
        remove=lambda client: client("elbv2").delete_rule(RuleArn=the_rule(client)),
    ),
    Life(
        module="elbv2_listener_certificates",
        scope={"load_balancer": NAME},
        base={"certificate": f"other.{DOMAIN}"},
        given=encrypted_listener,
        remove=take_certificate_away,
    ),
    Life(
        module="elbv2_listener_certificates",
        scope={"load_balancer": NAME},
        base={"certificate": f"other.{DOMAIN}", "once_issued": True},
        given=encrypted_listener,
        remove=take_certificate_away,
    ),
]
