# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database and what is measured of it, for tests."""

from __future__ import annotations

import datetime
import typing as t

from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import NOW

GIB = 2**30

SOURCE: dict[str, t.Any] = {
    "DBInstanceIdentifier": "envelope-prod", "DBInstanceStatus": "available", "DBInstanceClass": "db.m7g.large",
    "DBInstanceArn": "arn:aws:rds:eu-west-1:111122223333:db:envelope-prod", "DbiResourceId": "db-A", "Engine": "mysql",
    "EngineVersion": "8.4.4", "AllocatedStorage": 100, "MaxAllocatedStorage": 500, "StorageType": "gp3", "Iops": 3000,
    "MultiAZ": True, "DBSubnetGroup": {"DBSubnetGroupName": "subnets"}, "PubliclyAccessible": False,
    "DBParameterGroups": [{"DBParameterGroupName": "parameters", "ParameterApplyStatus": "in-sync"}],
    "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-1", "Status": "active"}],
    "Endpoint": {"Address": "a", "Port": 3307},
    "OptionGroupMemberships": [{"OptionGroupName": "default:mysql-8-4"}], "BackupRetentionPeriod": 14,
    "LatestRestorableTime": NOW - datetime.timedelta(minutes=5), "EnabledCloudwatchLogsExports": ["error"],
    "TagList": [{"Key": "project", "Value": "envelope"}, {"Key": "aws:made-by", "Value": "stack"}],
    "MasterUserSecret": {"SecretArn": "arn:secret", "KmsKeyId": "arn:key"},
    "PreferredMaintenanceWindow": "sun:04:00-sun:05:00",
}


def metrics(recent: t.Mapping[str, float], storage: t.Sequence[float] = ()) -> t.Callable[[t.Any], dict[str, t.Any]]:
    """What CloudWatch answers: the last figures, and free storage hour by hour."""
    def answer(call: t.Any) -> dict[str, t.Any]:
        week = call.params["EndTime"] - call.params["StartTime"] > datetime.timedelta(days=1)
        points = {"storage": storage} if week else {name: [value] for name, value in recent.items()}
        start = NOW - datetime.timedelta(hours=max(map(len, points.values()), default=0))
        return {"MetricDataResults": [{
            "Id": name, "Values": list(values),
            "Timestamps": [start + datetime.timedelta(hours=place) for place in range(len(values))],
        } for name, values in points.items()]}

    return answer
