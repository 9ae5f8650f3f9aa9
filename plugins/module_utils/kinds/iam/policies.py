# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Managed policies."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ... import policies
from ...calls import Flow
from ...errors import Absent
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...tagging import missing
from ...wire import at_creation, pairs
from .service import iam, own_policy, remark

LIMIT = 6_144
"""Characters of a managed policy, white space not counted."""

VERSIONS = 5
"""How many versions of a policy AWS keeps; for one more, one has to go."""


@dataclass(frozen=True, kw_only=True)
class IamPolicy(Resource):
    """A managed policy of the account, whose default version is what is stated."""

    plural = "iam_policies"
    fixed = frozenset({"path"})
    kept = "whoever has it would lose what it allows: say what is there, or make one under another name"
    examples = {
        "name": "envelope-prod-tenant-bucket-data-access", "path": "/",
        "description": "What the tasks may do in the tenants' buckets",
        "policy": {"Version": "2012-10-17", "Statement": [{
            "Sid": "Objects", "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
            "Resource": "arn:aws:s3:::envelope-prod-*/*"}]},
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the policy.", wire="PolicyName")
    path: str | None = option("Path it is filed under, such as V(/envelope/). V(/) where it is left out at creation.")
    description: str | None = option(
        "What the policy allows, for people. AWS keeps it, so that of one that is there stays.", codec=remark,
        alike=at_creation)
    policy: dict[str, t.Any] | None = option(
        "The JSON document. A change makes a new default version; the oldest of five goes for it.",
        wire="PolicyDocument", codec=policies.policy, alike=policies.alike)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the policy.")

    def problems(self) -> t.Iterator[str]:
        if self.policy is None:
            return
        yield from (f"policy: {problem}" for problem in policies.problems(self.policy))
        if (length := policies.size(self.policy)) > LIMIT:
            yield f"policy: {length} characters, allowed are {LIMIT}; split it, or match names with wildcards or tags"

    def read(self) -> Flow:
        listed = yield from own_policy(self.name)
        if listed is None:
            raise Absent(iam.list_policies(Scope="Local"), "NoSuchEntity", f"there is no managed policy {self.name}")
        found = yield iam.get_policy(PolicyArn=listed["Arn"])
        about = found["Policy"]
        version = yield iam.get_policy_version(PolicyArn=listed["Arn"], VersionId=about["DefaultVersionId"])
        return self.seen({**about, "PolicyDocument": version["PolicyVersion"]["Document"]})

    def create(self) -> Flow:
        yield iam.create_policy(**self.wire())

    def update(self, now: IamPolicy, changed: t.AbstractSet[str]) -> Flow:
        if "policy" in changed:
            others = yield from _other_versions(now.arn)
            if len(others) >= VERSIONS - 1:
                yield iam.delete_policy_version(PolicyArn=now.arn, VersionId=others[0])
            yield iam.create_policy_version(
                PolicyArn=now.arn, PolicyDocument=policies.policy.out(self.policy), SetAsDefault=True)
        if "tags" in changed:
            yield iam.tag_policy(PolicyArn=now.arn, Tags=pairs().out(missing(now.tags, self.tags)))

    def delete(self) -> Flow:
        """Take it from whoever has it, then remove its versions and itself."""
        held = yield iam.list_entities_for_policy(PolicyArn=self.arn, PolicyUsageFilter="PermissionsPolicy")
        for role in held.get("PolicyRoles", ()):
            yield iam.detach_role_policy(RoleName=role["RoleName"], PolicyArn=self.arn)
        for user in held.get("PolicyUsers", ()):
            yield iam.detach_user_policy(UserName=user["UserName"], PolicyArn=self.arn)
        for group in held.get("PolicyGroups", ()):
            yield iam.detach_group_policy(GroupName=group["GroupName"], PolicyArn=self.arn)
        for version in (yield from _other_versions(self.arn)):
            yield iam.delete_policy_version(PolicyArn=self.arn, VersionId=version)
        yield iam.delete_policy(PolicyArn=self.arn)


def _other_versions(arn: str | None) -> Flow:
    """The versions that are not the default, the oldest first."""
    found = yield iam.list_policy_versions(PolicyArn=arn)
    others = [each["VersionId"] for each in found.get("Versions", ()) if not each["IsDefaultVersion"]]
    return sorted(others, key=lambda version: int(version.removeprefix("v")))
