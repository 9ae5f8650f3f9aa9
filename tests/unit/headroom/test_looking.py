# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left, in tenants: by the account's quotas, or AWS's defaults where they may not be read."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.headroom import quotas
from ansible_collections.venturemond.envelope.tests.unit.headroom.world import DOMAIN, Account, cell, own, pool, silo

DENIED = "AccessDeniedException"


def left(account: Account, *tenants: t.Any, **values: t.Any) -> dict[str, t.Any]:
    return t.cast("dict[str, t.Any]", account.look(cell(*tenants, **values)).data["left"])


def test_the_first_ceiling_of_each_sort_by_the_documented_defaults() -> None:
    assert left(Account(summary={"Roles": 0, "Policies": 0})) == {
        "pool": {"tenants": 1_250, "quota": "records", "where": ""},
        "pool, own domain": {"tenants": 25, "quota": "balancer_certificates", "where": "one"},
        "silo": {"tenants": 25, "quota": "balancer_certificates", "where": "one"},
    }


@pytest.mark.parametrize(("raised", "tenants", "quota"), [
    ({"elasticloadbalancing/L-9365A611": 500}, 33, "balancer_target_groups"),
    ({"elasticloadbalancing/L-9365A611": 500, "elasticloadbalancing/L-7EED9B64": 30}, 10, "rules"),
    ({"elasticloadbalancing/L-9365A611": 500, "elasticloadbalancing/L-B22855CB": 12}, 4, "target_groups"),
    ({"s3/L-DC2B2D3D": 2}, 2, "buckets"),
    ({"acm/L-F141DD1D": 1}, 1, "certificates"),
])
def test_the_accounts_own_quotas_count(raised: dict[str, int], tenants: int, quota: str) -> None:
    found = left(Account(quotas=raised))["silo"]
    assert (found["tenants"], found["quota"]) == (tenants, quota)


def test_another_load_balancer_makes_room_for_silos_alone() -> None:
    found = left(Account(balancers=["one", "two"]), cell_load_balancers=["one", "two"])
    assert (found["silo"]["tenants"], found["pool, own domain"]["tenants"]) == (50, 25)


def test_roles_are_a_ceiling_for_silos() -> None:
    account = Account(balancers=["one", "two"], quotas={"elasticloadbalancing/L-9365A611": 500},
                      summary={"Roles": 990, "RolesQuota": 1000, "Policies": 0, "PoliciesQuota": 1500})
    assert left(account)["silo"] == {"tenants": 2, "quota": "roles", "where": ""}


def test_the_tenants_of_the_inventory_are_counted_before_they_are_there() -> None:
    assert left(Account(), own("a"), own("b"))["pool, own domain"]["tenants"] == 23


def test_it_is_said_for_a_person() -> None:
    account = Account(quotas={"elasticloadbalancing/L-9365A611": 500}, summary={"Roles": 3, "RolesQuota": 1000})
    account.build(silo("a"))
    assert account.look(cell(silo("a"))).lines == [
        "Room on platform (eu-west-1, account 111122223333) for tenants that are not in the inventory",
        "                       left  first ceiling",
        "  pool                1,250  records of the platform's zone are 0 of 10,000",
        "  pool, own domain      499  certificates of one are 0 of 500",
        "  silo                   32  target groups of one are 3 of 100, not adjustable",
    ]


@pytest.mark.parametrize("operation", ["list_buckets", "list_service_quotas", "describe_target_groups",
                                       "describe_rules", "list_certificates", "describe_load_balancers",
                                       "get_account_summary", "list_policies", "list_aliases", "list_hosted_zones",
                                       "get_hosted_zone_limit", "get_account_limit"])
def test_what_aws_refuses_to_tell_is_unknown_and_stops_nobody(operation: str) -> None:
    account = Account(denied={operation: DENIED}, zones={DOMAIN: 20})
    account.groups = {"envelope-prod-silo-a-api": "one"}
    found = account.look(cell(silo("a"), pool("b"), own("c")))
    assert found.problems == [] and found.load_balancers.keys() == {"a", "b", "c"}
    assert [said for said in found.data["unknown"] if f":{operation}: {DENIED}" in said]
    assert [line for line in found.details if "unknown, because AWS refused" in line and operation in line]


def test_nothing_at_all_may_be_read() -> None:
    open_account = Account()
    open_account.look(cell())
    every = set(open_account.made) - {"get_caller_identity"}
    found = Account(denied=dict.fromkeys(every, DENIED)).look(cell(silo("a"), own("b")))
    assert (found.problems, found.load_balancers) == ([], {"a": "one", "b": "one"})
    assert {each["tenants"] for each in found.data["left"].values()} == {None}
    assert found.lines[2].split() == ["pool", "unknown"]


def test_somebody_elses_account_is_refused() -> None:
    with pytest.raises(Invalid, match=r"credentials of account 111122223333 .* and account 999988887777 is meant"):
        Account().look(cell(aws_account_id="999988887777"))


def test_only_those_who_are_seen_to_now_are_refused() -> None:
    account = Account(quotas={"s3/L-DC2B2D3D": 1})
    found = account.look(cell(pool("a"), pool("b"), running=["a"]))
    assert found.problems == []
    assert found.notes == ["b: it does not fit: buckets are 0 of 1; let AWS raise the quota, or make another cell in "
                           "another region or account"]


def test_more_names_than_the_account_may_put_on_a_certificate() -> None:
    wanted = cell(own("a"), cell_certificate_names=50)
    [problem] = Account(quotas={"acm/L-FB94F0B0": 10}).look(wanted).problems
    assert problem == "platform: cell_certificate_names is 50: allowed are 10 until AWS raises the quota"
    assert Account(quotas={"acm/L-FB94F0B0": 100}).look(wanted).problems == []
    assert Account(denied={"list_service_quotas": DENIED}).look(wanted).problems == []


def test_the_platforms_zone_is_a_ceiling_for_whoever_is_published_in_it() -> None:
    full = Account(zones={DOMAIN: 9_980})
    assert left(full)["pool"] == {"tenants": 2, "quota": "records", "where": ""}
    assert left(full, silo("a"))["pool"]["tenants"] == 1, "a silo to come takes ten of them"
    assert left(full)["pool, own domain"]["tenants"] == 25, "whose records are in its own zone"
    assert full.look(cell(pool("a"), pool("b"), pool("c"))).problems == [
        "c: it does not fit: records of the platform's zone are 9,980 of 10,000; let AWS raise the quota, or make "
        "another cell in another region or account"]


def test_records_of_those_who_are_there_count_once() -> None:
    account = Account(zones={DOMAIN: 9_980})
    account.build(*(pool(name) for name in "abc"))
    assert account.look(cell(*(pool(name) for name in "abc"))).problems == []
    assert left(account, *(pool(name) for name in "abc"))["pool"]["tenants"] == 2


def test_a_domain_of_its_own_takes_a_zone_where_that_is_ours() -> None:
    account = Account(zones={f"zone-{number}.test": 2 for number in range(499)},
                      quotas={"elasticloadbalancing/L-9365A611": 500})
    assert left(account)["pool, own domain"] == {"tenants": 1, "quota": "zones", "where": ""}
    assert account.look(cell(own("a"), own("b", zone=""), own("zone-0"))).problems == []
    [problem] = account.look(cell(own("a"), own("b"))).problems
    assert problem.startswith("b: it does not fit: hosted zones are 499 of 500")


def test_an_identity_is_that_of_the_domain_it_sends_mail_from() -> None:
    tenants = [own("a", mail="mail.a.test"), own("b", mail="")]
    rows = {row["quota"]: row for row in Account(identities=["mail.a.test"]).look(cell(*tenants)).data["quotas"]}
    assert rows["identities"]["used"] == 1
    full = Account(identities=[f"{number}.test" for number in range(9_999)] + ["mail.a.test"])
    assert full.look(cell(*tenants)).problems == []
    [problem] = full.look(cell(own("a"))).problems
    assert "a: it does not fit: mail identities are 10,000 of 10,000" in problem


def test_distributions_are_looked_at_where_there_are_sites() -> None:
    account = Account()
    account.look(cell(pool("a")))
    assert "list_distributions" not in account.made
    assert "distributions" in [row["quota"] for row in Account().look(cell(pool("a", sites=("www",)))).data["quotas"]]


def test_few_calls_however_many_tenants() -> None:
    account = Account()
    account.look(cell(*(silo(f"t{number}") for number in range(300))))
    assert len(account.made) <= 23


def test_every_quota_says_where_its_default_is_documented() -> None:
    assert all(limit.source.startswith("default (") for limit in quotas.defaults().values())
    assert [key for key, quota in quotas.EVERY.items() if not quota.adjustable] == [
        "balancer_target_groups", "policy_size"]
