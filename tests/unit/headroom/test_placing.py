# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which load balancer takes whom, without AWS's having to enforce its limits."""

from __future__ import annotations

import random
import time

import pytest
from ansible_collections.venturemond.envelope.tests.unit.headroom.world import Account, cell, own, pool, silo

TWO = ["one", "two"]
RULES, CERTIFICATES = "elasticloadbalancing/L-7EED9B64", "elasticloadbalancing/L-9365A611"
ROOMY = {RULES: 1000, CERTIFICATES: 1000}


def test_on_an_empty_account_everybody_goes_to_the_first() -> None:
    found = Account(balancers=[]).look(cell(silo("a"), pool("b"), own("c"), cell_load_balancers=TWO))
    assert found.problems == []
    assert found.load_balancers == {"a": "one", "b": "one", "c": "one"}


def test_a_tenant_stays_where_it_is() -> None:
    account = Account(balancers=TWO)
    account.build(silo("a"), on="two")
    assert account.look(cell(silo("a"), silo("b"), cell_load_balancers=TWO)).load_balancers == {"a": "two", "b": "one"}


def test_the_first_with_room_takes_a_new_one() -> None:
    account = Account(balancers=TWO, rules={"one": 98}, quotas=ROOMY | {RULES: 100})
    assert account.look(cell(silo("a"), cell_load_balancers=TWO)).load_balancers == {"a": "two"}


def test_two_of_one_run_do_not_take_the_last_place() -> None:
    account = Account(balancers=TWO, rules={"one": 96}, quotas=ROOMY | {RULES: 100})
    found = account.look(cell(silo("b"), silo("a"), cell_load_balancers=TWO))
    assert found.load_balancers == {"a": "one", "b": "two"}


def test_where_somebody_goes_does_not_depend_on_the_order_of_the_inventory() -> None:
    tenants = [silo(f"t{number}") for number in range(60)]
    first = Account(quotas=ROOMY).look(cell(*tenants, cell_load_balancers=TWO)).load_balancers
    random.Random(7).shuffle(tenants)
    assert Account(quotas=ROOMY).look(cell(*tenants, cell_load_balancers=TWO)).load_balancers == first
    assert sorted(map(list(first.values()).count, TWO)) == [27, 33]  # 100 target groups, three each


def test_a_person_may_say_which() -> None:
    tenants = silo("a"), silo("b", load_balancer="two")
    assert Account().look(cell(*tenants, cell_load_balancers=TWO)).load_balancers == {"a": "one", "b": "two"}


def test_but_only_one_that_there_is() -> None:
    [problem] = Account().look(cell(silo("a", load_balancer="three"), cell_load_balancers=TWO)).problems
    assert problem == "a: tenant_load_balancer is 'three': allowed are those of cell_load_balancers, one, two"


def test_whoever_is_there_comes_before_whoever_is_new() -> None:
    account = Account(quotas=ROOMY | {CERTIFICATES: 1})
    account.build(silo("z"))
    found = account.look(cell(silo("a"), silo("z")))
    assert found.load_balancers == {"z": "one"}
    assert [problem.partition(":")[0] for problem in found.problems] == ["a"]


def test_one_that_was_begun_needs_what_it_lacks_and_no_more() -> None:
    account = Account(rules={"one": 97}, quotas=ROOMY | {RULES: 100})
    account.groups = {"envelope-prod-silo-a-api": "one", "envelope-prod-silo-a-reverb": "one",
                      "envelope-prod-silo-a-tenant": ""}
    found = account.look(cell(silo("a")))
    assert found.problems == []
    assert found.data["left"]["silo"] == {"tenants": 0, "quota": "rules", "where": "one"}


def test_a_pool_tenant_costs_the_load_balancer_nothing() -> None:
    account = Account(rules={"one": 100}, quotas={RULES: 100, CERTIFICATES: 0})
    found = account.look(cell(*(pool(f"t{number}") for number in range(50))))
    assert (found.problems, set(found.load_balancers.values())) == ([], {"one"})


def test_one_with_a_domain_of_its_own_costs_a_certificate_until_it_has_that() -> None:
    account = Account(quotas={CERTIFICATES: 1}, shown={"one": ["arn:1"]})
    account.certificates = {"arn:1": ["a.test", "*.a.test"]}
    assert account.look(cell(own("a"))).problems == []
    [problem] = account.look(cell(own("a"), own("b"))).problems
    assert problem == ("b: it does not fit: certificates of one are 1 of 1; let tenants share a certificate "
                       "(tenant_certificate), let AWS raise the quota, or add a load balancer to cell_load_balancers "
                       "(which helps silo tenants alone)")


@pytest.mark.parametrize("used", [{"one": 98}, {"one": 98, "two": 99}])
def test_when_all_are_full_it_says_so_of_each(used: dict[str, int]) -> None:
    account = Account(balancers=list(used), rules=used, quotas=ROOMY | {RULES: 100})
    [problem] = account.look(cell(silo("a"), cell_load_balancers=list(used))).problems
    assert all(f"rules of {name} are {count} of 100" in problem for name, count in used.items())
    assert problem.endswith("add a load balancer to cell_load_balancers, or let AWS raise the quota")


def test_those_who_share_a_certificate_are_counted_once_and_stay_together() -> None:
    account = Account(balancers=TWO, quotas=ROOMY | {CERTIFICATES: 1})
    account.build(silo("b", pack="x"), on="two")
    found = account.look(cell(silo("a", pack="x"), silo("b", pack="x"), cell_load_balancers=TWO))
    assert (found.problems, found.load_balancers) == ([], {"a": "two", "b": "two"})


def test_those_who_cannot_be_together_cannot_share_a_certificate() -> None:
    account = Account(balancers=TWO)
    account.build(silo("b", pack="x"), on="two")
    [problem] = account.look(cell(own("a", pack="x"), silo("b", pack="x"), cell_load_balancers=TWO)).problems
    assert problem.startswith("a: tenant_certificate is 'x', which is on two, and a is on one")


def test_a_thousand_tenants_on_thirty_load_balancers_take_no_time() -> None:
    names = [f"lb{number}" for number in range(31)]
    tenants = [silo(f"t{number:04}") for number in range(1000)]
    account = Account(balancers=names, quotas=ROOMY, summary={"Roles": 0, "RolesQuota": 5000, "PoliciesQuota": 5000,
                                                              "Policies": 0})
    started = time.process_time()
    found = account.look(cell(*tenants, cell_load_balancers=names))
    assert time.process_time() - started < 2
    assert (found.problems, found.load_balancers["t0999"]) == ([], "lb30")
