# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was found, for the picture and the documents."""

from __future__ import annotations

import typing as t

from ..errors import EnvelopeError
from . import architecture_data, architecture_network, platform
from .live import Live
from .sources.ecs import SCALING

Data = dict[str, t.Any]


def architecture(live: Live) -> Data:
    """The platform as it is; a part that AWS refused to show is None, and named in `unknown`."""
    told = {name: _unless_refused(tell, live) for name, tell in PARTS.items()}
    unknown = sorted(name for name, part in told.items() if isinstance(part, EnvelopeError))
    return {**{name: None if name in unknown else part for name, part in told.items()}, "unknown": unknown}


def _unless_refused(tell: t.Callable[[Live], t.Any], live: Live) -> t.Any:
    """A part, or the error of what AWS refused of it, which the checks that look at the same tell."""
    try:
        return tell(live)
    except EnvelopeError as error:
        return error


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


PARTS: dict[str, t.Callable[[Live], t.Any]] = {
    **architecture_network.PARTS, "cluster": _cluster, "services": _services, **architecture_data.PARTS,
}
"""How each part is told."""
