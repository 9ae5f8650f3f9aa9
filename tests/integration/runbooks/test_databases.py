# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database that fills up is found; it is restored to another instance, and the one that runs is not touched."""

from __future__ import annotations

import datetime
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.runbooks.on_call import Answer, OnCall
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

NAME, COPY = "envelope-local", "envelope-local-2"
GIB = 2**30


def restore(on_call: OnCall, to: str = COPY, **options: t.Any) -> Answer:
    return on_call.ask("rds_restore_instance", name=NAME, to=to, **options)


def instance(on_call: OnCall, name: str) -> dict[str, t.Any]:
    [found] = on_call.client("rds").describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
    return t.cast("dict[str, t.Any]", found)


def test_storage_that_fills_up_is_found_and_when_it_is_full(on_call: OnCall):
    now = datetime.datetime.now(datetime.UTC)
    on_call.client("cloudwatch").put_metric_data(Namespace="AWS/RDS", MetricData=[
        {"MetricName": "FreeStorageSpace", "Dimensions": [{"Name": "DBInstanceIdentifier", "Value": NAME}],
         "Timestamp": now - datetime.timedelta(hours=hour, minutes=5), "Value": (6 + 4.0 * hour) * GIB}
        for hour in range(24)])
    found = on_call.ask("rds_check_headroom", name=NAME)
    assert found.said[0] == "database envelope-local needs somebody: storage" and found.writes == []
    assert "6.0 of 100 GiB free, 96.0 GiB less each day: full in 4 days" in found.text
    missing = on_call.ask("rds_check_headroom", name="envelope-locl")
    assert "did you mean envelope-local" in missing.result["msg"]


def test_it_is_restored_by_a_run_that_is_killed_and_run_again(site: Site, on_call: OnCall):
    before = instance(on_call, NAME)
    assert restore(on_call).writes == []
    started = restore(on_call, confirm=COPY, wait=False)  # as far as a run comes that is killed while it waits
    assert started.writes == ["rds:RestoreDBInstanceToPointInTime"]
    assert restore(on_call, confirm=COPY).writes == ["rds:ModifyDBInstance"]
    again = restore(on_call, confirm=COPY)
    assert again.writes == [] and "to use it" in again.text and "to be rid of it" in again.text

    made, after = instance(on_call, COPY), instance(on_call, NAME)
    for same in ("DBInstanceClass", "DBParameterGroups", "VpcSecurityGroups", "KmsKeyId", "MultiAZ", "StorageType"):
        assert made[same] == before[same], same
    assert made["DBSubnetGroup"]["DBSubnetGroupName"] == before["DBSubnetGroup"]["DBSubnetGroupName"]
    assert made["MasterUserSecret"]["SecretArn"] != before["MasterUserSecret"]["SecretArn"]
    assert {**after, "LatestRestorableTime": 0} == {**before, "LatestRestorableTime": 0}, "it is not touched"

    refused = restore(on_call, confirm=COPY, time="before-import")
    assert "there is a database of that name already" in refused.result["msg"] and refused.writes == []
    on_call.client("rds").delete_db_instance(DBInstanceIdentifier=COPY, SkipFinalSnapshot=True)


def test_a_snapshot_is_restored_by_the_playbook(site: Site, on_call: OnCall):
    on_call.client("rds").create_db_snapshot(DBInstanceIdentifier=NAME, DBSnapshotIdentifier="before-import")
    assert "did you mean before-import" in restore(on_call, time="before-imprt").result["msg"]
    done = site.running("runbooks/restore_database").run(
        "-e", "to=envelope-local-3", "-e", "time=before-import", "-e", "confirm=envelope-local-3")
    assert done.code == 0, done.printed
    assert done.writes == ["rds:RestoreDBInstanceFromDBSnapshot", "rds:ModifyDBInstance"]
    on_call.client("rds").delete_db_instance(DBInstanceIdentifier="envelope-local-3", SkipFinalSnapshot=True)
