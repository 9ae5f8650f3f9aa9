# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may read which secret, and use which bucket."""

from __future__ import annotations

import fnmatch

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.access import (
    bucket_access,
    reached,
    secret_access,
    task_roles,
    upload_cors,
)
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import platform, reverb, silo

ELSEWHERE = {"host": "db.internal", "name": "envelope", "username": "envelope"}
PLACE = {"account_id": "123456789012", "region": "eu-west-1"}


def granted(document):
    """The actions that are allowed, each with its resources; every statement allows, and names its actions."""
    assert {each["Effect"] for each in document["Statement"]} == {"Allow"}
    return {action: each["Resource"] for each in document["Statement"] for action in each["Action"]}


class TestBucketAccess:
    def test_is_requirement_s2_and_no_more(self):
        objects, bucket = ["arn:aws:s3:::e-pool-*/*"], ["arn:aws:s3:::e-pool-*"]
        assert granted(bucket_access(["e-pool-*"], PLACE)) == {
            "s3:GetObject": objects, "s3:PutObject": objects, "s3:DeleteObject": objects,
            "s3:GetObjectTagging": objects, "s3:PutObjectTagging": objects, "s3:ListBucket": bucket,
            "kms:Decrypt": ["arn:aws:kms:eu-west-1:123456789012:key/*"],
            "kms:GenerateDataKey": ["arn:aws:kms:eu-west-1:123456789012:key/*"],
        }

    def test_opens_the_keys_of_these_buckets_alone(self):
        *_buckets, keys = bucket_access(["e-pool-*", "e-x"], PLACE)["Statement"]

        assert "kms:Decrypt" in keys["Action"]
        assert keys["Condition"] == {"ForAnyValue:StringLike": {"kms:ResourceAliases": ["alias/e-pool-*", "alias/e-x"]}}

    def test_of_the_pool_does_not_cover_a_silo(self):
        [resource] = granted(bucket_access(["envelope-prod-pool-*"], PLACE))["s3:ListBucket"]

        assert fnmatch.fnmatchcase("arn:aws:s3:::envelope-prod-pool-acme", resource)
        assert not fnmatch.fnmatchcase("arn:aws:s3:::envelope-prod-silo-kestrel", resource)

    @pytest.mark.parametrize(("region", "partition"), [
        ("eu-west-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")])
    def test_is_in_the_partition_of_its_region(self, region: str, partition: str):
        resources = granted(bucket_access(["e"], {**PLACE, "region": region})).values()
        assert {arn.split(":")[1] for arns in resources for arn in arns} == {partition}


class TestSecretAccess:
    HERE = "arn:aws:secretsmanager:eu-west-1:123456789012:secret"

    def test_is_to_a_secret_by_its_whole_name(self):
        document = secret_access(["e-silo-acme"], PLACE)
        assert granted(document) == {
            "secretsmanager:GetSecretValue": [f"{self.HERE}:e-silo-acme-??????"],
            "kms:Decrypt": ["arn:aws:kms:eu-west-1:123456789012:key/*"]}
        assert not fnmatch.fnmatchcase(f"{self.HERE}:e-silo-acme-two-AbCdEf", f"{self.HERE}:e-silo-acme-??????")

    def test_is_to_all_secrets_of_a_prefix(self):
        document = secret_access(["e-pool-*"], PLACE)
        assert granted(document)["secretsmanager:GetSecretValue"] == [f"{self.HERE}:e-pool-*"]

    def test_opens_keys_for_these_secrets_alone(self):
        *_secrets, keys = secret_access(["e-pool-*"], PLACE)["Statement"]
        assert keys["Condition"] == {"StringLike": {"kms:EncryptionContext:SecretARN": [f"{self.HERE}:e-pool-*"]}}


class TestReach:
    def test_is_told_of_wildcards_that_open_what_is_others(self):
        names = ["e-silo-acme", "e-silo-zenith"]
        assert reached(["e-*", "e-pool-*", "e-silo-acme", "e-silo-?cme"], names) == {
            "e-*": names, "e-silo-?cme": ["e-silo-acme"]}


class TestUploads:
    def test_are_from_these_origins_and_no_other(self):
        [rule] = upload_cors(["https://acme.example"])
        assert rule["allowed_origins"] == ["https://acme.example"] and "DELETE" not in rule["allowed_methods"]

    def test_are_from_nowhere_where_none_is_named(self):
        assert upload_cors([]) == []


class TestRoles:
    def test_are_taken_on_by_tasks_alone(self):
        trusts = [each["assume_role_policy"]["Statement"] for each in task_roles(platform())]
        assert trusts == [[{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                            "Action": "sts:AssumeRole"}]] * 2

    def test_starting_a_task_reads_exactly_the_secrets_that_its_services_name(self):
        partner = "arn:aws:secretsmanager:eu-west-1:999988887777:secret:partner-AbCdEf"
        more = {"PARTNER_KEY": f"{partner}:KEY::", "MAIL_PASSWORD": "mail:PASSWORD"}
        execution, _task = task_roles(silo(overrides={"api": {"secrets": more}}, database=ELSEWHERE))
        here = "arn:aws:secretsmanager:eu-west-1:123456789012:secret"
        document = execution["inline_policies"]["secrets"]
        secrets = [partner, f"{here}:envelope-prod-app-??????", f"{here}:envelope-prod-silo-acme-??????",
                   f"{here}:mail-??????"]

        assert execution["name"] == "envelope-prod-silo-acme-execution"
        assert execution["managed_policies"] == [], "AWS's own would open everybody's log groups"
        assert granted(document) == {"secretsmanager:GetSecretValue": secrets, "kms:Decrypt": ["*"]}
        assert document["Statement"][1]["Condition"] == {"StringLike": {"kms:EncryptionContext:SecretARN": secrets}}

    def test_starting_a_task_reads_the_master_password_of_its_database_and_of_no_other(self):
        execution, _task = task_roles(silo())
        named, kept, key = execution["inline_policies"]["secrets"]["Statement"]
        here = "arn:aws:secretsmanager:eu-west-1:123456789012:secret"
        database = "arn:aws:rds:eu-west-1:123456789012:db:envelope-prod"

        assert "Condition" not in named, "its own, and the platform's for the cache that they share"
        assert named["Resource"] == [f"{here}:envelope-prod-app-??????", f"{here}:envelope-prod-silo-acme-??????"]
        assert kept["Resource"] == [f"{here}:rds!db-*"]
        assert kept["Condition"] == {"StringEquals": {"aws:ResourceTag/aws:rds:primaryDBInstanceArn": [database]}}
        assert key["Condition"]["StringLike"]["kms:EncryptionContext:SecretARN"] == [*named["Resource"],
                                                                                     *kept["Resource"]]

    def test_starting_a_task_that_reads_no_secret_has_no_policy_for_that(self):
        execution, _task = task_roles(platform(names=["tenant"]))

        assert execution["inline_policies"].keys() == {"start"}

    def test_starting_a_task_writes_the_log_groups_of_its_services_alone(self):
        execution, _task = task_roles(silo())
        groups = [f"arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/envelope-prod-silo-acme-{name}:*"
                  for name in ("api", "tenant")]
        assert granted(execution["inline_policies"]["start"])["logs:PutLogEvents"] == groups

    def test_a_service_that_does_not_run_here_opens_no_secret(self):
        overrides = {"worker": {"secrets": {"MAIL_PASSWORD": "mail:PASSWORD"}}}
        execution, _task = task_roles(silo(overrides=overrides))
        assert "mail" not in str(execution["inline_policies"])

    def test_of_reverb_are_its_own_and_it_uses_no_bucket(self):
        execution, task = task_roles(reverb())
        assert (execution["name"], task["name"]) == ("envelope-prod-reverb-execution", "envelope-prod-reverb-task")
        assert task["managed_policies"] == [] and task["inline_policies"] == {}

    def test_there_are_none_where_nothing_runs(self):
        assert task_roles(reverb(overrides={"reverb": None})) == []

    def test_a_name_that_is_too_long_is_cut(self):
        prefix = "envelope-prod-silo-a-tenant-with-a-name-that-goes-on-and-on"
        names = [each["name"] for each in task_roles(silo(prefix=prefix, roles_prefix=prefix))]
        assert all(len(name) <= 64 for name in names) and len(set(names)) == 2

    def test_a_running_task_has_its_policies_and_reads_no_secret(self):
        _execution, task = task_roles(platform())

        assert (task["name"], task["managed_policies"]) == (
            "envelope-prod-task", ["envelope-prod-tenant-bucket-data-access", "envelope-prod-tenant-secret-access"])
        assert task["inline_policies"] == {}

    def test_a_shell_is_let_in_where_it_is_allowed(self):
        wanted = platform(common={**platform()["common"], "execute_command": True})
        _execution, task = task_roles(wanted)
        assert sorted(granted(task["inline_policies"]["execute-command"])) == [
            "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"]
