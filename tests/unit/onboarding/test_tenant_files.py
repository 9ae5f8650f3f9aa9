# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file of a tenant: written as people write it, read back, and never changed by asking for something else."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.plugin_utils.tenant_files import (
    TenantFile,
    read_back,
    refuse_another,
    tenant_file,
)

GROUPS = {"all": ["p1", "acme"], "ungrouped": [], "platforms": ["p1"], "tenants": ["acme"], "tier_pool": ["acme"],
          "tier_silo": [], "envelope_production": ["p1", "acme"]}
TWO = {**GROUPS, "platforms": ["p1", "p2"], "envelope_frankfurt": ["p2"], "europe": ["p1", "p2", "acme"]}
ACME = TenantFile("acme", "envelope_production", "silo", {"tenant_domain": "acme.example"})


def test_it_reads_as_a_person_would_write_it():
    assert tenant_file("acme", GROUPS).text == """\
---
envelope_production:
  hosts:
    acme:
tier_pool:
  hosts:
    acme:
"""


def test_variables_are_the_tenants_and_empty_ones_are_left_out():
    found = tenant_file("acme", GROUPS, tier="silo", variables={"tenant_domain": "acme.example", "tenant_zone": ""})
    assert found == ACME
    assert found.text.endswith("tier_silo:\n  hosts:\n    acme:\n      tenant_domain: acme.example\n")


def test_it_is_read_back():
    assert read_back("acme", ACME.text) == ACME


@pytest.mark.parametrize("text", ["acme", "- acme", "envelope: {hosts: {other: }}", "a: ["])
def test_a_file_of_another_make_is_left_to_its_maker(text):
    with pytest.raises(Invalid, match="edit it by hand"):
        read_back("acme", text)


@pytest.mark.parametrize("slug", ["Acme", "-acme", "acme-", "ac me", "../acme", "acme.example"])
def test_a_slug_is_a_name(slug):
    with pytest.raises(Invalid, match="allowed are lower case letters"):
        tenant_file(slug, GROUPS)


@pytest.mark.parametrize("slug", ["all", "ungrouped", "localhost", "platforms", "tenants"])
def test_a_slug_is_no_word_of_ansibles(slug):
    with pytest.raises(Invalid, match=f"tenant is {slug}: Ansible has that for something else"):
        tenant_file(slug, GROUPS)


def test_none_is_told_how_to_say_it():
    with pytest.raises(Invalid, match="tenant is missing: say which, as in -e tenant=acme"):
        tenant_file("", GROUPS)


@pytest.mark.parametrize("slug", ["42", "on", "null", "1e3", "0x10"])
def test_a_slug_that_yaml_would_take_for_something_else_stays_one(slug):
    found = tenant_file(slug, GROUPS, variables={"tenant_steps": {}})
    assert read_back(slug, found.text) == found


@pytest.mark.parametrize("name", ["tenant_slug", "tenant_tier"])
def test_what_its_place_says_is_no_variable(name):
    with pytest.raises(Invalid, match=f"variables has {name}"):
        tenant_file("acme", GROUPS, variables={name: "silo"})


def test_an_unknown_tier_is_told_with_the_nearest():
    with pytest.raises(Invalid, match=r"tier: sillo is not known, did you mean silo\?"):
        tenant_file("acme", GROUPS, tier="sillo")


class TestCell:
    def test_the_only_one_need_not_be_named(self):
        assert tenant_file("acme", GROUPS).cell == "envelope_production"

    def test_of_several_one_has_to_be(self):
        with pytest.raises(Invalid, match=r"cell is missing.*2.*envelope_frankfurt, envelope_production"):
            tenant_file("acme", TWO)

    def test_a_group_of_several_platforms_is_none(self):
        with pytest.raises(Invalid, match="cell: europe is not known"):
            tenant_file("acme", TWO, cell="europe")

    def test_the_one_that_is_named(self):
        assert tenant_file("acme", TWO, cell="envelope_frankfurt").groups == ["envelope_frankfurt", "tier_pool"]


class TestTaken:
    @pytest.mark.parametrize("asked", [
        {}, {"cell": "envelope_production"}, {"tier": "silo"}, {"variables": {"tenant_domain": "acme.example"}},
        {"variables": {"tenant_domain": "", "tenant_zone": None}},
    ])
    def test_the_same_tenant_goes_on(self, asked):
        refuse_another(ACME, **{"cell": "", "tier": "", "variables": {}, **asked}, where="acme.yml")

    @pytest.mark.parametrize(("asked", "said"), [
        ({"tier": "pool"}, "tier is silo there, and pool is asked for"),
        ({"cell": "envelope_frankfurt"}, "cell is envelope_production there"),
        ({"variables": {"tenant_domain": "other.example"}}, "tenant_domain is acme.example there"),
        ({"variables": {"tenant_zone": "acme.example"}}, "tenant_zone is not set there"),
    ])
    def test_another_is_refused(self, asked, said):
        with pytest.raises(Invalid, match=f"tenant acme is taken, by acme.yml: {said}"):
            refuse_another(ACME, **{"cell": "", "tier": "", "variables": {}, **asked}, where="acme.yml")
