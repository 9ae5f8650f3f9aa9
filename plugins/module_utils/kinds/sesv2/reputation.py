# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well the mail of configuration sets is taken: the rates that SES judges senders by."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Service, Together
from ...errors import EnvelopeError

cloudwatch = Service("cloudwatch")

LOOKED_BACK = datetime.timedelta(days=3)
"""How old a rate may be; SES publishes new ones while mail is sent."""

PERIOD = 3600
"""Seconds that one figure stands for."""

MOST = 250
"""Configuration sets in one request: CloudWatch takes 500 metrics."""

METRICS = ("Reputation.BounceRate", "Reputation.ComplaintRate")

BOUNCES, COMPLAINTS = 0.02, 0.0005
"""Limits: 2 % and 0.05 %, well below those at which AWS reviews an account (5 % and 0.1 %)."""


@dataclass(frozen=True)
class Rates:
    """The latest rates, as parts of 1; None where no mail was sent lately."""

    bounce: float | None = None
    complaint: float | None = None

    def over(self, bounces: float, complaints: float) -> list[str]:
        """What is over its limit, as a person reads it."""
        pairs = (("bounce", self.bounce, bounces), ("complaint", self.complaint, complaints))
        return [f"{what} rate {rate:.2%} is over {limit:.2%}" for what, rate, limit in pairs
                if rate is not None and rate > limit]


def rates_of(names: t.Sequence[str]) -> Flow:
    """The rates of configuration sets by name; those of the whole account under an empty one."""
    until = datetime.datetime.now(datetime.UTC)
    parts = [names[start:start + MOST] for start in range(0, len(names), MOST)]
    found = yield Together([_asked(part, until) for part in parts])
    for each in found:
        if isinstance(each, EnvelopeError):
            raise each
    return {name: rates for each in found for name, rates in each.items()}


def _asked(names: t.Sequence[str], until: datetime.datetime) -> Flow:
    queries = [_query(f"m{number}_{place}", metric, name)
               for number, name in enumerate(names) for place, metric in enumerate(METRICS)]
    reply = yield cloudwatch.get_metric_data(
        StartTime=until - LOOKED_BACK, EndTime=until, ScanBy="TimestampDescending", MetricDataQueries=queries)
    latest = {each["Id"]: each["Values"][0] for each in reply.get("MetricDataResults", ()) if each.get("Values")}
    return {name: Rates(latest.get(f"m{number}_0"), latest.get(f"m{number}_1")) for number, name in enumerate(names)}


def _query(id_: str, metric: str, name: str) -> dict[str, t.Any]:
    dimensions = [{"Name": "ses:configuration-set", "Value": name}] if name else []
    about = {"Namespace": "AWS/SES", "MetricName": metric, "Dimensions": dimensions}
    return {"Id": id_, "ReturnData": True, "MetricStat": {"Metric": about, "Period": PERIOD, "Stat": "Average"}}
