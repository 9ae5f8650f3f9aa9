# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random rules for web ACLs, and what may be done to them that changes their meaning, or does not."""

from __future__ import annotations

import random
import typing as t

import botocore.session
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.rules import CHOICES
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
        for name, member in (("rule_labels", "RuleLabels"), ("captcha_config", "CaptchaConfig")):
            if self.dice.random() < 0.3:
                rule[name] = self.value(MODEL.shape_for("Rule").members[member], 1)
        return rule

    def statement(self, depth: int) -> dict[str, t.Any]:
        """One that may be where it is: some cannot be nested, and no tree grows for ever."""
        kinds = [name for name in sorted(shapes()["Statement"])
                 if not (depth and name in TOP) and not (depth > 2 and name in NESTING)]
        often = [name for name in NESTING if depth <= 1] * 3 + ["rate_based_statement"] * (2 if depth == 0 else 0)
        kind = self.dice.choice(kinds + often)
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


def shuffled(value: t.Any, dice: random.Random) -> t.Any:
    """The same with every list and mapping in another order."""
    if isinstance(value, list):
        return dice.sample([shuffled(each, dice) for each in value], len(value))
    if isinstance(value, dict):
        return {name: shuffled(held, dice) for name, held in dice.sample(list(value.items()), len(value))}
    return value


SPELT_OUT: dict[str, dict[str, t.Any]] = {
    "body": {"oversize_handling": "CONTINUE"},
    "json_body": {"oversize_handling": "CONTINUE"},
    "rate_based_statement": {"evaluation_window_sec": 300},
    "sqli_match_statement": {"sensitivity_level": "LOW"},
}
"""What AWS's documentation says of a member that is left out."""

CASELESS = ("single_header", "single_query_argument", "included_headers", "excluded_headers", "forwarded_ip_config",
            "ip_set_forwarded_ip_config", "header", "query_argument")
"""Members that name headers and arguments, whose case WAF does not look at."""


def retold(value: t.Any, name: str = "") -> t.Any:
    """The same as a more talkative person would say it: defaults, and what is open, said; names in capitals."""
    if isinstance(value, list):
        return [retold(each, name) for each in value]
    if isinstance(value, dict):
        said = {**SPELT_OUT.get(name, {}), **value}
        named = "" if name == "header" and "text_transformations" not in value else name  # a header of an answer
        told = {each: retold(held, named if each in ("name", "header_name") else each) for each, held in said.items()}
        return {**told, "scope_down_statement": told.get("scope_down_statement")} if "limit" in told else told
    return value.upper() if name in CASELESS and isinstance(value, str) and value not in PLAIN else value


PLAIN = ("MATCH", "NO_MATCH", "FIRST", "LAST", "ANY")
"""Words of AWS's beside the names of headers."""

SWAPPED = {"and_statement": "or_statement", "or_statement": "and_statement", "block": "allow", "allow": "block",
           "uri_path": "query_string", "query_string": "uri_path"}
"""Members that may stand in each other's place."""


def changes(value: t.Any) -> t.Iterator[t.Any]:
    """The same with one thing changed, each in its turn: a value, a member, an entry."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from ({**value, name: other} for other in changes(held))
            if name in SWAPPED:
                yield {**{each: about for each, about in value.items() if each != name}, SWAPPED[name]: held}
    elif isinstance(value, list):
        for number, held in enumerate(value):
            rest = [*value[:number], *value[number + 1:]]
            yield from ([*rest, other] for other in changes(held))
            if rest:
                yield rest
    else:
        yield not value if isinstance(value, bool) else value + 1000 if isinstance(value, int) else f"{value}0"
