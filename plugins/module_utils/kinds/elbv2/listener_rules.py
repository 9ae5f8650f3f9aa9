# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listener rules, each a resource of its own: many can share a listener without knowing of each other."""

from __future__ import annotations

import hashlib
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply, Wait
from ...errors import Absent, AwsError, Invalid
from ...fields import computed, constant, key, option, scope, tagging
from ...resource import Resource
from ...tagging import MANAGED_BY
from ...wire import Codec
from .actions import Action, action_problems
from .api import advised, demand, elbv2, listener_at, listener_exists, retag, tags_of
from .conditions import CONDITIONS, Conditions, understood
from .references import LOAD_BALANCER

NAME = "Name"
"""The tag that carries the name of a rule, which has none by itself."""

FIRST, LAST = 1000, 49999
"""Priorities that are given out; those outside are for priorities that are stated."""

number = Codec(lambda value: value, lambda value: None if value is None else int(value))


def free_priority(name: str, taken: t.Collection[int]) -> int:
    """A priority for a rule: always the same for a name, or the next one that is not taken."""
    count = LAST - FIRST + 1
    start = int(hashlib.sha256(name.encode()).hexdigest(), 16) % count
    return next(priority for step in range(count) if (priority := FIRST + (start + step) % count) not in taken)


def rules_of(listener: str) -> Flow:
    """The rules of a listener with their tags, without the default one."""
    call = elbv2.describe_rules(ListenerArn=listener)
    try:
        return (yield from _tagged((yield call)))
    except AwsError as error:
        if error.code != "RuleNotFound":
            raise
    # one was deleted between the two reads; a wait looks again, where a call may get an answer that is known
    again = yield Wait(call, f"rules of {listener}", lambda reply: "read", frozenset({"read"}))
    return (yield from _tagged(again))


def _tagged(reply: Reply) -> Flow:
    rules = [rule for rule in reply.get("Rules", ()) if not rule.get("IsDefault")]
    tags = yield from tags_of([rule["RuleArn"] for rule in rules])
    return [{**rule, "Tags": tags.get(rule["RuleArn"], {})} for rule in rules]


@dataclass(frozen=True, kw_only=True)
class ListenerRule(Resource):
    """A rule of a listener: which requests it is for, and what is done with them."""

    plural = "elbv2_listener_rules"
    examples = {
        "load_balancer": "envelope-prod", "port": 443, "name": "acme", "priority": 200,
        "conditions": {"host_header": ["acme.example.com"]},
        "actions": [{"type": "forward", "target_group": "envelope-prod-acme-tenant"}],
        "tags": {"tenant": "acme"},
    }

    load_balancer: str = scope("Name or ARN of the load balancer.", find=LOAD_BALANCER)
    port: int = scope("Port of the listener.", default=443)
    name: str = key("Name of the rule, carried in its tag V(Name). A rule with the same conditions and no such tag is "
                    "the same rule.")
    priority: int | None = option(
        "Rules are tried in the order of their priorities, 1 to 50000. Left out, a rule keeps its own; a new rule gets "
        "one between 1000 and 49999 that depends on its name.", codec=number)
    conditions: Conditions | None = option("Requests it is for. At most five values altogether.", codec=CONDITIONS)
    actions: list[Action] | None = option("What is done with them. Exactly one.")
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the rule.", wire="RuleArn")
    named: bool = constant(True, "Whether its tag V(Name) is its name.")

    def resolved(self, *, pending: bool = False) -> Flow:
        found = yield from super().resolved(pending=pending)
        yield from listener_exists(found.load_balancer, self.port, pending=pending)
        return found

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from action_problems("actions", self.actions)
        if self.priority is not None and not 1 <= self.priority <= 50000:
            yield f"priority is {self.priority}, allowed are 1 to 50000"
        if NAME in (self.tags or {}):
            yield f"tags names {NAME}, which carries the name of the rule: use name"

    def read(self) -> Flow:
        listener = (yield from listener_at(self.load_balancer, self.port))["ListenerArn"]
        rule = self._mine((yield from rules_of(listener)))
        if rule is None:
            raise Absent(elbv2.describe_rules(ListenerArn=listener), "RuleNotFound", f"there is no rule {self.name}")
        return self.seen({**rule, "Named": rule["Tags"].get(NAME) == self.name})

    def create(self) -> Flow:
        demand(self, "conditions", "actions")
        listener = (yield from listener_at(self.load_balancer, self.port))["ListenerArn"]
        rules = yield from rules_of(listener)
        tried: set[int] = set()
        # the answer to an attempt may get lost, or another run make the same rule: look before trying again
        while self._mine(rules) is None:
            self._refuse_twin(rules)
            priority = self.priority or free_priority(self.name, {*_priorities(rules), *tried})
            if priority in tried:
                raise Invalid(f"priority {priority} is taken by rule {_holder(rules, priority)}: "
                              "choose another, or leave it out")
            tried.add(priority)
            if (yield from self._created(listener, priority)):
                return
            rules = yield from rules_of(listener)

    def update(self, now: ListenerRule, changed: t.AbstractSet[str]) -> Flow:
        if "priority" in changed:  # first, so that rules which trade places are sent together
            yield elbv2.set_rule_priorities(RulePriorities=[{"RuleArn": now.arn, "Priority": self.priority}])
        if settings := changed & {"conditions", "actions"}:
            yield from advised(elbv2.modify_rule(RuleArn=now.arn, **self.wire(*settings)))
        yield from retag(t.cast(str, now.arn), now.tags, self._all_tags())

    def delete(self) -> Flow:
        yield elbv2.delete_rule(RuleArn=self.arn)

    def _created(self, listener: str, priority: int) -> Flow:
        """Make it; False when the priority is taken."""
        tags = [{"Key": name, "Value": value} for name, value in self._all_tags().items()]
        try:
            yield from advised(elbv2.create_rule(
                ListenerArn=listener, Priority=priority, Tags=tags, **self.wire("conditions", "actions")))
        except AwsError as error:
            if error.code != "PriorityInUse":
                raise
            return False
        return True

    def _all_tags(self) -> dict[str, str]:
        return {**(self.tags or {}), NAME: self.name}

    def _mine(self, rules: list[Reply]) -> Reply | None:
        """The rule of this name, or else one that does the same and is nobody's."""
        named = [rule for rule in rules if rule["Tags"].get(NAME) == self.name]
        if len(named) > 1:
            raise Invalid(f"there are {len(named)} rules named {self.name} on this listener, delete all but one: "
                          f"{', '.join(rule['RuleArn'] for rule in named)}")
        return next(iter(named or [rule for rule in self._twins(rules) if not self._of_another(rule)]), None)

    def _twins(self, rules: list[Reply]) -> list[Reply]:
        """Rules with the same conditions."""
        return [rule for rule in rules if self.conditions and self.conditions.like(understood(rule["Conditions"]))]

    def _of_another(self, rule: Reply) -> bool:
        """Whether a rule bears the name of another resource of ours."""
        whose = (self.tags or {}).get(MANAGED_BY)
        return rule["Tags"].get(NAME) not in (None, self.name) and rule["Tags"].get(MANAGED_BY) == whose

    def _refuse_twin(self, rules: list[Reply]) -> None:
        if twin := next(iter(self._twins(rules)), None):
            raise Invalid(f"rule {twin['Tags'].get(NAME)} has the same conditions, so one of the two would never be "
                          "reached: use that name, or other conditions")


def _priorities(rules: list[Reply]) -> set[int]:
    return {int(rule["Priority"]) for rule in rules}


def _holder(rules: list[Reply], priority: int) -> str:
    held = [rule for rule in rules if rule["Priority"] == str(priority)]
    return next((rule["Tags"].get(NAME) or rule["RuleArn"] for rule in held), "(unknown)")
