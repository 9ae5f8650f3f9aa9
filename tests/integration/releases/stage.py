# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small application on an embedded AWS, made by plain boto3: three services, one of them behind a load balancer."""

from __future__ import annotations

import json
import typing as t
from dataclasses import dataclass, field

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.plugins.module_utils.binding import Clouds, run
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import VERBS

ACCOUNT, REGION = "123456789012", "eu-west-1"
REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
CLUSTER, BUCKET, NAME = "shop", "shop-releases", "shop"
SERVICES = ["shop-api", "shop-worker", "shop-hq"]
REPOSITORIES = ["shop-api", "shop-hq"]
IMAGES = {"shop-api": "shop-api", "shop-worker": "shop-api", "shop-hq": "shop-hq"}
TRUST = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
MAY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": [
    "ecr:*", "logs:*", "secretsmanager:GetSecretValue", "kms:Decrypt"]}]}
LOCK = {"lock_seconds": 3.0, "lock_patience_seconds": 30.0, "holder": "tester"}


@dataclass
class Stage:
    aws: LocalAws
    said: list[str] = field(default_factory=list)
    """What the runs told the person who watches."""
    listener: t.Callable[[str], None] | None = None
    clouds: Clouds = field(default_factory=Clouds)

    @classmethod
    def set_up(cls, aws: LocalAws) -> Stage:
        """The application at release 1.0.0, steady."""
        aws.reset()
        aws.timing(start_seconds=0.05, stop_seconds=0.02, health_seconds=0.05)
        stage = cls(aws)
        stage._foundation()
        stage.push("1.0.0")
        for service in SERVICES:
            stage._service(service)
        return stage

    def push(self, release: str, **images: t.Any) -> None:
        for repository in REPOSITORIES:
            self.aws.push(repository, release, **images)

    def client(self, service: str) -> t.Any:
        return self.aws.client(service)

    def deploy(self, release: str, *, check: bool = False, **options: t.Any) -> dict[str, t.Any]:
        migrate = {"service": "shop-api", "container": "api", "command": ["php", "artisan", "migrate", "--force"]}
        return self.act("ecs_release", check=check, release=release, services=SERVICES, repositories=REPOSITORIES,
                        **{"migrate": migrate, "timeout": 30.0, "keep": 3, **options})

    def roll_back(self, release: str | None = None, *, check: bool = False, **options: t.Any) -> dict[str, t.Any]:
        return self.act("ecs_roll_back", check=check, release=release, services=SERVICES, timeout=30.0, **options)

    def act(self, module: str, *, check: bool = False, **options: t.Any) -> dict[str, t.Any]:
        verb = VERBS[module]
        shared = {"cluster": CLUSTER, "bucket": BUCKET, "name": NAME, **LOCK}
        given = {name: options.get(name, shared.get(name)) for name in _options(verb)}
        return run(verb, {**_connection(self.aws), **given}, check=check, progress=self.listener or self.said.append,
                   clouds=self.clouds)

    def listen(self, listener: t.Callable[[str], None]) -> None:
        """Have somebody else hear what the runs say, at the moment they do."""
        self.listener = listener

    def runs(self) -> dict[str, str]:
        """The tag of the image that each service runs, by service."""
        described = self.client("ecs").describe_services(cluster=CLUSTER, services=SERVICES)["services"]
        return {each["serviceName"]: self._image(each["taskDefinition"]).rpartition(":")[2] for each in described}

    def revisions(self, family: str) -> list[str]:
        listed = self.client("ecs").list_task_definitions(familyPrefix=family, status="ACTIVE")["taskDefinitionArns"]
        return [arn.rpartition("/")[2] for arn in listed]

    def document(self, key: str) -> dict[str, t.Any]:
        return json.loads(self.client("s3").get_object(Bucket=BUCKET, Key=f"{NAME}/{key}")["Body"].read())

    def documents(self) -> list[str]:
        listed = self.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=f"{NAME}/").get("Contents", ())
        return sorted(each["Key"].removeprefix(f"{NAME}/") for each in listed)

    def _image(self, arn: str) -> str:
        found = self.client("ecs").describe_task_definition(taskDefinition=arn)["taskDefinition"]
        return found["containerDefinitions"][0]["image"]

    def _foundation(self) -> None:
        ec2, iam, elbv2 = self.client("ec2"), self.client("iam"), self.client("elbv2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=f"{REGION}{zone}")[
            "Subnet"]["SubnetId"] for n, zone in enumerate("ab")]
        self.group = ec2.create_security_group(GroupName="shop", Description="shop", VpcId=vpc)["GroupId"]
        self.balancer = elbv2.create_load_balancer(Name="shop", Subnets=self.subnets)["LoadBalancers"][0]
        self.target_group = elbv2.create_target_group(
            Name="shop-api", Protocol="HTTP", Port=8000, VpcId=vpc, TargetType="ip", HealthCheckPath="/up")[
                "TargetGroups"][0]["TargetGroupArn"]
        elbv2.create_listener(LoadBalancerArn=self.balancer["LoadBalancerArn"], Protocol="HTTP", Port=80,
                              DefaultActions=[{"Type": "forward", "TargetGroupArn": self.target_group}])
        self.role = iam.create_role(RoleName="shop", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
        iam.put_role_policy(RoleName="shop", PolicyName="may", PolicyDocument=json.dumps(MAY))
        self.secret = self.client("secretsmanager").create_secret(
            Name="shop-app", SecretString=json.dumps({"APP_KEY": "canary-3f9c", "DB_PASSWORD": "canary-77d1"}))["ARN"]
        for repository in REPOSITORIES:
            self.client("ecr").create_repository(repositoryName=repository, imageTagMutability="IMMUTABLE")
        self.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        self.client("ecs").create_cluster(clusterName=CLUSTER, capacityProviders=["FARGATE", "FARGATE_SPOT"])

    def _service(self, name: str) -> None:
        self.client("logs").create_log_group(logGroupName=f"/ecs/{name}")
        revision = self.client("ecs").register_task_definition(**self._definition(name))["taskDefinition"]
        balanced = {"loadBalancers": [{"targetGroupArn": self.target_group, "containerName": "api",
                                       "containerPort": 8000}], "healthCheckGracePeriodSeconds": 0}
        self.client("ecs").create_service(
            cluster=CLUSTER, serviceName=name, taskDefinition=revision["taskDefinitionArn"], desiredCount=2,
            launchType="FARGATE", **(balanced if name == "shop-api" else {}),
            networkConfiguration={"awsvpcConfiguration": {"subnets": self.subnets, "securityGroups": [self.group]}},
            deploymentConfiguration={"deploymentCircuitBreaker": {"enable": True, "rollback": True},
                                     "minimumHealthyPercent": 100, "maximumPercent": 200})

    def _definition(self, name: str) -> dict[str, t.Any]:
        container = name.removeprefix("shop-")
        return {
            "family": name, "cpu": "256", "memory": "512", "networkMode": "awsvpc",
            "requiresCompatibilities": ["FARGATE"], "executionRoleArn": self.role, "taskRoleArn": self.role,
            "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
            "containerDefinitions": [{
                "name": container, "image": f"{REGISTRY}/{IMAGES[name]}:1.0.0", "essential": True,
                "portMappings": [{"containerPort": 8000, "protocol": "tcp"}] if container == "api" else [],
                "secrets": [{"name": "APP_KEY", "valueFrom": f"{self.secret}:APP_KEY::"}],
                "logConfiguration": {"logDriver": "awslogs", "options": {
                    "awslogs-group": f"/ecs/{name}", "awslogs-region": REGION, "awslogs-stream-prefix": "ecs"}},
            }],
        }


def _connection(aws: LocalAws) -> dict[str, t.Any]:
    nothing = ("profile", "session_token", "aws_ca_bundle", "aws_config", "debug_botocore_endpoint_logs")
    return {"region": REGION, "endpoint_url": aws.url, "access_key": "testing", "secret_key": "testing",
            "validate_certs": True, **dict.fromkeys(nothing)}


def _options(verb: type) -> list[str]:
    from ansible_collections.venturemond.envelope.plugins.module_utils.resource import properties

    return [each.name for each in properties(verb)]
