# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about database instances."""

from __future__ import annotations

import dataclasses
import re

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, GaveUp, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.rds import Instance
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.rds.states import (
    FAILED,
    READY,
    busy,
    handed_over,
    working,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import decided
from ansible_collections.venturemond.envelope.plugins.module_utils.results import shown
from ansible_collections.venturemond.envelope.tests.unit.samples import sample
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NAME = "envelope-prod"
FOUND = {
    "DBInstanceIdentifier": NAME, "DBInstanceStatus": "available", "Engine": "mysql", "EngineVersion": "8.0.39",
    "DBInstanceClass": "db.m7g.large", "AllocatedStorage": 100, "StorageEncrypted": True, "MultiAZ": True,
    "StorageType": "gp3", "KmsKeyId": "arn:key", "DBInstanceArn": "arn:db", "DbiResourceId": "db-ABC123",
    "DBParameterGroups": [{"DBParameterGroupName": NAME, "ParameterApplyStatus": "in-sync"}],
    "EnabledCloudwatchLogsExports": ["error"], "DeletionProtection": True,
    "MasterUserSecret": {"SecretArn": "arn:secret", "KmsKeyId": "arn:key", "SecretStatus": "active"},
}


def instance(**options) -> Instance:
    return Instance(name=NAME, **options)


def listed(**about) -> dict:
    return {"DBInstances": [{**FOUND, "DBInstanceIdentifier": f"{NAME}-2"}, {**FOUND, **about}]}


def seen(wanted: Instance, **about) -> Instance:
    return play(wanted.read(), ("describe_db_instances", listed(**about)))


def sent(wanted: Instance, now: Instance) -> list:
    return requests(wanted.over(now).update(now, wanted.changes(now).keys()))


class TestReading:
    def test_what_aws_put_off_counts_as_done_and_is_said(self):
        wanted = instance(instance_class="db.m7g.xlarge", enabled_cloudwatch_logs_exports=["slowquery"])
        now = seen(wanted, PendingModifiedValues={
            "DBInstanceClass": "db.m7g.xlarge", "MasterUserPassword": "****",
            "PendingCloudwatchLogsExports": {"LogTypesToEnable": ["slowquery"], "LogTypesToDisable": ["error"]}})

        assert wanted.changes(now) == {}
        assert now.pending == {"instance_class": "db.m7g.xlarge", "enabled_cloudwatch_logs_exports": ["slowquery"],
                               "MasterUserPassword": "(sensitive)"}

    def test_what_aws_put_off_is_asked_for_again_where_it_shall_be_done_at_once(self):
        wanted = instance(instance_class="db.m7g.xlarge", apply_immediately=True)
        now = seen(wanted, PendingModifiedValues={"DBInstanceClass": "db.m7g.xlarge"})

        assert sent(wanted, now)[0] == ("modify_db_instance", {
            "DBInstanceIdentifier": NAME, "ApplyImmediately": True, "DBInstanceClass": "db.m7g.xlarge"})

    def test_but_not_while_it_is_being_done(self):
        wanted = instance(instance_class="db.m7g.xlarge", apply_immediately=True, wait=False)
        now = seen(wanted, DBInstanceStatus="modifying", PendingModifiedValues={"DBInstanceClass": "db.m7g.xlarge"})

        assert wanted.changes(now) == {}

    @pytest.mark.parametrize(("version", "changed"), [("8.4.4", set()), ("8.0.41", {"parameter_group"})])
    def test_parameters_of_a_major_version_that_waits_come_with_it(self, version, changed):
        wanted = instance(engine_version=version[:3], parameter_group=f"{NAME}-2")
        now = seen(wanted, PendingModifiedValues={"EngineVersion": version})

        assert wanted.changes(now).keys() == changed

    def test_parameters_of_a_major_version_are_asked_for_with_it_where_it_shall_come_at_once(self):
        wanted = instance(engine_version="8.4", parameter_group=f"{NAME}-2", allow_major_version_upgrade=True,
                          apply_immediately=True)
        now = seen(wanted, PendingModifiedValues={"EngineVersion": "8.4.4"})

        assert sent(wanted, now)[0][1].keys() >= {"EngineVersion", "DBParameterGroupName"}

    def test_a_security_group_that_it_is_leaving_is_none_of_its_own(self):
        groups = [{"VpcSecurityGroupId": "sg-1", "Status": "active"},
                  {"VpcSecurityGroupId": "sg-2", "Status": "removing"}]

        assert seen(instance(), VpcSecurityGroups=groups).security_groups == ["sg-1"]

    def test_parameters_that_await_a_reboot_are_said(self):
        group = {"DBParameterGroupName": NAME, "ParameterApplyStatus": "pending-reboot"}

        assert seen(instance(), DBParameterGroups=[group]).pending == {"parameter_group": "in force after a reboot"}

    def test_the_result_says_where_the_password_is_and_never_what_it_is(self):
        about = shown(seen(instance()))

        assert about["master_user_secret_arn"] == "arn:secret"
        assert not [name for name in about if "password" in name]

    def test_storage_that_aws_has_grown_is_not_shrunk(self):
        wanted = instance(allocated_storage=50)

        assert wanted.changes(seen(wanted)) == {}


class TestWriting:
    def test_a_new_one_is_encrypted_and_nobody_gives_it_a_password(self):
        made = dict(requests(sample(Instance).create()))["create_db_instance"]

        assert (made["StorageEncrypted"], made["ManageMasterUserPassword"]) == (True, True)
        assert "MasterUserPassword" not in made

    def test_what_is_waited_for_is_all_that_was_asked_at_once(self):
        wanted = instance(multi_az=False, apply_immediately=True)
        play(wanted.update(seen(wanted), {"multi_az"}), ("modify_db_instance", {}), ("describe_db_instances", listed()))
        wait = working(NAME, applied=True)

        assert wait.state(listed(PendingModifiedValues={"MultiAZ": False})) == "modifying"
        assert [wait.state(listed()), wait.state({"DBInstances": []})] == ["available", "absent"]

    def test_a_run_that_was_killed_while_it_was_made_waits_and_completes(self):
        wanted = instance(tags={"a": "1"})
        now = seen(wanted, DBInstanceStatus="creating")

        assert [name for name, _params in sent(wanted, now)] == ["describe_db_instances", "add_tags_to_resource"]

    def test_one_that_is_being_deleted_is_made_anew_when_it_is_gone(self):
        wanted = dataclasses.replace(sample(Instance), name=NAME, master_user_secret_rotation_days=None)
        now = seen(wanted, DBInstanceStatus="deleting")

        assert [name for name, _params in sent(wanted, now)] == [
            "describe_db_instances", "create_db_instance", "describe_db_instances"]
        assert now.gone

    @pytest.mark.parametrize(("options", "about", "asked"), [
        ({"allocated_storage": 200}, {"Iops": 3000, "StorageThroughput": 125}, {"AllocatedStorage": 200}),
        ({"allocated_storage": 500}, {"Iops": 3000, "StorageThroughput": 125},
         {"AllocatedStorage": 500, "Iops": 12000, "StorageThroughput": 500}),
        ({"iops": 15000, "allocated_storage": 50}, {"AllocatedStorage": 600, "Iops": 12000, "StorageThroughput": 900},
         {"AllocatedStorage": 600, "Iops": 15000, "StorageThroughput": 900}),
        ({"storage_type": "gp2"}, {"Iops": 3000, "StorageThroughput": 125}, {"StorageType": "gp2"}),
        ({"allocated_storage": 200}, {"StorageType": "io1", "Iops": 5000}, {"AllocatedStorage": 200, "Iops": 5000}),
        ({"allocated_storage": 200}, {"StorageType": "gp2"}, {"AllocatedStorage": 200}),
    ])
    def test_storage_is_asked_for_with_its_speed_where_aws_takes_one_and_only_there(self, options, about, asked):
        wanted = instance(**options, wait=False)

        assert sent(wanted, seen(wanted, **about))[0][1] == {
            "DBInstanceIdentifier": NAME, "ApplyImmediately": False, **asked}

    def test_a_backup_is_waited_for_before_anything_is_changed_and_is_no_change_itself(self):
        wanted = instance(multi_az=False)
        now = seen(wanted, DBInstanceStatus="backing-up")

        assert instance().changes(seen(instance(), DBInstanceStatus="backing-up")) == {}
        assert [name for name, _params in sent(wanted, now)] == [
            "describe_db_instances", "modify_db_instance", "describe_db_instances"]
        assert [name for name, _params in requests(dataclasses.replace(now, deletion_protection=False).delete())] == [
            "describe_db_instances", "delete_db_instance", "describe_db_instances"]

    def test_a_password_that_somebody_keeps_is_handed_to_rds(self):
        wanted = instance(wait=False)
        now = seen(wanted, MasterUserSecret=None)

        assert sent(wanted, now)[0][1]["ManageMasterUserPassword"] is True

    def test_a_password_that_is_handed_over_is_waited_for_as_others_want_to_be_told_where_it_is(self):
        wanted = instance()
        now = seen(wanted, MasterUserSecret=None)
        wait = handed_over(NAME)

        assert [name for name, _params in sent(wanted, now)] == [
            "modify_db_instance", "describe_db_instances", "describe_db_instances"]
        assert [wait.state(listed(MasterUserSecret=None)), wait.state(listed())] == ["without a secret", "kept"]

    def test_states_that_it_does_not_leave_end_the_wait(self):
        assert {"storage-full", "incompatible-parameters"} <= working(NAME, applied=False).failed
        assert [busy(state) for state in ("creating", "modifying", "what-aws-invents")] == [True] * 3
        assert not [state for state in READY | FAILED if busy(state)]
        assert "goes on by itself" in str(GaveUp(working(NAME, applied=False), "creating", 3600))

    def test_storage_that_is_full_does_not_end_the_wait_for_more_of_it(self):
        wanted = instance(allocated_storage=200, apply_immediately=True)
        now = seen(wanted, DBInstanceStatus="storage-full")
        flow = wanted.over(now).update(now, {"allocated_storage"})
        next(flow)
        wait = flow.send({})

        assert "storage-full" in wait.done and "storage-full" not in wait.failed
        assert wait.state(listed(DBInstanceStatus="storage-full", PendingModifiedValues={"AllocatedStorage": 200})) == (
            "modifying")

    def test_a_subnet_group_that_is_missing_is_said_to_be(self):
        with pytest.raises(AwsError, match="rds_subnet_groups makes it"):
            play(sample(Instance).create(), ("create_db_instance", "DBSubnetGroupNotFoundFault"))


class TestDeleting:
    def test_it_is_kept_while_it_is_protected(self):
        with pytest.raises(Invalid, match="protected from deletion"):
            requests(seen(instance()).delete())

    def test_its_last_snapshot_has_a_name_that_no_other_instance_left(self):
        made = requests(seen(instance(unprotect=True, wait=False)).delete())

        assert made[0][1] == {
            "DBInstanceIdentifier": NAME, "DeletionProtection": False, "ApplyImmediately": False}
        assert made[1] == ("delete_db_instance", {
            "DBInstanceIdentifier": NAME, "SkipFinalSnapshot": False,
            "FinalDBSnapshotIdentifier": f"{NAME}-final-abc123"})

    def test_there_is_none_only_where_that_is_asked_for(self):
        now = seen(instance(skip_final_snapshot=True, wait=False), DeletionProtection=False)

        assert requests(now.delete()) == [
            ("delete_db_instance", {"DBInstanceIdentifier": NAME, "SkipFinalSnapshot": True})]


class TestRefusing:
    @pytest.mark.parametrize(("options", "about", "words"), [
        ({"engine": "postgres"}, {}, "engine .* cannot change: AWS .* take a snapshot"),
        ({"kms_key": "arn:other"}, {}, "kms_key .* cannot change: .* take a snapshot"),
        ({"master_username": "a"}, {"MasterUsername": "b"}, "master_username .* cannot change: .* take a snapshot"),
        ({"subnet_group": "a"}, {"DBSubnetGroup": {"DBSubnetGroupName": "b"}}, "subnet_group .* cannot change: .*take"),
        ({}, {"StorageEncrypted": False}, "not encrypted, and cannot become so: take a snapshot"),
        ({"master_user_secret_kms_key": "arn:other"}, {}, "AWS keeps the key it began with"),
        ({"engine_version": "8.0.36"}, {}, "cannot go back: name a version prefix, such as 8.0"),
        ({"engine_version": "8.4"}, {}, "set allow_major_version_upgrade"),
    ])
    def test_what_would_need_another_instance_is_refused_with_what_to_do(self, options, about, words):
        wanted = instance(**options)

        refused = play(decided(plan(wanted, seen(wanted, **about)), agreed=True)).refused
        assert re.search(words, refused)

    @pytest.mark.parametrize(("options", "words"), [
        ({"instance_class": "m7g.large"}, "such as db.t4g.medium"),
        ({"engine_version": "latest"}, "such as 8.0"),
        ({"allocated_storage": 4}, "5 to 65536"),
        ({"allocated_storage": 100, "max_allocated_storage": 105}, "10 % more"),
        ({"storage_type": "gp2", "iops": 3000}, "gp2 takes none"),
        ({"storage_type": "io1", "storage_throughput": 500}, "storage type gp3"),
        ({"storage_type": "gp3", "allocated_storage": 399, "iops": 12000}, "gp3 of less than 400 GiB takes none"),
        ({"storage_type": "gp3", "allocated_storage": 400, "iops": 3000}, "12000 to 64000"),
        ({"storage_type": "gp3", "allocated_storage": 400, "storage_throughput": 125}, "500 to 4000"),
        ({"backup_retention_period": 36}, "0 to 35"),
        ({"performance_insights_retention_period": 30}, "multiples of 31"),
        ({"performance_insights": False, "performance_insights_retention_period": 7}, "only together"),
        ({"engine": "postgres", "enabled_cloudwatch_logs_exports": ["slowquery"]}, "postgres has no slowquery"),
        ({"engine": "mysql", "master_username": "a" * 17}, "1 to 16 letters"),
        ({"database_name": "a-b"}, "1 to 63 letters"),
        ({"final_snapshot": "a--b"}, "single inner hyphens"),
    ])
    def test_what_can_be_told_without_aws_is(self, options, words):
        found = list(instance(**options).problems())

        assert len(found) == 1 and words in found[0] and next(iter(reversed(options))) in found[0].partition(":")[0]
