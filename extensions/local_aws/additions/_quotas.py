# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quotas of what releases and tenants depend on, as AWS documents them (general reference, "Service quotas").

`default` is the documented one, `applied` what this account has: Fargate's 6 vCPUs have been raised to 4,000, as AWS
does by itself for accounts in use.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

NAMES = {
    "acm": "AWS Certificate Manager (ACM)",
    "ecs": "Amazon Elastic Container Service (Amazon ECS)",
    "elasticloadbalancing": "Elastic Load Balancing (ELB)",
    "fargate": "AWS Fargate",
    "kms": "AWS Key Management Service (AWS KMS)",
    "s3": "Amazon Simple Storage Service (Amazon S3)",
    "secretsmanager": "AWS Secrets Manager",
}


@dataclass(frozen=True)
class Quota:
    """One quota of a service; `usage` is the class of its metric in AWS/Usage."""

    service: str
    code: str
    name: str
    default: float
    applied: float
    usage: str | None = None
    adjustable: bool = True

    def shown(self, value: float, region: str, account: str = "") -> dict[str, t.Any]:
        found = {
            "ServiceCode": self.service,
            "ServiceName": NAMES[self.service],
            "QuotaArn": f"arn:aws:servicequotas:{region}:{account}:{self.service}/{self.code}",
            "QuotaCode": self.code,
            "QuotaName": self.name,
            "Value": float(value),
            "Unit": "None",
            "Adjustable": self.adjustable,
            "GlobalQuota": False,
            "QuotaAppliedAtLevel": "ACCOUNT",
        }
        if self.usage:
            found["UsageMetric"] = {
                "MetricNamespace": "AWS/Usage",
                "MetricName": "ResourceCount",
                "MetricDimensions": usage_dimensions(self.usage),
                "MetricStatisticRecommendation": "Maximum",
            }
        return found


def usage_dimensions(kind: str) -> dict[str, str]:
    return {"Class": kind, "Resource": "vCPU", "Service": "Fargate", "Type": "Resource"}


ON_DEMAND, SPOT = "Standard/OnDemand", "Standard/Spot"
QUOTAS = (
    Quota("fargate", "L-3032A538", "Fargate On-Demand vCPU resource count", 6, 4000, ON_DEMAND),
    Quota("fargate", "L-36FBB829", "Fargate Spot vCPU resource count", 6, 4000, SPOT),
    Quota("ecs", "L-21C621EB", "Clusters per account", 10000, 10000),
    Quota("ecs", "L-9EF96962", "Services per cluster", 5000, 5000),
    Quota("ecs", "L-92E49DE3", "Tasks per service", 5000, 5000),
    Quota("elasticloadbalancing", "L-53DA6B97", "Application Load Balancers per Region", 50, 50),
    Quota("elasticloadbalancing", "L-9365A611", "Certificates per Application Load Balancer", 25, 25),
    Quota("elasticloadbalancing", "L-B6DF7632", "Listeners per Application Load Balancer", 50, 50),
    Quota("elasticloadbalancing", "L-7EED9B64", "Rules per Application Load Balancer", 100, 100),
    Quota("elasticloadbalancing", "L-B22855CB", "Target Groups per Region", 3000, 3000),
    Quota(
        "elasticloadbalancing", "L-822D1B1B", "Target Groups per Application Load Balancer", 100, 100, adjustable=False
    ),
    Quota("elasticloadbalancing", "L-7E6692B2", "Targets per Application Load Balancer", 1000, 1000),
    Quota("acm", "L-F141DD1D", "ACM certificates", 2500, 2500),
    Quota("acm", "L-FB94F0B0", "Domain names per ACM certificate", 10, 10),
    Quota("kms", "L-C2F1777E", "Customer Master Keys (CMKs)", 100_000, 100_000),
    Quota("s3", "L-DC2B2D3D", "General purpose buckets", 10_000, 10_000),
    Quota("secretsmanager", "L-2F66C23C", "Secrets per Region", 500_000, 500_000),
)
