# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a tenant asks for is worked out from its variables, with Ansible's own templating and without AWS."""

from __future__ import annotations

import typing as t

import pytest
from ansible.template import trust_as_template
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Resource
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.sts import VerifyAccount
from ansible_collections.venturemond.envelope.plugins.plugin_utils.invocation import Invocation
from ansible_collections.venturemond.envelope.plugins.plugin_utils.looking import Looked, look
from ansible_collections.venturemond.envelope.plugins.plugin_utils.templating import Templates
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import CELL
from ansible_collections.venturemond.envelope.tests.unit.templating import templates

HOST = {"inventory_hostname": "acme", **{name: value for name, value in CELL.items()
                                         if name.startswith(("aws_", "ecs_services_"))
                                         or name in ("cell_aws", "cell_environment", "cell_domain")}}
EVERYTHING = Invocation()


@pytest.fixture(scope="module")
def engine() -> Templates:
    return templates()


def looked(engine: Templates, run: Invocation = EVERYTHING, **about: t.Any) -> Looked:
    return look("tenant", {**HOST, **about}, engine, run)


def names(found: Looked, module: str) -> list[str]:
    return [str(each.get("name") or each.get("email_identity")) for one in found.sets
            if issubclass(one.module, Resource) and one.module.plural == module for each in one.params[module]]


def test_what_a_task_says_for_all_of_its_sets(engine: Templates):
    variables = {**HOST, "inventory_hostname": "platform", "monitoring_sites": {"help": {"domain": "help.example"}}}
    found = look("monitoring", variables, engine, EVERYTHING)
    assert found.problems == [] and "us-east-1" in {one.params["region"] for one in found.sets}


def test_all_of_a_pool_tenant_is_known(engine: Templates):
    found = looked(engine)
    assert found.complete and found.problems == []
    assert found.values["tenant_prefix"] == "envelope-prod-pool-acme"
    assert names(found, "s3_buckets") == names(found, "secretsmanager_secrets") == ["envelope-prod-pool-acme"]
    assert names(found, "sesv2_identities") == ["acme.envelope.example"]
    assert {one.params["region"] for one in found.sets} == {"eu-west-1"}


def test_a_domain_of_its_own_leads_to_its_own_names(engine: Templates):
    found = looked(engine, tenant_domain="acme.test", tenant_zone="acme.test")
    assert found.problems == [] and names(found, "route53_hosted_zones") == ["acme.test"]
    assert names(found, "sesv2_identities") == ["acme.test"]


def origins(found: Looked) -> list[str]:
    [rule] = [rule for one in found.sets for each in one.params.get("s3_buckets") or () for rule in each["cors_rules"]]
    return list(rule["allowed_origins"])


@pytest.mark.parametrize(("said", "wins"), [((), "https://acme.envelope.example"),
                                            (("storage_cors_origins",), "https://else.example")])
def test_the_command_line_wins_over_what_a_role_is_passed(engine: Templates, said: tuple[str, ...], wins: str):
    assert origins(looked(engine, Invocation(frozenset(said)), storage_cors_origins=["https://else.example"])) == [wins]


def test_the_account_is_looked_at_first(engine: Templates):
    first = looked(engine).sets[0]
    assert first.module is VerifyAccount and first.params["account_id"] == HOST["aws_account_id"]


@pytest.mark.parametrize("template", [
    "{{ lookup('vars', 'tags_of_' ~ tenant_tier, default={}) }}",
    "{{ vars['tags_of_' ~ tenant_tier] | default({}) }}",
    "{# a remark #}{{ tags_of_pool }}",
])
def test_a_variable_may_be_mentioned_in_any_way_that_ansible_knows(engine: Templates, template: str):
    found = looked(engine, tags_of_pool={"owner": "ops"}, tenant_tags=trust_as_template(template))
    assert found.problems == [] and found.values["tenant_tags"] == {"owner": "ops"}


def test_what_tags_leave_out_is_not_asked_for_and_what_is_wrong_with_it_is_said(engine: Templates):
    storage = Invocation(tags=frozenset({"storage"}))
    found = looked(engine, storage)
    assert names(found, "s3_buckets") == ["envelope-prod-pool-acme"] and found.sets[0].module is VerifyAccount
    assert names(found, "secretsmanager_secrets") == names(found, "sesv2_identities") == []
    assert looked(engine, storage, email_dmarc_policy="shred").problems == looked(
        engine, email_dmarc_policy="shred").problems != []


def test_a_task_that_only_looks_asks_for_nothing_and_so_a_mistake_is_said_once(engine: Templates):
    wrong = {"data_stores_database_overrides": {"instance_class": "huge"}}

    assert names(look("data_stores", HOST, engine, EVERYTHING), "rds_instances") == ["envelope-prod"]
    [problem] = look("data_stores", {**HOST, **wrong}, engine, EVERYTHING).problems
    assert problem.startswith("Data stores | Keep the database and the cache") and "instance_class: 'huge'" in problem


def test_who_shares_a_certificate_is_known_only_with_all_tenants(engine: Templates):
    assert not looked(engine, tenant_domain="acme.test", tenant_certificate="europe").complete


@pytest.mark.parametrize(("about", "said"), [
    ({"tenant_databse": {}}, "tenant_databse is not a variable of any role, did you mean tenant_database?"),
    ({"tenant_tier": "gold"}, "value of tenant_tier must be one of: pool, silo, got: gold"),
    ({"inventory_hostname": "mail"}, "tenant_slug is 'mail': that is kept for the platform"),
    ({"tenant_domain": "api.envelope.example"}, "names in envelope.example are the platform's"),
    ({"cell_domain": None}, "cell_domain is required"),
    ({"cell_replace": {"rds_instances": ["a"]}}, "cell_replace: rds_instances are never replaced"),
])
def test_what_is_wrong_is_told_before_anything_is_worked_out(engine: Templates, about: dict[str, t.Any], said: str):
    found = looked(engine, **about)
    assert any(said in problem for problem in found.problems), found.problems
    assert found.sets == []
