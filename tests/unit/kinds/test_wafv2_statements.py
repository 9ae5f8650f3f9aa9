# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any tree of statements: what was applied is not different from what AWS makes of it."""

from __future__ import annotations

import base64
import json
import random
import typing as t

import botocore.session
import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.additions._wafv2_rules import check, stored
from ansible_collections.venturemond.envelope.plugins.module_utils import models
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.canonical import alike, canonical
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.rules import CHOICES, rule_problems
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.settings import RULES
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.shapes import shapes, word

MODEL = botocore.session.Session().get_service_model("wafv2")
ARN = "arn:aws:wafv2:eu-west-1:111122223333:regional/ipset/x/12345678-1234-1234-1234-123456789012"
GROUPS = ("managed_rule_group_statement", "rule_group_reference_statement")
TOP = (*GROUPS, "rate_based_statement")
NESTING = ("and_statement", "or_statement", "not_statement")

TEXTS = {
    "EntityName": ["a-b", "AWSManagedRulesCommonRuleSet"], "ResourceArn": [ARN], "LabelName": ["awswaf:x"],
    "FieldToMatchData": ["host", "X-Plan", "Authorization"], "JsonPointerPath": ["/a", "/b/c"],
    "ForwardedIPHeaderName": ["X-Forwarded-For"], "LabelNamespace": ["awswaf:x:"], "LabelMatchKey": ["awswaf:x"],
    "CustomHTTPHeaderName": ["X-Plan"], "VersionKeyString": ["Version_1.0"], "PriceMultiplier": ["2"],
}
NUMBERS = {"EvaluationWindowSec": [60, 120, 300, 600], "RateLimit": [10, 2000], "ResponseStatusCode": [200, 429]}


class Garden:
    """Grows random rules by AWS's own model, all that a seed makes."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def rules(self) -> list[dict[str, t.Any]]:
        return [self.rule(number) for number in range(self.dice.randint(1, 4))]

    def rule(self, number: int) -> dict[str, t.Any]:
        statement = self.statement(0)
        acts = "override_action" if set(statement) & set(GROUPS) else "action"
        shape = "OverrideAction" if acts == "override_action" else "RuleAction"
        rule = {"name": f"rule-{number}", "priority": number, "statement": statement, acts: self.structure(shape)}
        if acts == "override_action" and self.dice.random() < 0.3:
            del rule["override_action"]
        return rule

    def statement(self, depth: int) -> dict[str, t.Any]:
        """One that may be where it is: some cannot be nested, and no tree grows for ever."""
        kinds = [name for name in sorted(shapes()["Statement"])
                 if not (depth and name in TOP) and not (depth > 2 and name in NESTING)]
        kind = self.dice.choice(kinds + [name for name in NESTING if depth <= 1] * 3)
        if kind in ("and_statement", "or_statement"):
            return {kind: {"statements": [self.statement(depth + 1) for _one in range(self.dice.randint(2, 3))]}}
        if kind == "not_statement":
            return {kind: {"statement": self.statement(depth + 1)}}
        about = self.structure(shapes()["Statement"][kind].shape, depth + 1)
        if kind == "managed_rule_group_statement":
            about["name"] = "AWSManagedRulesCommonRuleSet"
        return {kind: self.rate(about) if kind == "rate_based_statement" else about}

    def rate(self, about: dict[str, t.Any]) -> dict[str, t.Any]:
        """With what its way to count needs."""
        about.pop("custom_keys", None)
        by = about["aggregate_key_type"]
        if by == "CUSTOM_KEYS":
            keys = [self.structure("RateBasedStatementCustomKey") for _one in range(self.dice.randint(1, 3))]
            about["custom_keys"] = keys
        if by == "CONSTANT":
            about["scope_down_statement"] = self.statement(1)
        if by == "FORWARDED_IP":
            about["forwarded_ip_config"] = self.structure("ForwardedIPConfig")
        return about

    def structure(self, shape: str, depth: int = 1) -> dict[str, t.Any]:
        model = MODEL.shape_for(shape)
        names = list(model.members)
        chosen = [self.dice.choice(names)] if shape in CHOICES else [
            name for name in names if name in model.required_members or self.dice.random() < 0.4]
        return {word(name): self.value(model.members[name], depth) for name in chosen}

    def value(self, model: t.Any, depth: int) -> t.Any:
        if model.name == "Statement":
            return self.statement(depth)
        if model.name in ("TextTransformations", "PreParseTextTransformations"):
            return self.transformations(model)
        if model.type_name == "structure":
            return self.structure(model.name, depth)
        if model.type_name == "list":
            least = max(1, model.metadata.get("min", 1))
            return [self.value(model.member, depth) for _one in range(self.dice.randint(least, least + 2))]
        return self.plain(model)

    def transformations(self, model: t.Any) -> list[dict[str, t.Any]]:
        priorities = self.dice.sample(range(9), self.dice.randint(1, 3))
        kinds = model.member.members["Type"].enum
        return [{"priority": priority, "type": self.dice.choice(kinds)} for priority in priorities]

    def plain(self, model: t.Any) -> t.Any:
        if model.name in NUMBERS or model.type_name in ("integer", "long"):
            least = model.metadata.get("min", 0)
            return self.dice.choice(NUMBERS.get(model.name) or [least, least + 1])
        if model.type_name == "boolean":
            return self.dice.random() < 0.5
        if getattr(model, "enum", None):
            return self.dice.choice(model.enum)
        return self.dice.choice(TEXTS.get(model.name) or ["/admin", "Ünder", "x"])


def through_aws(rules: list[dict[str, t.Any]]) -> list[dict[str, t.Any]]:
    """Rules sent as JSON, kept, and read back as botocore reads them."""
    sent = json.loads(json.dumps(RULES.out(rules), default=lambda held: base64.b64encode(held).decode()))
    check(sent, lambda arn: True)
    return t.cast(list[dict[str, t.Any]], decoded(stored(sent)))


def decoded(value: t.Any) -> t.Any:
    if isinstance(value, list):
        return [decoded(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: base64.b64decode(held) if name == "SearchString" else decoded(held) for name, held in value.items()}


def shuffled(value: t.Any, dice: random.Random) -> t.Any:
    """The same with every list in another order, and what was left out said to be open."""
    if isinstance(value, list):
        return dice.sample([shuffled(each, dice) for each in value], len(value))
    if isinstance(value, dict):
        return {name: shuffled(held, dice) for name, held in dice.sample(list(value.items()), len(value))}
    return value


SEEDS = pytest.mark.parametrize("first", range(0, 200, 25))


@SEEDS
def test_what_was_applied_is_not_different_afterwards(first: int):
    for seed in range(first, first + 25):
        rules = Garden(seed).rules()
        now = RULES.into(through_aws(rules))
        wanted = [canonical(rule, "Rule") for rule in rules]
        assert alike(RULES.into(RULES.out(rules)), now, "Rule"), seed
        assert alike(RULES.into(RULES.out(wanted)), now, "Rule"), seed
        assert alike(RULES.into(RULES.out(shuffled(rules, random.Random(seed)))), now, "Rule"), seed


@SEEDS
def test_they_are_what_the_model_of_aws_takes_and_nothing_is_wrong_with_them(first: int):
    for seed in range(first, first + 25):
        rules = Garden(seed).rules()
        assert list(models.violations(MODEL.shape_for("Rules"), RULES.out(rules))) == [], seed
        assert list(rule_problems(rules, None)) == [], seed


@SEEDS
def test_a_change_of_any_plain_value_is_seen(first: int):
    for seed in range(first, first + 25):
        rules = RULES.into(RULES.out(Garden(seed).rules()))
        changed = random.Random(seed).choice(list(changes(rules)))
        assert not alike(changed, rules, "Rule"), (seed, changed)


def changes(value: t.Any) -> t.Iterator[t.Any]:
    """The same with one plain value changed, each in its turn."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from ({**value, name: other} for other in changes(held))
    elif isinstance(value, list):
        for number, held in enumerate(value):
            yield from ([*value[:number], other, *value[number + 1:]] for other in changes(held))
    else:
        yield not value if isinstance(value, bool) else value + 1000 if isinstance(value, int) else f"{value}0"


def test_the_grammar_is_that_of_aws():
    for name, members in shapes().items():
        model = MODEL.shape_for(name)
        assert {member.name for member in members.values()} == set(model.members), name
        for member in members.values():
            held = model.members[member.name]
            assert member.many == {"list": "*", "map": "%"}.get(held.type_name, ""), (name, member)
            inner = getattr(held, "member", None) or getattr(held, "value", None) or held
            assert member.shape == (inner.name if inner.type_name == "structure" else ""), (name, member)


@pytest.mark.parametrize(("name", "spelt"), [
    ("IPSetReferenceStatement", "ip_set_reference_statement"), ("JA3Fingerprint", "ja3_fingerprint"), ("ARN", "arn"),
    ("HTTPMethod", "http_method"), ("ForwardedIPConfig", "forwarded_ip_config"),
    ("AWSManagedRulesAntiDDoSRuleSet", "aws_managed_rules_anti_ddos_rule_set"),
    ("CloudWatchMetricsEnabled", "cloud_watch_metrics_enabled"),
])
def test_words(name: str, spelt: str):
    assert word(name) == spelt
