# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was found, as a whole: a part that AWS refused to show is not taken for absent."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing import architecture as told
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.architecture import architecture
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources import EVERY
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.cloudwatch import sorted_out
from ansible_collections.venturemond.envelope.tests.unit.auditing import sample_operations
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, live

EVERYTHING_REFUSED = dict.fromkeys((source.name for source in EVERY), DENIED)


@pytest.fixture
def found() -> dict[str, t.Any]:
    sample = sample_operations.sample()
    alarms = dict.fromkeys(("alarms", "alarms of CloudFront"), sorted_out(sample["alarms"]))
    return {**{source.name: [] for source in EVERY}, **sample, **alarms}


def test_what_is_not_there_is_none_and_not_unknown(found: dict[str, t.Any]):
    drawn = architecture(live(found))
    assert (drawn["buckets"], drawn["zones_dns"], drawn["unknown"]) == (0, [], [])


@pytest.mark.parametrize(("source", "parts"), [
    ("databases", ["alarms", "databases"]), ("buckets", ["buckets"]), ("alarms", ["alarms"]),
    ("alarms of CloudFront", ["alarms"]), ("vpcs", ["nat_gateways", "subnets", "vpc", "zones"]),
])
def test_what_aws_did_not_tell_is_unknown_part_by_part(found: dict[str, t.Any], source: str, parts: list[str]):
    drawn = architecture(live(found | {source: DENIED}))
    assert drawn["unknown"] == parts
    assert [part for part in parts if drawn[part] is not None] == []


def test_where_aws_tells_nothing_everything_is_unknown():
    drawn = architecture(live(EVERYTHING_REFUSED))
    assert drawn.pop("unknown") == sorted(drawn) and set(drawn.values()) == {None}


def test_a_defect_is_no_refusal(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(told.PARTS, "buckets", lambda live: int("many"))
    with pytest.raises(ValueError, match="many"):
        architecture(live(EVERYTHING_REFUSED))
