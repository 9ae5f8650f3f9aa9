# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which platform is audited, and which tenants are its own, as an inventory says it."""

from __future__ import annotations

import typing as t

import pytest
from ansible.errors import AnsibleActionFail
from ansible.template import trust_as_template
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place
from ansible_collections.venturemond.envelope.plugins.plugin_utils.audited import Cell
from ansible_collections.venturemond.envelope.plugins.plugin_utils.invocation import Invocation
from ansible_collections.venturemond.envelope.tests.unit.templating import templates

WHERE = {"cell_environment": "prod", "cell_aws": {"region": "eu-west-1"}}
WHOLE = {**WHERE, "cell_domain": "envelope.example", "aws_account_id": "111122223333"}


class Hosts(dict[str, t.Any]):
    """Variables of all hosts, as Ansible hands them to a task."""

    raw_get = dict.__getitem__


def cell(groups: dict[str, list[str]], **hosts: dict[str, t.Any]) -> Cell:
    known = {name: {"inventory_hostname": name, **about} for name, about in hosts.items()}
    mine = [name for name, those in groups.items() if "prod" in those]
    return Cell({"inventory_hostname": "prod", "hostvars": Hosts(known), "groups": groups, "group_names": mine},
                templates(), Invocation())


def test_a_name_a_stage_and_a_region_are_enough():
    place = cell({"platforms": ["prod"]}, prod=WHERE).place()
    assert (place.prefix, place.region, place.known_from) == ("envelope-prod", "eu-west-1", "discovery")
    assert place.tenants == () and "data_stores_database_name" not in place.values


@pytest.mark.parametrize("missing", ["cell_environment", "cell_aws"])
def test_what_is_missing_is_named(missing: str):
    said = {name: value for name, value in WHERE.items() if name != missing}
    with pytest.raises(AnsibleActionFail, match=f"^{missing} must be said"):
        cell({"platforms": ["prod"]}, prod=said).place()


def test_an_inventory_that_provisions_says_what_roles_go_by():
    place = cell({"platforms": ["prod"]}, prod=WHOLE).place()
    assert place.known_from == "inventory" and place.values["data_stores_database_name"] == "envelope-prod"


def test_names_begin_as_the_inventory_says():
    assert cell({"platforms": ["prod"]}, prod={**WHOLE, "cell_prefix": "shop"}).place().prefix == "shop"
    assert Place("x", "envelope", "prod", "eu-west-1").prefix == "envelope-prod"


def test_tenants_are_those_of_the_cell_and_not_of_another_that_is_in_the_same_group():
    staging = {**WHOLE, "cell_environment": "staging"}
    groups = {"platforms": ["prod", "staging"], "eu": ["prod", "staging", "acme", "zeta", "far"],
              "tenants": ["acme", "zeta", "far", "elsewhere"]}
    found = cell(groups, prod=WHOLE, staging=staging, acme={**WHOLE, "tenant_tier": "pool"}, zeta=staging,
                 far={**WHOLE, "cell_aws": {"region": "us-east-1"}}, elsewhere=WHOLE).place()
    assert [(one.name, one.prefix, one.host) for one in found.tenants] == [
        ("acme", "envelope-prod-pool-acme", "acme.envelope.example")]


def test_a_tenant_that_is_wrong_ends_no_audit():
    groups = {"platforms": ["prod"], "envelope_prod": ["prod", "acme"], "tenants": ["acme"]}
    found = cell(groups, prod=WHOLE, acme={**WHOLE, "tenant_slug": trust_as_template("{{ nobody_said }}")}).place()
    assert [one.name for one in found.tenants] == ["acme"]
