# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input: one message, that names host, variable, value and what is allowed; nothing is written."""

from __future__ import annotations

import json
import typing as t

import pytest
import yaml
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

LONG = "a-tenant-with-a-name-that-goes-on-and-on-and-on"
TENANTS: dict[str, dict[str, t.Any]] = {
    "shouting": {"tenant_slug": "Shouting_Ltd"},
    "long": {"tenant_slug": LONG},
    "first": {"tenant_slug": "twin"},
    "second": {"tenant_slug": "twin", "tenant_domain": "home.test"},
    "squatter": {"tenant_domain": "home.test"},
    "slip": {"tenant_teir": "silo"},
    "golden": {"tenant_tier": "gold"},
    "heavy": {"tenant_tier": "silo", "tenant_services": {"api": {"cpu": 512, "memory": 8192}}},
    "hollow": {"tenant_tier": "silo", "tenant_services": {"api": {"variables": {"APP_URL": None}}}},
    "typo": {"tenant_tier": "silo", "tenant_services": {"worker": {"desired_cuont": 3}}},
    "lost": {"tenant_tier": "silo", "tenant_service_names": ["api", "workers"]},
    "vague": {"tenant_secrets": "{{ everything_it_needs }}"},
    "twofold": {"tenant_tier": "silo", "tenant_service_names": ["api", "reverb"]},
    "upside": {"tenant_tier": "silo", "tenant_services": {"api": {"autoscaling": {"min": 4, "max": 2, "cpu": 60}}}},
    "open": {"tenant_tier": "silo", "reverb_allowed_origins": ["*"]},
    "silent": {"tenant_tier": "silo", "reverb_ping_interval_seconds": 120},
    "abrupt": {"tenant_tier": "silo", "reverb_stop_timeout": 300},
    "deaf": {"tenant_tier": "silo", "reverb_scaling_enabled": False},
    "split": {"tenant_tier": "silo", "tenant_services": {"reverb": {"variables": {"REVERB_APP_KEY": "other"}}}},
}
PLATFORMS: dict[str, dict[str, t.Any]] = {
    "unnamed": {"cell_domain": None, "network_cidr_block": "10.30.0.0/16"},
    "neighbour": {"network_cidr_block": "10.20.128.0/20", "network_subnet_bits": 24},
    "crowded": {"network_cidr_block": "10.31.0.0/16", "network_subnet_bits": 18},
    "numbered": {"network_cidr_block": "10.32.0.0/16", "aws_account_id": 12345678901},
    "huge": {"network_cidr_block": "10.34.0.0/16", "data_stores_database_overrides": {"instance_class": "m9z.huge"}},
    "restless": {"network_cidr_block": "10.35.0.0/16",
                 "data_stores_cache_overrides": {"snapshot_window": "05:30-06:30"}},
    "newest": {"network_cidr_block": "10.36.0.0/16", "data_stores_cache_overrides": {"engine_version": "latest"}},
    "forgetful": {"network_cidr_block": "10.37.0.0/16", "data_stores_log_retention_days": 31},
    "bare": {"network_cidr_block": "10.38.0.0/16", "monitoring_thresholds": {"service_cpu": 90}},
    "unheard": {"network_cidr_block": "10.39.0.0/16", "monitoring_subscribers": ["operations"]},
    "greedy": {"network_cidr_block": "10.40.0.0/16", "waf_capacity": 100},
    "wide": {"network_cidr_block": "10.41.0.0/16", "waf_deny_addresses": ["10.0.0.0/40"]},
    "hasty": {"network_cidr_block": "10.42.0.0/16", "security_baseline_backup_rules": [
        {"name": "daily", "schedule": "every day", "delete_after_days": 35}]},
    "astray": {"network_cidr_block": "10.43.0.0/16", "security_baseline_config_rules": {"root-mfaa": None}},
    "unreached": {"network_cidr_block": "10.33.0.0/16", "cell_aws": {"region": "eu-west-1", "profil": "x"}},
    "nowhere": {"network_cidr_block": "10.44.0.0/16", "cell_aws": {"region": "eu-wset-1"}},
}
TIERLESS = "stray"
SAID = {
    "shouting": ["tenant_slug", "'Shouting_Ltd'", "lower case letters, digits and hyphens"],
    "long": ["tenant_slug", LONG, "allowed are 43 characters"],
    "second": ["tenant_slug is 'twin', and so it is on first"],
    "squatter": ["tenant_domain is 'home.test', and so it is on second"],
    "slip": ["tenant_teir is not a variable of any role, did you mean tenant_tier?"],
    "golden": ["tenant_tier", "pool, silo", "gold"],
    "heavy": ["cpu", "512", "memory", "8192", "1024"],
    "hollow": ["api: variable APP_URL has no value"],
    "typo": ["worker", "desired_cuont is not known, did you mean desired_count?"],
    "lost": ["ecs_services_names: workers is not known, did you mean worker?"],
    "twofold": ["ecs_services_names: reverb has a role of its own, reverb; leave it out"],
    "upside": ["api.autoscaling: min is 4 and max is 2, allowed is a max that is not less than min"],
    "open": ["reverb_allowed_origins has '*', allowed are hosts such as"],
    "silent": ["reverb_ping_interval_seconds is 120, allowed are 1 to 119", "idle_timeout.timeout_seconds"],
    "abrupt": ["reverb_stop_timeout is 300, Fargate allows 2 to 120 s"],
    "deaf": ["reverb runs up to 2 tasks and reverb_scaling_enabled is not true"],
    "split": ["REVERB_APP_KEY must be the same everywhere", "other on reverb"],
    "vague": ["tenant_secrets cannot be worked out", "everything_it_needs"],
    "unnamed": ["cell_domain is required", "The platform's domain"],
    "neighbour": ["network_cidr_block is 10.20.128.0/20 and overlaps 10.20.0.0/16 of envelope-local"],
    "crowded": ["network_subnet_bits 18", "10.31.0.0/16 holds 4 such subnets and 6 are needed", "allowed are 19 to 28"],
    "numbered": ["aws_account_id is 12345678901", "12 digits, in quotes"],
    "huge": ["instance_class: 'm9z.huge' is none, allowed are those of RDS, such as db.t4g.medium"],
    "restless": ["maintenance_window: sun:05:00-sun:06:00 meets snapshot_window 05:30-06:30"],
    "newest": ["data_stores_cache: engine_version is 'latest', allowed are such as 8.4"],
    "forgetful": ["data_stores_log_retention_days", "31", "30, 60, 90"],
    "bare": ["monitoring_thresholds.service_cpu is 90: allowed are a number with %, such as 85%, and off"],
    "unheard": ["monitoring_subscribers has 'operations': allowed are addresses such as"],
    "greedy": ["waf_capacity is 100", "the rules need 1179 WCU or more", "waf_rules, waf_overrides"],
    "wide": ["waf_deny_addresses has '10.0.0.0/40'", "allowed are ranges such as 192.0.2.0/24"],
    "hasty": ["rules: schedule: 'every day' is none, allowed is cron() with six fields"],
    "astray": ["security_baseline_config_rules: root-mfaa is not known, did you mean root-mfa?"],
    "unreached": ["cell_aws", "profil is not known, did you mean profile?"],
    "nowhere": ["cell_aws.region is 'eu-wset-1': allowed is a region of AWS, such as eu-west-1"],
    TIERLESS: ["it is in envelope_local, and in no tier", "did you mean tier_pool?"],
}


@pytest.fixture(scope="module")
def looked_at(site: Site) -> Run:
    """A look at an inventory in which everything is wrong, each on a host of its own."""
    cell = yaml.safe_load(site.cell.read_text())
    cells = {host: {**cell, "cell_domain": f"{host}.test", "cell_environment": host, **said}
             for host, said in PLATFORMS.items()}
    wrong = {
        "platforms": {"hosts": {host: {name: value for name, value in said.items() if value is not None}
                                for host, said in cells.items()}},
        "tenants": {"hosts": TENANTS},
        "envelope_local": {"hosts": dict.fromkeys([*TENANTS, TIERLESS])},
        "tier_pol": {"hosts": {TIERLESS: None}},
    }
    (site.inventory / "wrong.json").write_text(json.dumps(wrong))
    run = site.run()
    (site.inventory / "wrong.json").unlink()
    return run


def test_nothing_is_asked_of_aws(looked_at: Run):
    assert looked_at.code != 0
    assert looked_at.calls == []
    assert "PLAY [Provision" not in looked_at.printed


def test_those_that_are_well_are_left_in_peace(looked_at: Run):
    assert {problem.partition(":")[0] for problem in looked_at.problems} == set(SAID)
    assert f"The inventory has {len(SAID)} problems; nothing was done." in looked_at.printed


@pytest.mark.parametrize("host", SAID)
def test_one_message_says_what_is_wrong(looked_at: Run, host: str):
    [problem] = {each for each in looked_at.problems if each.startswith(f"{host}: ")}
    assert [words for words in SAID[host] if words not in problem] == [], problem


def test_a_tag_that_nothing_has_is_refused(site: Site):
    run = site.run("--tags", "storag")
    assert run.code != 0 and run.calls == []
    assert "--tags storag is not known, did you mean storage?" in run.printed


def test_a_tag_that_nothing_has_is_refused_where_things_are_taken_over(site: Site):
    run = site.running("adopt").run("--tags", "adpt")
    assert run.code != 0 and run.calls == []
    assert "--tags adpt is not known, did you mean adopt?" in run.printed


def test_tenants_at_a_time_that_are_no_number_are_refused(site: Site):
    run = site.run(tenants_serial="abc")
    assert run.code != 0 and run.calls == []
    assert "tenants_serial is 'abc': allowed are numbers from 1 on and percentages" in run.printed


@pytest.mark.parametrize(("connection", "variables", "said"), [
    ({}, {"aws_account_id": "999988887777"},
     "credentials of account 123456789012 (arn:aws:sts::123456789012:user/moto), and account 999988887777 is meant"),
    ({"access_key": None, "secret_key": None}, {}, "give access_key and secret_key, a profile, or AWS_PROFILE"),
    ({"endpoint_url": "http://127.0.0.1:9"}, {}, 'Could not connect to the endpoint URL: "http://127.0.0.1:9/"'),
], ids=["another account", "no credentials", "an endpoint where nobody answers"])
def test_a_way_to_aws_that_is_none_is_said_once(
        site: Site, connection: dict[str, str | None], variables: dict[str, str], said: str):
    way = {**yaml.safe_load(site.cell.read_text())["cell_aws"], **connection}
    run = site.run(cell_aws={name: value for name, value in way.items() if value is not None}, **variables)

    assert run.code != 0 and run.writes == []
    assert run.printed.count("[ERROR]") == 1 and said in run.printed
    assert run.recap("envelope-local")["failed"] == 1 and run.recap("acme") == {}
