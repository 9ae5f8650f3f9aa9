# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an ECS service is when CreateService or UpdateService leave something out."""

from __future__ import annotations

import copy
import typing as t

Given = dict[str, t.Any]

NOT_KEPT = ("cluster", "service", "serviceName", "clientToken", "forceNewDeployment", "tags", "role")
DEPLOYMENT = {
    "maximumPercent": 200,
    "minimumHealthyPercent": 100,
    "strategy": "ROLLING",
    "bakeTimeInMinutes": 0,
    "deploymentCircuitBreaker": {"enable": False, "rollback": False},
}
DEFAULTS: Given = {
    "availabilityZoneRebalancing": "ENABLED",
    "deploymentController": {"type": "ECS"},
    "enableECSManagedTags": False,
    "enableExecuteCommand": False,
    "loadBalancers": [],
    "placementConstraints": [],
    "placementStrategy": [],
    "propagateTags": "NONE",
    "schedulingStrategy": "REPLICA",
    "serviceRegistries": [],
}


def complete(asked: Given, default_strategy: list[Given] | None) -> Given:
    given = copy.deepcopy(DEFAULTS | {key: value for key, value in asked.items() if key not in NOT_KEPT})
    given["deploymentConfiguration"] = copy.deepcopy(DEPLOYMENT) | given.get("deploymentConfiguration", {})
    if not given.get("launchType") and not given.get("capacityProviderStrategy"):
        given |= {"capacityProviderStrategy": default_strategy} if default_strategy else {"launchType": "EC2"}
    return _settled(given)


def merged(before: Given, asked: Given) -> Given:
    given = copy.deepcopy(before) | {key: value for key, value in asked.items() if key not in NOT_KEPT}
    if asked.get("deploymentConfiguration"):
        given["deploymentConfiguration"] = before["deploymentConfiguration"] | asked["deploymentConfiguration"]
    if asked.get("capacityProviderStrategy"):
        given.pop("launchType", None)
    return _settled(given)


def _settled(given: Given) -> Given:
    """The defaults that depend on other parameters."""
    for each in given.get("capacityProviderStrategy") or []:
        each.setdefault("weight", 0)
        each.setdefault("base", 0)
    fargate = given.get("launchType") != "EC2"
    if fargate:
        given.setdefault("platformVersion", "LATEST")
        given.setdefault("platformFamily", "Linux")
    network = given.get("networkConfiguration", {}).get("awsvpcConfiguration")
    if network is not None:
        network.setdefault("securityGroups", [])
        network.setdefault("assignPublicIp", "DISABLED")
    if given["loadBalancers"]:
        given.setdefault("healthCheckGracePeriodSeconds", 0)
    return given
