# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles, policies and security groups."""

from __future__ import annotations

from ...calls import Flow, here
from ...errors import Absent
from ...kinds.ec2 import SecurityGroup
from ...kinds.ec2.api import ec2, where
from ...kinds.iam import IamPolicy, IamRole
from ...kinds.iam.service import iam
from ...wire import pairs
from ..tenant import Tenant
from ..things import Seen, Sort, Thing


def _roles(tenant: Tenant) -> Flow:
    listed = yield iam.list_roles()
    return [Thing(ROLES.name, each["Arn"], each["RoleName"]) for each in listed.get("Roles", ())
            if tenant.names(each["RoleName"])]


def _role(thing: Thing) -> Flow:
    return Seen(pairs().into((yield iam.get_role(RoleName=thing.name))["Role"].get("Tags")))


def _role_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield from IamRole(name=thing.name).delete()


def _policies(tenant: Tenant) -> Flow:
    listed = yield iam.list_policies(Scope="Local")
    return [Thing(POLICIES.name, each["Arn"], each["Arn"]) for each in listed.get("Policies", ())
            if tenant.names(each["PolicyName"])]


def _policy(thing: Thing) -> Flow:
    return Seen(pairs().into((yield iam.get_policy(PolicyArn=thing.name))["Policy"].get("Tags")))


def _policy_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield from IamPolicy(name=thing.name.rpartition("/")[2], arn=thing.name).delete()


def _security_groups(tenant: Tenant) -> Flow:
    place = yield here()
    found = yield ec2.describe_security_groups(
        Filters=[{"Name": f"tag:{name}", "Values": [value]} for name, value in sorted(tenant.tags.items())])
    start = f"arn:{place['partition']}:ec2:{place['region']}:{place['account']}:security-group/"
    return [Thing(SECURITY_GROUPS.name, start + each["GroupId"], each["GroupId"])
            for each in found.get("SecurityGroups", ())]


def _security_group(thing: Thing) -> Flow:
    call = ec2.describe_security_groups(Filters=where(group_id=thing.name))
    found = (yield call).get("SecurityGroups", ())
    if not found:
        raise Absent(call, "InvalidGroup.NotFound", f"there is no security group {thing.name}")
    return Seen(pairs().into(found[0].get("Tags")))


def _security_group_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield from SecurityGroup(vpc="", name=thing.name, group_id=thing.name).delete()


ROLES = Sort("iam_roles", r"arn:[^:]+:iam::\d+:role/(?:.*/)?(?P<name>.+)", _roles, _role, _role_taken)
POLICIES = Sort("iam_policies", r"(?P<name>arn:[^:]+:iam::\d+:policy/.+)", _policies, _policy, _policy_taken)
SECURITY_GROUPS = Sort("ec2_security_groups", r"arn:[^:]+:ec2:[^:]+:\d+:security-group/(?P<name>.+)",
                       _security_groups, _security_group, _security_group_taken)
