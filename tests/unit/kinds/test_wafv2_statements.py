# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any tree of statements: what was applied is not different from what AWS makes of it."""

from __future__ import annotations

import base64
import json
import random
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.additions._wafv2_capacity import capacity
from ansible_collections.venturemond.envelope.extensions.local_aws.additions._wafv2_rules import check, stored
from ansible_collections.venturemond.envelope.plugins.module_utils import models
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.canonical import alike, canonical
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.capacity import least
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.rules import rule_problems
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.settings import RULES
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.shapes import shapes, word
from ansible_collections.venturemond.envelope.tests.unit.kinds.wafv2_garden import (
    MODEL,
    Garden,
    changes,
    retold,
    shuffled,
)


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
        assert alike(RULES.into(RULES.out(retold(rules))), now, "Rule"), seed


@SEEDS
def test_they_are_what_the_model_of_aws_takes_and_nothing_is_wrong_with_them(first: int):
    for seed in range(first, first + 25):
        rules = Garden(seed).rules()
        assert list(models.violations(MODEL.shape_for("Rules"), RULES.out(rules))) == [], seed
        assert list(rule_problems(rules, None)) == [], seed


@SEEDS
def test_any_change_is_seen(first: int):
    for seed in range(first, first + 25):
        rules = RULES.into(RULES.out(Garden(seed).rules()))
        for changed in random.Random(seed).sample(found := list(changes(rules)), min(10, len(found))):
            assert not alike(changed, rules, "Rule"), (seed, changed)


@SEEDS
def test_what_is_told_before_aws_is_asked_is_never_more_than_aws_says(first: int):
    for seed in range(first, first + 25):
        rules = Garden(seed).rules()
        assert least(rules) <= capacity(RULES.out(rules), lambda arn: 7), seed


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


@pytest.mark.parametrize(("filters", "same"), [(["KEEP", "DROP"], True), (["DROP", "KEEP"], False)])
def test_the_first_filter_of_a_log_that_matches_decides(filters: list[str], same: bool):
    def said(*order: str) -> dict[str, t.Any]:
        return {"default_behavior": "DROP", "filters": [{"behavior": each} for each in order]}

    assert alike(said("KEEP", "DROP"), said(*filters), "LoggingFilter") is same
