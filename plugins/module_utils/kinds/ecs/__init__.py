# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Elastic Container Service: clusters, task definitions and services."""

from __future__ import annotations

from .api import CLUSTER, TASK_DEFINITION, ecs, newest
from .clusters import EcsCluster
from .secret_names import SECRET
from .services import EcsService
from .task_definitions import TaskDefinition

__all__ = ["CLUSTER", "SECRET", "TASK_DEFINITION", "EcsCluster", "EcsService", "TaskDefinition", "ecs", "newest"]
