# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of the services of the catalogue: the resources of ECS that run them."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.application import application, repositories
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import SILO, platform, reverb, silo


def entry(wanted, what, name):
    [found] = [each for each in application(wanted)[what] if name in (each.get("name"), each.get("family"))]
    return found


def container(wanted, name):
    [found] = entry(wanted, "task_definitions", name)["containers"]
    return found


class TestAService:
    def test_runs_what_its_task_definition_says(self):
        made = application(platform())
        names = [each["name"] for each in made["services"]]

        assert names == ["envelope-prod-api", "envelope-prod-worker", "envelope-prod-scheduler", "envelope-prod-hq",
                         "envelope-prod-tenant"]
        assert [each["task_definition"] for each in made["services"]] == names
        assert [each["family"] for each in made["task_definitions"]] == names
        assert [each["name"] for each in made["log_groups"]] == [f"/ecs/{name}" for name in names]
        assert {each["kms_key"] for each in made["log_groups"]} == {"alias/envelope-prod-logs"}

    def test_keeps_what_a_deploy_put_there(self):
        assert all((each["service"], each["deployed"]) == (each["family"], True)
                   for each in application(platform())["task_definitions"])

    def test_is_rolled_back_when_it_does_not_come_up(self):
        assert all(each["circuit_breaker"] == {"enable": True, "rollback": True}
                   for each in application(platform())["services"])

    def test_says_more_of_itself_where_it_must(self):
        overrides = {"worker": {"service": {"capacity_provider_strategy": [{"capacity_provider": "FARGATE_SPOT"}]},
                                "container": {"ulimits": [{"name": "nofile"}]}, "ephemeral_storage": 40}}
        wanted = platform(overrides=overrides)

        assert entry(wanted, "services", "envelope-prod-worker")["capacity_provider_strategy"] == [
            {"capacity_provider": "FARGATE_SPOT"}]
        assert container(wanted, "envelope-prod-worker")["ulimits"] == [{"name": "nofile"}]
        assert entry(wanted, "task_definitions", "envelope-prod-worker")["ephemeral_storage"] == 40
        assert "ephemeral_storage" not in entry(wanted, "task_definitions", "envelope-prod-api")


class TestBehindTheLoadBalancer:
    def test_are_those_with_a_port(self):
        made = application(platform())
        behind = ["envelope-prod-api", "envelope-prod-hq", "envelope-prod-tenant"]

        assert [each["name"] for each in made["target_groups"]] == behind
        assert [each["name"] for each in made["listener_rules"]] == behind
        assert [each["name"] for each in made["services"] if "load_balancers" in each] == behind
        assert [each["name"] for each in made["services"] if "health_check_grace_period_seconds" in each] == behind

    def test_a_service_its_rule_and_its_target_group_are_of_one_mind(self):
        wanted = silo()
        service = entry(wanted, "services", "envelope-prod-silo-acme-tenant")
        [balanced] = service["load_balancers"]
        group = entry(wanted, "target_groups", balanced["target_group"])
        [forward] = entry(wanted, "listener_rules", service["name"])["actions"]

        assert len(group["name"]) <= 32
        assert forward["target_group"] == group["name"]
        assert balanced["container_port"] == group["port"] == 3000
        assert container(wanted, service["name"])["port_mappings"] == [{"container_port": 3000, "protocol": "tcp"}]

    def test_a_target_group_that_was_made_with_another_port_keeps_it(self):
        wanted = platform(overrides={"api": {"target_group_port": 80}})
        assert entry(wanted, "target_groups", "envelope-prod-api")["port"] == 80
        [balanced] = entry(wanted, "services", "envelope-prod-api")["load_balancers"]
        assert balanced["container_port"] == 8000

    def test_a_target_group_that_was_made_with_another_name_keeps_it(self):
        about = {"target_group": "made-elsewhere", "autoscaling": {"min": 2, "max": 4, "requests_per_target": 1000}}
        wanted = platform(overrides={"api": about})
        [balanced] = entry(wanted, "services", "envelope-prod-api")["load_balancers"]
        [action] = entry(wanted, "listener_rules", "envelope-prod-api")["actions"]
        [target] = application(wanted)["scalable_targets"]

        assert entry(wanted, "target_groups", "made-elsewhere")["port"] == 8000
        assert balanced["target_group"] == action["target_group"] == "made-elsewhere"
        assert target["policies"][0]["target_group"] == "made-elsewhere"

    def test_connections_drain_for_as_long_as_a_task_may_take_to_stop(self):
        group = entry(platform(overrides={"api": {"stop_timeout": 90}}), "target_groups", "envelope-prod-api")
        assert group["attributes"]["deregistration_delay.timeout_seconds"] == "90"

    def test_a_port_that_nobody_is_led_to_is_refused(self):
        with pytest.raises(Invalid, match="ecs_services_hosts: hq has a port and no host leads to it"):
            application(platform(hosts={"api": ["api.e.example"], "tenant": ["*.e.example"], "reverb": ["ws.example"]}))

    def test_hosts_and_paths_of_ones_own_come_first(self):
        wanted = platform(overrides={"hq": {"hosts": ["a.example"], "path_patterns": ["/hq/*"]}})
        assert entry(wanted, "listener_rules", "envelope-prod-hq")["conditions"] == {
            "host_header": ["a.example"], "path_pattern": ["/hq/*"]}


class TestPriorities:
    def test_of_a_platform_are_fixed_and_everybodys_name_comes_last(self):
        rules = {each["name"]: each["priority"] for each in application(platform())["listener_rules"]}
        assert rules == {"envelope-prod-api": 100, "envelope-prod-hq": 110, "envelope-prod-tenant": 50000}

    def test_of_a_silo_are_found_at_the_listener(self):
        assert [each["name"] for each in application(silo())["listener_rules"] if "priority" in each] == []


class TestAContainer:
    def test_is_pulled_from_the_platforms_repository(self):
        registry = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
        worker = container(platform(release="2.3.0"), "envelope-prod-worker")
        assert worker["image"] == f"{registry}/envelope-prod-api:2.3.0"
        assert container(silo(), "envelope-prod-silo-acme-tenant")["image"] == f"{registry}/envelope-prod-tenant:1.0.0"

    def test_a_port_that_is_not_balanced_is_open_all_the_same(self):
        wanted = platform(overrides={"worker": {"container_port": 9000}})
        assert container(wanted, "envelope-prod-worker")["port_mappings"] == [
            {"container_port": 9000, "protocol": "tcp"}]
        assert "port_mappings" not in container(platform(), "envelope-prod-worker")

    def test_has_an_init_process_where_one_may_enter_it(self):
        assert "linux_parameters" not in container(platform(), "envelope-prod-api")
        assert container(platform(overrides={"api": {"execute_command": True}}), "envelope-prod-api")[
            "linux_parameters"] == {"init_process_enabled": True}

    def test_of_a_tenant_reads_its_own_secret(self):
        secrets = container(silo(), "envelope-prod-silo-acme-api")["secrets"]
        assert secrets["APP_KEY"] == "envelope-prod-silo-acme:APP_KEY"


class TestReverb:
    def test_keeps_the_names_it_always_had(self):
        made = application(reverb())
        names = [made[what][0][key] for what, key in (("services", "name"), ("task_definitions", "family"),
                                                      ("target_groups", "name"), ("listener_rules", "name"))]
        assert names == ["envelope-prod-reverb"] * 4
        assert [each["name"] for each in made["log_groups"]] == ["/ecs/envelope-prod-reverb"]

    def test_is_requirement_c2(self):
        task = entry(reverb(), "task_definitions", "envelope-prod-reverb")
        group = entry(reverb(), "target_groups", "envelope-prod-reverb")

        assert (task["cpu"], task["memory"], task["runtime_platform"]["cpu_architecture"]) == (256, 512, "ARM64")
        assert task["containers"][0]["command"] == [
            "php", "artisan", "reverb:start", "--host=0.0.0.0", "--port=8080"]
        assert (group["port"], group["health_check_path"]) == (8080, "/up")
        assert group["attributes"] == {
            "stickiness.enabled": "true", "stickiness.type": "lb_cookie",
            "stickiness.lb_cookie.duration_seconds": 86400, "deregistration_delay.timeout_seconds": 120}

    @pytest.mark.parametrize(("inventory", "prefix", "host"), [
        ({}, "envelope-prod", "ws.envelope.example"),
        ({**SILO, "reverb_prefix": "envelope-prod-silo-acme"}, "envelope-prod-silo-acme", "ws.acme.example")])
    def test_is_found_at_its_own_name_by_a_role_and_group_of_its_own(self, inventory, prefix: str, host: str):
        wanted = reverb(inventory)
        task = entry(wanted, "task_definitions", f"{prefix}-reverb")

        assert entry(wanted, "listener_rules", f"{prefix}-reverb")["conditions"] == {"host_header": [host]}
        assert entry(wanted, "services", f"{prefix}-reverb")["security_groups"] == [
            f"{prefix}-reverb", "envelope-prod-clients"]
        assert (task["execution_role"], task["task_role"]) == (f"{prefix}-reverb-execution", f"{prefix}-reverb-task")

    def test_has_the_application_of_those_who_publish(self):
        mine, publishers = container(reverb(), "envelope-prod-reverb"), application(platform())["task_definitions"][:2]
        for name, each in (("api", publishers[0]), ("worker", publishers[1])):
            [theirs] = each["containers"]
            assert theirs["name"] == name and theirs["secrets"] == mine["secrets"]
            assert [theirs["environment"][one] for one in ("REVERB_APP_ID", "REVERB_APP_KEY")] == [
                mine["environment"][one] for one in ("REVERB_APP_ID", "REVERB_APP_KEY")]


def test_a_broken_contract_names_everything_at_once():
    overrides = {"api": {"variables": {"APP_ENV": None}}, "hq": {"variables": {"BASE_DOMAIN": ""}}}
    with pytest.raises(Invalid) as refused:
        application(platform(overrides=overrides))
    assert str(refused.value) == ("the environment contract does not hold: api: variable APP_ENV has no value; "
                                  "hq: variable BASE_DOMAIN has no value")


def test_repositories_keep_the_newest_and_never_change_a_tag():
    [api, hq] = repositories(["api", "hq"], {"prefix": "e", "keep": 7, "tags": {"a": "b"}})

    assert (api["name"], hq["name"]) == ("e-api", "e-hq")
    assert api["image_tag_mutability"] == "IMMUTABLE" and api["scan_on_push"] is True and api["tags"] == {"a": "b"}
    assert api["lifecycle_policy"]["rules"][0]["selection"]["countNumber"] == 7
