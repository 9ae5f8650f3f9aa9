# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of ECS share."""

from __future__ import annotations

ROLE = "arn:aws:iam::123456789012:role/execution"


CONTAINER = {
    "name": "api",
    "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1",
    "essential": True,
    "cpu": 10,
    "portMappings": [{"containerPort": 8000, "hostPort": 8000, "protocol": "tcp", "name": "http"}],
    "command": ["php", "artisan"],
    "entryPoint": ["sh"],
    "environment": [{"name": "APP_ENV", "value": "production"}],
    "secrets": [{"name": "APP_KEY", "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a"}],
    "mountPoints": [{"sourceVolume": "tmp", "containerPath": "/tmp", "readOnly": False}],
    "volumesFrom": [],
    "systemControls": [],
    "linuxParameters": {"initProcessEnabled": True},
    "stopTimeout": 60,
    "dependsOn": [{"containerName": "side", "condition": "HEALTHY"}],
    "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 4096}],
    "readonlyRootFilesystem": True,
    "user": "1000",
    "healthCheck": {"command": ["CMD", "true"], "interval": 30, "timeout": 5, "retries": 3, "startPeriod": 10},
    "logConfiguration": {
        "logDriver": "awslogs",
        "options": {"awslogs-group": "/ecs/api"},
        "secretOptions": [{"name": "token", "valueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/a"}],
    },
}


SIDE = {"name": "side", "image": "side", "essential": False}


DEFINITION = {
    "family": "api",
    "networkMode": "awsvpc",
    "requiresCompatibilities": ["FARGATE"],
    "cpu": "256",
    "memory": "512",
    "executionRoleArn": ROLE,
    "taskRoleArn": "arn:aws:iam::123456789012:role/task",
    "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
    "ephemeralStorage": {"sizeInGiB": 30},
    "volumes": [{"name": "tmp", "host": {}}],
    "containerDefinitions": [CONTAINER, SIDE],
}


STRATEGY = [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}]
