# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What roles work out from their variables, once, before they ask for anything."""

from __future__ import annotations

import typing as t

from .access import task_roles
from .application import application, repositories
from .awx import awx_answers, awx_asked, awx_plan
from .baseline import security_baseline
from .data_stores import data_stores
from .key_policies import key_policy, used_by_logs
from .monitoring import monitoring
from .network_plan import network_plan
from .pipelines import pipelines
from .waf import waf_plan

Wanted = t.Mapping[str, t.Any]


def services(wanted: Wanted) -> dict[str, t.Any]:
    """Everything the role `ecs_services` converges, by what it is; and what came of an earlier use of it."""
    images = {"prefix": wanted["cell_prefix"], "keep": wanted["kept_images"], "tags": wanted["cell_tags"]}
    return {
        **application(wanted),
        "roles": task_roles(wanted),
        "repositories": repositories(wanted["repositories"], images),
        "log_key_policy": key_policy(wanted, used_by_logs(wanted, f"/ecs/{wanted['cell_prefix']}-*")),
        "earlier": wanted["earlier"],
    }


WORKINGS: dict[str, t.Callable[[Wanted], dict[str, t.Any]]] = {
    "awx": awx_plan, "awx_answers": awx_answers, "awx_asked": awx_asked,
    "data_stores": data_stores, "monitoring": monitoring, "network": network_plan, "pipelines": pipelines,
    "security_baseline": security_baseline, "services": services, "waf": waf_plan}
"""What can be worked out, by the option of the action `work_out`."""


def worked_out(asked: Wanted) -> dict[str, t.Any]:
    """The workings that are asked for, together; raises `EnvelopeError` where they cannot be."""
    return {name: value for option, wanted in asked.items() for name, value in WORKINGS[option](wanted).items()}
