# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a target tracking policy may measure."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...wire import pairs, unordered

measured = "MetricStat.Metric"

Predefined = t.Literal[
    "DynamoDBReadCapacityUtilization", "DynamoDBWriteCapacityUtilization", "ALBRequestCountPerTarget",
    "RDSReaderAverageCPUUtilization", "RDSReaderAverageDatabaseConnections",
    "EC2SpotFleetRequestAverageCPUUtilization", "EC2SpotFleetRequestAverageNetworkIn",
    "EC2SpotFleetRequestAverageNetworkOut", "SageMakerVariantInvocationsPerInstance",
    "ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization",
    "AppStreamAverageCapacityUtilization", "ComprehendInferenceUtilization",
    "LambdaProvisionedConcurrencyUtilization", "CassandraReadCapacityUtilization",
    "CassandraWriteCapacityUtilization", "KafkaBrokerStorageUtilization", "ElastiCacheEngineCPUUtilization",
    "ElastiCacheDatabaseMemoryUsagePercentage", "ElastiCachePrimaryEngineCPUUtilization",
    "ElastiCacheReplicaEngineCPUUtilization", "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage",
    "NeptuneReaderAverageCPUUtilization", "SageMakerVariantProvisionedConcurrencyUtilization",
    "ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage", "SageMakerInferenceComponentInvocationsPerCopy",
    "WorkSpacesAverageUserSessionsCapacityUtilization",
    "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution",
    "SageMakerVariantConcurrentRequestsPerModelHighResolution", "ECSServiceAverageCPUUtilizationHighResolution",
    "ECSServiceAverageMemoryUtilizationHighResolution",
]
"""The metrics that AWS has ready."""


@dataclass(frozen=True, kw_only=True)
class MetricQuery(Part):
    """A metric, or an expression over others by their ids."""

    id: str = required("Name of it in expressions: a lower case letter, then letters, digits and C(_).")
    expression: str | None = option("Expression in the metric math of CloudWatch.")
    namespace: str | None = option("Namespace of the metric.", wire=f"{measured}.Namespace")
    metric_name: str | None = option("Name of the metric.", wire=f"{measured}.MetricName")
    dimensions: dict[str, str] | None = option(
        "Dimensions of the metric.", wire=f"{measured}.Dimensions", codec=pairs("Name", "Value"))
    stat: str | None = option("Statistic of the metric, such as V(Average) or V(p99).", wire="MetricStat.Stat")
    unit: str | None = option("Unit of the metric.", wire="MetricStat.Unit")
    label: str | None = option("What it is called in graphs.")
    return_data: bool | None = option("Whether it is the one that is tracked, as one of them must be.")

    def problems(self) -> t.Iterator[str]:
        if bool(self.expression) is bool(self.metric_name):
            yield f"{self.id} needs one of expression and metric_name"
        if self.metric_name and not (self.namespace and self.stat):
            yield f"{self.id} needs namespace and stat besides metric_name {self.metric_name}"


@dataclass(frozen=True, kw_only=True)
class CustomizedMetric(Part):
    """A metric of CloudWatch, or several and an expression over them."""

    namespace: str | None = option("Namespace of the metric.")
    metric_name: str | None = option("Name of the metric. It must go down when there is more capacity.")
    dimensions: dict[str, str] | None = option("Dimensions of the metric.", codec=pairs("Name", "Value"))
    statistic: t.Literal["Average", "Minimum", "Maximum", "SampleCount", "Sum"] | None = option(
        "Statistic of the metric.")
    unit: str | None = option("Unit of the metric.")
    metrics: list[MetricQuery] | None = option(
        "Metrics and expressions, instead of one metric.", alike=unordered)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if bool(self.metric_name) is bool(self.metrics):
            yield "it needs one of metric_name and metrics"
        if self.metric_name and not (self.namespace and self.statistic):
            yield f"it needs namespace and statistic besides metric_name {self.metric_name}"
