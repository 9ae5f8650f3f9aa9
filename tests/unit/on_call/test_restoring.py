# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database is restored to another instance; the one that runs is not touched, and a run that was killed goes on."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call.databases.restoring import ready
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.rds_restore_instance import RestoreInstance
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import NOW
from ansible_collections.venturemond.envelope.tests.unit.on_call.database import SOURCE

TO = "envelope-prod-2"
SNAPSHOT = {"DBSnapshotIdentifier": "before-import", "Status": "available", "SnapshotCreateTime": NOW}
AN_HOUR_AGO = (NOW - datetime.timedelta(hours=1)).replace(microsecond=0)


def copy(status: str = "available", made_of: str = "envelope-prod@latest", **about: t.Any) -> dict[str, t.Any]:
    return {**SOURCE, "DBInstanceIdentifier": TO, "DBInstanceStatus": status, "MasterUserSecret": None,
            "TagList": [{"Key": "restored-from", "Value": made_of}], **about}


def restore(*copies: dict[str, t.Any] | None, check: bool = False, confirm: str | None = TO, source: t.Any = (),
            snapshots: t.Sequence[t.Any] = (SNAPSHOT,), retained: t.Any = (), **options: t.Any) -> Asked:
    """What happens where the copy is seen so, look after look; the last one from then on."""
    seen = list(copies or [None])

    def instances(call: t.Any) -> dict[str, t.Any]:
        there = seen.pop(0) if len(seen) > 1 else seen[0]
        return {"DBInstances": [{**SOURCE, **dict(source)}, *([there] if there else [])]}

    about = {"name": "envelope-prod", "to": TO, "confirm": confirm, **options}
    return ask(RestoreInstance.given(about), {
        "describe_db_instances": instances, "describe_db_instance_automated_backups": retained or {
            "DBInstanceAutomatedBackups": [{"RestoreWindow": {"EarliestTime": NOW - datetime.timedelta(days=3)}}]},
        "describe_db_snapshots": lambda call: {"DBSnapshots": [] if call.params.get("SnapshotType") else [
            each for each in snapshots if call.params["DBInstanceIdentifier"] in ("envelope-prod", each.get("of"))]},
        "get_caller_identity": {"region": "eu-west-1"},
        "restore_db_instance_to_point_in_time": {}, "restore_db_instance_from_db_snapshot": {},
        "modify_db_instance": {}}, check=check)


def test_it_is_said_first_and_nothing_is_made():
    found = restore(confirm=None)
    assert found.writes == [] and found.result["status"] == "absent"
    assert found.said[0] == "database envelope-prod is available, and is not touched"
    assert found.said[1].endswith("5 min ago: what was written later is not in it")
    assert found.said[-1] == "nothing was changed; to do it, add -e confirm=envelope-prod-2"
    assert restore(check=True).writes == []


def test_it_is_as_the_other_one_and_the_other_one_is_not_touched():
    kept = copy(MasterUserSecret={"SecretArn": "arn:new"})
    found = restore(None, None, None, copy(), copy(), kept)
    [(made, asked), (changed, password)] = found.writes
    assert made == "restore_db_instance_to_point_in_time" and asked == {
        "SourceDBInstanceIdentifier": "envelope-prod", "TargetDBInstanceIdentifier": TO,
        "UseLatestRestorableTime": True, "DBInstanceClass": "db.m7g.large", "DBSubnetGroupName": "subnets",
        "DBParameterGroupName": "parameters", "VpcSecurityGroupIds": ["sg-1"], "MultiAZ": True, "StorageType": "gp3",
        "PubliclyAccessible": False, "BackupRetentionPeriod": 14, "Port": 3307, "MaxAllocatedStorage": 500,
        "EnableCloudwatchLogsExports": ["error"], "DeletionProtection": False, "Tags": [
            {"Key": "project", "Value": "envelope"}, {"Key": "restored-from", "Value": "envelope-prod@latest"}]}
    assert changed == "modify_db_instance" and password == {
        "DBInstanceIdentifier": TO, "ManageMasterUserPassword": True, "MasterUserSecretKmsKeyId": "arn:key",
        "ApplyImmediately": True}
    assert "data_stores_database_name" in found.text and "--skip-final-snapshot --region eu-west-1;" in found.text


def test_speed_and_options_go_with_it_where_aws_takes_them():
    about = {"AllocatedStorage": 400, "Iops": 12000, "StorageThroughput": 500,
             "OptionGroupMemberships": [{"OptionGroupName": "audit"}]}
    asked = restore(source=about, wait=False).writes[0][1]
    assert (asked["Iops"], asked["StorageThroughput"], asked["OptionGroupName"]) == (12000, 500, "audit")


def test_a_moment_or_a_snapshot_is_taken():
    when = restore(time=AN_HOUR_AGO.isoformat(), wait=False).writes[0][1]
    assert when["RestoreTime"] == AN_HOUR_AGO and "UseLatestRestorableTime" not in when
    [(operation, asked)] = restore(time="before-import", wait=False).writes
    assert operation == "restore_db_instance_from_db_snapshot"
    assert (asked["DBSnapshotIdentifier"], asked["DBInstanceIdentifier"]) == ("before-import", TO)
    assert "MaxAllocatedStorage" not in asked, "AWS takes it with a moment alone"


def test_what_aws_takes_with_no_restore_is_changed_afterwards_and_what_is_left_out_is_said():
    source = {"PreferredMaintenanceWindow": "mon:03:00-mon:04:00", "PerformanceInsightsEnabled": True,
              "PerformanceInsightsRetentionPeriod": 7, "IAMDatabaseAuthenticationEnabled": True,
              "MonitoringInterval": 60}
    bare = copy(MaxAllocatedStorage=None, PreferredMaintenanceWindow="sun:09:00-sun:10:00")
    kept = {**bare, "MasterUserSecret": {"SecretArn": "arn:new"}}
    found = restore(None, None, bare, bare, kept, source=source, time="before-import")
    (_made, asked), (_changed, later) = found.writes
    assert asked["EnableIAMDatabaseAuthentication"] is True
    assert later == {
        "DBInstanceIdentifier": TO, "ManageMasterUserPassword": True, "MasterUserSecretKmsKeyId": "arn:key",
        "ApplyImmediately": True, "PreferredMaintenanceWindow": "mon:03:00-mon:04:00", "MaxAllocatedStorage": 500,
        "EnablePerformanceInsights": True, "PerformanceInsightsRetentionPeriod": 7}
    assert "it will lack Enhanced Monitoring" in found.said


def test_of_one_that_was_deleted_what_is_left_is_told_with_the_command():
    final = {**SNAPSHOT, "DBSnapshotIdentifier": "last", "of": "lost", "SnapshotCreateTime": NOW}
    with pytest.raises(Invalid, match="there is no database lost any more; of it there are snapshots last") as told:
        restore(name="lost", snapshots=[final], retained="DBInstanceAutomatedBackupNotFound")
    assert ("aws rds restore-db-instance-from-db-snapshot --db-snapshot-identifier last --db-instance-identifier lost "
            "--db-subnet-group-name lost --no-publicly-accessible --region eu-west-1;") in str(told.value)
    kept = {"Status": "retained", "DbiResourceId": "db-LOST", "RestoreWindow": {"LatestTime": NOW}}
    with pytest.raises(Invalid, match="--source-dbi-resource-id db-LOST --target-db-instance-identifier lost --use-l"):
        restore(name="lost", snapshots=[], retained={"DBInstanceAutomatedBackups": [kept]})


def test_it_is_waited_for_until_it_can_be_changed_and_no_longer_than_was_said():
    waiting = ready(TO, 5)
    assert waiting.timeout == 300 and "available" in waiting.done and "backing-up" not in waiting.done


def test_without_waiting_it_says_what_is_left():
    assert "the same command without wait=false" in restore(wait=False).text


def test_a_run_that_was_killed_goes_on():
    kept = copy(MasterUserSecret={"SecretArn": "arn:new"})
    found = restore(*[copy("creating")] * 4, copy("backing-up"), copy(), copy(), copy(), kept)
    assert [operation for operation, _asked in found.writes] == ["modify_db_instance"]
    assert restore(copy(), copy(), copy(), copy(), copy(), kept).writes[0][0] == "modify_db_instance"
    assert restore(kept).writes == [] and restore(kept).said[-1] == "nothing has to be done"


@pytest.mark.parametrize(("there", "why"), [
    (copy(made_of=""), r"there is a database of that name already .available.; allowed are names"),
    (copy(made_of="envelope-prod@before-import"), "already .available, made of envelope-prod@before-import."),
    (copy("restore-error"), "is restore-error, and stays so"),
])
def test_a_name_that_another_has_is_refused(there: dict[str, t.Any], why: str):
    with pytest.raises(Invalid, match=why):
        restore(there)


@pytest.mark.parametrize(("options", "why"), [
    ({"time": "2019-01-01T00:00:00Z"}, "time is 2019-01-01T00:00:00Z: allowed are moments from 20"),
    ({"time": "2099-01-01T00:00:00+01:00"}, "allowed are moments from"),
    ({"time": "before-imprt"}, "is no snapshot of database envelope-prod, did you mean before-import"),
    ({"time": "x", "snapshots": []}, "which has none"),
    ({"time": "zzz"}, "its newest are before-import"),
    ({"time": "before-import", "snapshots": [{**SNAPSHOT, "Status": "creating"}]}, "is creating, not available"),
    ({"source": {"BackupRetentionPeriod": 0}}, "keeps no backups: allowed is the name of a snapshot"),
    ({"name": "envelope-prd"}, "did you mean envelope-prod"),
])
def test_what_it_cannot_be_restored_to_is_refused(options: dict[str, t.Any], why: str):
    with pytest.raises(Invalid, match=why):
        restore(**options)


@pytest.mark.parametrize(("options", "why"), [
    ({"to": "envelope-prod", "confirm": "envelope-prod"}, "which is the one that runs: allowed are other names"),
    ({"to": "Envelope_2"}, "to: 'Envelope_2' is not allowed"),
    ({"time": "2026-11-20 09:30"}, "no moment with a time zone"),
    ({"time": "2026-13-45T00:00:00Z"}, "no moment"), ({"time": "now!"}, "allowed are latest, a moment"),
    ({"wait_minutes": 0}, "wait_minutes is 0: allowed are 1 to 1440"), ({"confirm": "envelope-prod"}, "confirm is"),
])
def test_what_cannot_be_is_said_in_one_line_before_any_call(options: dict[str, t.Any], why: str):
    about = {"name": "envelope-prod", "to": TO, "confirm": options.get("to", TO), **options}
    [problem] = RestoreInstance.given(about).problems()
    assert why in problem
