# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listener rules: their shape, order and limits.

moto refuses a second value of a condition (AWS: a sixth, over all conditions of the rule), gives conditions and actions
back as they came (AWS fills in both forms and the defaults), does not order rules by priority, refuses to swap two
priorities, lets the default rule be deleted, and knows no quota.  Quotas: user guide, "Quotas for your Application Load
Balancers"; one target group belongs to one load balancer.
"""

from __future__ import annotations

import typing as t

from moto.elbv2.models import ELBv2Backend, FakeAction, FakeListener, FakeListenerRule, FakeLoadBalancer

from ._mend import AwsError, mends
from .service_quotas import limit

RULES_PER_LOAD_BALANCER = "L-7EED9B64"
TARGET_GROUPS_PER_LOAD_BALANCER = 100
TARGET_GROUPS_PER_ACTION = 5
VALUES_PER_RULE = 5

CONFIGS = {
    "host-header": "HostHeaderConfig",
    "http-header": "HttpHeaderConfig",
    "http-request-method": "HttpRequestMethodConfig",
    "path-pattern": "PathPatternConfig",
    "query-string": "QueryStringConfig",
    "source-ip": "SourceIpConfig",
}
REDIRECT = {"Protocol": "#{protocol}", "Port": "#{port}", "Host": "#{host}", "Path": "/#{path}", "Query": "#{query}"}

Conditions = list[dict[str, t.Any]]
Actions = list[dict[str, t.Any]]


@mends(ELBv2Backend)
def _validate_conditions(former: t.Any, self: ELBv2Backend, conditions: Conditions) -> None:
    """Check, and put into the form in which AWS gives them back."""
    for condition in conditions:
        config = condition.setdefault(CONFIGS.get(condition["Field"], "Values"), {})
        if condition["Field"] in ("host-header", "path-pattern") and condition.get("Values"):
            config.setdefault("Values", condition.pop("Values"))
        condition.pop("Values", None)
    former(self, conditions)
    if sum(len(_values(condition)) for condition in conditions) > VALUES_PER_RULE:
        raise AwsError("ValidationError", f"A rule can only have '{VALUES_PER_RULE}' condition values")
    for condition in conditions:
        plain = condition["Field"] in ("host-header", "path-pattern")
        condition["Values"] = list(_values(condition)) if plain else []


@mends(ELBv2Backend)
def _validate_actions(former: t.Any, self: ELBv2Backend, actions: list[FakeAction]) -> None:
    former(self, actions)
    for order, action in enumerate(actions, 1):
        action.data.setdefault("Order", order)
        if action.type == "redirect":
            action.data["RedirectConfig"] = REDIRECT | action.data["RedirectConfig"]
        if action.type == "forward":
            _complete_forward(action.data, self._get_target_group_arns_from(action.data))
        action.__dict__.update(action.data)


@mends(ELBv2Backend)
def create_rule(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ELBv2Backend,
    listener_arn: str,
    conditions: Conditions,
    priority: int,
    actions: Actions,
    tags: t.Any = None,
) -> FakeListenerRule:
    balancer = self.load_balancers[self.describe_listeners(None, [listener_arn])[0].load_balancer_arn]
    count = sum(len(listener._non_default_rules) for listener in balancer.listeners.values())
    if count >= limit(RULES_PER_LOAD_BALANCER, self.account_id, self.region_name):
        raise AwsError("TooManyRules", "You've reached the limit on the number of rules per load balancer")
    check_association(self, balancer, actions)
    rule: FakeListenerRule = former(self, listener_arn, conditions, priority, actions, tags)
    link(self)
    return rule


@mends(ELBv2Backend)
def modify_rule(
    former: t.Any, self: ELBv2Backend, rule_arn: str, conditions: Conditions, actions: Actions
) -> FakeListenerRule:
    listener_arn = rule_arn.replace(":listener-rule/", ":listener/").rpartition("/")[0]
    rule = self.describe_rules(None, [rule_arn])[0]
    if rule.is_default:
        raise AwsError("OperationNotPermitted", f"Default rule '{rule_arn}' cannot be modified")
    listener = self.describe_listeners(None, [listener_arn])[0]
    check_association(self, self.load_balancers[listener.load_balancer_arn], actions)
    modified: FakeListenerRule = former(self, rule_arn, conditions, actions)
    link(self)
    return modified


@mends(ELBv2Backend)
def delete_rule(former: t.Any, self: ELBv2Backend, arn: str) -> None:
    if self.describe_rules(None, [arn])[0].is_default:
        raise AwsError("OperationNotPermitted", f"Default rule '{arn}' cannot be deleted")
    former(self, arn)
    link(self)


@mends(ELBv2Backend)
def set_rule_priorities(former: t.Any, self: ELBv2Backend, rule_priorities: list[dict[str, t.Any]]) -> list[t.Any]:
    """Rules may trade places; only a priority that a rule not named here holds is in use."""
    wanted = {each["RuleArn"]: each["Priority"] for each in rule_priorities}
    if len(set(wanted.values())) < len(wanted):
        return former(self, rule_priorities)
    rules = [self.describe_rules(None, [arn])[0] for arn in wanted]
    for listener in self.describe_listeners(None, list({rule.listener_arn for rule in rules})):
        others = {rule.priority for arn, rule in listener._non_default_rules.items() if arn not in wanted}
        if others & {wanted[arn] for arn in listener._non_default_rules if arn in wanted}:
            raise AwsError("PriorityInUse", "The specified priority is in use.")
    for rule in rules:
        rule.priority = wanted[rule.arn]
    return rules


def _in_order(self: FakeListener) -> dict[str, t.Any]:
    ordered = sorted(self._non_default_rules.values(), key=lambda rule: rule.priority)
    return {rule.arn: rule for rule in (*ordered, self._default_rule[0])}


FakeListener.rules = property(_in_order)  # type: ignore[assignment]


def check_association(backend: ELBv2Backend, balancer: FakeLoadBalancer, actions: Actions) -> None:
    """Refuse a target group of another load balancer, and more of them than a load balancer can have."""
    new: set[str] = set()
    for action in actions:
        arns = backend._get_target_group_arns_from(action)
        if len(arns) > TARGET_GROUPS_PER_ACTION:
            raise AwsError(
                "TooManyTargetGroups", f"The maximum number of target groups is '{TARGET_GROUPS_PER_ACTION}'"
            )
        new.update(arns)
    used = _used(backend, balancer)
    elsewhere = {
        arn for other in backend.load_balancers.values() if other is not balancer for arn in _used(backend, other)
    }
    if new & elsewhere:
        names = ", ".join(sorted(new & elsewhere))
        text = f"The following target groups cannot be associated with more than one load balancer: {names}"
        raise AwsError("TargetGroupAssociationLimit", text)
    if len(used | new) > TARGET_GROUPS_PER_LOAD_BALANCER:
        text = "You have reached the maximum number of unique target groups that you can associate with a load balancer"
        limit = f"of type '{balancer.type}': [{TARGET_GROUPS_PER_LOAD_BALANCER}]"
        raise AwsError("TooManyUniqueTargetGroupsPerLoadBalancer", f"{text} {limit}")


def link(backend: ELBv2Backend) -> None:
    """Note at each target group the load balancers whose rules use it now."""
    for group in backend.target_groups.values():
        group.load_balancer_arns = []
    for balancer in backend.load_balancers.values():
        for arn in sorted(_used(backend, balancer)):
            if arn in backend.target_groups:
                backend.target_groups[arn].load_balancer_arns.append(balancer.arn)


def _used(backend: ELBv2Backend, balancer: FakeLoadBalancer) -> set[str]:
    rules = (rule for listener in balancer.listeners.values() for rule in listener.rules.values())
    return {
        arn for rule in rules for action in rule.actions for arn in backend._get_target_group_arns_from(action.data)
    }


def _complete_forward(data: dict[str, t.Any], arns: list[str]) -> None:
    """AWS gives one target group in both forms, each with its weight."""
    config = data.setdefault("ForwardConfig", {"TargetGroups": [{"TargetGroupArn": arn} for arn in arns]})
    config.setdefault("TargetGroupStickinessConfig", {"Enabled": False})
    for group in config["TargetGroups"]:
        group.setdefault("Weight", 1)
    if len(config["TargetGroups"]) == 1:
        data.setdefault("TargetGroupArn", config["TargetGroups"][0]["TargetGroupArn"])


def _values(condition: dict[str, t.Any]) -> list[t.Any]:
    config = condition.get(CONFIGS.get(condition["Field"], ""), {})
    return [*config.get("Values", []), *config.get("RegexValues", [])]
