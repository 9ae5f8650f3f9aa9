# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one control of the baseline consists of."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..access import Document, allow, partition
from ..key_policies import log_groups
from ..monitoring.alarms import description

Wanted = t.Mapping[str, t.Any]
Entry = dict[str, t.Any]


@dataclass(frozen=True)
class Control:
    """What one switch adds: entries by module, and what its service may do with the shared key and bucket."""

    sets: t.Mapping[str, list[Entry]]
    key: tuple[Document, ...] = ()
    bucket: tuple[Document, ...] = ()


def arn(wanted: Wanted, service: str, resource: str) -> str:
    """The ARN of something in the platform's account and region."""
    return f"arn:{partition(wanted['region'])}:{service}:{wanted['region']}:{wanted['account_id']}:{resource}"


def objects(wanted: Wanted, folder: str, below: str = "*") -> str:
    """The ARN of what a service writes below its folder of the shared bucket, for this account."""
    bucket = f"arn:{partition(wanted['region'])}:s3:::{wanted['bucket']}"
    return f"{bucket}/{folder}/AWSLogs/{wanted['account_id']}/{below}"


def delivering(wanted: Wanted, service: str, resource: str, condition: Document, *looking: str) -> tuple[Document, ...]:
    """What a service that delivers to the shared bucket needs there: to see whose it is, and to write.

    It hands over what it writes, as AWS asks of the policies of such buckets; `looking` are further actions on the
    bucket itself.
    """
    bucket = f"arn:{partition(wanted['region'])}:s3:::{wanted['bucket']}"
    owner = {"StringEquals": {**condition.get("StringEquals", {}), "s3:x-amz-acl": "bucket-owner-full-control"}}
    who = {"Service": service}
    name = service.partition(".")[0].capitalize()
    return (
        allow(["s3:GetBucketAcl", *looking], [bucket], Sid=f"{name}Looks", Principal=who, Condition=condition),
        allow(["s3:PutObject"], [resource], Sid=f"{name}Writes", Principal=who, Condition={**condition, **owner}))


def of_this_account(wanted: Wanted) -> Document:
    """That a service acts for this account, and not for another one that names our resources to it."""
    return {"StringEquals": {"aws:SourceAccount": wanted["account_id"]}}


def log_group(wanted: Wanted, name: str) -> Entry:
    """A log group that is kept as long as all of the baseline's, and encrypted with its key."""
    [group] = log_groups(wanted, wanted["kms_key"], wanted["log_retention_days"], name)
    return group


def told(wanted: Wanted, name: str, says: str, runbook: str) -> Entry:
    """What all alarms of the baseline have in common: once is enough, and silence is well."""
    return {
        "name": f"{wanted['prefix']}-{name}",
        "description": description(says, wanted, runbook),
        "comparison_operator": "GreaterThanOrEqualToThreshold", "treat_missing_data": "notBreaching",
        "alarm_actions": wanted["alarm_topics"], "ok_actions": [], "insufficient_data_actions": [],
        "actions_enabled": True, "tags": wanted["tags"],
    }
