# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long what AWS does takes; a minute of AWS's passes in the blink of an eye."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

LONGEST = 3600.0


class BadTiming(ValueError):
    """A timing that cannot be understood."""


@dataclass
class Timing:
    """Seconds that AWS takes for a step.

    A task takes `start_seconds` from PROVISIONING to RUNNING and `stop_seconds` from STOPPING to STOPPED, a health
    check `health_seconds`, a deregistered target `drain_seconds`.  A grace period lasts as long as its service says,
    and at most `grace_seconds`.  GuardDuty has scanned a new object after `scan_seconds`, and a change to a
    distribution, or an invalidation, is everywhere after `cloudfront_seconds`.  Load balancers know of a new web ACL
    after `waf_seconds`.  ElastiCache takes `elasticache_seconds` to make, change or delete a replication group.
    """

    start_seconds: float = 0.2
    stop_seconds: float = 0.1
    health_seconds: float = 0.2
    drain_seconds: float = 0.0
    grace_seconds: float = 1.0
    cloudfront_seconds: float = 0.2
    scan_seconds: float = 0.2
    elasticache_seconds: float = 0.2
    waf_seconds: float = 0.2

    def change(self, given: t.Any) -> dict[str, float]:
        """Set some of them, all or none, and return all."""
        if not isinstance(given, dict):
            raise BadTiming("Timings are a JSON object.")
        known = [each.name for each in dataclasses.fields(self)]
        for name, value in given.items():
            if name not in known:
                raise BadTiming(f"Unknown timing {name!r}. Known: {', '.join(known)}.")
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST:
                raise BadTiming(f"{name!r} is a number of seconds from 0 to {LONGEST:.0f}, not {value!r}.")
        for name, value in given.items():
            setattr(self, name, float(value))
        return self.listed()

    def listed(self) -> dict[str, float]:
        return dataclasses.asdict(self)

    def clear(self) -> None:
        self.change(dataclasses.asdict(Timing()))


timing = Timing()
