# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of CloudWatch Logs' kinds."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "/ecs/envelope-test-api"


def given(client: Client) -> None:
    for name in ("one", "two"):
        key = client("kms").create_key()["KeyMetadata"]["KeyId"]
        client("kms").create_alias(AliasName=f"alias/envelope-test-{name}", TargetKeyId=key)
    client("logs").create_log_group(logGroupName="/ecs/envelope-test-api-of-somebody-else")


def metric(value: str = "1", **about: t.Any) -> dict[str, t.Any]:
    return {"metric_name": "Exceptions", "metric_namespace": "Envelope/test", "metric_value": value, **about}


LIVES = [
    Life(
        module="logs_groups",
        given=given,
        base={"name": NAME, "retention_in_days": 30, "kms_key": "envelope-test-one", "log_group_class": "STANDARD",
              "tags": {"project": "envelope"}},
        changes={
            "retention_in_days": 0,
            "kms_key": "alias/envelope-test-two",
            "tags": {"project": "envelope", "tenant": "acme"},
        },
        edit=lambda client: client("logs").put_retention_policy(logGroupName=NAME, retentionInDays=1),
        remove=lambda client: client("logs").delete_log_group(logGroupName=NAME),
    ),
    Life(
        module="logs_metric_filters",
        given=lambda client: client("logs").create_log_group(logGroupName=NAME),
        base={"log_group": NAME, "name": "exceptions", "filter_pattern": "ERROR",
              "metric_transformations": [metric(default_value=0.0, unit="Count")]},
        changes={
            "filter_pattern": '{ $.level_name = "ERROR" }',
            "metric_transformations": [metric("$.count", dimensions={"tenant": "$.tenant"})],
        },
        edit=lambda client: client("logs").put_metric_filter(
            logGroupName=NAME, filterName="exceptions", filterPattern="ERROR", metricTransformations=[
                {"metricName": "Exceptions", "metricNamespace": "Envelope/test", "metricValue": "2"}]),
        remove=lambda client: client("logs").delete_metric_filter(logGroupName=NAME, filterName="exceptions"),
    ),
]
