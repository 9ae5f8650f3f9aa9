# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A slice of an inventory knows its own hosts and no others, and each host is in one slice."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from ansible_collections.venturemond.envelope.tests.awx.inventories import Inventory

TENANTS = ["acme", "bluebird", "kestrel", "lapwing", "merlin"]
INVENTORY = Inventory(
    {"all": {"children": ["platforms", "tenants"], "vars": {"local_aws_port": 1}}, "platforms": {"hosts": ["envelope"]},
     "tenants": {"children": ["tier_pool"]}, "tier_pool": {"hosts": TENANTS, "vars": {"tenant_tier": "pool"}}},
    {"acme": {"tenant_domain": "acme.example"}})


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_each_host_is_in_one_slice(count):
    slices = [INVENTORY.sliced(number, count)["_meta"]["hostvars"] for number in range(1, count + 1)]
    assert sorted(host for one in slices for host in one) == sorted([*TENANTS, "envelope"])


def test_a_host_of_another_slice_is_in_no_group():
    second = INVENTORY.sliced(2, 3)
    assert second["tier_pool"]["hosts"] == ["bluebird", "lapwing"]
    assert "platforms" not in second and "platforms" in second["all"]["children"]
    assert list(second["_meta"]["hostvars"]) == ["bluebird", "lapwing"]


def test_a_slice_keeps_variables():
    first = INVENTORY.sliced(1, 3)
    assert first["all"]["vars"] == {"local_aws_port": 1} and first["tier_pool"]["vars"] == {"tenant_tier": "pool"}
    assert first["_meta"]["hostvars"]["acme"]["tenant_domain"] == "acme.example"


def test_the_script_prints_it():
    printed = subprocess.run([sys.executable, "-c", INVENTORY.script(1, 2)], capture_output=True, text=True, check=True)
    assert json.loads(printed.stdout) == INVENTORY.sliced(1, 2)
