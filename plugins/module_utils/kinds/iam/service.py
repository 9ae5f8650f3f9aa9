# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM's API, and how its roles and policies are found by name."""

from __future__ import annotations

from ...calls import Flow, Service, here
from ...errors import Absent
from ...fields import Reference
from ...wire import Codec

iam = Service(
    "iam",
    absent=frozenset({"NoSuchEntity"}),
    transient=frozenset({"ConcurrentModification", "EntityTemporarilyUnmodifiable"}),
)

remark = Codec(lambda value: value, lambda found: found or "")
"""A text that AWS leaves out when it is empty."""

AWS_PATHS = ("", "service-role/", "job-function/")
"""Where AWS keeps the managed policies that may be attached to a role."""


def find_role(name: str) -> Flow:
    """The ARN of a role."""
    found = yield iam.get_role(RoleName=name)
    return found["Role"]["Arn"]


def find_policy(name: str) -> Flow:
    """The ARN of a managed policy of the account or else of AWS, with or without the path of the latter."""
    own = yield from own_policy(name)
    if own:
        return own["Arn"]
    where = yield here()
    for path in AWS_PATHS:
        arn = f"arn:{where['partition']}:iam::aws:policy/{path}{name}"
        try:
            yield iam.get_policy(PolicyArn=arn)
        except Absent:
            continue
        return arn
    return None


def own_policy(name: str) -> Flow:
    """The account's own managed policy of that name, on whatever path, or None."""
    listed = yield iam.list_policies(Scope="Local")
    return next((each for each in listed.get("Policies", ()) if each["PolicyName"] == name), None)


ROLE = Reference("IAM role", find_role, role="ecs_services")
POLICY = Reference("managed policy", find_policy)
