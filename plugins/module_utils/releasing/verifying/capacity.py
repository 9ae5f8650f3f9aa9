# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether there is room for the tasks that run besides the old ones while a service is rolled out."""

from __future__ import annotations

import math
import typing as t

from ...calls import Flow, Together
from ...errors import EnvelopeError
from .candidates import Candidate
from .fargate_room import ON_DEMAND, SPOT, Class, room
from .findings import Verified, all_of, merged, note, problem
from .wiring import ec2

CLASSES = {"FARGATE": ON_DEMAND, "FARGATE_SPOT": SPOT}
"""What Fargate counts together, by capacity provider."""


def checked(candidates: t.Sequence[Candidate]) -> Flow:
    """Addresses and vCPUs for one service at a time, as they are rolled out; returns `Verified`."""
    asked = {candidate.name: vcpus(candidate) for candidate in candidates}
    classes = list(dict.fromkeys(kind for shares in asked.values() for kind in shares))
    return (yield from all_of([
        *((f"{each.name}: free addresses", _addresses(each)) for each in candidates if each.network.get("subnets")),
        *((f"quota {kind.code} of Fargate", _quota(kind, _of(kind, asked))) for kind in classes)]))


def _of(kind: Class, asked: t.Mapping[str, t.Mapping[Class, float]]) -> dict[str, float]:
    return {name: shares[kind] for name, shares in asked.items() if kind in shares}


def extra_tasks(candidate: Candidate) -> int:
    """How many tasks run at most above the desired count, which AWS rounds down; one is needed to make progress."""
    desired, about = candidate.service.get("desiredCount") or 0, candidate.service.get("deploymentConfiguration") or {}
    if about.get("strategy", "ROLLING") != "ROLLING":  # blue and green run side by side
        return desired
    most = about.get("maximumPercent")
    above = (200 if most is None else most) - 100
    return 0 if above <= 0 or not desired else max(1, desired * above // 100)


def vcpus(candidate: Candidate) -> dict[Class, float]:
    """What the additional tasks ask of Fargate, shared out by the weights of the capacity providers."""
    extra, each = extra_tasks(candidate), int(candidate.definition.get("cpu") or 0) / 1024
    strategy = candidate.service.get("capacityProviderStrategy") or ()
    if not strategy and candidate.service.get("launchType") == "FARGATE":
        strategy = [{"capacityProvider": "FARGATE", "weight": 1}]
    weights = {entry["capacityProvider"]: entry.get("weight", 0) for entry in strategy}
    whole = sum(weights.values()) or 1
    shares = {CLASSES[name]: math.ceil(extra * weight / whole) * each
              for name, weight in weights.items() if name in CLASSES}
    return {kind: share for kind, share in shares.items() if share}


def _addresses(candidate: Candidate) -> Flow:
    subnets, extra = candidate.network["subnets"], extra_tasks(candidate)
    answers = yield Together([_subnet(each) for each in subnets])
    if any(isinstance(answer, EnvelopeError) for answer in answers):  # said by `wiring`
        return Verified()
    free = sum(answers)
    if free >= extra:
        return Verified()
    return problem(f"{candidate.name}: its rollout starts {_tasks(extra)} besides those that run, and its subnets "
                   f"({', '.join(subnets)}) have {free:.0f} free addresses")


def _subnet(subnet: str) -> Flow:
    """Addresses that are free for tasks."""
    reply = yield ec2.describe_subnets(SubnetIds=[subnet])
    found = next((each for each in reply["Subnets"] if each["SubnetId"] == subnet), {"AvailableIpAddressCount": 0})
    return math.inf if found.get("Ipv6Native") else found["AvailableIpAddressCount"]


def _quota(kind: Class, asked: t.Mapping[str, float]) -> Flow:
    quota, used = yield from room(kind)
    free = quota - (used or 0)
    unknown = [note(f"use of the quota {kind.code} of Fargate is not known: CloudWatch has no figure of the last "
                    "15 minutes")] if used is None else []
    return merged([*unknown, *(
        problem(f"{name}: its rollout needs {needed:g} vCPU besides those in use, and {free:g} of the quota of "
                f"{quota:g} vCPU ({kind.title}, {kind.code}) are free; ask for more in Service Quotas")
        for name, needed in asked.items() if needed > free)])


def _tasks(count: int) -> str:
    return f"{count} task{'s' * (count != 1)}"
