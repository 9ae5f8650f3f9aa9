# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with an inventory, told from the values alone."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import inventory_checks as checks

CELL = {"aws_account_id": "123456789012", "cell_domain": "envelope.example", "cell_project": "envelope",
        "cell_environment": "prod"}
TENANT = {"tenant_slug": "acme", "tenant_prefix": "envelope-prod-pool-acme", "tenant_domain": ""}
SPEC = {
    "aws_account_id": {"type": "str", "required": True, "description": ["The AWS account. Another one is refused."]},
    "network_nat": {"type": "str", "choices": ["single", "none"], "default": "none", "description": "NAT."},
    "network_subnet_bits": {"type": "int", "default": 20, "description": "Prefix length."},
    "cell_aws": {"type": "dict", "options": {"region": {"type": "str", "required": True}}, "description": "How."},
}


class TestMisspelt:
    KNOWN = ("tenant_tier", "network_nat", "network_cidr_block", "aws_account_id")

    def told(self, *names: str) -> list[str]:
        return list(checks.misspelt(names, self.KNOWN, ("tenant", "network", "s3")))

    @pytest.mark.parametrize(("name", "near"), [
        ("tenant_teir", "tenant_tier"), ("network_cidr", "network_cidr_block"), ("aws_account_ids", "aws_account_id"),
        ("netwrok_nat", "network_nat"),
    ])
    def test_are_answered_with_the_nearest_real_name(self, name: str, near: str):
        assert self.told(name) == [f"{name} is not a variable of any role, did you mean {near}?"]

    def test_are_told_without_one_where_none_is_near(self):
        assert self.told("s3_retention") == ["s3_retention is not a variable of any role"]

    def test_are_no_variables_of_somebody_else(self):
        assert self.told("tenant_tier", "ansible_connection", "__tenant_teir", "motd", "contact_email") == []


class TestUnfit:
    def told(self, **given: t.Any) -> list[str]:
        return checks.unfit(SPEC, {"aws_account_id": "1", **given})

    def test_is_what_is_missing_with_what_it_is_for(self):
        assert self.told(aws_account_id=None) == ["aws_account_id is required: The AWS account"]
        assert checks.unfit(SPEC, {}) == ["aws_account_id is required: The AWS account"]

    def test_is_a_value_that_is_not_allowed(self):
        [problem] = self.told(network_nat="two")
        assert "network_nat" in problem and "two" in problem and "single, none" in problem

    def test_is_a_value_of_another_type(self):
        [problem] = self.told(network_subnet_bits="twenty")
        assert "network_subnet_bits" in problem and "twenty" in problem and "int" in problem

    def test_is_a_misspelt_key_inside(self):
        assert self.told(cell_aws={"region": "eu-west-1", "profil": "x"}) == [
            "cell_aws: profil is not known (allowed: region)"]

    def test_is_nothing_that_fits_or_was_not_said(self):
        assert self.told(network_nat="none", network_subnet_bits="20", cell_aws={"region": "eu-west-1"}) == []

    def test_says_what_it_is_for_in_plain_words(self):
        said = "The service, such as C(api). One of many."
        spec = {"service": {"type": "str", "required": True, "description": said}}
        assert checks.unfit(spec, {}) == ["service is required: The service, such as api"]


class TestUnknownTags:
    KNOWN = ("storage", "email")

    def test_are_told_with_the_nearest_one(self):
        said = "storag is not known, did you mean storage? (allowed: email, storage)"
        assert list(checks.unknown_tags({"all", "storag", "email"}, {"storag"}, self.KNOWN)) == [
            f"--tags {said}", f"--skip-tags {said}"]

    def test_may_be_skipped_where_they_are_somebody_elses(self):
        assert list(checks.unknown_tags({"all"}, {"notest", "molecule-notest", "email"}, self.KNOWN)) == []


class TestLeftOut:
    GROUPS = {"all": ["prod", "acme", "bee", "box"], "platforms": ["prod"], "tenants": ["bee"], "tier_pool": ["bee"],
              "tier_silo": [], "cell": ["prod", "acme", "bee"], "tier_pol": ["acme"], "others": ["box"]}

    def test_is_a_host_of_a_cell_in_no_tier_with_the_nearest_one(self):
        assert list(checks.left_out(self.GROUPS)) == [
            ("acme", "it is in cell, and in no tier: nobody would see to it, did you mean tier_pool?")]

    def test_is_told_without_one_where_none_is_near(self):
        assert list(checks.left_out({**self.GROUPS, "tier_pol": []})) == [
            ("acme", "it is in cell, and in no tier: nobody would see to it")]

    def test_is_nobody_who_has_one_nor_who_is_beside_no_platform(self):
        assert list(checks.left_out({**self.GROUPS, "cell": ["prod", "bee"]})) == []
        assert list(checks.left_out({**self.GROUPS, "platforms": []})) == []


class TestACell:
    def told(self, **changed: t.Any) -> list[str]:
        return list(checks.cell({**CELL, **changed}))

    def test_that_is_well_has_no_problem(self):
        assert self.told() == [] and list(checks.cell({})) == []

    @pytest.mark.parametrize("region", ["eu-wset-1", "eu-west", "Ireland", ""])
    def test_is_in_a_region_of_aws(self, region: str):
        assert self.told(cell_aws={"region": region}) == [
            f"cell_aws.region is {region!r}: allowed is a region of AWS, such as eu-west-1"]

    @pytest.mark.parametrize("region", ["eu-west-1", "ap-southeast-7", "us-gov-east-1", "eusc-de-east-1"])
    def test_may_be_in_any_of_them(self, region: str):
        assert self.told(cell_aws={"region": region}) == []

    @pytest.mark.parametrize(("variable", "value", "allowed"), [
        ("aws_account_id", "12345678901", "12 digits"), ("aws_account_id", 12345678901, "12 digits, in quotes"),
        ("aws_account_id", "1234-5678-9012", "12 digits"),
        ("cell_domain", "Envelope.example", "in lower case"), ("cell_domain", "envelope", "a domain name"),
        ("cell_domain", "-a.example", "a domain name"), ("cell_domain", f"{'a' * 64}.example", "a domain name"),
        ("cell_domain", "", "a domain name"), ("cell_domain", "192.0.2.1", "a domain name"),
        ("cell_project", "Envelope", "lower case letters"), ("cell_environment", "prod_eu", "lower case letters"),
    ])
    def test_that_is_not_says_variable_value_and_what_is_allowed(self, variable: str, value: t.Any, allowed: str):
        [problem] = self.told(**{variable: value})
        assert problem.startswith(f"{variable} is {value!r}: ") and allowed in problem

    @pytest.mark.parametrize("names", [["e-2"], ["e-2", "e"], ["e", "e"], []])
    def test_whose_load_balancers_do_not_begin_with_the_first_or_come_twice(self, names: list[str]):
        [problem] = self.told(cell_load_balancer="e", cell_load_balancers=names)
        assert problem == f"cell_load_balancers is {', '.join(names)}: allowed are different names, e the first of them"
        assert self.told(cell_load_balancer="e", cell_load_balancers=["e", "e-2"]) == []


class TestATenant:
    def told(self, **changed: str) -> list[str]:
        return list(checks.tenant({**TENANT, **changed}))

    @pytest.mark.parametrize("slug", ["a", "7", "acme-2", "a--b"])
    def test_whose_slug_is_a_dns_label_is_well(self, slug: str):
        assert self.told(tenant_slug=slug, tenant_prefix=f"e-{slug}", tenant_domain="acme.co.example") == []

    @pytest.mark.parametrize("slug", ["Acme", "acme_corp", "-acme", "acme-", "ac.me", "acmé", "acme\n", ""])
    def test_whose_slug_is_none_is_told_so(self, slug: str):
        [problem] = self.told(tenant_slug=slug)
        assert problem.startswith(f"tenant_slug is {slug!r}: ") and "lower case letters, digits and hyphens" in problem

    def test_may_have_a_slug_as_long_as_a_bucket_allows(self):
        def named(slug: str) -> dict[str, str]:
            return {"tenant_slug": slug, "tenant_prefix": f"envelope-prod-pool-{slug}"}

        assert self.told(**named("a" * 44)) == []
        [problem] = self.told(**named("a" * 45))
        assert problem.startswith(f"tenant_slug is '{'a' * 45}': ") and problem.endswith("allowed are 44 characters")

    def test_whose_domain_is_none_is_told_so(self):
        [problem] = self.told(tenant_domain="https://acme.example")
        assert problem.startswith("tenant_domain is 'https://acme.example': allowed is a domain name")

    def test_whose_names_cannot_be_worked_out_is_told_what_can(self):
        [problem] = checks.tenant({"tenant_slug": "Acme"})
        assert problem.startswith("tenant_slug is 'Acme'")


class TestReserved:
    CELL = {"cell_domain": "envelope.example", "cell_api_host": "rest.envelope.example",
            "cell_reserved_slugs": ["mail", "www"]}

    def told(self, slug: str = "acme", domain: str = "") -> list[str]:
        return list(checks.tenant({**self.CELL, "tenant_slug": slug, "tenant_prefix": slug, "tenant_domain": domain}))

    @pytest.mark.parametrize(("slug", "why"), [
        ("mail", "that is kept for the platform (cell_reserved_slugs)"),
        ("rest", "rest.envelope.example is the platform's own (cell_api_host)"),
        ("acme-s3alias", "S3 lets no bucket's name end in"), ("acme--x-s3", "S3 lets no bucket's name end in"),
    ])
    def test_a_slug_that_is_somebody_elses_is_refused(self, slug: str, why: str):
        [problem] = self.told(slug)
        assert problem.startswith(f"tenant_slug is {slug!r}: ") and why in problem and "choose another" in problem

    @pytest.mark.parametrize("domain", ["envelope.example", "acme.envelope.example", "a.b.envelope.example"])
    def test_a_domain_of_the_platform_is_no_domain_of_ones_own(self, domain: str):
        [problem] = self.told(domain=domain)
        assert problem.startswith(f"tenant_domain is {domain!r}: names in envelope.example are the platform's")

    @pytest.mark.parametrize("domain", ["", "myenvelope.example", "envelope.example.org"])
    def test_what_only_looks_alike_is_let_through(self, domain: str):
        assert self.told("api", domain) == []


class TestAlike:
    def test_each_name_that_two_have_is_told_once(self):
        hosts = {"a": {"tenant_slug": "a", "tenant_host": "a.example", "tenant_domain": "a.example"},
                 "b": {"tenant_slug": "b", "tenant_host": "a.example", "tenant_domain": "a.example"},
                 "c": {"tenant_slug": "c", "tenant_host": "a.example"}}
        assert list(checks.alike(hosts)) == [
            ("b", "tenant_domain is 'a.example', and so it is on a: it must be one host's only"),
            ("c", "tenant_host is 'a.example', and so it is on a: it must be one host's only")]

    @pytest.mark.parametrize(("variable", "value"), [
        ("tenant_prefix", "envelope-prod-pool-a"), ("tenant_zone", "a.example")])
    def test_what_two_would_write_in_turn_is_told_within_an_account(self, variable: str, value: str):
        hosts = {name: {"tenant_slug": name, "aws_account_id": account, variable: value}
                 for name, account in (("a", "1"), ("b", "1"), ("c", "2"))}
        said = f"{variable} is {value!r}, and so it is on a: it must be one host's only"
        assert list(checks.alike(hosts)) == [("b", said)]


class TestShared:
    def told(self, *values: dict[str, str], **options: str) -> list[tuple[str, str]]:
        return list(checks.shared({f"t{n}": each for n, each in enumerate(values)}, "slug", **options))

    def test_names_every_other_host_that_says_the_same(self):
        told = "slug is 'a', and so it is on t0: it must be one host's only"
        assert self.told({"slug": "a"}, {"slug": "b"}, {"slug": "a"}, {"slug": "a"}) == [("t2", told), ("t3", told)]

    def test_is_nothing_that_is_not_said(self):
        assert self.told({"slug": ""}, {"slug": ""}, {}, {}) == []

    def test_is_looked_for_within_something(self):
        assert self.told({"slug": "a", "cell": "x"}, {"slug": "a", "cell": "y"}, within="cell") == []
        assert len(self.told({"slug": "a", "cell": "x"}, {"slug": "a", "cell": "x"}, within="cell")) == 1


class TestIntruding:
    PLATFORMS: t.ClassVar[dict[str, t.Any]] = {
        "here": {"cell_domain": "envelope.example"}, "there": {"cell_domain": "else.example"}}

    def told(self, domain: str) -> list[tuple[str, str]]:
        tenants = {"acme": {"cell_domain": "envelope.example", "tenant_domain": domain}}
        return list(checks.intruding(self.PLATFORMS, tenants))

    @pytest.mark.parametrize("domain", ["else.example", "acme.else.example"])
    def test_a_domain_of_another_platform_is_none_of_a_tenants(self, domain: str):
        [(host, problem)] = self.told(domain)
        assert host == "acme" and f"tenant_domain is '{domain}'" in problem and "platform there" in problem

    @pytest.mark.parametrize("domain", ["", "acme.example", "someoneelse.example", "a.envelope.example"])
    def test_others_are_and_ones_own_platforms_are_told_elsewhere(self, domain: str):
        assert self.told(domain) == []


class TestOverlapping:
    def told(self, *ranges: str, **place: t.Any) -> list[tuple[str, str]]:
        hosts = {f"p{n}": {"network_cidr_block": each} for n, each in enumerate(ranges)}
        hosts["p0"] |= place
        return list(checks.overlapping(hosts))

    def test_names_both_and_what_is_allowed(self):
        assert self.told("10.0.0.0/16", "10.1.0.0/16", "10.0.128.0/20") == [(
            "p2", "network_cidr_block is 10.0.128.0/20 and overlaps 10.0.0.0/16 of p0: "
                  "allowed is a range that no other platform of the account and region has")]

    def test_is_none_between_accounts_or_regions(self):
        assert self.told("10.0.0.0/16", "10.0.0.0/16", aws_account_id="2") == []
        assert self.told("10.0.0.0/16", "10.0.0.0/16", cell_aws={"region": "eu-west-2"}) == []

    def test_leaves_what_is_no_range_to_whoever_looks_at_that(self):
        assert self.told("10.0.0.1/16", "10.0.0.0/16") == []
        assert list(checks.overlapping({"p0": {}, "p1": {}})) == []


class TestReaching:
    PLATFORM = {"cell_prefix": "e-prod", "aws_account_id": "1", "storage_policy_buckets": ["e-prod-pool-*"]}
    TENANTS = {
        "acme": {"tenant_prefix": "e-prod-pool-acme", "tenant_tier": "pool", "aws_account_id": "1"},
        "kestrel": {"tenant_prefix": "e-prod-silo-kestrel", "tenant_tier": "silo", "aws_account_id": "1"},
        "osprey": {"tenant_prefix": "e-prod-silo-osprey", "tenant_tier": "silo", "aws_account_id": "2"},
    }

    def told(self, **said: t.Any) -> list[tuple[str, str]]:
        return list(checks.reaching({"hq": {**self.PLATFORM, **said}}, self.TENANTS))

    @pytest.mark.parametrize("variable", ["storage_policy_buckets", "secrets_policy_names"])
    def test_a_wildcard_that_opens_a_tenant_with_tasks_of_its_own_is_refused(self, variable: str):
        assert self.told(**{variable: ["e-prod-*"]}) == [("hq", (
            f"{variable} has 'e-prod-*', which opens what belongs to kestrel, with tasks of its own: "
            "allowed are names, and e-prod-pool-*"))]

    def test_pool_tenants_and_names_are_let_through(self):
        assert self.told() == self.told(storage_policy_buckets=["e-prod-silo-kestrel"]) == []
