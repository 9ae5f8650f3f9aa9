# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VPC flow logs: who talked to whom."""

from __future__ import annotations

from ..access import allow, assumed_by, document
from .control import Control, Wanted, arn, delivering, log_group, objects, of_this_account

FORMAT = ("${version} ${account-id} ${vpc-id} ${subnet-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} "
          "${protocol} ${tcp-flags} ${packets} ${bytes} ${start} ${end} ${action} ${log-status} ${flow-direction} "
          "${pkt-srcaddr} ${pkt-dstaddr} ${ecs-cluster-name} ${ecs-service-name}")
"""AWS's default fields, and those that tell which service of ECS it was and who stands behind a gateway."""

DELIVERY = "delivery.logs.amazonaws.com"


def flow_logs(wanted: Wanted) -> Control:
    """The traffic of the VPC, in a log group where it can be searched, or in the bucket where it is cheap."""
    entry = {"name": wanted["prefix"], "vpc": wanted["vpc"], "traffic_type": wanted["flow_logs_traffic"],
             "max_aggregation_interval": wanted["flow_logs_interval_seconds"], "log_format": FORMAT,
             "tags": wanted["tags"]}
    return (_to_bucket if wanted["flow_logs_destination"] == "bucket" else _to_log_group)(wanted, entry)


def _to_log_group(wanted: Wanted, entry: dict[str, object]) -> Control:
    group, role = f"/vpc/{wanted['prefix']}", f"{wanted['prefix']}-flow-logs"
    where = arn(wanted, "logs", f"log-group:{group}")
    writes = document(
        allow(["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [f"{where}:*"]),
        allow(["logs:DescribeLogGroups"], ["*"]))
    return Control({
        "logs_groups": [log_group(wanted, group)],
        "iam_roles": [{
            "name": role, "description": "Writes the flow logs of the VPC", "managed_policies": [],
            "assume_role_policy": assumed_by("vpc-flow-logs.amazonaws.com", of_this_account(wanted)),
            "inline_policies": {"write": writes}, "tags": wanted["tags"]}],
        "ec2_flow_logs": [{**entry, "log_group": group, "role": role}],
    })


def _to_bucket(wanted: Wanted, entry: dict[str, object]) -> Control:
    condition = of_this_account(wanted)
    encrypts = allow(
        ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"], ["*"],
        Sid="FlowLogs", Principal={"Service": DELIVERY}, Condition=condition)
    return Control(
        {"ec2_flow_logs": [{**entry, "bucket": f"{wanted['bucket']}/flow-logs"}]}, key=(encrypts,),
        bucket=delivering(wanted, DELIVERY, objects(wanted, "flow-logs"), condition, "s3:ListBucket"))
