# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The logs of an engine, sent to CloudWatch."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import required
from ...resource import Part


@dataclass(frozen=True, kw_only=True)
class LogDelivery(Part):
    """One log of the engine, and where it is sent."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "log_type": "slow-log", "log_group": "/elasticache/envelope-prod", "log_format": "json"}

    log_type: t.Literal["slow-log", "engine-log"] = required("Which log: that of slow commands or that of the engine.")
    log_group: str = required(
        "Name of the log group in CloudWatch.", wire="DestinationDetails.CloudWatchLogsDetails.LogGroup")
    log_format: t.Literal["json", "text"] = required("How lines are written.")

    def wire(self, *names: str) -> dict[str, t.Any]:
        return {**super().wire(*names), "DestinationType": "cloudwatch-logs"}


def differing(wanted: list[LogDelivery] | None, now: list[LogDelivery] | None) -> list[dict[str, t.Any]]:
    """What to ask for so that exactly those wanted are sent: AWS leaves alone a log that a request does not name."""
    kept = {each.log_type for each in wanted or ()}
    ended = [{"LogType": each.log_type, "Enabled": False} for each in now or () if each.log_type not in kept]
    return [each.wire() for each in wanted or () if each not in (now or ())] + ended
