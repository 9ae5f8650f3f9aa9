# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a tenant's names take: zone, certificates, and records."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.acm import AcmCertificate
from ansible_collections.venturemond.envelope.plugins.module_utils.tenant_names import tenant_names

CELL = "envelope.example"
TAGS = {"tenant": "acme", "managed-by": "venturemond.envelope"}
OWN = {"host": "acme.test", "domain": "acme.test", "zone": "acme.test"}
ELSEWHERE = {**OWN, "zone": ""}
SILO = {"tier": "silo"}


def names(**said: t.Any) -> dict[str, t.Any]:
    return tenant_names({
        "slug": "acme", "host": f"acme.{CELL}", "domain": "", "zone": "", "tier": "pool", "cell_domain": CELL,
        "load_balancer": "envelope-prod", "share": {}, "tags": TAGS, **said})


def published(**said: t.Any) -> list[str]:
    return [record["name"] for record in names(**said)["records"]]


def test_under_the_platforms_wildcard_it_takes_a_record_and_nothing_else() -> None:
    found = names()
    assert (found["zones"], found["certificates"], found["shown"], found["zone"]) == ([], [], [], CELL)
    assert found["records"] == [{"name": f"acme.{CELL}", "type": "A", "alias": {"load_balancer": "envelope-prod"}}]


def test_a_silo_has_names_below_its_own_and_so_a_certificate() -> None:
    found = names(**SILO)
    assert published(**SILO) == [f"acme.{CELL}", f"*.acme.{CELL}"]
    [certificate] = found["certificates"]
    assert (certificate["domain_name"], certificate["subject_alternative_names"]) == (
        f"acme.{CELL}", [f"*.acme.{CELL}"])
    assert (certificate["validation_zones"], found["zones"], found["zone"]) == ([CELL], [], CELL)


def test_a_domain_whose_zone_is_ours() -> None:
    found = names(**OWN)
    assert found["zones"] == [{"name": "acme.test", "tags": TAGS}] and found["zone"] == "acme.test"
    assert published(**OWN) == ["acme.test", "*.acme.test"]
    assert found["certificates"][0]["validation_zones"] == ["acme.test"]
    assert found["shown"] == [{"certificate": "acme.test"}], "which is waited for"


def test_a_domain_whose_zone_is_somebody_elses_has_a_name_of_ours_to_lead_to() -> None:
    found = names(**ELSEWHERE)
    assert (found["zones"], found["zone"]) == ([], CELL)
    assert published(**ELSEWHERE) == [f"acme.{CELL}", f"*.acme.{CELL}"]
    assert "validation_zones" not in found["certificates"][0], "it is not waited for"
    assert found["shown"] == [{"certificate": "acme.test", "once_issued": True}]


@pytest.mark.parametrize("said", [SILO, OWN, ELSEWHERE, {**OWN, **SILO}], ids=["silo", "own", "elsewhere", "both"])
def test_certificates_are_what_the_kind_takes(said: dict[str, str]) -> None:
    for each in names(**said)["certificates"]:
        assert list(AcmCertificate.given(each).problems()) == []


def test_the_records_lead_to_the_load_balancer_it_was_placed_on() -> None:
    records = names(**SILO, load_balancer="envelope-prod-2")["records"]
    assert {record["alias"]["load_balancer"] for record in records} == {"envelope-prod-2"}


def test_what_it_sees_to_for_others_is_what_was_told() -> None:
    share = {"zones": [{"name": "birch.test", "tags": {"tenant": "birch"}}, {"name": "acme.test", "tags": TAGS}],
             "certificates": [{"domain_name": f"x.certificates.{CELL}"}],
             "shown": [{"certificate": f"x.certificates.{CELL}"}]}
    found = names(**OWN, share=share)
    assert found["zones"] == share["zones"], "its own is one of them, once"
    assert (found["certificates"], found["shown"]) == (share["certificates"], share["shown"])


def test_what_another_sees_to_it_does_not() -> None:
    found = names(**OWN, share={"zones": [], "certificates": [], "shown": []})
    assert found["zones"] == [{"name": "acme.test", "tags": TAGS}], "which is its own all the same"
    assert (found["certificates"], found["shown"]) == ([], [])
