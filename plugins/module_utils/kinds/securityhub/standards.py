# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Standards: what Security Hub checks, by short names such as `cis-aws-foundations-benchmark/v/3.0.0`.

Their ARNs hold the region, save for the oldest, so a short name is the same everywhere.
"""

from __future__ import annotations

import re
import typing as t

from ...spelling import unknown
from ...wire import get

Found = t.Mapping[str, t.Any]

OLDEST = "cis-aws-foundations-benchmark/v/1.2.0"
NAMES = frozenset({
    "aws-foundational-security-best-practices/v/1.0.0", "aws-resource-tagging-standard/v/1.0.0", OLDEST,
    "cis-aws-foundations-benchmark/v/1.4.0", "cis-aws-foundations-benchmark/v/3.0.0",
    "cis-aws-foundations-benchmark/v/5.0.0", "nist-800-53/v/5.0.0", "nist-800-171/v/2.0.0", "pci-dss/v/3.2.1",
    "pci-dss/v/4.0.1",
})
ARN = re.compile(r"arn:[\w-]+:securityhub:[\w-]*::(?:standards|ruleset)/(.+)")
ENABLED = frozenset({"PENDING", "READY", "INCOMPLETE"})
"""States of a standard that is enabled, or about to be. An incomplete one lacks some of its controls."""


def short(name: str) -> str:
    """The short name of a standard, from that or its ARN."""
    found = ARN.fullmatch(name)
    return found[1] if found else name


def arn(name: str, *, partition: str, region: str) -> str:
    """The ARN of a standard, from that or its short name."""
    if ARN.fullmatch(name):
        return name
    if name == OLDEST:
        return f"arn:{partition}:securityhub:::ruleset/{name}"
    return f"arn:{partition}:securityhub:{region}::standards/{name}"


def includes(wanted: t.Sequence[str], now: t.Sequence[str] | None) -> bool:
    """Whether all that are wanted are there; others are somebody else's."""
    return {short(each) for each in wanted} <= {short(each) for each in now or ()}


def enabled(found: t.Iterable[Found]) -> list[str]:
    """The short names of the standards that are enabled."""
    return sorted(short(each["StandardsArn"]) for each in found if each["StandardsStatus"] in ENABLED)


def wanting(found: t.Iterable[Found]) -> list[str]:
    """What AWS says of standards that do not check all they should."""
    return sorted(
        f"{short(each['StandardsArn'])}: {each['StandardsStatus']} ({_why(each)})"
        for each in found if each["StandardsStatus"] in ("INCOMPLETE", "FAILED"))


def problems(wanted: t.Iterable[str]) -> t.Iterator[str]:
    for name in wanted:
        if not ARN.fullmatch(name) and name not in NAMES:
            yield f"standards: {unknown(name, NAMES)}, or an ARN"


def _why(found: Found) -> str:
    return get(found, ("StandardsStatusReason", "StatusReasonCode")) or "no reason given"
