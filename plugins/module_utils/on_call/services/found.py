# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The services there are, as AWS shows them."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...errors import Invalid
from ...kinds.ecs.api import ecs, named
from ...releasing.revisions import all_of
from ...spelling import unknown
from ..whose import Whose

Service = t.Mapping[str, t.Any]
"""A service, as DescribeServices shows it."""


def services_of(cluster: str, whose: Whose) -> Flow:
    """The services of a platform, with those of its silo tenants, or of a tenant, by name."""
    names: list[str] = yield from _names(cluster)
    found: list[Service] = yield from all_of([
        _described(cluster, name) for name in names if whose.has(name)])
    return [each for each in found if each.get("status") == "ACTIVE"]


def the_service(cluster: str, prefix: str, name: str) -> Flow:
    """One of them; raises `Invalid` for one that does not exist."""
    found: Service = yield from _described(cluster, name)
    if found.get("status") == "ACTIVE":
        return found
    there: list[str] = yield from _names(cluster)
    short = {each.removeprefix(f"{prefix}-") for each in there if each.startswith(f"{prefix}-")}
    raise Invalid(f"service {unknown(name.removeprefix(f'{prefix}-'), short or set(there))}")


def _names(cluster: str) -> Flow:
    listed = yield ecs.list_services(cluster=cluster)
    return sorted(arn.rpartition("/")[2] for arn in listed["serviceArns"])


def _described(cluster: str, name: str) -> Flow:
    reply = yield ecs.describe_services(cluster=cluster, services=[name])
    return named(reply, "services", serviceName=name)


def revision(arn: str) -> str:
    """`arn:...:task-definition/envelope-prod-api:12` -> `envelope-prod-api:12`."""
    return arn.rpartition("/")[2]


def behind_balancer(service: Service) -> list[str]:
    """The ARNs of the target groups that lead to it."""
    return [each["targetGroupArn"] for each in service.get("loadBalancers", ()) if each.get("targetGroupArn")]
