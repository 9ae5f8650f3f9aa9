# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of the site came to, in the words a person reads."""

from __future__ import annotations

import types
import typing as t
from pathlib import Path

import pytest
import yaml
from ansible_collections.venturemond.envelope.plugins.action.site_summary import ActionModule
from ansible_collections.venturemond.envelope.plugins.module_utils import summary_data as data
from ansible_collections.venturemond.envelope.plugins.module_utils.site_summary import (
    how_to_look,
    platform,
    settled_tenant,
    tenant,
)
from ansible_collections.venturemond.envelope.plugins.plugin_utils import playbooks

CELL = {"cell_aws": {"region": "eu-west-1"}, "aws_account_id": "123456789012", "cell_prefix": "envelope-prod"}
TENANT = {**CELL, "tenant_host": "acme.example", "tenant_tier": "silo"}
RESULTS = {
    "__services": {"actions": {"api": "create", "worker": "update"}, "ecs_services": {
        "envelope-prod-api": {"running_count": 1, "desired_count": 2}, "envelope-prod-worker": {}}},
    "__rules": {"actions": {"api": "create", "old": "delete"}, "elbv2_listener_rules": {
        "api": {"conditions": {"host_header": ["api.acme.example", "api.example"]}}, "path": {"conditions": None}}},
    "__buckets": {"actions": {"files": "none"}, "s3_buckets": {"files": {}}},
    "__secrets": {"actions": {"keys": "create"}, "secretsmanager_secrets": {"keys": {}}},
    "__skipped": {"skipped": True, "changed": False},
    "registered_by_somebody_else": {"actions": {"x": "create"}},
}


def lines(about: t.Callable[..., list[str]], values: dict[str, t.Any], *, check: bool = False) -> list[str]:
    return about("acme", values, check=check)


def test_a_platform_says_where_it_is_and_what_it_has():
    assert lines(platform, {**CELL, **RESULTS}) == [
        "Platform acme (eu-west-1, account 123456789012)",
        "  addresses  https://api.acme.example, https://api.example",
        "  services   api 1/2, worker 0",
        "  buckets    files",
        "  secrets    keys",
        "  changed    3 created, 1 updated, 1 deleted",
    ]


def test_results_of_a_role_that_was_used_twice_count_both_times():
    again = {"actions": {"envelope-prod-reverb": "create"}, "ecs_services": {"envelope-prod-reverb": {}}}
    values = {**CELL, "__services": again, "__worked_out": {"earlier": [RESULTS["__services"], {}, {"skipped": True}]}}
    assert lines(platform, values)[1:] == [
        "  services   reverb 0, api 1/2, worker 0", "  changed    2 created, 1 updated"]


def test_a_websocket_server_is_found_by_its_own_scheme():
    rules = {"actions": {}, "elbv2_listener_rules": {
        "envelope-prod-reverb": {"conditions": {"host_header": ["ws.example"]}},
        "envelope-prod-api": {"conditions": {"host_header": ["api.example"]}}}}
    assert lines(platform, {**CELL, "__rules": rules})[1] == "  addresses  wss://ws.example, https://api.example"


def test_in_check_mode_it_says_what_would_be_done():
    assert lines(platform, {**CELL, **RESULTS}, check=True)[-1] == "  changed    3 to create, 1 to update, 1 to delete"


def test_what_a_run_would_refuse_is_said_with_the_plan():
    found = {"module": "groups", "actions": {"api": "replace"},
             "refused": {"api": "port (80 now, 8000 wanted) cannot change"}}
    assert lines(platform, {**CELL, "__groups": found}, check=True)[1:] == [
        "  refused    groups api: port (80 now, 8000 wanted) cannot change", "  changed    1 to replace"]


def test_what_is_known_after_a_run_only_is_not_left_alone():
    def left(said: str | None) -> list[str]:
        found = {"actions": {}, "guardduty_detectors": {"eu-west-1": {"left_alone": said}}}
        return [line for line in lines(platform, {**CELL, "__baseline": found}, check=True) if "  left" in line]

    assert left("(known after apply)") == left(None) == []
    assert left("account 1 decides") == ["  left       account 1 decides (guardduty_detectors eu-west-1)"]


def test_what_a_certificate_waits_for_is_said_as_long_as_it_does():
    about = {"status": "PENDING_VALIDATION", "validation_records": [
        {"name": "_a.acme.example.", "type": "CNAME", "value": "_b.acm-validations.aws."}]}
    values = {**TENANT, "__named": {"actions": {}, "acm_certificates": {"acme.example": about}}}
    line = "  proof      certificate acme.example waits for _a.acme.example. CNAME _b.acm-validations.aws."
    assert lines(tenant, values)[1] == line and settled_tenant("acme", values)[1:] == [line]
    about["status"] = "ISSUED"
    assert settled_tenant("acme", values)[1:] == []


def test_a_tenant_is_as_it_should_be_as_far_as_it_was_looked_at():
    assert settled_tenant("acme", TENANT) == ["Tenant acme (silo): https://acme.example, as it should be"]
    [line] = settled_tenant("acme", TENANT, "--tags storage")
    assert line.endswith(", as it should be as far as --tags storage goes")


def test_a_tenant_says_where_people_find_it():
    assert lines(tenant, TENANT) == ["Tenant acme (silo): https://acme.example", "  changed    nothing"]


def test_a_tenant_that_failed_says_why():
    failed = {"tenant_failed": {"msg": "Storage | Have a private bucket: AccessDenied"}}
    assert lines(tenant, {**TENANT, **failed})[-1] == "  failed     Storage | Have a private bucket: AccessDenied"


def test_the_next_commands_are_told_on_an_aws_of_ones_own_alone():
    url = "http://127.0.0.1:4566"
    told = how_to_look({**CELL, "cell_aws": {"region": "eu-west-1", "endpoint_url": url}})

    assert how_to_look(CELL) == []
    assert f"  aws --endpoint-url {url} ecs list-services --cluster envelope-prod-cluster" in told


def test_files_that_nobody_scans_are_a_finding():
    def said(mode: t.Any, **more: t.Any) -> list[str]:
        return [line for line in lines(platform, {**CELL, "storage_scan_mode": mode, **more}) if "finding" in line]

    assert said("guardduty") == [] and said("tag_clean", storage_scan_enforced=True) == []
    assert ["never scanned" in line for line in said("tag_clean")] == [True]
    assert ["not scanned" in line for line in said("off")] == [True]


def test_a_web_acl_that_only_counts_is_a_finding():
    def said(action: str) -> list[str]:
        acl = {"rules": [{"name": "common", "override_action": {action: {}}}]}
        found = {"wafv2_web_acls": {"envelope-prod": acl}, "actions": {}}
        return [line for line in lines(platform, {**CELL, "__waf_kept": found}) if "finding" in line]

    assert said("none") == []
    assert ["web ACL envelope-prod only counts common" in line for line in said("count")] == [True]


def test_who_has_not_confirmed_that_they_are_told_is_named():
    topics = {"actions": {}, "sns_topics": {
        "envelope-prod-alarms": {"pending_confirmation": ["ops@example.com"]}, "quiet": {"pending_confirmation": []},
        "new": {"pending_confirmation": "(known after apply)"}}}
    assert lines(platform, {**CELL, "__topics": topics})[1:-1] == [
        "  confirm    ops@example.com has to confirm that it is told of envelope-prod-alarms"]


@pytest.mark.parametrize(("subscribers", "expected"), [
    ([], ["  finding    nobody is told of alarms: monitoring_subscribers names none"]), (["ops@example.com"], [])])
def test_alarms_that_nobody_hears_are_a_finding(subscribers, expected):
    topics = {"actions": {}, "sns_topics": {"envelope-prod-alarms": {"pending_confirmation": []}}}
    said = {**CELL, "monitoring_topic": "envelope-prod-alarms", "monitoring_subscribers": subscribers}
    assert lines(platform, {**said, "__topics": topics})[1:-1] == expected


def test_what_somebody_else_decides_is_said():
    detectors = {"actions": {}, "guardduty_detectors": {
        "eu-west-1": {"left_alone": "Leaving alone features: account 1 decides"}, "us-east-1": {"left_alone": None}}}
    assert lines(platform, {**CELL, "__baseline": detectors})[1:-1] == [
        "  left       Leaving alone features: account 1 decides (guardduty_detectors eu-west-1)"]


def test_what_aws_puts_off_until_a_window_is_said():
    stores = {"actions": {}, "rds_instances": {
        "envelope-prod": {"pending": {"instance_class": "db.r7g.large"}, "maintenance_window": "sun:04:00-sun:05:00"},
        "new": {"pending": "(known after apply)"}, "settled": {"pending": None}}}
    caches = {"actions": {}, "elasticache_replication_groups": {
        "envelope-prod": {"waits_for_window": ["EngineVersion 8.1.0"], "maintenance_window": "sun:05:00-sun:06:00"},
        "settled": {"waits_for_window": []}}}

    assert lines(platform, {**CELL, "__stores": stores, "__caches": caches})[1:-1] == [
        "  window     database envelope-prod: instance_class waits for sun:04:00-sun:05:00",
        "  window     cache envelope-prod: EngineVersion 8.1.0 waits for sun:05:00-sun:06:00"]


def told_of(found: list[data.Data], *, check: bool = True, **args: t.Any) -> dict[str, t.Any]:
    """What the action says of hosts."""
    task = types.SimpleNamespace(args=args, check_mode=check, async_val=0)
    action = ActionModule(task, types.SimpleNamespace(_shell=types.SimpleNamespace(tmpdir="")),
                          types.SimpleNamespace(), None, None, None)
    return action._told(["Platform acme"], found)


DIFFERS = {"__services": {"actions": {"api": "update", "worker": "none"}, "refused": {"api": "port cannot change"}}}
SETTLED = {"__services": {"actions": {"api": "none"}}}


@pytest.mark.parametrize(("results", "check", "said", "failed"), [
    (DIFFERS, True, {"fail_on_drift": True}, True),
    (DIFFERS, True, {"fail_on_drift": False}, False),
    (DIFFERS, True, {}, False),
    (DIFFERS, False, {"fail_on_drift": True}, False),
    (SETTLED, True, {"fail_on_drift": True}, False)])
def test_a_check_fails_where_something_would_change_if_it_is_to(results, check, said, failed):
    told = told_of([data.about("acme", {**CELL, **results})], check=check, **said)
    assert told.get("failed", False) is failed
    assert told["msg"].splitlines()[1:] == (
        ["It is not as it should be: 1 to update, 1 refused"] if failed else [])


def test_a_check_that_fails_for_drift_writes_what_it_found(tmp_path: Path):
    told = told_of([data.about("acme", {**CELL, **DIFFERS})], file=str(tmp_path / "plan.json"), fail_on_drift=True)
    assert told["failed"] and str(tmp_path / "plan.json") in told["files"]


def test_the_site_hands_on_that_drift_is_a_failure():
    last = yaml.safe_load((playbooks.PLAYBOOKS / "site.yml").read_text())[-1]["tasks"][0]
    assert "fail_on_drift" in last["venturemond.envelope.site_summary"]["fail_on_drift"]
    assert playbooks.spec("site")["options"]["fail_on_drift"]["default"] is False


def test_a_summary_that_cannot_be_written_is_told_all_the_same(tmp_path: Path):
    (tmp_path / "file").write_text("")
    told = told_of([], file=str(tmp_path / "file/plan.json"))
    assert told["failed"] and told["msg"].startswith("Platform acme\nThe summary could not be written: ")
