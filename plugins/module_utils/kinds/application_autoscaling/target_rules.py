# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS would refuse of a scalable target, or take and never scale back from, told beforehand."""

from __future__ import annotations

import re
import typing as t

if t.TYPE_CHECKING:
    from .targets import ScalableTarget


def rule_problems(target: ScalableTarget) -> t.Iterator[str]:
    """What is wrong with a scalable target as a whole."""
    yield from _identity(target)
    yield from _capacity(target)
    names = [policy.name for policy in target.policies or ()]
    yield from (f"policies: {name} is there more than once" for name in sorted(set(names)) if names.count(name) > 1)


def _identity(target: ScalableTarget) -> t.Iterator[str]:
    namespace, dimension = target.service_namespace, target.scalable_dimension
    if not dimension.startswith(f"{namespace}:"):
        yield f"scalable_dimension is {dimension}, in the namespace {namespace} it begins with {namespace}:"
    if namespace == "ecs" and not re.fullmatch(r"service/[^/]+/[^/]+", target.resource):
        yield f"resource is {target.resource}, for ECS it reads service/<cluster>/<service>"


def _capacity(target: ScalableTarget) -> t.Iterator[str]:
    least, most = target.min_capacity, target.max_capacity
    for name in ("min_capacity", "max_capacity"):
        value = getattr(target, name)
        if value is not None and value < 0:
            yield f"{name} is {value}, it cannot be negative"
    if least is not None and most is not None and least > most:
        yield f"min_capacity {least} is above max_capacity {most}"
    measured = [policy.predefined_metric for policy in target.policies or ()]
    if least == 0 and most != 0 and measured and all(measured):
        yield "min_capacity is 0, and without a task there is nothing that its policies could measure, so that it " \
              "would never grow again: keep 1, or add a policy with a customized_metric"
