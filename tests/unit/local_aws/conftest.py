# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One embedded AWS for all tests of this folder, emptied before each."""

from __future__ import annotations

import contextlib
import functools
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws import LocalAws
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_shapes import (
    DEFINITION,
    STRATEGY,
)
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import QUICK, Stage
from botocore.config import Config
from botocore.exceptions import ClientError

ONCE = Config(retries={"total_max_attempts": 1, "mode": "standard"})


@pytest.fixture(scope="session")
def server():
    with LocalAws.running() as running:
        yield running


@pytest.fixture
def aws(server):
    server.reset()
    return server


@pytest.fixture(scope="session")
def cached_client(server):
    return functools.cache(lambda service, region="eu-west-1": server.client(service, region, config=ONCE))


@pytest.fixture
def client(aws, cached_client):
    """A boto3 client that tries once."""
    return cached_client


@pytest.fixture
def refused():
    """`with refused("Code", "words"):` expects AWS to refuse with that code and those words."""

    @contextlib.contextmanager
    def expect(code: str, words: str = "") -> t.Iterator[None]:
        with pytest.raises(ClientError) as raised:
            yield
        error = raised.value.response["Error"]
        assert error["Code"] == code, error
        assert words in error.get("Message", ""), error

    return expect


class Network(t.NamedTuple):
    vpc: str
    subnets: list[str]
    group: str


@pytest.fixture
def network(client):
    """A VPC with two subnets in two zones and a security group."""
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-west-1{zone}")["Subnet"]
        for number, zone in enumerate("ab")
    ]
    group = ec2.create_security_group(GroupName="services", Description="Services", VpcId=vpc)["GroupId"]
    return Network(vpc, [subnet["SubnetId"] for subnet in subnets], group)


@pytest.fixture
def balancer(client, network):
    """The ARN of an application load balancer."""
    made = client("elbv2").create_load_balancer(Name="envelope", Subnets=network.subnets)
    return made["LoadBalancers"][0]["LoadBalancerArn"]


@pytest.fixture
def target_group(client, network):
    """Makes target groups for tasks, by name."""

    def make(name: str = "api") -> str:
        options = {"Protocol": "HTTP", "Port": 8000, "VpcId": network.vpc, "TargetType": "ip"}
        return client("elbv2").create_target_group(Name=name, **options)["TargetGroups"][0]["TargetGroupArn"]

    return make


@pytest.fixture
def listener(client, balancer):
    """The ARN of an HTTP listener that answers 404."""
    actions = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]
    made = client("elbv2").create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=actions)
    return made["Listeners"][0]["ListenerArn"]


@pytest.fixture
def certificate(client):
    """Requests a certificate, publishes its records, and returns its ARN once it is issued."""
    acm, route53 = client("acm"), client("route53")

    def issue(domain: str = "example.com") -> str:
        arn = acm.request_certificate(DomainName=domain, ValidationMethod="DNS")["CertificateArn"]
        acm.describe_certificate(CertificateArn=arn)
        option = acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"][0]
        zone = route53.create_hosted_zone(Name=domain, CallerReference=domain)["HostedZone"]["Id"]
        record = option["ResourceRecord"]
        wanted = {"Name": record["Name"], "Type": "CNAME", "TTL": 300, "ResourceRecords": [{"Value": record["Value"]}]}
        changes = {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": wanted}]}
        route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=changes)
        assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"
        return arn

    return issue


@pytest.fixture
def ecs(client):
    return client("ecs")


@pytest.fixture
def cluster(ecs):
    ecs.create_cluster(clusterName="envelope")
    ecs.put_cluster_capacity_providers(
        cluster="envelope", capacityProviders=["FARGATE", "FARGATE_SPOT"], defaultCapacityProviderStrategy=STRATEGY
    )
    return "envelope"


@pytest.fixture
def definition(aws, client, ecs):
    """A revision, and all that its tasks need."""
    client("secretsmanager").create_secret(Name="a", SecretString="key")
    client("ssm").put_parameter(Name="a", Value="token", Type="String")
    client("logs").create_log_group(logGroupName="/ecs/api")
    client("ecr").create_repository(repositoryName="api")
    aws.push("api", "1")
    return ecs.register_task_definition(**DEFINITION)["taskDefinition"]["taskDefinitionArn"]


@pytest.fixture
def wanted(cluster, definition, network):
    """The arguments of a service."""
    vpc = {"subnets": network.subnets, "securityGroups": [network.group], "assignPublicIp": "DISABLED"}
    return {
        "cluster": cluster,
        "serviceName": "api",
        "taskDefinition": "api",
        "desiredCount": 2,
        "networkConfiguration": {"awsvpcConfiguration": vpc},
    }


@pytest.fixture
def service(ecs, wanted):
    return ecs.create_service(**wanted)["service"]


@pytest.fixture
def stage(aws, client, network):
    """A stage on which tasks take hardly any time."""
    aws.timing(**QUICK)
    return Stage(aws, client, network)


@pytest.fixture
def elb(client):
    return client("elbv2")
