# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What makes a resource the one that it was: ids, ARNs and moments of creation, which no second one of its name has."""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.tests.as_found.account import DOMAIN, PREFIX

Client = t.Callable[[str], t.Any]
Identities = set[tuple[str, ...]]


def identities(client: Client) -> Identities:
    """Of everything that holds data or traffic, or that others name."""
    return {(each[0], *map(str, each[1:])) for part in (network, balancing, stores, files, services, access, outward)
            for each in part(client)}


def network(client: Client) -> t.Iterator[tuple[t.Any, ...]]:
    ec2 = client("ec2")
    for plural, name in (("vpcs", "Vpc"), ("subnets", "Subnet"), ("nat_gateways", "NatGateway"),
                         ("route_tables", "RouteTable"), ("internet_gateways", "InternetGateway"),
                         ("vpc_endpoints", "VpcEndpoint")):
        for each in getattr(ec2, f"describe_{plural}")()[f"{name}s"]:
            yield plural, each[f"{name}Id"]
    for each in ec2.describe_security_groups()["SecurityGroups"]:
        yield "security group", each["GroupName"], each["GroupId"]


def balancing(client: Client) -> t.Iterator[tuple[t.Any, ...]]:
    elbv2 = client("elbv2")
    for each in elbv2.describe_target_groups()["TargetGroups"]:
        yield "target group", each["TargetGroupArn"]
    for balancer in elbv2.describe_load_balancers()["LoadBalancers"]:
        yield "load balancer", balancer["LoadBalancerArn"], balancer["CreatedTime"], balancer["DNSName"]
        for listener in elbv2.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]:
            yield "listener", listener["ListenerArn"], *(each["CertificateArn"] for each in
                                                         listener.get("Certificates", ()))
            for rule in elbv2.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]:
                yield "rule", rule["RuleArn"], [each.get("TargetGroupArn") for each in rule["Actions"]]


def stores(client: Client) -> t.Iterator[tuple[t.Any, ...]]:
    for each in client("rds").describe_db_instances()["DBInstances"]:
        yield ("database", each["DBInstanceArn"], each["DbiResourceId"], each["InstanceCreateTime"],
               each["Endpoint"]["Address"], each["MasterUserSecret"]["SecretArn"])
    for each in client("elasticache").describe_replication_groups()["ReplicationGroups"]:
        yield "cache", each["ARN"], each["ReplicationGroupCreateTime"], each["NodeGroups"][0]["PrimaryEndpoint"]
    secrets = client("secretsmanager")
    for each in secrets.list_secrets()["SecretList"]:
        held = json.loads(secrets.get_secret_value(SecretId=each["ARN"])["SecretString"])
        for name, value in held.items():
            yield "secret", each["ARN"], each["CreatedDate"], name, value
    for each in client("kms").list_keys()["Keys"]:
        yield "key", each["KeyArn"]


def files(client: Client) -> t.Iterator[tuple[t.Any, ...]]:
    s3 = client("s3")
    for each in s3.list_buckets()["Buckets"]:
        yield "bucket", each["Name"], each["CreationDate"]
        for found in s3.list_object_versions(Bucket=each["Name"]).get("Versions", ()):
            yield "object", each["Name"], found["Key"], found["ETag"]
    for each in client("logs").describe_log_groups()["logGroups"]:
        yield "log group", each["logGroupName"], each["creationTime"]


def services(client: Client) -> t.Iterator[tuple[t.Any, ...]]:
    ecs, cluster = client("ecs"), f"{PREFIX}-cluster"
    arns = ecs.list_services(cluster=cluster)["serviceArns"]
    for each in ecs.describe_services(cluster=cluster, services=arns)["services"]:
        yield "service", each["serviceArn"], each["createdAt"], [at["targetGroupArn"] for at in each["loadBalancers"]]
    for each in client("ecr").describe_repositories()["repositories"]:
        yield "repository", each["repositoryArn"], each["createdAt"]
    for each in client("application-autoscaling").describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]:
        yield "scalable target", each["ScalableTargetARN"], each["CreationTime"]


def access(client: Client) -> t.Iterator[tuple[t.Any, ...]]:
    iam = client("iam")
    for each in iam.list_roles()["Roles"]:
        yield "role", each["Arn"], each["RoleId"]
    for each in iam.list_policies(Scope="Local")["Policies"]:
        yield "policy", each["Arn"], each["PolicyId"]


def outward(client: Client) -> t.Iterator[tuple[t.Any, ...]]:
    """What the world knows: names, certificates, mail, sites."""
    for each in client("acm").list_certificates()["CertificateSummaryList"]:
        yield "certificate", each["CertificateArn"]
    for each in client("route53").list_hosted_zones()["HostedZones"]:
        yield "zone", each["Name"], each["Id"]
    sesv2 = client("sesv2")
    for each in sesv2.list_email_identities()["EmailIdentities"]:
        found = sesv2.get_email_identity(EmailIdentity=each["IdentityName"])["DkimAttributes"]["Tokens"]
        yield "mail identity", each["IdentityName"], sorted(found)
    for each in client("cloudfront").list_distributions()["DistributionList"].get("Items", ()):
        yield "distribution", each["ARN"], each["DomainName"], f"www.{DOMAIN}" in each["Aliases"]["Items"]
    for each in client("sns").list_topics()["Topics"]:
        yield "topic", each["TopicArn"]
