# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much room a database has: what is short comes with its page, what is not measured is said."""

from __future__ import annotations

import datetime
import re
import typing as t
from pathlib import Path
from types import MappingProxyType

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call.databases.measuring import lost_a_day
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.rds_check_headroom import CheckHeadroom
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import NOW
from ansible_collections.venturemond.envelope.tests.unit.on_call.database import GIB, SOURCE, metrics

ROOT = Path(__file__).parents[3]
CODE = ROOT / "plugins/module_utils"
USUAL = MappingProxyType({"cpu": 34.0, "connections": 100, "memory": 4 * GIB, "storage": 40 * GIB})


def check(recent: t.Mapping[str, float] = USUAL, storage: t.Sequence[float] = (), name: str = "envelope-prod",
          maintenance: t.Sequence[t.Any] = (), connections: str = "{DBInstanceClassMemory/12582880}",
          **about: t.Any) -> Asked:
    return ask(CheckHeadroom.given({"name": name}), {
        "describe_db_instances": {"DBInstances": [{**SOURCE, **about}]},
        "get_metric_data": metrics(recent, storage),
        "describe_instance_types": {"InstanceTypes": [{"MemoryInfo": {"SizeInMiB": 8192}}]},
        "describe_db_parameters": {"Parameters": [{"ParameterName": "max_connections", "ParameterValue": connections}]},
        "describe_pending_maintenance_actions": {"PendingMaintenanceActions": [
            {"PendingMaintenanceActionDetails": list(maintenance)}]}})


def test_one_with_room_says_so_first_and_then_how_much():
    found = check(storage=[(42 - hour * 0.05) * GIB for hour in range(40)])
    assert found.said[:5] == [
        "database envelope-prod has room",
        "state: available, db.m7g.large, mysql 8.4.4, a standby in another zone",
        "storage: 40.0 of 100 GiB free, 1.2 GiB less each day: full in 366 days; it grows by itself up to "
        "500 GiB",
        "CPU: 34%", "connections: 100 of about 682 (15%)"]
    assert "5 min ago" in found.said[6] and found.result["short"] == [] and found.writes == []
    assert found.result["figures"]["max_connections"] == 682


@pytest.mark.parametrize(("recent", "about", "short"), [
    ({"storage": 4 * GIB}, {"MaxAllocatedStorage": 0}, "storage: 4.0 of 100 GiB free; it does not grow by itself"),
    ({"cpu": 91.0}, {}, "CPU: 91%"), ({"cpu": 20.0, "credits": 0.0}, {}, "CPU: 20%, 0 CPU credits left"),
    ({"connections": 600}, {}, "connections: 600 of about 682 (88%)"),
    ({"memory": GIB / 8}, {}, "memory: 0.1 of 8 GiB free"),
    ({}, {"BackupRetentionPeriod": 0}, "backups: NONE: it cannot be restored to a moment"),
    ({}, {"LatestRestorableTime": NOW - datetime.timedelta(hours=3)}, "3 h ago"),
    ({}, {"DBInstanceStatus": "storage-full"}, "state: storage-full"),
])
def test_what_is_short_is_in_the_verdict_and_has_a_page(recent: dict[str, float], about: dict[str, t.Any], short: str):
    found = check({**USUAL, **recent}, **about)
    [line] = [each for each in found.said if each.startswith("SHORT: ")]
    assert short in line and ("(docs/runbooks/" in line or "state" in line)
    assert found.said[0] == f"database envelope-prod needs somebody: {found.result['short'][0]}"


def test_storage_that_is_full_soon_is_short_although_there_is_much_of_it_now():
    found = check(storage=[(90 - hour) * GIB for hour in range(48)], MaxAllocatedStorage=0)
    assert "full in 1 day" in found.text and found.result["short"] == ["storage"]
    assert found.result["figures"]["days_until_full"] == pytest.approx(1.7, abs=0.1)


def test_storage_that_grows_by_itself_is_not_short_although_little_is_free():
    assert check({**USUAL, "storage": 4 * GIB}).result["short"] == []


def test_before_it_grew_says_nothing_of_how_fast_it_fills():
    hours = [(hour * 3600.0, value) for hour, value in enumerate([50, 40, 30, 20, 120, 119, 118, 117])]
    assert lost_a_day(hours) == pytest.approx(24)
    assert lost_a_day(hours[:2]) is None and lost_a_day([]) is None


def test_what_is_not_measured_is_said_and_is_not_short():
    found = check({})
    assert found.result["short"] == [] and found.text.count("not measured lately") == 4
    assert "connections: 100, of how many is not known" in check(connections="").text


def test_what_waits_is_listed():
    action = {"Action": "system-update", "Description": "New OS", "ForcedApplyDate": datetime.datetime(2027, 1, 2)}
    larger = {"DBInstanceClass": "db.r7g.large"}
    found = check(maintenance=[action, {"Action": "db-upgrade"}], PendingModifiedValues=larger)
    assert found.result["waiting"] == [
        "DBInstanceClass db.r7g.large waits for sun:04:00-sun:05:00", "system-update (New OS), on 2027-01-02",
        "db-upgrade, when somebody asks for it"]
    assert "waits: system-update (New OS), on 2027-01-02" in found.said


def test_a_database_that_is_none_is_told_with_the_nearest_name():
    with pytest.raises(Invalid, match="envelope-prd is not known, did you mean envelope-prod"):
        check(name="envelope-prd")


def test_a_change_that_goes_on_is_no_incident():
    assert check(DBInstanceStatus="modifying").result["short"] == []


def pages() -> set[tuple[str, str]]:
    """The pages that the code of runbooks names, by their place in `docs`, each with the section that is meant."""
    files = [*(CODE / "on_call").rglob("*.py"), *(CODE / "verbs").glob("*.py")]
    named = [found for path in files for found in re.findall(r'(docs/)?([a-z/-]+\.md)#([a-z-]+)', path.read_text())]
    return {(page if whole else f"runbooks/{page}", anchor) for whole, page, anchor in named}


@pytest.mark.parametrize(("page", "anchor"), sorted(pages()))
def test_every_page_that_is_named_is_there(page: str, anchor: str):
    sections = re.findall(r"^##+ (.+)$", (ROOT / "docs" / page).read_text(), flags=re.MULTILINE)
    assert anchor in {each.lower().replace(" ", "-") for each in sections}
