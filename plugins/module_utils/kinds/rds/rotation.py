# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How often RDS changes a master password that it manages: the schedule of the secret that holds it."""

from __future__ import annotations

import re
import typing as t

from ...calls import Flow, Reply
from ...errors import Absent
from ..secretsmanager import secretsmanager
from .connecting import MASTER_SECRET

LONGEST = 1000


def rotation_problems(days: int | None) -> t.Iterator[str]:
    if days is not None and not 1 <= days <= LONGEST:
        yield f"master_user_secret_rotation_days: {days}, allowed are 1 to {LONGEST}; AWS has no way to switch it off"


def rotation_of(secret: str | None) -> Flow:
    """The schedule of a secret as an instance's properties say it; empty where there is no secret."""
    if not secret:
        return {}
    try:
        found = yield secretsmanager.describe_secret(SecretId=secret)
    except Absent:  # it goes before an instance that is being deleted does
        return {}
    return {"MasterUserSecretRotationDays": _days(found.get("RotationRules") or {}),
            "MasterUserSecretNextRotation": found.get("NextRotationDate")}


def rescheduled(name: str, days: int | None) -> Flow:
    """Have the password of an instance changed so many days from now, and as often, rather than at once."""
    if days is None:
        return
    if secret := (yield from MASTER_SECRET.find(name)):
        yield secretsmanager.rotate_secret(
            SecretId=secret, RotationRules={"AutomaticallyAfterDays": days}, RotateImmediately=False)


def _days(rules: Reply) -> int | None:
    """The console writes an expression, which AWS does not always turn into days."""
    if expression := rules.get("ScheduleExpression"):
        found = re.fullmatch(r"rate\((\d+) days?\)", expression)
        return int(found[1]) if found else None
    return rules.get("AutomaticallyAfterDays")
