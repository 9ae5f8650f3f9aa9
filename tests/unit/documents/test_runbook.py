# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The runbook names what there is: this platform's names, and playbooks, options and tasks of the collection."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples

ROOT = Path(__file__).parents[3]
NAME = "client-onboarding-runbook.md"


def commands(text: str) -> list[str]:
    return re.findall(r"^ansible-playbook .*$", text, re.MULTILINE)


def titles() -> set[str]:
    """What follows the bar in the title of each task."""
    texts = [file.read_text() for pattern in ("playbooks/*.yml", "roles/*/tasks/*.yml") for file in ROOT.glob(pattern)]
    return {title for text in texts for title in re.findall(r"^ *- name: [\w ]+ \| (.+)$", text, re.MULTILINE)}


def test_commands_are_of_playbooks_that_there_are_and_of_this_inventory(texts):
    assert len(commands(texts[NAME])) == 8
    for command in commands(texts[NAME]):
        assert command.startswith("ansible-playbook -i inventories/production playbooks/")
        assert (ROOT / command.split()[3]).is_file()


def test_their_options_are_those_that_the_playbooks_take(texts):
    for command in commands(texts[NAME]):
        told = yaml.safe_load((ROOT / command.split()[3]).with_suffix(".meta.yml").read_text())["argument_specs"]
        known = {option for spec in told.values() for option in spec["options"]} | {"--limit", "--check", "--diff"}
        given = [option for pair in re.findall(r"-e (\w+)=|(--\w+)", command) for option in pair if option]
        assert given and set(given) <= known


def test_a_step_that_may_fail_is_called_as_its_task(texts):
    table = texts[NAME].partition("| Failed | Means | Do |")[2].partition("\n\n")[0]
    steps = [row.split("|")[1].strip().removesuffix(" (silo)") for row in table.splitlines()[2:]]
    assert len(steps) > 10
    assert [step for step in steps if not any(title.startswith(step) for title in titles())] == []


def test_names_are_this_platforms(texts):
    for name in ("envelope-prod-pool-acme", "envelope-prod-silo-acme", "acme.envelope.example", "wss://ws.envelope.example",
                 "account 111122223333", "feedback-smtp.eu-west-1.amazonses.com", "Not api, hq"):
        assert name in texts[NAME], name
    assert "pool: 1,24" in texts[NAME] and "| kestrel | silo | kestrel.envelope.example | PASS |" in texts[NAME]
    assert "so a default or a placeholder" not in texts[NAME]


def test_what_the_inventory_did_not_say_is_told(bare):
    assert ("placeholder here:** the inventory's path, the platform's domain, the names that no tenant may have."
            in bare[NAME])
    assert "No tenant is on the platform yet." in bare[NAME]


def test_defaults_are_those_of_the_role(bare):
    defaults = yaml.safe_load((ROOT / "roles/tenant/defaults/main.yml").read_text())
    assert f"again {defaults['tenant_offboarding_hold_days']} days later" in bare[NAME]
    assert f"back for {defaults['tenant_offboarding_recovery_days']} days" in bare[NAME]
    assert f"{defaults['tenant_steps_timeout_seconds'] // 60} minutes at most" in bare[NAME]


def test_tenants_of_a_report_are_listed(texts):
    assert all(f"| {one['name']} |" in texts[NAME] for one in samples.report()["tenants"])
