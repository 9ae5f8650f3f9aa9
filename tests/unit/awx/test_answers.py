# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One line for what is wrong with what we are told of AWX, or with how it answers."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.awx import awx_answers, awx_asked
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid

ASKED = {"host": "https://awx.example", "has_token": True, "project_url": "https://git.example/envelope.git",
         "slices": 4,
         "inventories": {"production": {"path": "inventories/production"}}, "inventory": "production",
         "credentials": {"production": {"role_arn": "arn:aws:iam::111122223333:role/envelope-prod-apply"}},
         "schedules": {"audit": {"template": "audit", "rrule": "RRULE:FREQ=DAILY"}},
         "notifications": {"on call": {"type": "slack", "configuration": {}}}, "notify": ["on call"]}
UP = MappingProxyType({"status": 200, "json": {"version": "24.6.1"}})
NEAR = "did you mean production"


def seen(ping=UP, me=200):
    return awx_answers({"host": "https://awx.example", "ping": ping, "me": me})


@pytest.mark.parametrize("slices", [1, "4"])
def test_what_is_asked_for_well_is_not_refused(slices: int | str):
    assert awx_asked({**ASKED, "slices": slices}) == {}


@pytest.mark.parametrize(("other", "said"), [
    ({"host": ""}, "awx_host is missing.*CONTROLLER_HOST"),
    ({"host": "awx.example:8052"}, "awx_host is 'awx.example:8052': allowed are addresses with https://"),
    ({"slices": "0"}, "awx_slices is 0: allowed are 1 and more"),
    ({"slices": 0}, "awx_slices is 0: allowed are 1 and more"),
    ({"has_token": False}, "awx_token is missing.*CONTROLLER_OAUTH_TOKEN"),
    ({"project_url": ""}, "awx_project_url is missing"),
    ({"inventories": {}}, "awx_inventories is empty"),
    ({"inventory": "prodution"}, f"awx_inventory: prodution is not known, {NEAR}"),
    ({"credentials": {"a": {"role_arn": "b", "inventories": ["prodution"]}}},
     f"awx_credentials.a.inventories: prodution .*{NEAR}"),
    ({"schedules": {"a": {"template": "audit", "rrule": "b", "inventory": "prodution"}}},
     f"awx_schedules.a.inventory: prodution .*{NEAR}"),
    ({"schedules": {"a": {"template": "audit"}}}, "awx_schedules.a has no rrule: it needs rrule, template"),
    ({"inventories": {"production": "inventories/production"}},
     "awx_inventories.production is of type str: allowed is what has path"),
    ({"inventories": {"production": {}}}, "awx_inventories.production has no path: it needs path"),
    ({"credentials": {"a": {"role_arn": "b", "profil": "c"}}},
     "awx_credentials.a: profil is not known, did you mean profile"),
    ({"notifications": {"on call": {"type": "slack"}}}, "awx_notifications.on call has no configuration"),
    ({"credentials": {"a": {"role_arn": "b"}, "c": {"role_arn": "d"}}}, "a and c are all for the inventory production"),
    ({"notify": ["on cal"]}, "awx_notify: on cal is not known, did you mean on call"),
])
def test_what_cannot_be_is_refused_before_awx_is_asked(other, said):
    with pytest.raises(Invalid, match=said) as refused:
        awx_asked({**ASKED, **other})
    assert "\n" not in str(refused.value)


def test_an_awx_that_we_can_use_says_its_version():
    assert seen() == {"version": "24.6.1"}


@pytest.mark.parametrize(("answers", "said"), [
    ({"ping": {"status": -1, "msg": "Status code was -1 and not [200]: Request failed: <urlopen error refused>\nmore"}},
     "https://awx.example does not answer: Request failed: <urlopen error refused>; is that"),
    ({"ping": {"status": 404}}, "https://awx.example is no AWX: it answers its ping with 404"),
    ({"ping": {"status": 200}}, "is no AWX"),
    ({"ping": {"status": 200, "json": {"version": "21.14.0"}}}, "is of version 21.14.0: .* need 24 or later"),
    ({"me": 401}, r"does not take our token \(401\)"),
])
def test_one_that_we_cannot_use_is_refused_in_a_line(answers, said):
    with pytest.raises(Invalid, match=said) as refused:
        seen(**answers)
    assert "\n" not in str(refused.value)
