# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""B3: the seven controls, each clause by an edit of what AWS shows."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Thing
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.baseline import B3
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.selecting import takes
from ansible_collections.venturemond.envelope.tests.unit.auditing import sample_operations
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_operations import ACME, AWS_KEY
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    bearing,
    checked,
    failing,
    place,
    seen,
)

Found = dict[str, t.Any]
TRAIL = {"trail_regions", "trail_validated", "trail_encrypted"}


@pytest.fixture
def found() -> Found:
    return sample_operations.sample()


def test_what_lacks_nothing(found: Found):
    assert bearing("PASS", B3, found) == {one.id.partition(".")[2] for one in B3.checks}


@pytest.mark.parametrize(("source", "things", "check", "says"), [
    ("flow logs", [], "flow_logs", "VPC vpc-1: no flow log is active"),
    ("flow logs", [{"ResourceId": "vpc-other", "FlowLogStatus": "ACTIVE"}], "flow_logs",
     "VPC vpc-1: no flow log is active"),
    ("flow logs", [{"ResourceId": "vpc-1", "FlowLogStatus": "ACTIVE", "DeliverLogsStatus": "FAILED"}], "flow_logs",
     "VPC vpc-1: its flow logs are not delivered"),
    ("trails", [], "trail", "region eu-west-1: there is no trail"),
    ("trails", [{"Name": "old", "status": {"IsLogging": False}}], "trail", "region eu-west-1: old stopped"),
    ("detectors", [], "guardduty", "region eu-west-1: no detector"),
    ("detectors", [{"Status": "DISABLED"}], "guardduty", "region eu-west-1: its detector is disabled"),
    ("recorders", [], "config", "region eu-west-1: no recorder"),
    ("recorders", [{"name": "default", "status": {"recording": False}}], "config",
     "region eu-west-1: its recorder is stopped"),
    ("recorders", [{"name": "default", "status": {"recording": True, "lastStatus": "Failure"}}], "config",
     "region eu-west-1: its recorder fails"),
    ("hubs", [], "security_hub", "region eu-west-1: it is not enabled"),
    ("hubs", [{"standards": []}], "standards", "hub of eu-west-1: no standard is enabled"),
    ("backup plans", [], "backup", "database main: there is no plan"),
    ("backup plans", [{"BackupPlanName": "daily", "selections": []}], "backup", "database main: no plan takes it"),
    ("backup settings", {"RDS": False}, "backup", "database main: AWS Backup is switched off for databases"),
])
def test_a_control_that_is_missing_fails_alone(found: Found, source: str, things: t.Any, check: str, says: str):
    found[source] = things
    assert failing(B3, found) == {check}
    assert seen(B3, check, found) == [says]


@pytest.mark.parametrize(("quality", "check"), [
    ("IsMultiRegionTrail", "trail_regions"), ("LogFileValidationEnabled", "trail_validated"),
    ("KmsKeyId", "trail_encrypted")])
def test_a_trail_that_lacks_something(found: Found, quality: str, check: str):
    del found["trails"][0][quality]
    assert failing(B3, found) == {check}
    found["trails"] = []
    assert bearing("NOT APPLICABLE", B3, found) == TRAIL


def test_of_several_trails_the_best_counts(found: Found):
    found["trails"].insert(0, {"Name": "worse", "status": {"IsLogging": True}})
    assert not failing(B3, found)


def test_a_trail_of_which_the_state_is_not_told(found: Found):
    found["trails"] = [Thing(Name="trail", status=sample_operations.denied("cloudtrail", "get_trail_status"))]
    assert bearing("UNKNOWN", B3, found) == TRAIL | {"trail"}


@pytest.mark.parametrize("key", [None, AWS_KEY, f"arn:aws:kms:eu-west-1:123456789012:key/{AWS_KEY}"])
def test_data_under_a_key_of_aws(found: Found, key: str | None):
    found["caches"][0]["KmsKeyId"] = key
    assert failing(B3, found) == {"keys"}
    assert seen(B3, "keys", found) == ["database main: a customer-managed key", "cache main: AWS's own key"]


def test_what_is_not_encrypted_is_told_elsewhere(found: Found):
    found["databases"][0] |= {"StorageEncrypted": False, "KmsKeyId": None}
    assert not failing(B3, found)


@pytest.mark.parametrize(("rotation", "says", "fails"), [
    ({}, "it does not rotate", True),
    ({"KeyState": "Enabled", "KeySpec": "SYMMETRIC_DEFAULT", "Origin": "AWS_KMS"}, "it does not rotate", True),
    ({"KeyState": "PendingDeletion"}, "it is to be deleted", False),
    ({"KeySpec": "RSA_2048"}, "KMS rotates no keys of its sort", False),
    ({"Origin": "EXTERNAL"}, "KMS rotates no keys of its sort", False),
])
def test_a_tenant_s_key_that_does_not_rotate(found: Found, rotation: Found, says: str, fails: bool):
    found["keys"][2]["rotation"] = {"KeyRotationEnabled": False, **rotation}
    where = place((ACME,))
    told = checked(B3, found, where)["B3.rotation"]
    [finding] = [one for one in told.findings if one.tenant == "acme"]
    assert (finding.verdict, finding.seen) == ("FAIL" if fails else "PASS", says)
    assert failing(B3, found, where) == ({"rotation"} if fails else set())


@pytest.mark.parametrize("source", ["databases", "caches", "trails"])
def test_keys_of_what_is_refused_are_unknown(found: Found, source: str):
    found[source] = sample_operations.denied("rds", "describe_something")
    assert "rotation" in bearing("UNKNOWN", B3, found)
    assert f"keys of {source}: {found[source]}" in seen(B3, "rotation", found)
    found["keys"][0]["rotation"] = {"KeyRotationEnabled": False}
    assert "rotation" in failing(B3, found)


def test_the_copies_of_a_cluster_are_not_those_of_its_members(found: Found):
    found["databases"][0]["DBClusterIdentifier"] = "main"
    assert bearing("UNKNOWN", B3, found) == {"backup"}


@pytest.mark.parametrize(("switch", "source", "checks"), [
    ("flow_logs", "flow logs", {"flow_logs"}), ("trail", "trails", {"trail", *TRAIL}),
    ("guardduty", "detectors", {"guardduty"}), ("config", "recorders", {"config"}),
    ("securityhub", "hubs", {"security_hub", "standards"}), ("backup", "backup plans", {"backup"})])
def test_what_the_inventory_switches_off(found: Found, switch: str, source: str, checks: set[str]):
    found[source] = []
    assert bearing("NOT APPLICABLE", B3, found, place(**{f"security_baseline_{switch}": False})) == checks


ARN, TAGS = "arn:aws:rds:eu-west-1:1:db:main", {"backup": "daily", "project": "envelope"}
TAG = "aws:ResourceTag/backup"


@pytest.mark.parametrize(("selection", "taken"), [
    ({"Resources": ["*"]}, True),
    ({"Resources": ["arn:aws:rds:*:*:db:*"]}, True),
    ({"Resources": ["arn:aws:dynamodb:*:*:table/*"]}, False),
    ({"Resources": ["*"], "NotResources": ["arn:aws:rds:*"]}, False),
    ({"ListOfTags": [{"ConditionKey": "backup", "ConditionValue": "weekly"},
                     {"ConditionKey": "backup", "ConditionValue": "daily"}]}, True),
    ({"ListOfTags": [{"ConditionKey": "Backup", "ConditionValue": "daily"}]}, False),
    ({"Resources": ["*"], "Conditions": {"StringEquals": [{"ConditionKey": TAG, "ConditionValue": "daily"}]}}, True),
    ({"Resources": ["*"], "Conditions": {"StringEquals": [{"ConditionKey": TAG, "ConditionValue": "weekly"}]}}, False),
    ({"Resources": ["*"], "Conditions": {"StringNotEquals": [{"ConditionKey": TAG, "ConditionValue": "daily"}]}},
     False),
    ({"Resources": ["*"], "Conditions": {"StringLike": [{"ConditionKey": TAG, "ConditionValue": "d*"}]}}, True),
    ({"Resources": ["*"], "Conditions": {"StringNotLike": [{"ConditionKey": "aws:ResourceTag/tier",
                                                            "ConditionValue": "test*"}]}}, True),
    ({"Conditions": {"StringEquals": [{"ConditionKey": TAG, "ConditionValue": "daily"}]}}, False),
    ({"Resources": [], "ListOfTags": None, "Conditions": None}, False),
])
def test_what_a_selection_takes(selection: Found, taken: bool):
    assert takes(selection, ARN, TAGS) is taken
