# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cluster, its images, the roles of its tasks, and the services."""

from __future__ import annotations

import dataclasses
import typing as t

from . import environments
from .access import roles
from .account import NUMBER, PREFIX, REGION, Account, log_group, tags
from .load_balancer import BEHIND
from .network import subnets

CLUSTER = f"{PREFIX}-cluster"
RELEASE = "1.0.0"
REPOSITORIES = ("api", "hq", "tenant")
ALONE = {"maximumPercent": 100, "minimumHealthyPercent": 0}
"""How the scheduler is deployed, of which there are never two."""

KEPT = """{"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan",
"countNumber": 50}, "action": {"type": "expire"}}]}"""


@dataclasses.dataclass(frozen=True)
class Service:
    """One of the six."""

    image: str
    cpu: int
    memory: int
    count: int = 2
    command: tuple[str, ...] = ()
    stop: int = 30
    grace: int = 0


SERVICES = {
    "api": Service("api", 512, 1024, grace=60),
    "worker": Service("api", 512, 1024, command=("php", "artisan", "queue:work", "--sleep=3", "--tries=3"), stop=120),
    "scheduler": Service("api", 256, 512, 1, ("php", "artisan", "schedule:work")),
    "hq": Service("hq", 256, 512, grace=30),
    "tenant": Service("tenant", 256, 512, grace=30),
    "reverb": Service("api", 256, 512, stop=120, grace=60, command=(
        "php", "artisan", "reverb:start", "--host=0.0.0.0", "--port=8080")),
}


def running(account: Account) -> dict[str, Service]:
    return {name: each for name, each in SERVICES.items() if name != "reverb" or not account.has("reverb")}


def services(account: Account) -> None:
    _images(account)
    ecs = account.client("ecs")
    ecs.create_cluster(clusterName=CLUSTER, settings=[{"name": "containerInsights", "value": "enabled"}],
                       capacityProviders=["FARGATE", "FARGATE_SPOT"], tags=tags("key", "value"))
    for name in running(account):
        if name != "scheduler" or not account.has("scheduler_log_group"):
            log_group(account, f"/ecs/{PREFIX}-{name}")
    roles(account, list(running(account)))
    for name, about in running(account).items():
        registered = ecs.register_task_definition(**_task(account, name, about))["taskDefinition"]["taskDefinitionArn"]
        account.made[f"task definition {name}"] = registered
        made = ecs.create_service(**_service(account, name, about), taskDefinition=registered)["service"]
        account.made[f"service {name}"] = made["serviceArn"]
    _autoscaled(account)


def _images(account: Account) -> None:
    for name in REPOSITORIES:
        ecr, full = account.client("ecr"), f"{PREFIX}-{name}"
        ecr.create_repository(
            repositoryName=full, imageTagMutability="MUTABLE" if account.has("ecr_mutable") else "IMMUTABLE",
            imageScanningConfiguration={"scanOnPush": True}, tags=tags())
        ecr.put_lifecycle_policy(repositoryName=full, lifecyclePolicyText=KEPT)
        account.aws.push(full, RELEASE)


def _task(account: Account, name: str, about: Service) -> dict[str, t.Any]:
    reverb = "reverb-" if name == "reverb" else ""
    return {
        "family": f"{PREFIX}-{name}", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
        "cpu": str(about.cpu), "memory": str(about.memory), "containerDefinitions": [_container(account, name, about)],
        "executionRoleArn": account.made[f"role {reverb}execution"], "taskRoleArn": account.made[f"role {reverb}task"],
        "runtimePlatform": {"operatingSystemFamily": "LINUX", "cpuArchitecture": "ARM64"}, "tags": tags("key", "value")}


def _container(account: Account, name: str, about: Service) -> dict[str, t.Any]:
    shares = name == "scheduler" and account.has("scheduler_log_group")
    ports = [{"containerPort": BEHIND[name][0], "hostPort": BEHIND[name][0], "protocol": "tcp"}] if about.grace else []
    return {
        "name": name, "image": f"{NUMBER}.dkr.ecr.{REGION}.amazonaws.com/{PREFIX}-{about.image}:{RELEASE}",
        "essential": True, "command": list(about.command), "portMappings": ports, "stopTimeout": about.stop,
        "environment": [{"name": key, "value": value} for key, value in environments.variables(account, name).items()],
        "secrets": [{"name": key, "valueFrom": at} for key, at in environments.secrets(account, name).items()],
        "logConfiguration": {"logDriver": "awslogs", "options": {
            "awslogs-group": f"/ecs/{PREFIX}-{'worker' if shares else name}", "awslogs-region": REGION,
            "awslogs-stream-prefix": "scheduler" if shares else "ecs"}}}


def _service(account: Account, name: str, about: Service) -> dict[str, t.Any]:
    made = account.made
    groups = [made["group reverb" if name == "reverb" else "group services"]]
    behind = {"healthCheckGracePeriodSeconds": about.grace, "loadBalancers": [{
        "targetGroupArn": made[f"target group {name}"], "containerName": name,
        "containerPort": BEHIND[name][0]}]} if about.grace else {}
    return {
        "cluster": CLUSTER, "serviceName": f"{PREFIX}-{name}", "desiredCount": about.count, "launchType": "FARGATE",
        "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": True, "rollback": True},
                                    **(ALONE if about.count == 1 else {})},
        "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": subnets(account, "private"), "securityGroups": groups, "assignPublicIp": "DISABLED"}},
        "propagateTags": "SERVICE", "tags": tags("key", "value"), **behind}


def _autoscaled(account: Account) -> None:
    scaling = account.client("application-autoscaling")
    which = {"ServiceNamespace": "ecs", "ResourceId": f"service/{CLUSTER}/{PREFIX}-api",
             "ScalableDimension": "ecs:service:DesiredCount"}
    scaling.register_scalable_target(**which, MinCapacity=2, MaxCapacity=6, Tags={"ManagedBy": "terraform"})
    scaling.put_scaling_policy(
        **which, PolicyName=f"{PREFIX}-api-cpu", PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration={"TargetValue": 60.0, "PredefinedMetricSpecification": {
            "PredefinedMetricType": "ECSServiceAverageCPUUtilization"}})
