# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of an alarm: one entry of the tables, whatever it watches."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

Sort = t.Literal["service", "counted_service", "web_service", "load_balancer", "database", "cache_node", "mail", "site",
                 "application", "tenants"]
"""What an alarm is about; there is one alarm for each such thing that a platform has."""

Incident = t.Literal["down", "degraded", "mail", ""]
"""The composite alarm that tells of it; empty where it tells itself."""


@dataclass(frozen=True)
class Metric:
    """A metric, published with these dimensions of its subject.

    Here and in expressions, `{Name}` stands for what a subject has of that name.
    """

    id: str
    namespace: str
    name: str
    statistic: str
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Watch:
    """An alarm for every subject of a sort."""

    name: str
    """What its threshold is called in the inventory."""
    of: Sort
    suffix: str
    """What its alarm's name ends in, after that of the subject."""
    title: str
    """What is drawn, on the dashboard."""
    says: str
    """What it means, in one sentence about `{subject}`."""
    runbook: str
    """Where to read what to do: page and anchor in docs/runbooks."""
    incident: Incident
    measure: str
    """What its threshold is in, by the units there are for it."""
    threshold: str
    below: bool = False
    """Whether it goes off below its threshold, rather than from there on."""
    metrics: tuple[Metric, ...] = ()
    expression: str = ""
    """What is worked out of the metrics; or a query, where there are none."""
    period: int = 60
    """Seconds."""
    within: int
    """In how many periods it has to be beyond its threshold,"""
    of_last: int
    """of how many."""
    missing: t.Literal["breaching", "notBreaching", "ignore", "missing"]
    because: str
    """Why a period without figures counts as that."""
    low_samples: t.Literal["evaluate", "ignore", ""] = ""
    """Whether a percentile of few values counts."""


@dataclass(frozen=True)
class Subject:
    """Something that is watched."""

    key: str
    """What it is called in the inventory."""
    name: str
    """What the names of its alarms begin with."""
    about: str
    """What it is called in a sentence."""
    dimensions: t.Mapping[str, str]
    """What its metrics are published with, and what stands in braces."""
    awaited: bool = False
    """Whether it may be made by a later run."""
