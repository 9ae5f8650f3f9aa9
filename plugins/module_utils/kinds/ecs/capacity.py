# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where tasks run: the parts that clusters and services share."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...whole import Whole


@dataclass(frozen=True, kw_only=True)
class CapacityShare(Whole, Part):
    """How many tasks a capacity provider gets."""

    defaults: t.ClassVar[t.Mapping[str, t.Any]] = {"weight": 0, "base": 0}

    capacity_provider: str = required("Name of the capacity provider, such as V(FARGATE) or V(FARGATE_SPOT).")
    weight: int | None = option("Its share of the tasks beyond every base, relative to the others'. 0 when left out.")
    base: int | None = option("Tasks that run on it before shares are counted. 0 when left out.")


def strategy_problems(name: str, strategy: list[CapacityShare] | None) -> t.Iterator[str]:
    """What is wrong with a strategy, that AWS would only say when a task is to start."""
    if len(strategy or ()) > 1 and not any(share.weight for share in strategy or ()):
        yield f"{name}: every weight is 0, so that no task could start; give at least one of them a weight"
    if len([share for share in strategy or () if share.base]) > 1:
        yield f"{name}: only one capacity provider can have a base"
