# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who scans files, and what that asks of a bucket; that the policies do what they say is for tests/isolation."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.plugins.module_utils.scanning import bucket_scan, finding, shared_scanner

BUCKET, ACCOUNT = "envelope-prod-pool-acme", "123456789012"
WANTED = {"bucket": BUCKET, "mode": "guardduty", "enforced": None, "awaited": False, "statements": [],
          "prefix": "envelope-prod", "region": "eu-west-1", "account_id": ACCOUNT, "log_retention_in_days": 30,
          "tags": {"project": "envelope"}}
MINE = {"Sid": "Mine", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}


def of_bucket(**said):
    return bucket_scan({**WANTED, **said})


def shared(**said):
    return shared_scanner({**WANTED, "bucket": "", **said})


def sids(scan):
    return [each["Sid"] for each in scan["policy"].get("Statement", ())]


class TestABucket:
    def test_is_guarded_by_guardduty_unless_told_otherwise(self):
        scan = of_bucket()
        role = f"arn:aws:iam::{ACCOUNT}:role/envelope-prod-malware-protection"

        assert sids(scan) == ["NoReadUnlessClean", "OnlyTheScannerTags", "OnlyTheScannerChangesWhatItTagged"]
        for each in scan["policy"]["Statement"]:
            assert (each["Effect"], each["Principal"], each["Resource"]) == ("Deny", "*", f"arn:aws:s3:::{BUCKET}/*")
            assert each["Condition"]["ArnNotEquals"] == {"aws:PrincipalArn": role}
        assert scan["plans"] == [{"bucket": BUCKET, "role": "envelope-prod-malware-protection", "tagging": True,
                                  "awaits_bucket": False, "tags": {"project": "envelope"}}]
        assert scan["notifications"] == {"functions": [], "event_bridge": True}, "by which GuardDuty hears of objects"
        assert scan["former_plans"] == []

    def test_that_is_tagged_clean_stays_open_and_has_its_plan_taken(self):
        scan = of_bucket(mode="tag_clean")

        assert (scan["policy"], scan["plans"], scan["former_plans"]) == ({}, [], [{"bucket": BUCKET}])
        assert scan["notifications"] == {
            "functions": [{"function": "envelope-prod-tag-clean", "events": ["s3:ObjectCreated:*"]}]}

    def test_is_closed_for_a_scanner_of_ones_own(self):
        read, write, _change = of_bucket(mode="tag_clean", enforced=True)["policy"]["Statement"]

        assert read["Condition"]["StringNotEquals"] == {"s3:ExistingObjectTag/ScanStatus": "Clean"}
        assert write["Condition"]["ForAnyValue:StringEquals"] == {"s3:RequestObjectTagKeys": "ScanStatus"}
        assert write["Condition"]["ArnNotEquals"]["aws:PrincipalArn"].endswith(":role/envelope-prod-tag-clean")

    def test_whose_files_are_yet_to_be_scanned_stays_open_to_all_but_forgers(self):
        scan = of_bucket(enforced=False)

        assert sids(scan) == ["OnlyTheScannerTags", "OnlyTheScannerChangesWhatItTagged"]
        assert scan["plans"] == of_bucket()["plans"] and scan["notifications"] == of_bucket()["notifications"]

    @pytest.mark.parametrize("off", ["off", False], ids=["quoted", "as YAML reads it"])
    def test_that_nobody_scans_is_left_as_it_is_but_for_its_plan(self, off):
        assert of_bucket(mode=off) == {
            "policy": {}, "notifications": None, "plans": [], "former_plans": [{"bucket": BUCKET}]}

    @pytest.mark.parametrize(("mode", "others"), [("guardduty", 3), ("tag_clean", 0), ("off", 0)])
    def test_keeps_statements_of_the_users_own(self, mode, others):
        scan = of_bucket(mode=mode, statements=[MINE])
        assert sids(scan)[-1] == "Mine" and len(sids(scan)) == others + 1

    def test_that_the_application_makes_is_awaited(self):
        assert of_bucket(awaited=True)["plans"][0]["awaits_bucket"] is True

    def test_without_a_name_asks_for_nothing(self):
        assert of_bucket(bucket="") == {"policy": {}, "notifications": None, "plans": [], "former_plans": []}

    def test_is_in_the_partition_of_its_region(self):
        assert "arn:aws-cn:s3:::" in str(of_bucket(region="cn-north-1")) and "arn:aws:" not in str(
            of_bucket(region="cn-north-1"))


class TestWhatIsShared:
    def test_is_a_role_that_guardduty_takes_on_for_tenants_buckets(self):
        [role] = shared()["roles"]
        service = "malware-protection-plan.guardduty.amazonaws.com"
        resources = {arn for each in role["inline_policies"]["scan"]["Statement"] for arn in each["Resource"]}

        assert role["assume_role_policy"]["Statement"][0]["Principal"] == {"Service": service}
        assert {arn.split(":::")[1].partition("/")[0] for arn in resources if ":::" in arn} == {
            "envelope-prod-pool-*", "envelope-prod-silo-*"}
        assert shared()["functions"] == [] and shared()["log_groups"] == []

    def test_is_a_function_that_s3_may_invoke_for_tenants_buckets(self):
        made = shared(mode="tag_clean")
        [function], [role], [group] = made["functions"], made["roles"], made["log_groups"]

        assert (function["role"], function["log_group"]) == (role["name"], group["name"])
        assert {(each["principal"], each["source_account"]) for each in function["permissions"]} == {
            ("s3.amazonaws.com", ACCOUNT)}
        assert [each["source_arn"] for each in function["permissions"]] == [
            "arn:aws:s3:::envelope-prod-pool-*", "arn:aws:s3:::envelope-prod-silo-*"]

    def test_is_what_the_kinds_take(self):
        for mode, of in (("guardduty", shared), ("tag_clean", shared)):
            made = of(mode=mode)
            for kind, entries in (("iam_roles", made["roles"]), ("logs_groups", made["log_groups"]),
                                  ("lambda_functions", made["functions"])):
                assert [p for each in entries for p in KINDS[kind].given(each).problems()] == []

    def test_is_nothing_where_nobody_scans_or_a_tenant_asks(self):
        nothing = {"roles": [], "log_groups": [], "functions": []}
        assert shared(mode="off") == shared(bucket=BUCKET) == nothing

    def test_has_names_that_iam_takes(self):
        [role] = shared(prefix="a-project-with-a-name-that-goes-on-and-on-environment")["roles"]
        [plan] = of_bucket(prefix="a-project-with-a-name-that-goes-on-and-on-environment")["plans"]
        assert len(role["name"]) <= 64 and plan["role"] == role["name"]


def test_another_mode_is_refused_with_those_there_are():
    with pytest.raises(Invalid, match="storage_scan_mode is 'clamav': allowed are guardduty, tag_clean, off"):
        of_bucket(mode="clamav")


@pytest.mark.parametrize(("mode", "enforced", "words"), [
    ("guardduty", True, None), ("guardduty", None, None), ("guardduty", False, "once the files of before are"),
    ("tag_clean", True, None), ("tag_clean", None, "tagged clean"),
    ("tag_clean", False, "tagged clean and never scanned"),
    ("off", False, "not scanned"), (False, True, "not scanned")])
def test_a_mode_that_is_fail_open_is_a_finding(mode, enforced, words):
    said = finding(mode, enforced=enforced)
    assert (said is None) == (words is None) and (words or "") in (said or "")
