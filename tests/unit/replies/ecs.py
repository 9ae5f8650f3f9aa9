# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Elastic Container Service's answers."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {
    "list_task_definitions": {"taskDefinitionArns": [
        "arn:aws:ecs:eu-west-1:111122223333:task-definition/envelope-prod-api:7"]},
}
HELD: dict[str, t.Any] = {"TaskDefinition.revision": 7, "EcsService.running_count": 2, "EcsService.deployments": []}
