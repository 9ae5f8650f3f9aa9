# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Receipt rules: what becomes of mail that arrives."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow, Wait
from ...errors import Absent, AwsError
from ...fields import computed, constant, instruction, key, option, scope
from ...resource import Resource
from ...wire import Codec, truth, unordered
from .actions import Action, same_actions
from .api import activate, active_rule_set, have_rule_set, refuse_foreign, rules_of, ses

NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?")
ACTIONS, RECIPIENTS = 10, 100
"""How many of them AWS takes in a rule."""

SETTLING = frozenset({"RuleDoesNotExist", "InvalidS3Configuration", "InvalidLambdaFunction", "InvalidSnsTopic"})
"""What AWS says of what was made, or allowed, a moment ago."""

some = Codec(lambda value: value, lambda found: list(found or ()))
policy = Codec(lambda value: value, lambda found: found or "Optional")


@dataclass(frozen=True, kw_only=True)
class ReceiptRule(Resource):
    """A rule for inbound mail, in a rule set that is made and, where no other is, made active with it."""

    plural = "ses_receipt_rules"
    examples = {
        "rule_set": "envelope-prod", "name": "inbound", "enabled": True, "tls_policy": "Require",
        "scan_enabled": True, "recipients": [], "after": "",
        "actions": [{"s3": {"bucket": "envelope-prod-mail", "prefix": "inbound/"}}],
    }

    rule_set: str = scope("Name of the rule set. Made where there is none; removed never.", wire="RuleSetName")
    name: str = key("Name of the rule.", wire="Rule.Name")
    enabled: bool | None = option("Whether it is tried. AWS makes rules that are not.", wire="Rule.Enabled",
                                  codec=truth)
    recipients: list[str] | None = option(
        "Addresses and domains whose mail it is for, V(.example.com) for all subdomains: exactly these. None, V([]), "
        "for every address of every domain that is verified.", wire="Rule.Recipients", codec=some, alike=unordered)
    tls_policy: t.Literal["Require", "Optional"] | None = option(
        "Whether mail that comes without TLS is refused.", wire="Rule.TlsPolicy", codec=policy)
    scan_enabled: bool | None = option("Whether mail is scanned for spam and viruses; it is marked, not refused.",
                                       wire="Rule.ScanEnabled", codec=truth)
    actions: list[Action] | None = option("What is done with a message: exactly these, in this order.",
                                          wire="Rule.Actions", alike=same_actions)
    after: str | None = option(
        "The rule that it comes right after, empty for the first place. Left out, a new rule comes last, and others "
        "stay where they are.")
    activate: bool = instruction(
        "Whether its rule set has to be the active one, of which a region has one at most. It is made active where "
        "none is. One of somebody else's is never replaced: that is an error which names it.", default=True)
    active_rule_set: str | None = computed("Name of the rule set that is active in the region.")
    active: bool = constant(True, "Whether its rule set is active, where that is asked for.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        for option_name in ("rule_set", "name"):
            if not NAME.fullmatch(name := getattr(self, option_name)):
                yield (f"{option_name}: {name!r} is not allowed: 1 to 64 letters, digits and . _ -, the first and last "
                       "a letter or digit")
        for option_name, limit in (("actions", ACTIONS), ("recipients", RECIPIENTS)):
            if (count := len(getattr(self, option_name) or ())) > limit:
                yield f"{option_name}: {count} of them, allowed are {limit}"
        if self.after == self.name:
            yield f"after: {self.after} is the rule itself"

    def resolved(self, *, pending: bool = False) -> Flow:
        """This, with the rule set that is active: to refuse to replace it before anything is written."""
        found = yield from super().resolved(pending=pending)
        active = (yield from active_rule_set()) if self.activate else None
        return dataclasses.replace(found, active_rule_set=active)

    def read(self) -> Flow:
        rules = yield from rules_of(self.rule_set)
        place = next((number for number, rule in enumerate(rules) if rule["Name"] == self.name), None)
        if place is None:
            raise Absent(ses.describe_receipt_rule_set(RuleSetName=self.rule_set), "RuleDoesNotExist",
                         f"there is no rule {self.name} in rule set {self.rule_set}")
        active = (yield from active_rule_set()) if self.activate else None
        return self.seen({
            "Rule": rules[place], "After": rules[place - 1]["Name"] if place else "", "ActiveRuleSet": active,
            "Active": not self.activate or active == self.rule_set})

    def create(self) -> Flow:
        if self.activate:
            refuse_foreign(self.active_rule_set, self.rule_set)
        rules = yield from have_rule_set(self.rule_set)
        last = rules[-1]["Name"] if rules else None
        call = ses.create_receipt_rule(**self._rule(), After=last if self.after is None else self.after or None)
        try:
            yield from self._taken(call)
        except AwsError as error:
            if error.code != "AlreadyExists":  # made by the same request, whose answer was lost
                raise
            yield from self._taken(ses.update_receipt_rule(**self._rule()))
        if self.activate:
            yield from activate(self.rule_set)

    def update(self, now: ReceiptRule, changed: t.AbstractSet[str]) -> Flow:
        if "active" in changed:
            refuse_foreign(self.active_rule_set, self.rule_set)
        if changed - {"after", "active"}:
            yield from self._taken(ses.update_receipt_rule(**self._rule()))
        if "after" in changed:
            yield from self._taken(ses.set_receipt_rule_position(
                RuleSetName=self.rule_set, RuleName=self.name, After=self.after or None))
        if "active" in changed:
            yield from activate(self.rule_set)

    def delete(self) -> Flow:
        yield ses.delete_receipt_rule(RuleSetName=self.rule_set, RuleName=self.name)

    def _rule(self) -> dict[str, t.Any]:
        return {name: value for name, value in self.wire().items() if name != "After"}

    def _taken(self, call: Call) -> Flow:
        """Make a call, again for a while where SES does not see yet what has just been made or allowed."""
        try:
            return (yield call)
        except AwsError as error:
            if error.code not in SETTLING:
                raise
            said = error.message.rstrip(".")
        return (yield Wait(
            call, f"receipt rule {self.name} (AWS says: {said})", lambda reply: "taken", frozenset({"taken"}),
            timeout=30, absent="", passing=lambda error: error.code in SETTLING,
            hint="The rule in after must exist; the policies of bucket and key must let ses.amazonaws.com write for "
                 "this rule, and that of a function must let it call"))
