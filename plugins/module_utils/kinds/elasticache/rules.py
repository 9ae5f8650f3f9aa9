# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS does not take in a replication group, told without asking it."""

from __future__ import annotations

import re
import typing as t

from ...windows import daily, meeting, weekly
from .auth_token import KEY
from .log_delivery import LogDelivery

SHORTEST = 60
"""Minutes of a window."""

REDIS = ("4.0.10", "5.0.6", "6.0", "6.2", "7.0", "7.1")
"""All there will be: the engine goes on as Valkey."""

RANGES = {"num_node_groups": (1, 500), "replicas_per_node_group": (0, 5), "snapshot_retention_limit": (0, 35)}


def version_problems(engine: str | None, version: str | None) -> t.Iterator[str]:
    if version is None:
        return
    if not (found := re.fullmatch(r"(\d+)\.(\d+)(\.\d+)?", version)):
        yield f"engine_version: {version} is none; write it as 7.1 or 8.0.1"
    elif engine == "valkey" and (int(found[1]), int(found[2])) < (7, 2):
        yield f"engine_version: {version} is none of valkey, allowed are 7.2 and later"
    elif engine == "redis" and not any(version == each or version.startswith(f"{each}.") for each in REDIS):
        yield f"engine_version: {version} is none of redis, allowed are {', '.join(REDIS)}"


def node_problems(node_type: str | None) -> t.Iterator[str]:
    if node_type is not None and not re.fullmatch(r"cache\.[a-z]\d[a-z]*\.(micro|small|medium|\d*x?large)", node_type):
        yield f"node_type: {node_type} is none; allowed are such as cache.t4g.small or cache.r7g.large"


def range_problems(group: t.Any) -> t.Iterator[str]:
    for name, (least, most) in RANGES.items():
        value = getattr(group, name)
        if value is not None and not least <= value <= most:
            yield f"{name} is {value}, allowed are {least} to {most}"


def failover_problems(group: t.Any) -> t.Iterator[str]:
    """A failover needs somebody to fail over to, and shards need failover."""
    if group.automatic_failover and group.replicas_per_node_group == 0 and (group.num_node_groups or 1) == 1:
        yield "automatic_failover: needs replicas_per_node_group of 1 or more"
    if group.multi_az and group.automatic_failover is False:
        yield "multi_az: needs automatic_failover"
    if group.multi_az and group.replicas_per_node_group == 0:
        yield "multi_az: needs replicas_per_node_group of 1 or more"
    if (group.num_node_groups or 1) > 1 and group.automatic_failover is False:
        yield f"automatic_failover: is a must with {group.num_node_groups} node groups"


def window_problems(maintenance: str | None, snapshot: str | None) -> t.Iterator[str]:
    """What is wrong with the two windows, each and together."""
    # AWS gives days back in lower case
    once_a_week = weekly(maintenance) if maintenance and maintenance.islower() else None
    every_day = daily(snapshot) if snapshot else None
    if maintenance and (once_a_week is None or once_a_week.length < SHORTEST):
        yield (f"maintenance_window: {maintenance} is none; allowed are 60 minutes a week and more, in UTC, such as "
               "sun:03:00-sun:04:00")
    if snapshot and (every_day is None or every_day.length < SHORTEST):
        yield f"snapshot_window: {snapshot} is none; allowed are 60 minutes a day and more, in UTC, such as 01:00-02:00"
    elif every_day and once_a_week and meeting(every_day, once_a_week):
        yield f"maintenance_window: {maintenance} meets snapshot_window {snapshot}, AWS wants them apart"


def token_problems(secret: str | None, key: str | None) -> t.Iterator[str]:
    if bool(secret) != bool(key):
        yield "auth_token_secret and auth_token_key: give both or none"
    if key and not KEY.fullmatch(key):
        yield f"auth_token_key: {key!r} is not allowed: 1 to 64 letters, digits and _ . -"


def log_problems(deliveries: list[LogDelivery] | None) -> t.Iterator[str]:
    named = [each.log_type for each in deliveries or ()]
    for log_type in sorted({each for each in named if named.count(each) > 1}):
        yield f"log_delivery_configurations: {log_type} is there more than once"
