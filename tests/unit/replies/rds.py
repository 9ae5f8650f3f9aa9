# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RDS's answers."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {
    "describe_db_instances": {"DBInstances": [{
        "DBInstanceIdentifier": "envelope-staging", "DBInstanceStatus": "available",
        "MasterUserSecret": {"SecretArn": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-1-AbCdEf"}}]},
    "describe_engine_default_parameters": {"EngineDefaults": {"Parameters": [
        {"ParameterName": name, "ApplyType": kind, "AllowedValues": allowed, "DataType": of, "IsModifiable": True}
        for name, kind, allowed, of in (
            ("require_secure_transport", "dynamic", "0,1", "boolean"), ("slow_query_log", "dynamic", "0,1", "boolean"),
            ("long_query_time", "dynamic", "0-31536000", "float"),
            ("innodb_log_file_size", "static", "4194304-137438953472", "integer"),
            ("sql_mode", "dynamic", "STRICT_TRANS_TABLES,NO_ZERO_DATE", "list"))]}},
}
HELD: dict[str, t.Any] = {"Instance.pending": {}, "Instance.port": 3306, "Instance.status": "available",
                          "Instance.resource_id": "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
