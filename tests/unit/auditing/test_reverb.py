# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C2: the WebSocket server."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.cluster import C1
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.contract import C3
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.health import C4
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.logs import C6
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.reverb import C2
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.scaling import C9
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import (
    container,
    group,
    sample,
    say,
    service,
    without,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, bearing, failing

Edit = t.Callable[[dict[str, t.Any]], t.Any]


def task(found: dict[str, t.Any]) -> t.Any:
    return service(found, "reverb")["task"]


def log_group(found: dict[str, t.Any], role: str) -> t.Any:
    return container(found, role)["logConfiguration"]["options"]


def test_a_sound_reverb_lacks_nothing():
    assert len(bearing("PASS", C2, sample())) == len(C2.checks)


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: task(found).update(cpu="128"), {"task"}),
    (lambda found: task(found).update(memory="256"), {"task"}),
    (lambda found: task(found).pop("runtimePlatform"), {"task"}),
    (lambda found: container(found, "reverb").update(command=["php", "artisan", "queue:work"]), {"command"}),
    (lambda found: container(found, "reverb")["command"].remove("--port=8080") or say(
        found, "reverb", REVERB_SERVER_PORT="6001"), {"command"}),
    (lambda found: container(found, "reverb").update(command=["php artisan reverb:start --host=127.0.0.1"]),
     {"command"}),
    (lambda found: log_group(found, "reverb").update({"awslogs-group": "/ecs/envelope-prod-api"}), {"log_group"}),
    (lambda found: service(found, "api")["networkConfiguration"]["awsvpcConfiguration"].update(
        securityGroups=["reverb"]), {"security_group"}),
    (lambda found: [rule.update(Conditions=[]) for rule in found["listeners"][0]["rules"]], {"rule"}),
    (lambda found: service(found, "reverb").pop("loadBalancers"), {"rule"}),
    (lambda found: group(found, "reverb")["attributes"].clear(), {"sticky"}),
    (lambda found: group(found, "reverb").update(HealthCheckPath="/"), {"health"}),
    (lambda found: say(found, "reverb", REVERB_APP_PING_INTERVAL="120"), {"ping"}),
    (lambda found: say(found, "reverb", REVERB_SCALING_ENABLED=None), {"scaling"}),
    (lambda found: say(found, "reverb", REVERB_ALLOWED_ORIGINS=None), {"origins"}),
    (lambda found: say(found, "reverb", REVERB_ALLOWED_ORIGINS="envelope.example,*"), {"origins"}),
])
def test_what_is_amiss_fails_its_check_alone(edit: Edit, fails: set[str]):
    found = sample()
    edit(found)

    assert failing(C2, found) == fails


@pytest.mark.parametrize("command", [
    ["php", "artisan", "reverb:start"], ["php", "artisan", "reverb:start", "--host", "0.0.0.0", "--port", "8080"],
])
def test_where_reverb_listens_may_be_left_out_or_said_in_two_words(command: list[str]):
    found = sample()
    container(found, "reverb")["command"] = command

    assert failing(C2, found) == set()


def test_one_task_need_not_tell_others():
    found = sample()
    say(found, "reverb", REVERB_SCALING_ENABLED="false")
    service(found, "reverb").update(desiredCount=1)

    assert failing(C2, found) == set()


def test_a_platform_without_reverb_fails_the_rows_that_ask_for_it_alone():
    found = sample()
    without(found, "reverb")

    assert failing(C2, found) == {"present"}
    assert bearing("PASS", C2, found) == set()
    assert failing(C1, found) == {"services"}
    assert [failing(one, found) for one in (C3, C4, C6, C9)] == [set()] * 4


def test_what_aws_does_not_show_is_unknown():
    assert bearing("UNKNOWN", C2, sample() | {"target groups": DENIED}) == {
        "rule", "sticky", "health", "ping"}
