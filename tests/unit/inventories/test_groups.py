# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of tenants by what their files say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

GROUPS = Path(__file__).parents[3] / "inventories" / "groups.yml"
TENANTS = {
    "tier_pool": {"acme": {}, "bluebird": {"tenant_domain": "bluebird.example"}},
    "tier_silo": {"kestrel": {"tenant_load_balancer": "envelope-prod-2"}, "plover": {"email_sending_enabled": False}},
}


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The inventory as Ansible has it, once without these groups and once with them."""
    inventory = tmp_path_factory.mktemp("inventory") / "hosts.yml"
    inventory.write_text(yaml.safe_dump({
        "platforms": {"hosts": {"envelope-prod": None}},
        "tenants": {"children": {tier: {"hosts": hosts} for tier, hosts in TENANTS.items()}}}))

    def run(*sources: Path) -> dict:
        command = [Path(sys.executable).with_name("ansible-inventory"), "--list"]
        command += [part for source in sources for part in ("-i", source)]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    return {"without": run(inventory), "with": run(inventory, GROUPS)}


@pytest.mark.parametrize(("group", "hosts"), [
    ("shard_first", ["acme", "bluebird"]),
    ("shard_by_room", ["plover"]),
    ("shard_envelope_prod_2", ["kestrel"]),
    ("domain_own", ["bluebird"]),
    ("state_mail_paused", ["plover"]),
])
def test_tenants_are_in_the_groups_that_their_files_ask_for(listed, group, hosts):
    assert listed["with"][group]["hosts"] == hosts


def test_nobody_has_another_variable_for_it(listed):
    assert listed["with"]["_meta"]["hostvars"] == listed["without"]["_meta"]["hostvars"]
