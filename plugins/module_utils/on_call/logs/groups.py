# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the containers of a service write their lines."""

from __future__ import annotations

from ...calls import Flow
from ...errors import Invalid
from ...kinds.ecs.api import newest
from ..services.found import Service, the_service


def groups_of(cluster: str, prefix: str, name: str) -> Flow:
    """The log groups of a service; raises `Invalid` where its lines go elsewhere."""
    service: Service = yield from the_service(cluster, prefix, name)
    definition = (yield from newest(service["taskDefinition"]))["taskDefinition"]
    options = [each["logConfiguration"].get("options", {}) for each in definition["containerDefinitions"]
               if each.get("logConfiguration", {}).get("logDriver") == "awslogs"]
    groups = dict.fromkeys(each["awslogs-group"] for each in options if each.get("awslogs-group"))
    if not groups:
        raise Invalid(f"{name} does not write to CloudWatch Logs: look where its task definition's logConfiguration "
                      "sends its lines")
    return tuple(groups)
