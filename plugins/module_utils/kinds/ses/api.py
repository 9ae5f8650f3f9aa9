# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SES's API for inbound mail: the rules of a rule set in their order, and which set is active."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Service
from ...errors import Absent, AwsError, Invalid

ses = Service(
    "ses",
    absent=frozenset({"RuleSetDoesNotExist", "RuleDoesNotExist"}),
    transient=frozenset({"Throttling", "ThrottlingException"}),  # it takes one change a second
)


def rules_of(rule_set: str) -> Flow:
    """The rules of a set, as AWS tries them; raises `Absent` when there is no such set."""
    found = yield ses.describe_receipt_rule_set(RuleSetName=rule_set)
    return list(found.get("Rules", ()))


def active_rule_set() -> Flow:
    """The name of the rule set that is active, of which a region has one at most; None for none."""
    found = yield ses.describe_active_receipt_rule_set()
    return t.cast("str | None", (found.get("Metadata") or {}).get("Name"))


def have_rule_set(rule_set: str) -> Flow:
    """The rules of a set, which is made where there is none."""
    try:
        return (yield from rules_of(rule_set))
    except Absent:
        pass
    try:
        yield ses.create_receipt_rule_set(RuleSetName=rule_set)
    except AwsError as error:
        if error.code != "AlreadyExists":  # by another rule, at the same time
            raise
    return []


def activate(rule_set: str) -> Flow:
    """Make a rule set the active one where none is; AWS would replace that of somebody else without a word."""
    active = yield from active_rule_set()
    refuse_foreign(active, rule_set)
    if active is None:
        yield ses.set_active_receipt_rule_set(RuleSetName=rule_set)


def refuse_foreign(active: str | None, rule_set: str) -> None:
    if active not in (None, rule_set):
        raise Invalid(
            f"rule set {active} is active in this region and belongs to somebody else: mail would cease to reach its "
            f"rules if {rule_set} took its place. Add the rule to it (rule_set: {active}), or have it made inactive, "
            "or set activate: false to prepare the rule only")
