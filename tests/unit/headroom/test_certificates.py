# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which certificates tenants need, and which of them share one."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.certificates import (
    Certificate,
    certificates,
    leaders,
    problems,
    shares,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.headroom.tenants import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.acm import AcmCertificate
from ansible_collections.venturemond.envelope.tests.unit.headroom.world import DOMAIN, TAGS, own, pool, silo


def wanted(*tenants: Tenant) -> list[Certificate]:
    return certificates(tenants, domain=DOMAIN, tags={"managed-by": "cell"})


def said(*tenants: Tenant, limit: int = 10) -> list[tuple[str, str]]:
    return list(problems(wanted(*tenants), tenants, limit))


def test_under_the_platforms_wildcard_none_is_needed() -> None:
    assert wanted(pool("a"), pool("b")) == []


def test_a_domain_of_its_own_has_its_own() -> None:
    assert [each.options for each in wanted(own("a"))] == [{
        "domain_name": "a.test", "subject_alternative_names": ["*.a.test"], "validation_zones": ["a.test"],
        "tags": TAGS}]


def test_a_silo_has_one_for_its_api_which_the_wildcard_does_not_reach() -> None:
    [options] = [each.options for each in wanted(silo("a"))]
    assert (options["domain_name"], options["validation_zones"]) == (f"a.{DOMAIN}", [DOMAIN])


def test_one_whose_zone_is_not_ours_is_asked_for_and_not_waited_for() -> None:
    assert "validation_zones" not in wanted(own("a", zone=""))[0].options


def test_those_who_say_the_same_share_one() -> None:
    [options] = [each.options for each in wanted(own("b", pack="x"), own("a", pack="x"))]
    assert options == {
        "domain_name": f"x.certificates.{DOMAIN}", "replace": True, "tags": {"managed-by": "cell"},
        "subject_alternative_names": ["*.a.test", "*.b.test", "a.test", "b.test"],
        "validation_zones": ["a.test", "b.test", DOMAIN]}


def test_whoever_joins_or_leaves_does_not_change_its_first_name() -> None:
    names = [{each.first for each in wanted(*some)} for some in (
        [own("a", pack="x")], [own("a", pack="x"), own("b", pack="x")], [own("b", pack="x")])]
    assert names == [{f"x.certificates.{DOMAIN}"}] * 3


@pytest.mark.parametrize("tenant", [own("a"), own("a", zone=""), silo("a"), own("a", pack="x")])
def test_all_of_them_are_what_the_kind_takes(tenant: Tenant) -> None:
    for each in wanted(tenant):
        assert list(AcmCertificate.given(each.options).problems()) == []


@pytest.mark.parametrize(("tenants", "host", "words"), [
    ([own("a", pack="X")], "a", "tenant_certificate is 'X': allowed are up to 32 lower case letters"),
    ([pool("a", pack="x")], "a", f"a.{DOMAIN} is on the platform's certificate, leave it out"),
    ([own("a", pack="x", zone="")], "a", "those of a.test are somebody else's to publish; leave it out, or say"),
    ([own(name, pack="x") for name in "abcde"], "e", "with a, b, c, d, e it has 11 names, allowed are 10"),
    ([own("a", name=f"{'a' * 60}.test")], "a", "65 characters: allowed are 64"),
])
def test_what_cannot_be(tenants: list[Tenant], host: str, words: str) -> None:
    [(where, problem)] = said(*tenants)
    assert where == host and words in problem


def test_what_can_be() -> None:
    assert said(*(own(name, pack="x") for name in "abcd"), own("e", pack="y"), own("f", zone=""), silo("g")) == []
    assert said(*(own(name, pack="x") for name in "abcdefgh"), limit=100) == []


def seen_to(tenants: t.Sequence[Tenant], running: str) -> dict[str, list[int]]:
    found = shares(wanted(*tenants), running)
    return {host: [len(share["certificates"]), len(share["shown"])] for host, share in found.items()}


def test_one_of_those_who_share_sees_to_it() -> None:
    tenants = [own(name, pack="x") for name in "abc"]
    assert seen_to(tenants, "abc") == {"a": [1, 1], "b": [0, 0], "c": [0, 0]}
    assert seen_to(tenants, "c") == {"a": [0, 0], "b": [0, 0], "c": [1, 1]}


def test_who_sees_to_it_makes_the_zones_it_is_proved_in() -> None:
    found = shares(wanted(own("a", pack="x"), own("b", pack="x"), silo("c", pack="x")), "bc")
    assert found["b"]["zones"] == [{"name": "a.test", "tags": TAGS}, {"name": "b.test", "tags": TAGS}]
    assert (found["a"]["zones"], found["c"]["zones"]) == ([], []), "the platform makes its own"


def test_they_come_first() -> None:
    every = wanted(own("a", pack="x"), own("b", pack="x"), own("c", pack="y"), own("d"))
    assert leaders(every, "abcd") == ["a", "c"]
    assert leaders(every, "bd") == ["b"], "nobody of the others is seen to now"


def test_one_that_somebody_else_proves_is_shown_when_it_is_issued() -> None:
    assert shares(wanted(own("a", zone="")), "a")["a"]["shown"] == [{"certificate": "a.test", "once_issued": True}]
    assert shares(wanted(own("a")), "a")["a"]["shown"] == [{"certificate": "a.test"}]


def test_a_thousand_tenants() -> None:
    tenants = [own(f"t{number}", pack=f"p{number // 4}") for number in range(1000)]
    assert said(*tenants) == []
    assert len(wanted(*tenants)) == 250
