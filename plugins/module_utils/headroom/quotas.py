# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The quotas that decide how many tenants fit, as AWS documents their defaults.

An account's own values are read from Service Quotas where they are there; these stand in for what is not, and for what
may not be read.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass


@dataclass(frozen=True)
class Quota:
    """Something AWS allows only so many of."""

    name: str
    """What is counted, as a person calls it."""
    default: int
    source: str
    """Where AWS documents the default."""
    code: str = ""
    """What Service Quotas calls it: `service/code`; empty for what it does not know."""
    adjustable: bool = True

    @property
    def service(self) -> str:
        return self.code.partition("/")[0]


ALB = "user guide of Application Load Balancers, quotas"
IAM = "user guide of IAM, quotas"
ROUTE_53 = "developer guide of Route 53, quotas"

OF_A_LOAD_BALANCER: dict[str, Quota] = {
    "balancer_target_groups": Quota("target groups", 100, ALB, "elasticloadbalancing/L-822D1B1B", adjustable=False),
    "rules": Quota("rules", 100, ALB, "elasticloadbalancing/L-7EED9B64"),
    "balancer_certificates": Quota("certificates", 25, ALB, "elasticloadbalancing/L-9365A611"),
    "listeners": Quota("listeners", 50, ALB, "elasticloadbalancing/L-B6DF7632"),
}
"""On one load balancer; the default certificate of a listener and its default rule do not count."""

OF_A_PLACE: dict[str, Quota] = {
    "load_balancers": Quota("load balancers", 50, ALB, "elasticloadbalancing/L-53DA6B97"),
    "target_groups": Quota("target groups", 3000, ALB, "elasticloadbalancing/L-B22855CB"),
    "certificates": Quota("certificates", 2500, "user guide of ACM, quotas", "acm/L-F141DD1D"),
    "buckets": Quota("buckets", 10_000, "user guide of S3, bucket quotas", "s3/L-DC2B2D3D"),
    "identities": Quota("mail identities", 10_000, "developer guide of SES, service quotas"),
    "keys": Quota("KMS keys", 100_000, "developer guide of KMS, resource quotas", "kms/L-C2F1777E"),
    "secrets": Quota("secrets", 500_000, "user guide of Secrets Manager, quotas", "secretsmanager/L-2F66C23C"),
    "alarms": Quota("alarms", 5000, "user guide of CloudWatch, service quotas"),
    "roles": Quota("IAM roles", 1000, IAM),
    "policies": Quota("IAM policies", 1500, IAM),
    "zones": Quota("hosted zones", 500, ROUTE_53),
    "records": Quota("records of the platform's zone", 10_000, ROUTE_53),
    "distributions": Quota("CloudFront distributions", 200, "developer guide of CloudFront, quotas"),
}
"""In a region, or in an account: buckets, roles, policies, zones and distributions."""

NAMES = Quota("names of a certificate", 10, "user guide of ACM, quotas", "acm/L-FB94F0B0")
"""At most 100, for whoever asks AWS for that."""

POLICY_SIZE = Quota("characters of a policy", 6144, IAM, adjustable=False)
"""Of a managed policy, without white space."""

EVERY: t.Mapping[str, Quota] = {**OF_A_LOAD_BALANCER, **OF_A_PLACE, "names": NAMES, "policy_size": POLICY_SIZE}


APPLIED = "Service Quotas"
"""The source of a limit that is the account's own."""


@dataclass(frozen=True)
class Limit:
    """What an account may have."""

    value: float
    source: str


def defaults() -> dict[str, Limit]:
    return {key: Limit(quota.default, f"default ({quota.source})") for key, quota in EVERY.items()}


def applied(quotas: t.Iterable[t.Mapping[str, t.Any]]) -> dict[str, Limit]:
    """The limits among those that Service Quotas shows."""
    shown = {f"{each['ServiceCode']}/{each['QuotaCode']}": each["Value"] for each in quotas}
    return {key: Limit(shown[quota.code], APPLIED) for key, quota in EVERY.items() if quota.code in shown}
