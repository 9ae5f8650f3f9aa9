# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of Elastic Container Service's kinds."""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

CLUSTER, FAMILY, SERVICE = "envelope-test-cluster", "envelope-test-api", "envelope-test-api"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/envelope-test/api:1"


def around_tasks(client: Client) -> None:
    """What a task definition refers to."""
    for name in ("execution", "other-execution", "api"):
        client("iam").create_role(RoleName=f"envelope-test-{name}", AssumeRolePolicyDocument=TRUST)
    client("secretsmanager").create_secret(Name="envelope-test/app", SecretString="{}")


def around_services(client: Client) -> None:
    """What a service refers to: the network, a load balancer with two target groups, a cluster, two revisions."""
    ec2, elb, ecs = client("ec2"), client("elbv2"), client("ecs")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [ec2.create_subnet(
        VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-west-1{zone}",
        TagSpecifications=[{"ResourceType": "subnet", "Tags": [{"Key": "Name", "Value": f"test-{zone}"}]}],
    )["Subnet"]["SubnetId"] for number, zone in enumerate("ab")]
    for name in ("one", "two"):
        ec2.create_security_group(GroupName=f"test-{name}", Description="-", VpcId=vpc)
    balancer = elb.create_load_balancer(Name="test", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
    for number, name in enumerate(("one", "two")):
        made = elb.create_target_group(Name=f"test-{name}", Protocol="HTTP", Port=80, VpcId=vpc, TargetType="ip")
        group = made["TargetGroups"][0]["TargetGroupArn"]
        elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80 + number,
                            DefaultActions=[{"Type": "forward", "TargetGroupArn": group}])
    ecs.create_cluster(clusterName=CLUSTER, capacityProviders=["FARGATE", "FARGATE_SPOT"])
    role = client("iam").create_role(RoleName="api", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    for family in (FAMILY, "envelope-test-other"):
        ecs.register_task_definition(
            family=family, taskRoleArn=role, cpu="256", memory="512", networkMode="awsvpc",
            requiresCompatibilities=["FARGATE"],
            containerDefinitions=[{"name": "api", "image": "nginx", "portMappings": [{"containerPort": 8080}]}])


def container(**more: t.Any) -> dict[str, t.Any]:
    return {"name": "api", "image": IMAGE, "essential": True, "command": ["php", "artisan", "queue:work"],
            "port_mappings": [{"container_port": 8080, "host_port": 8080, "protocol": "tcp"}],
            "environment": {"APP_ENV": "test", "APP_URL": "https://api.envelope.test"},
            "secrets": {"APP_KEY": "envelope-test/app:APP_KEY", "DB_PASSWORD": "/envelope/test/db-password"}, **more}


def around_a_release(client: Client) -> None:
    """A service that runs a release, and a revision that another release left when it failed."""
    around_services(client)
    around_tasks(client)
    role = client("iam").get_role(RoleName="envelope-test-execution")["Role"]["Arn"]
    released = client("ecs").register_task_definition(
        family=FAMILY, cpu="256", memory="512", networkMode="awsvpc", requiresCompatibilities=["FARGATE"],
        executionRoleArn=role, containerDefinitions=[{"name": "api", "image": f"{IMAGE}.4.2"}])["taskDefinition"]
    subnets = [found["SubnetId"] for found in client("ec2").describe_subnets()["Subnets"]]
    client("ecs").create_service(
        cluster=CLUSTER, serviceName=SERVICE, taskDefinition=released["taskDefinitionArn"], desiredCount=1,
        launchType="FARGATE", networkConfiguration={"awsvpcConfiguration": {"subnets": subnets}})
    register_another(client)


def register_another(client: Client) -> None:
    client("ecs").register_task_definition(
        family=FAMILY, cpu="256", memory="512", networkMode="awsvpc", requiresCompatibilities=["FARGATE"],
        containerDefinitions=[{"name": "api", "image": "nginx"}])


LIVES = [
    Life(
        module="ecs_clusters",
        given=lambda client: client("kms").create_alias(
            AliasName="alias/test", TargetKeyId=client("kms").create_key()["KeyMetadata"]["KeyId"]),
        base={"name": CLUSTER, "container_insights": "enabled", "capacity_providers": ["FARGATE"],
              "default_capacity_provider_strategy": [{"capacity_provider": "FARGATE", "weight": 1}],
              "tags": {"project": "envelope"}},
        changes={
            "container_insights": "enhanced",
            "execute_command_logging": {"logging": "OVERRIDE", "kms_key": "test", "log_group": "/ecs/exec"},
            "managed_storage_kms_key": "alias/test",
            "fargate_storage_kms_key": "alias/test",
            "capacity_providers": ["FARGATE_SPOT", "FARGATE"],
            "default_capacity_provider_strategy": [
                {"capacity_provider": "FARGATE", "base": 1}, {"capacity_provider": "FARGATE_SPOT", "weight": 1}],
            "tags": {"project": "envelope", "tenant": "acme"},
        },
        edit=lambda client: client("ecs").put_cluster_capacity_providers(
            cluster=CLUSTER, capacityProviders=[], defaultCapacityProviderStrategy=[]),
        remove=lambda client: client("ecs").delete_cluster(cluster=CLUSTER),
    ),
    Life(
        module="ecs_task_definitions",
        given=around_tasks,
        base={"family": FAMILY, "cpu": 256, "memory": 1024, "execution_role": "envelope-test-execution",
              "containers": [container()], "tags": {"project": "envelope"}},
        changes={
            "cpu": 512,
            "memory": 2048,
            "execution_role": "envelope-test-other-execution",
            "task_role": "envelope-test-api",
            "runtime_platform": {"cpu_architecture": "ARM64"},
            "ephemeral_storage": 40,
            "volumes": [{"name": "scratch"}, {"name": "shared", "efs": {
                "file_system_id": "fs-12345678", "transit_encryption": True, "access_point_id": "fsap-1", "iam": True,
            }}],
            "containers": [
                {"name": "router", "image": IMAGE, "essential": False, "firelens_configuration": {"type": "fluentbit"}},
                container(
                    command=["php", "artisan", "schedule:work"], entry_point=["tini", "--"], user="www-data",
                    start_timeout=60, stop_timeout=90, depends_on={"router": "START"}, working_directory="/app",
                    health_check={"command": ["CMD", "true"], "retries": 5}, readonly_root_filesystem=True,
                    linux_parameters={"init_process_enabled": True, "drop_capabilities": ["ALL"]},
                    log_configuration={"log_driver": "awsfirelens", "secret_options": {"key": "envelope-test/app:LOG"}},
                    mount_points=[{"source_volume": "scratch", "container_path": "/tmp"}],
                    ulimits=[{"name": "nofile", "soft_limit": 1024, "hard_limit": 4096}], docker_labels={"a": "b"},
                    system_controls={"net.core.somaxconn": "1024"}, cpu=128, memory=512, memory_reservation=256,
                    restart_policy={"enabled": True, "ignored_exit_codes": [0]}, version_consistency=False,
                    environment_files=["arn:aws:s3:::envelope-test/api.env"]),
            ],
            "requires_compatibilities": ["EC2", "FARGATE"],
            "pid_mode": "task",
            "enable_fault_injection": True,
            "tags": {"project": "envelope", "tenant": "acme"},
        },
        edit=register_another,
        remove=lambda client: client("ecs").deregister_task_definition(
            taskDefinition=client("ecs").describe_task_definition(taskDefinition=FAMILY)["taskDefinition"]["taskDefinitionArn"]),
    ),
    Life(
        module="ecs_task_definitions",
        given=around_a_release,
        scope={"cluster": CLUSTER},
        base={"family": FAMILY, "service": SERVICE, "deployed": True, "cpu": 256, "memory": 1024,
              "execution_role": "envelope-test-execution", "containers": [container()]},
        changes={
            "containers": [container(environment={"APP_ENV": "other"})],
            "memory": 2048,
            "tags": {"project": "envelope"},
        },
        edit=register_another,
    ),
    Life(
        module="ecs_services",
        given=around_services,
        scope={"cluster": CLUSTER},
        base={"name": SERVICE, "task_definition": FAMILY, "desired_count": 2, "subnets": ["test-a"],
              "security_groups": ["test-one"], "scheduling_strategy": "REPLICA",
              "capacity_provider_strategy": [{"capacity_provider": "FARGATE", "weight": 1}],
              "load_balancers": [{"target_group": "test-one", "container_name": "api", "container_port": 8080}],
              "tags": {"project": "envelope"}},
        changes={
            "task_definition": "envelope-test-other",
            "desired_count": 3,
            "capacity_provider_strategy": [
                {"capacity_provider": "FARGATE", "base": 1}, {"capacity_provider": "FARGATE_SPOT", "weight": 3}],
            "platform_version": "1.4.0",
            "subnets": ["test-b", "test-a"],
            "security_groups": ["test-two"],
            "assign_public_ip": True,
            "load_balancers": [{"target_group": "test-two", "container_name": "api", "container_port": 8080}],
            "service_registries": [{"registry": "arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1"}],
            "minimum_healthy_percent": 50,
            "maximum_percent": 150,
            "circuit_breaker": {"enable": True, "rollback": True},
            "deployment_alarms": {"alarm_names": ["test"], "enable": True, "rollback": False},
            "health_check_grace_period_seconds": 120,
            "enable_execute_command": True,
            "propagate_tags": "SERVICE",
            "enable_ecs_managed_tags": True,
            "availability_zone_rebalancing": False,
            "tags": {"project": "envelope", "tenant": "acme"},
        },
        edit=lambda client: client("ecs").update_service(cluster=CLUSTER, service=SERVICE, desiredCount=0),
        remove=lambda client: client("ecs").delete_service(cluster=CLUSTER, service=SERVICE, force=True),
    ),
]
