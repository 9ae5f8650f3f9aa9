# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services that grow and shrink with demand: `autoscaling` of the catalogue, as scalable targets (requirement C9)."""

from __future__ import annotations

import math
import re
import typing as t

from .catalogue import Wanted, full_name, target_group_name
from .spelling import unknown

Entries = list[dict[str, t.Any]]

METRICS = {
    "cpu": "ECSServiceAverageCPUUtilization",
    "memory": "ECSServiceAverageMemoryUtilization",
    "requests_per_target": "ALBRequestCountPerTarget",
}
"""What may be held at a value, and AWS's name of it."""

COOLDOWNS = ("scale_in_cooldown", "scale_out_cooldown")
SCALING = frozenset({"min", "max", *METRICS, *COOLDOWNS})
"""What `autoscaling` of a service may say."""

ALLOWED: dict[str, tuple[int, float]] = {
    "cpu": (1, 100), "memory": (1, 100), "requests_per_target": (1, math.inf),
    "scale_in_cooldown": (0, math.inf), "scale_out_cooldown": (0, math.inf),
}
"""The least and the greatest value of each."""


def owned(about: Wanted) -> bool:
    """Whether autoscaling, ours or somebody else's, decides how many tasks of a service run."""
    return bool(about.get("autoscaling") or about.get("autoscaled"))


def most(about: Wanted) -> t.Any:
    """How many tasks of a service may run at once while nothing is deployed."""
    return (about.get("autoscaling") or {}).get("max") or about["desired_count"]


def starting_count(about: Wanted) -> t.Any:
    """The count a service is made with: what it says, brought within its bounds."""
    count, scaling = about["desired_count"], about.get("autoscaling")
    return max(int(scaling["min"]), min(int(scaling["max"]), int(count))) if scaling else count


def scalable_targets(wanted: Wanted, run: t.Mapping[str, Wanted]) -> Entries:
    """A target for each service that says `autoscaling`."""
    return [{**_resource(wanted, name), "min_capacity": int(about["autoscaling"]["min"]),
             "max_capacity": int(about["autoscaling"]["max"]), "policies": _policies(wanted, name, about)}
            for name, about in run.items() if about.get("autoscaling")]


def unscaled_targets(wanted: Wanted, run: t.Mapping[str, Wanted]) -> Entries:
    """The targets that must not be there: of services whose count the inventory decides."""
    return [_resource(wanted, name) for name, about in run.items() if not owned(about)]


def _resource(wanted: Wanted, name: str) -> dict[str, t.Any]:
    return {"resource": f"service/{wanted['cluster']}/{full_name(wanted, name)}", "tags": wanted["tags"]}


def _policies(wanted: Wanted, name: str, about: Wanted) -> Entries:
    scaling = about["autoscaling"]
    cooldowns = {option: int(scaling[option]) for option in COOLDOWNS if scaling.get(option) is not None}
    group = {"requests_per_target": {"target_group": target_group_name(wanted, name, about)}}
    return [{"name": f"{full_name(wanted, name)}-{option.replace('_', '-')}", "predefined_metric": metric,
             "target_value": scaling[option], **group.get(option, {}), **cooldowns}
            for option, metric in METRICS.items() if scaling.get(option) is not None]


def refused(run: t.Mapping[str, Wanted]) -> list[str]:
    """What is wrong with what services say under `autoscaling`, each naming service, option and what is allowed."""
    return [f"{name}.autoscaling: {problem}" for name, about in run.items() if about.get("autoscaling")
            for problem in _problems(about)]


def _problems(about: Wanted) -> t.Iterator[str]:
    scaling = about["autoscaling"]
    if not isinstance(scaling, dict):
        yield f"it is {scaling!r}, allowed is a dictionary of {', '.join(sorted(SCALING))}; leave it out for none"
        return
    yield from (unknown(option, SCALING) for option in scaling if option not in SCALING)
    yield from _bounds(scaling)
    if not any(scaling.get(option) is not None for option in METRICS):
        yield f"nothing to follow; name one or more of {', '.join(METRICS)}"
    for option, (least, greatest) in ALLOWED.items():
        value = scaling.get(option)
        if value is not None and not least <= _number(value, whole=option in COOLDOWNS) <= greatest:
            allowed = f"{least} and more" if greatest == math.inf else f"{least} to {greatest}"
            yield f"{option} is {value!r}, allowed are {allowed}"
    if scaling.get("requests_per_target") is not None and not about.get("port"):
        yield "requests_per_target needs a port: a service that is not behind the load balancer gets no requests"


def _bounds(scaling: Wanted) -> t.Iterator[str]:
    least, greatest = (_number(scaling.get(option), whole=True) for option in ("min", "max"))
    if not (least >= 1 and greatest >= 1):
        yield (f"min is {scaling.get('min')!r} and max is {scaling.get('max')!r}, "
               "both must be said and are whole numbers from 1")
    elif least > greatest:
        yield f"min is {least:g} and max is {greatest:g}, allowed is a max that is not less than min"


def _number(value: t.Any, *, whole: bool = False) -> float:
    """A number, also one that is written as text; what is none is nan, which is in no range."""
    written = re.fullmatch(r"\d+" if whole else r"\d+(\.\d+)?", str(value))
    return float(value) if written else math.nan
