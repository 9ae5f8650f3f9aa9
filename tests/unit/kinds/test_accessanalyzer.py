# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about analyzers."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.accessanalyzer import Analyzer
from ansible_collections.venturemond.envelope.tests.unit.script import play, sent

OURS = {"managed-by": "venturemond.envelope"}
ARN = "arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/"


def wanted(**options: t.Any) -> Analyzer:
    return Analyzer.given({"type": "ACCOUNT", "region": "eu-west-1", "name": "envelope-prod", **options})


def there(name: str, of: str = "ACCOUNT", status: str = "ACTIVE", **tags: str) -> dict[str, t.Any]:
    return {"name": name, "type": of, "arn": ARN + name, "status": status, "tags": tags}


def seen(resource: Analyzer, *analyzers: dict[str, t.Any]) -> t.Any:
    return play(observe(resource), ("list_analyzers", {"analyzers": list(analyzers)}))


def test_one_of_another_type_is_none_of_this() -> None:
    assert seen(wanted(), there("unused", "ACCOUNT_UNUSED_ACCESS")) is None
    assert seen(wanted(type="ORGANIZATION"), there("own")) is None


def test_all_calls_are_made_in_its_region() -> None:
    resource = wanted(region="us-east-1", tags={"project": "envelope"})
    now = seen(resource, there("other"))
    writes = [*sent(resource.create()), *sent(resource.update(now, {"tags"})), *sent(now.delete())]
    calls = [next(resource.read()), *writes]
    assert {call.service.region for call in calls} == {"us-east-1"}


def test_a_new_one_is_awaited() -> None:
    assert [(call.operation, call.params) for call in sent(wanted(tags={"project": "envelope"}).create())] == [
        ("create_analyzer", {"analyzerName": "envelope-prod", "type": "ACCOUNT", "tags": {"project": "envelope"}}),
        ("get_analyzer", {"analyzerName": "envelope-prod"})]


def test_a_new_one_needs_a_name() -> None:
    with pytest.raises(Invalid, match="no analyzer of type ACCOUNT in eu-west-1, and a new one needs name"):
        next(wanted(name=None).create())


def test_ours_has_the_tags_that_are_asked_for_whatever_it_is_called() -> None:
    resource = wanted(tags={**OURS, "project": "envelope"})
    step = plan(resource, seen(resource, there("before", **OURS)))
    assert (step.action, step.changes.keys()) == ("update", {"tags"})
    [call] = sent(step.flow())
    assert call.params == {"resourceArn": f"{ARN}before", "tags": {"project": "envelope"}}


@pytest.mark.parametrize("found", [
    there("theirs"), there("theirs", **{"managed-by": "somebody"}), there("theirs", "ORGANIZATION", **OURS)])
@pytest.mark.parametrize("absent", [False, True])
def test_one_of_somebody_else_serves_and_is_left_alone(found: dict[str, t.Any], absent: bool) -> None:
    resource = wanted(tags={**OURS, "project": "envelope"})
    now = seen(resource, found)
    assert plan(resource, now, absent=absent).action == "none"
    assert now.left_alone == "Leaving alone analyzer theirs: it serves, and is somebody else's"


def test_one_without_a_mark_that_is_asked_for_is_taken() -> None:
    assert plan(wanted(), seen(wanted(), there("any")), absent=True).action == "delete"


def test_the_accounts_own_comes_before_an_organizations() -> None:
    assert seen(wanted(), there("wide", "ORGANIZATION"), there("own")).analyzer_name == "own"


def test_an_organizations_that_does_not_work_does_not_serve() -> None:
    assert seen(wanted(), there("wide", "ORGANIZATION", "DISABLED")) is None


@pytest.mark.parametrize(("options", "said"), [
    ({"region": "Ireland"}, "region: 'Ireland' is none, allowed are names such as eu-west-1"),
    ({"name": "1st"}, "name: '1st' is not allowed: 1 to 255 letters, digits and _ . -, of which the first is a letter "
                      "or _"),
])
def test_problems_are_told_without_aws(options: dict[str, t.Any], said: str) -> None:
    assert list(wanted(**options).problems()) == [said]
    assert list(wanted().problems()) == []
