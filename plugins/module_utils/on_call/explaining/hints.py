# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What helps, by what ECS says of a service in its events and of a deployment in its reason.

AWS's words are from "Amazon ECS service event messages" in the developer guide; those on single tasks are in
`releasing/task_hints.py`.
"""

from __future__ import annotations

import re

BY_WORDS = (
    (r"unable to place a task.*(capacity|vCPU|RESOURCE)", "There is no room for its tasks: see the quota of Fargate "
     "vCPUs (playbooks/headroom.yml), or try again later"),
    (r"unable to place a task", "Tasks find no place: look at subnets, capacity providers and the roles ECS uses"),
    (r"unable to consistently start tasks", "Its tasks end one after the other: their own reasons say why"),
    (r"unhealthy in", "The load balancer stops tasks that do not answer their health check: the path must answer "
     "with what the target group expects, and a slow start needs health_check_grace_period_seconds"),
    (r"health check", "Its own health check, or the load balancer's, fails: look at its lines, then at the path"),
    (r"circuit breaker", "So many tasks failed that ECS gave up; it goes back to what ran before where there is any. "
     "Deploy a release that starts, or look at the tasks' own reasons"),
    (r"unable to assume", "ECS may not use a role of the service: playbooks/site.yml "
     "--tags ecs_services"),
    (r"rate exceeded|throttl", "AWS holds calls back: wait, it goes on by itself"),
    (r"secret|ResourceInitialization", "A secret or a log group that the task definition names cannot be read: "
     "playbooks/site.yml --tags secrets,ecs_services --check"),
)
"""The first pattern that fits counts."""


def helps(words: str) -> str:
    """What helps; empty for words that are not known."""
    return next((hint for pattern, hint in BY_WORDS if re.search(pattern, words, re.IGNORECASE | re.DOTALL)), "")
