# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every alarm has its runbook, and the role's page lists every alarm."""

from __future__ import annotations

import re
import typing as t
from pathlib import Path

import jinja2.nativetypes
import pytest
import yaml
from ansible_collections.venturemond.envelope.plugins.module_utils.baseline.account_events import EVENTS
from ansible_collections.venturemond.envelope.plugins.module_utils.monitoring.incidents import INCIDENTS
from ansible_collections.venturemond.envelope.plugins.module_utils.monitoring.table import TABLE
from ansible_collections.venturemond.envelope.tests.unit.monitoring.asked import WANTED, alarms, made

ROOT = Path(__file__).parents[3]
RUNBOOKS = ROOT / "docs/runbooks"
PARTS = ("**It means**", "**It is over**")


def sections(page: str) -> dict[str, str]:
    """The sections of a page by their anchors."""
    _title, *found = re.split(r"^## ", (RUNBOOKS / page).read_text(), flags=re.MULTILINE)
    return {each.partition("\n")[0].lower().replace(" ", "-"): each for each in found}


@pytest.mark.parametrize("place", sorted({each.runbook for each in (*TABLE, *INCIDENTS)}))
def test_a_runbook_is_there_and_says_what_it_means_and_when_it_is_over(place):
    page, _sign, anchor = place.partition("#")
    text = sections(page)[anchor]
    assert all(part in text for part in PARTS)
    assert ("**Look first**" in text and "**Do**" in text) or "Do as for" in text


def test_every_alarm_says_in_one_line_what_it_means_and_where_to_read():
    for each in (*alarms().values(), *made()["incidents"], *made()["kept_quiet"]):
        assert re.fullmatch(r"[A-Z].*\. Runbook: https://wiki\.example/runbooks/[a-z-]+\.md#[a-z-]+",
                            each["description"]), each["name"]


ACCOUNT = sorted(f"account.md#{each.name}" for each in EVENTS)


@pytest.mark.parametrize("place", sorted({each.runbook for each in (*TABLE, *INCIDENTS)}) + ACCOUNT)
def test_a_runbook_holds_a_command(place):
    page, _sign, anchor = place.partition("#")
    text = sections(page)[anchor]
    assert re.search(r"playbooks/[\w/]+\.yml|(^|`)aws [a-z0-9]+ [a-z-]+", text, re.MULTILINE) or "Do as for" in text


def test_no_section_is_of_no_alarm():
    named = {each.runbook for each in (*TABLE, *INCIDENTS)}
    pages = {place.partition("#")[0] for place in named}  # others are of what no alarm tells
    assert {f"{page}#{anchor}" for page in pages for anchor in sections(page)} == named


def test_runbooks_name_playbooks_that_exist():
    for path in RUNBOOKS.glob("*.md"):
        for name in re.findall(r"playbooks/[\w/]+\.yml", path.read_text()):
            assert (ROOT / name).is_file(), f"{path.name}: {name}"


def rows() -> list[str]:
    """The table of the role's page, as its alarms are."""
    return [f"| `{each.name}` | {each.of.replace('_', ' ')} | {'below ' * each.below}{each.threshold} "
            f"| {each.within} of {each.of_last}, {each.period // 60} min each | `{each.missing}`: {each.because} "
            f"| {each.incident or 'itself'} |" for each in TABLE]


def test_the_roles_page_lists_every_alarm():
    text = (ROOT / "roles/monitoring/README.md").read_text()
    assert [row for row in rows() if row not in text] == []


def defaults(role: str) -> dict[str, t.Any]:
    return yaml.safe_load((ROOT / f"roles/{role}/defaults/main.yml").read_text())


def default(name: str, **said: t.Any) -> t.Any:
    """A variable of the role, where the inventory says this."""
    jinja = jinja2.nativetypes.NativeEnvironment()
    jinja.filters["intersect"] = lambda ours, theirs: [each for each in ours if each in theirs]
    template = jinja.from_string(defaults("monitoring")[f"monitoring_{name}"])
    return template.render({"cell_prefix": "envelope-prod", **said})


def test_the_roles_defaults_are_the_services_there_are():
    theirs = defaults("ecs_services")
    catalogue, every = theirs["ecs_services_catalogue"], [*theirs["ecs_services_names"], "reverb"]
    assert default("services") == every == WANTED["services"]
    assert default("services", ecs_services_names=["api"]) == ["api", "reverb"]
    assert default("web_services", monitoring_services=every) == [
        *(name for name in catalogue if catalogue[name].get("port")), "reverb"]
    assert default("php_services", monitoring_services=every) == [
        name for name in catalogue if catalogue[name]["image"] == "api"]
    assert default("php_services", monitoring_services=["api", "reverb"]) == ["api"]


def test_the_roles_defaults_are_the_data_stores_there_are():
    theirs = defaults("data_stores")
    replicas = theirs["data_stores_cache"]["replicas_per_node_group"]
    assert default("cache_nodes") == WANTED["cache_nodes"] == replicas + 1
    assert default("cache_nodes", data_stores_cache_overrides={"replicas_per_node_group": 2}) == 3
    for store in ("database", "cache"):
        assert default(store) == theirs[f"data_stores_{store}_name"].replace("{{ cell_prefix }}", "envelope-prod")
        assert default(store, **{f"data_stores_{store}_name": "theirs"}) == "theirs"
        assert not default(store, **{f"data_stores_{store}_managed": False})


def test_refused_calls_are_counted_the_same_way_in_the_alarm_and_by_hand():
    pattern = next(each.pattern for each in EVENTS if each.name == "unauthorized-calls")
    assert " ".join(pattern.split()) in " ".join(sections("account.md")["unauthorized-calls"].split())
    assert "userName NOT EXISTS" in pattern, "AWS takes != of what is not there for false: of users, who have no role"
