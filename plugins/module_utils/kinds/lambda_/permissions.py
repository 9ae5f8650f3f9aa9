# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may invoke a function: the statements of its policy, which Lambda takes and gives up one at a time."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Absent
from ...fields import option, required
from ...policies import policy, statements
from ...resource import Part
from .service import lambda_

INVOKE = "lambda:InvokeFunction"


@dataclass(frozen=True, kw_only=True)
class Permission(Part):
    """Somebody who may invoke the function."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "statement_id": "s3", "principal": "s3.amazonaws.com", "action": INVOKE,
        "source_arn": "arn:aws:s3:::envelope-prod-pool-*", "source_account": "111122223333"}

    statement_id: str = required("Name of the statement, unique in the policy of the function.")
    principal: str = required("Service, account or ARN, such as V(s3.amazonaws.com).")
    action: str | None = option(f"What they may do, V({INVOKE}) where it is left out.")
    source_arn: str | None = option("ARN of what a service acts for, in which V(*) stands for anything.")
    source_account: str | None = option("Account that owns it: an ARN of S3 does not say.")

    def wire(self, *names: str) -> dict[str, t.Any]:
        return {"Action": INVOKE, **super().wire(*names)}

    @classmethod
    def taken(cls, found: t.Mapping[str, t.Any]) -> Permission:
        """From a statement of the policy."""
        conditions = {name.lower(): value for tests in found.get("Condition", {}).values()
                      for name, value in tests.items()}
        return cls(statement_id=found.get("Sid", ""), principal=_principal(found.get("Principal", "")),
                   action=found.get("Action"), source_arn=conditions.get("aws:sourcearn"),
                   source_account=conditions.get("aws:sourceaccount"))


def alike(wanted: list[Permission], now: list[Permission] | None) -> bool:
    """Whether exactly these are there: one that names no source is not one that does."""
    return _by_name(wanted) == _by_name(now)


def permissions_of(function: str) -> Flow:
    """The statements of a function's policy."""
    try:
        found = yield lambda_.get_policy(FunctionName=function)
    except Absent:
        return []
    return statements(policy.into(found.get("Policy")))


def permitted(function: str, wanted: list[Permission], now: list[Permission] | None) -> Flow:
    """Take what is not wanted, then give what lacks; a statement cannot be changed."""
    before, after = _by_name(now), _by_name(wanted)
    for name in before:
        if before[name] != after.get(name):
            yield lambda_.remove_permission(FunctionName=function, StatementId=name)
    for name in after:
        if after[name] != before.get(name):
            yield lambda_.add_permission(FunctionName=function, **after[name])


def _by_name(several: list[Permission] | None) -> dict[str, dict[str, t.Any]]:
    return {each.statement_id: each.wire() for each in several or ()}


def _principal(found: t.Any) -> str:
    """As it is given: an account is its number, of which Lambda makes the ARN of its root."""
    name = str(next(iter(found.values()), "")) if isinstance(found, t.Mapping) else str(found)
    parts = name.split(":", 5)
    return parts[4] if len(parts) == 6 and parts[5] == "root" else name
