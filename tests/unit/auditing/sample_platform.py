# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A platform that lacks nothing, as sources show it: each test edits a copy."""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.records import Live, Manifest

PREFIX, REGION, ACCOUNT, DOMAIN = "envelope-prod", "eu-west-1", "123456789012", "envelope.example"
HOSTS = {"api": f"api.{DOMAIN}", "hq": f"hq.{DOMAIN}", "reverb": f"ws.{DOMAIN}", "tenant": f"*.{DOMAIN}"}
PORTS = {"api": 8000, "hq": 3000, "tenant": 3000, "reverb": 8080}
PATHS = {"api": "/api/health", "hq": "/admin/", "tenant": "/", "reverb": "/up"}
IMAGES = {"api": "api", "worker": "api", "scheduler": "api", "reverb": "api", "hq": "hq", "tenant": "tenant"}
RELEASE = "1.4.2"

BROADCASTING = {"REVERB_APP_ID": "1001", "REVERB_APP_KEY": "key", "REVERB_HOST": HOSTS["reverb"], "REVERB_PORT": "443"}
PHP = {"APP_ENV": "prod", "APP_URL": f"https://{HOSTS['api']}", "DB_HOST": "db.example", "DB_DATABASE": "envelope",
       "DB_USERNAME": "envelope", "REDIS_HOST": "redis.example", "REDIS_PORT": "6379"}
API = {**PHP, **BROADCASTING, "SANCTUM_STATEFUL_DOMAINS": DOMAIN, "SESSION_DOMAIN": f".{DOMAIN}",
       "CORS_ALLOWED_ORIGINS": f"https://*.{DOMAIN}"}
FRONTEND = {"NUXT_API_BASE_SERVER": f"https://{HOSTS['api']}", "NUXT_PUBLIC_TENANT_PRIMARY_DOMAIN": DOMAIN,
            "NUXT_PUBLIC_REVERB_APP_KEY": "key", "NUXT_PUBLIC_REVERB_HOST": HOSTS["reverb"],
            "NUXT_PUBLIC_REVERB_PORT": "443", "RECAPTCHA_V2_SITEKEY": "site"}
VARIABLES = {
    "api": API, "worker": API, "scheduler": PHP, "tenant": FRONTEND, "hq": {**FRONTEND, "BASE_DOMAIN": DOMAIN},
    "reverb": {**PHP, **BROADCASTING, "REVERB_SCALING_ENABLED": "true", "REVERB_APP_PING_INTERVAL": "25",
               "REVERB_ALLOWED_ORIGINS": f"{DOMAIN},*.{DOMAIN}"}}
ENTRIES = ("APP_KEY", "DB_PASSWORD", "REDIS_PASSWORD", "REVERB_APP_SECRET")


def arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


SECRET = arn("secretsmanager", f"secret:{PREFIX}-app-AbCdEf")
OTHER_SECRET = arn("secretsmanager", "secret:of-others-AbCdEf")
BALANCER = arn("elasticloadbalancing", f"loadbalancer/app/{PREFIX}/1")
CERTIFICATE = arn("acm", "certificate/1")


def sample() -> dict[str, t.Any]:
    """What each source shows, by its name."""
    return {
        **_containers(), **_network(), **_balanced(), **_images(),
        "log groups": {f"/ecs/{PREFIX}-{role}": {
            "logGroupName": f"/ecs/{PREFIX}-{role}", "retentionInDays": 365, "kmsKeyId": "key"} for role in IMAGES},
        "releases": {PREFIX: {"live": Live(release=RELEASE), "change": None, "manifest": Manifest(
            release=RELEASE, at="2026-11-22T12:00:00+00:00", by="ann",
            task_definitions={f"{PREFIX}-{role}": "arn" for role in IMAGES})}},
        "migrations": [{"taskDefinitionArn": arn("ecs", f"task-definition/{PREFIX}-api:7"), "createdAt": "2026-11-22",
                        "overrides": {"containerOverrides": [{"name": "api", "command": ["artisan", "migrate"]}]},
                        "containers": [{"name": "api", "exitCode": 0}]}],
        "roles": [{"Arn": f"arn:aws:iam::{ACCOUNT}:role/{PREFIX}-execution", "RoleName": f"{PREFIX}-execution",
                   "documents": [{"Statement": {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
                                                "Resource": SECRET}}]}],
        "secrets": [{"ARN": SECRET, "Name": f"{PREFIX}-app"}, {"ARN": OTHER_SECRET, "Name": "of-others"}],
    }


def service(found: dict[str, t.Any], role: str) -> t.Any:
    return next(one for one in found["services"] if one["serviceName"] == f"{PREFIX}-{role}")


def container(found: dict[str, t.Any], role: str) -> t.Any:
    return service(found, role)["task"]["containerDefinitions"][0]


def group(found: dict[str, t.Any], role: str) -> t.Any:
    """The target group of a service."""
    return next(one for one in found["target groups"] if one["TargetGroupArn"] == group_arn(role))


def say(found: dict[str, t.Any], role: str, **variables: str | None) -> None:
    """Give the container of a service other variables; None takes one away."""
    there = {one["name"]: one["value"] for one in container(found, role)["environment"]} | variables
    container(found, role)["environment"] = [{"name": name, "value": value} for name, value in there.items()
                                             if value is not None]


def without(found: dict[str, t.Any], role: str) -> None:
    """Take a service away, with all that was made for it alone."""
    found["services"].remove(service(found, role))
    if role in PORTS:
        found["target groups"].remove(group(found, role))
        found["listeners"][0]["rules"] = [one for one in found["listeners"][0]["rules"] if one != _rule(role)]
    found["log groups"].pop(f"/ecs/{PREFIX}-{role}")


def _containers() -> dict[str, t.Any]:
    api = f"service/{PREFIX}-cluster/{PREFIX}-api"
    return {
        "clusters": [{"clusterName": f"{PREFIX}-cluster", "status": "ACTIVE",
                      "settings": [{"name": "containerInsights", "value": "enabled"}]}],
        "services": [_service(role) for role in IMAGES],
        "scaling": {"targets": [{"ResourceId": api, "MinCapacity": 2, "MaxCapacity": 6}],
                    "policies": [{"ResourceId": api, "PolicyType": "TargetTrackingScaling"}]},
    }


def _service(role: str) -> dict[str, t.Any]:
    alone = role == "scheduler"
    count = 1 if alone else 2
    behind = [{"targetGroupArn": group_arn(role), "containerName": role, "containerPort": PORTS.get(role)}]
    return {
        "serviceName": f"{PREFIX}-{role}", "clusterArn": arn("ecs", f"cluster/{PREFIX}-cluster"),
        "desiredCount": count, "runningCount": count, "propagateTags": "SERVICE", "enableExecuteCommand": False,
        "deployments": [{"status": "PRIMARY", "rolloutState": "COMPLETED"}],
        "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": True, "rollback": True},
                                    "minimumHealthyPercent": 0 if alone else 100,
                                    "maximumPercent": 100 if alone else 200},
        "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": ["private-a", "private-b"], "assignPublicIp": "DISABLED",
            "securityGroups": ["reverb" if role == "reverb" else "services"]}},
        **({"loadBalancers": behind, "healthCheckGracePeriodSeconds": 60} if role in PORTS else {}),
        "task": {"family": f"{PREFIX}-{role}", "cpu": "256", "memory": "512",
                 "runtimePlatform": {"cpuArchitecture": "ARM64"}, "containerDefinitions": [_container(role)],
                 "executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/{PREFIX}-execution"},
    }


def _container(role: str) -> dict[str, t.Any]:
    entries = {"hq": (), "tenant": (), "scheduler": ENTRIES[:3]}.get(role, ENTRIES)
    command = ["php", "artisan", "reverb:start", "--host=0.0.0.0", "--port=8080"] if role == "reverb" else []
    return {
        "name": role, "image": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{PREFIX}-{IMAGES[role]}:{RELEASE}",
        "essential": True, "command": command, "stopTimeout": 30,
        "environment": [{"name": name, "value": value} for name, value in VARIABLES[role].items()],
        "secrets": [{"name": name, "valueFrom": f"{SECRET}:{name}::"} for name in entries],
        "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": f"/ecs/{PREFIX}-{role}"}}}


def _network() -> dict[str, t.Any]:
    kinds = [(kind, zone) for kind in ("public", "private", "data") for zone in "ab"]
    ways = {"public": [{"GatewayId": "igw-1"}], "private": [{"NatGatewayId": "nat-1"}], "data": []}
    return {
        "vpcs": [{"VpcId": "vpc-other", "CidrBlock": "172.31.0.0/16"}, {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}],
        "subnets": [{"SubnetId": f"{kind}-{zone}", "VpcId": "vpc-1", "AvailabilityZone": f"{REGION}{zone}"}
                    for kind, zone in kinds],
        "tables": [{"RouteTableId": f"rtb-{kind}", "VpcId": "vpc-1",
                    "Routes": [{**way, "DestinationCidrBlock": "0.0.0.0/0"} for way in ways[kind]],
                    "Associations": [{"SubnetId": f"{kind}-{zone}"} for zone in "ab"]} for kind in ways],
        "nats": [{"NatGatewayId": "nat-1", "VpcId": "vpc-1", "State": "available"}],
        "endpoints": [
            {"ServiceName": f"com.amazonaws.{REGION}.s3", "VpcEndpointType": "Gateway", "VpcId": "vpc-1",
             "State": "available", "RouteTableIds": ["rtb-private"]},
            {"ServiceName": f"com.amazonaws.{REGION}.ecr.api", "VpcEndpointType": "Interface", "VpcId": "vpc-1",
             "State": "available"}],
        "groups": [{"GroupId": name, "GroupName": name, "VpcId": "vpc-1", "IpPermissions": [
            {"FromPort": 8000, "IpRanges": [{"CidrIp": "0.0.0.0/0"}] if name == "alb" else [], "Ipv6Ranges": [],
             "UserIdGroupPairs": [{"GroupId": "alb"}]}]} for name in ("alb", "services", "reverb")],
    }


def _balanced() -> dict[str, t.Any]:
    to_https = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS"}}
    nobody = {"Type": "fixed-response"}
    return {
        "load balancers": [{
            "LoadBalancerArn": BALANCER, "LoadBalancerName": PREFIX, "Scheme": "internet-facing", "VpcId": "vpc-1",
            "SecurityGroups": ["alb"], "DNSName": f"{PREFIX}-1.{REGION}.elb.amazonaws.com", "attributes": {
                "idle_timeout.timeout_seconds": "120", "deletion_protection.enabled": "true",
                "routing.http.drop_invalid_header_fields.enabled": "true", "access_logs.s3.enabled": "true",
                "access_logs.s3.bucket": "logs"}}],
        "listeners": [
            {"LoadBalancerArn": BALANCER, "Port": 443, "Protocol": "HTTPS", "DefaultActions": [nobody],
             "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06", "Certificates": [{"CertificateArn": CERTIFICATE}],
             "certificates": [{"CertificateArn": CERTIFICATE}],
             "rules": [*map(_rule, PORTS), {"Conditions": [], "Actions": [nobody]}]},
            {"LoadBalancerArn": BALANCER, "Port": 80, "Protocol": "HTTP", "DefaultActions": [to_https],
             "certificates": [], "rules": [{"Conditions": [], "Actions": [to_https]}]}],
        "target groups": [{
            "TargetGroupArn": group_arn(role), "TargetGroupName": f"{PREFIX}-{role}", "VpcId": "vpc-1",
            "LoadBalancerArns": [BALANCER], "HealthCheckPath": PATHS[role],
            "attributes": {"stickiness.enabled": "true"},
            "health": [{"TargetHealth": {"State": "healthy"}}] * 2} for role in PORTS],
        "web ACLs": [{"LoadBalancerArn": BALANCER, "web_acl": {"Name": "guard"}}],
        "certificates": [{"CertificateArn": CERTIFICATE, "DomainName": DOMAIN, "Status": "ISSUED",
                          "Type": "AMAZON_ISSUED", "SubjectAlternativeNameSummaries": [DOMAIN, f"*.{DOMAIN}"]}],
    }


def group_arn(role: str) -> str:
    return arn("elasticloadbalancing", f"targetgroup/{PREFIX}-{role}/1")


def _rule(role: str) -> dict[str, t.Any]:
    return {"Conditions": [{"Field": "host-header", "HostHeaderConfig": {"Values": [HOSTS[role]]}}],
            "Actions": [{"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": group_arn(role)}]}}]}


def _images() -> dict[str, t.Any]:
    tidy = {"rules": [{"rulePriority": 1}]}
    return {
        "repositories": [{
            "repositoryName": f"{PREFIX}-{name}", "imageTagMutability": "IMMUTABLE", "lifecycle": json.dumps(tidy),
            "repositoryUri": f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{PREFIX}-{name}",
            "imageScanningConfiguration": {"scanOnPush": True}} for name in sorted(set(IMAGES.values()))],
        "scanning of images": [],
    }
