# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was found, for the picture and the documents."""

from __future__ import annotations

import typing as t

from . import architecture_data, architecture_network, platform
from .live import Live
from .sources.ecs import SCALING

Data = dict[str, t.Any]


def architecture(live: Live) -> Data:
    """The platform as it is; a part that AWS refused to show is as one that is not there."""
    return {name: _unless_refused(tell, otherwise, live) for name, (tell, otherwise) in PARTS.items()}


def _unless_refused(tell: t.Callable[[Live], t.Any], otherwise: t.Any, live: Live) -> t.Any:
    try:
        return tell(live)
    except Exception:  # it is told by the checks that look at the same
        return otherwise


def _cluster(live: Live) -> str | None:
    about = platform.cluster(live)
    return about["clusterName"] if about else None


def _services(live: Live) -> list[Data]:
    balancers = {arn: group["LoadBalancerArns"] for group in platform.target_groups(live)
                 for arn in (group["TargetGroupArn"],)}
    bounds = {one["ResourceId"].rpartition("/")[2]: one for one in live[SCALING]["targets"]}
    return [_service(one, balancers, bounds.get(one.name, {})) for one in platform.services(live)]


def _service(one: platform.Service, balancers: t.Mapping[str, list[str]], bounds: t.Mapping[str, t.Any]) -> Data:
    task, attached = one.about["task"], one.about.get("loadBalancers", ())
    arns = [arn for each in attached for arn in balancers.get(each.get("targetGroupArn", ""), ())]
    return {
        "name": one.role, "full_name": one.name, "tenant": one.tenant, "desired": one.about["desiredCount"],
        "running": one.about["runningCount"], "minimum": bounds.get("MinCapacity"),
        "maximum": bounds.get("MaxCapacity"), "cpu": int(task.get("cpu") or 0), "memory": int(task.get("memory") or 0),
        "image": one.container["image"].rpartition("/")[2],
        "port": next((each["containerPort"] for each in attached), None),
        "load_balancer": arns[0].split("/")[2] if arns else None,
    }


PARTS: dict[str, tuple[t.Callable[[Live], t.Any], t.Any]] = {
    **architecture_network.PARTS, "cluster": (_cluster, None), "services": (_services, []),
    **architecture_data.PARTS,
}
"""How each part is told, and what stands for it where that is refused."""
