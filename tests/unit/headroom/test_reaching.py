# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which ceiling comes first on the way to so many tenants."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.headroom.reaching import SCALES, SORTS, Reach, reach
from ansible_collections.venturemond.envelope.tests.unit.headroom.world import Account, cell, pool

POOL, OWN, SILO = SORTS


def rows(account: Account, *tenants: t.Any, **values: t.Any) -> list[dict[str, t.Any]]:
    return t.cast("list[dict[str, t.Any]]", account.look(cell(*tenants, **values)).data["quotas"])


def reached(sort: t.Any, every: list[dict[str, t.Any]], now: int = 0) -> list[Reach]:
    return [reach(sort, count, now, every) for count in SCALES]


def firsts(found: list[Reach]) -> list[tuple[int, str] | None]:
    return [(each.first.after, each.first.quota) if each.first else None for each in found]


def test_a_pool_is_stopped_by_the_records_of_its_zone():
    assert firsts(reached(POOL, rows(Account()))) == [None, None, None, (1_250, "records")]


def test_domains_of_their_own_are_stopped_by_certificates():
    found = reached(OWN, rows(Account()))
    assert firsts(found) == [None, (25, "balancer_certificates"), (25, "balancer_certificates"),
                             (25, "balancer_certificates")]
    assert [each.quota for each in found[-1].stops] == ["balancer_certificates", "zones", "certificates"]
    assert "tenant_certificate" in found[1].first.help


def test_silos_take_a_load_balancer_for_each_25_until_there_may_be_no_more():
    found = reached(SILO, rows(Account(summary={"Roles": 0, "Policies": 0})))
    assert [each.load_balancers for each in found] == [1, 4, 40, 400]
    assert firsts(found) == [None, None, (250, "roles"), (250, "roles")]
    assert (1_250, "load_balancers") in [(each.after, each.quota) for each in found[-1].stops]


def test_who_is_there_now_is_counted_and_not_once_more():
    account = Account(zones={"envelope.example": 800})
    assert firsts(reached(POOL, rows(account), now=100))[-1] == (100 + 9_200 // 8, "records")


def test_more_than_fit_now_is_told_of_a_load_balancer_that_is_full():
    account = Account(rules={"one": 100})
    found = reach(SILO, 11, 10, rows(account, pool("acme")))
    assert found.load_balancers == 2


def test_what_is_unknown_stops_nobody():
    account = Account(denied={"list_hosted_zones": "AccessDenied"})
    assert firsts(reached(POOL, rows(account))) == [None] * 4
