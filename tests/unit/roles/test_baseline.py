# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role `security_baseline` asks for."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.baseline import CONTROLS, security_baseline
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.policies import statements
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import ROLES, asked


def made(**said):
    return security_baseline(asked("security_baseline", **said))


def only(*controls, **said):
    return made(**{name: name in controls for name in CONTROLS}, **said)


def modules(found):
    return {module for module, entries in found.items() if entries}


def sids(policy):
    return [statement["Sid"] for statement in statements(policy)]


@pytest.mark.parametrize(("control", "expected"), [
    ("account_settings", {"s3control_public_access_blocks", "ec2_ebs_encryption_defaults", "iam_password_policies",
                          "accessanalyzer_analyzers"}),
    ("flow_logs", {"ec2_flow_logs", "logs_groups", "iam_roles"}),
    ("trail", {"cloudtrail_trails", "logs_groups", "logs_metric_filters", "cloudwatch_alarms", "iam_roles",
               "s3_buckets"}),
    ("guardduty", {"guardduty_detectors"}),
    ("config", {"config_recorders", "config_rules", "s3_buckets"}),
    ("securityhub", {"securityhub_hubs"}),
    ("backup", {"backup_vaults", "backup_plans", "backup_selections", "backup_restore_testing_plans",
                "backup_restore_testing_selections", "backup_region_settings", "cloudwatch_alarms", "iam_roles"}),
])
def test_each_control_has_a_switch_of_its_own(control, expected):
    assert modules(only(control)) == {*expected, "kms_keys"}


def test_nothing_is_made_where_all_is_off():
    assert modules(only()) == set()


def test_the_key_serves_who_encrypts_with_it_and_nobody_else():
    assert sids(only("guardduty")["kms_keys"][0]["policy"]) == ["Owner"]
    assert sids(only("trail")["kms_keys"][0]["policy"]) == ["Owner", "Logs", "TrailEncrypts", "TrailLooks"]
    assert sids(made()["kms_keys"][0]["policy"]) == ["Owner", "Logs", "TrailEncrypts", "TrailLooks", "Config"]


def test_the_trail_may_read_with_the_key_as_its_bucket_has_a_key_of_its_own():
    [bucket] = made()["s3_buckets"]
    [looks] = [each for each in statements(made()["kms_keys"][0]["policy"]) if each["Sid"] == "TrailLooks"]

    assert bucket["encryption"]["bucket_key_enabled"]
    assert "kms:Decrypt" in looks["Action"]
    assert looks["Condition"] == {
        "StringEquals": {"aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:123456789012:trail/envelope-prod"}}


def test_what_is_kept_for_an_auditor_is_deleted_by_nobody():
    [bucket] = made()["s3_buckets"]
    *opened, closed = statements(bucket["policy"])

    assert {statement["Effect"] for statement in opened} == {"Allow"}
    assert all("Condition" in statement for statement in opened), "for this account only"
    assert (closed["Effect"], closed["Principal"]) == ("Deny", "*")
    # services hand over what they write by an ACL, which a Deny of s3:PutObjectAcl may hit
    assert closed["Action"] == ["s3:DeleteObject", "s3:DeleteObjectVersion"]
    [rule] = bucket["lifecycle_rules"]
    assert (rule["expiration_days"], rule["noncurrent_version_expiration_days"]) == (1095, 90)


@pytest.mark.parametrize(("said", "message"), [
    ({"retention_days": 0}, "security_baseline_retention_days is 0: allowed are 1 and more"),
    ({"retention_days": 90}, "security_baseline_archive_days is 90: allowed are 0, for never, and less than "),
    ({"archive_days": -1}, "security_baseline_archive_days is -1: allowed"),
    ({"trail_data_buckets": ["envelope-*"]}, "_trail_data_buckets has 'envelope-\\*': allowed are names of buckets"),
    ({"backup_tags": {}}, "security_baseline_backup_tags has none: allowed are 1 and more"),
    ({"backup_rules": [{"name": "daily", "delete_after_days": 400}]},
     "_backup_rules: daily has delete_after_days 400, allowed by security_baseline_backup_lock are 7 to 365"),
    ({"backup_rules": [{"name": "daily"}]}, "daily has delete_after_days None, allowed .* are 7 to 365"),
    ({"backup_lock": {"mode": "governance", "min_retention_days": 40}}, "daily has .* 35, allowed .* are 40 and more"),
])
def test_what_aws_would_take_and_never_do_is_refused(said, message):
    with pytest.raises(Invalid, match=message):
        made(**said)


def test_a_vault_without_a_lock_keeps_copies_for_any_time():
    assert made(backup_lock={"mode": "none"}, backup_rules=[{"name": "daily"}])["backup_plans"]


def test_flow_logs_may_go_to_the_bucket_where_they_are_cheap():
    found = only("flow_logs", flow_logs_destination="bucket")

    assert modules(found) == {"ec2_flow_logs", "kms_keys", "s3_buckets"}
    assert found["ec2_flow_logs"][0]["bucket"] == "envelope-prod-audit/flow-logs"
    assert "log_group" not in found["ec2_flow_logs"][0]
    assert sids(found["s3_buckets"][0]["policy"]) == ["DeliveryLooks", "DeliveryWrites", "NobodyDeletes"]


def test_the_trail_watches_objects_of_the_buckets_that_are_named():
    [trail] = made()["cloudtrail_trails"]
    [silent] = made(trail_data_buckets=[])["cloudtrail_trails"]

    assert [each["name"] for each in trail["advanced_event_selectors"]] == ["Management events selector", "Objects"]
    assert trail["advanced_event_selectors"][1]["field_selectors"][-1]["starts_with"] == ["arn:aws:s3:::envelope-prod-"]
    assert [each["name"] for each in silent["advanced_event_selectors"]] == ["Management events selector"]


class TestRulesOfConfig:
    def test_may_be_left_out_said_otherwise_and_added(self):
        found = made(config_rules={"root-mfa": None, "ssh-closed": {"frequency": "One_Hour"},
                                   "logging": {"identifier": "S3_BUCKET_LOGGING_ENABLED"}})["config_rules"]
        rules = {each["name"]: each for each in found}

        assert "envelope-prod-root-mfa" not in rules
        assert rules["envelope-prod-ssh-closed"]["source_identifier"] == "INCOMING_SSH_DISABLED"
        assert rules["envelope-prod-ssh-closed"]["maximum_execution_frequency"] == "One_Hour"
        assert rules["envelope-prod-logging"]["source_identifier"] == "S3_BUCKET_LOGGING_ENABLED"

    @pytest.mark.parametrize(("said", "message"), [
        ({"root-mfaa": None}, "root-mfaa is not known, did you mean root-mfa?"),
        ({"root-mfa": {"identifer": "X"}}, "identifer is not known, did you mean identifier?"),
        ({"mine": {"frequency": "One_Hour"}}, "security_baseline_config_rules.mine: identifier is missing"),
    ])
    def test_that_cannot_be_are_refused(self, said, message):
        with pytest.raises(Invalid, match=message.replace("?", r"\?")):
            made(config_rules=said)


def test_copies_are_made_of_what_bears_all_of_the_tags():
    [selection] = made()["backup_selections"]

    assert selection["string_equals"] == {"project": "envelope", "environment": "prod", "backup": "daily"}


def test_copies_are_restored_on_trial_unless_that_is_switched_off():
    assert made()["backup_restore_testing_plans"][0]["name"] == "envelope_prod"
    assert made(backup_test_schedule="")["backup_restore_testing_plans"] == []


def test_a_database_is_restored_into_its_own_subnets():
    [ours] = made()["backup_restore_testing_selections"]
    [other] = made(backup_test_subnet_group="")["backup_restore_testing_selections"]

    assert ours["restore_metadata"] == {"dbSubnetGroupName": "envelope-prod"}
    assert "restore_metadata" not in other, "AWS infers the default VPC"


class TestWhatIsDoneToTheAccount:
    def test_is_counted_and_told_each_by_its_own_alarm(self):
        found = only("trail", alarm_topics=["ops"])
        filters = {each["name"]: each for each in found["logs_metric_filters"]}
        alarms = {each["name"]: each for each in found["cloudwatch_alarms"]}

        assert filters.keys() == alarms.keys() and len(alarms) == 15
        for name, alarm in alarms.items():
            [counted] = filters[name]["metric_transformations"]
            assert (counted["metric_namespace"], counted["metric_name"]) == (alarm["namespace"], alarm["metric_name"])
            assert filters[name]["log_group"] == "/cloudtrail/envelope-prod" and alarm["alarm_actions"] == ["ops"]


@pytest.mark.parametrize(("control", "page"), [("trail", "account.md"), ("backup", "backups.md")])
def test_every_alarm_has_its_runbook(control, page):
    text = (ROLES.parent / "docs/runbooks" / page).read_text()
    anchors = {line[3:].lower().replace(" ", "-") for line in text.splitlines() if line[:3] == "## "}

    named = [each["description"].rpartition("Runbook: ")[2] for each in only(control)["cloudwatch_alarms"]]
    assert {each.partition("#")[0] for each in named} == {f"docs/runbooks/{page}"}
    assert {each.partition("#")[2] for each in named} == anchors
