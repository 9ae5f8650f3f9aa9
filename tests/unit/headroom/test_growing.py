# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies that name each tenant, and so have room for so many: 6,144 characters."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils import policies
from ansible_collections.venturemond.envelope.plugins.module_utils.headroom.growing import policy_growth
from ansible_collections.venturemond.envelope.tests.unit.headroom.world import Account, cell, pool

NAME = "envelope-prod-tenant-bucket-data-access"


def document(*buckets: str) -> dict[str, t.Any]:
    entries = [f"arn:aws:s3:::{bucket}{part}" for bucket in buckets for part in ("", "/*")]
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": entries}]}


def grown(*buckets: str) -> dict[str, int]:
    return policy_growth({NAME: document(*buckets)}, [pool("acme"), pool("acme-2"), pool("late")])


def test_one_that_names_them_by_a_pattern_has_room_for_any_number() -> None:
    assert grown("envelope-prod-pool-*") == {}


def test_one_that_names_each_grows_by_what_it_takes_to_name_one() -> None:
    shorter = document("envelope-prod-pool-acme")
    longer = document("envelope-prod-pool-acme", "envelope-prod-pool-acme-2")
    assert grown("envelope-prod-pool-acme-2") == {NAME: policies.size(longer) - policies.size(shorter)}


def test_a_list_of_one_may_have_no_brackets() -> None:
    statement = {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::envelope-prod-pool-acme"}
    assert policy_growth({NAME: {"Statement": statement}}, [pool("acme")]) == {NAME: 39}


def test_it_comes_before_a_thousand_tenants_do() -> None:
    tenants = [pool(f"t{number:03}") for number in range(40)]
    account = Account(policies={NAME: document(*(tenant.prefix for tenant in tenants))})
    found = account.look(cell(*tenants))
    assert found.data["left"]["pool"]["quota"] == "policy_size"
    assert found.data["left"]["pool"]["where"] == NAME
    assert 20 < found.data["left"]["pool"]["tenants"] < 40
    assert f"characters of a policy of {NAME} are" in found.lines[2]


def test_the_platforms_patterns_are_no_ceiling_at_a_thousand_tenants() -> None:
    tenants = [pool(f"t{number:03}") for number in range(1_000)]
    account = Account(policies={NAME: document("envelope-prod-pool-*")})
    account.build(*tenants)
    assert account.look(cell(*tenants)).data["left"]["pool"]["quota"] == "records"
