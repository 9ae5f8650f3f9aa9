# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM roles."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ... import policies
from ...calls import Flow
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...tagging import missing
from ...wire import Codec, pairs, unordered
from .service import POLICY, iam, remark

INLINE_LIMIT = 10_240
"""Characters that all inline policies of a role may have together, white space not counted."""

attached = Codec(lambda value: value, lambda found: found and found["PermissionsBoundaryArn"])
"""A permissions boundary: an ARN in requests, a structure in replies."""


@dataclass(frozen=True, kw_only=True)
class IamRole(Resource):
    """A role that services or people assume, with exactly the permissions that are stated."""

    plural = "iam_roles"
    fixed = frozenset({"path"})
    kept = "what runs with it would lose what it may do: say what is there, or make one under another name"
    examples = {
        "name": "envelope-prod-task", "path": "/", "description": "What the tasks of the services may do",
        "assume_role_policy": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
        "managed_policies": ["AmazonECSTaskExecutionRolePolicy", "envelope-prod-tenant-bucket-data-access"],
        "inline_policies": {"logs": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "logs:PutLogEvents", "Resource": "*"}]}},
        "permissions_boundary": "envelope-prod-boundary", "max_session_duration": 3600,
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the role.", wire="RoleName")
    path: str | None = option("Path it is filed under, such as V(/envelope/). V(/) where it is left out at creation.")
    description: str | None = option("What the role is for.", codec=remark)
    assume_role_policy: dict[str, t.Any] | None = option(
        "Trust policy: who may assume the role. A new role cannot do without it.", wire="AssumeRolePolicyDocument",
        codec=policies.policy, alike=policies.alike)
    managed_policies: list[str] | None = option(
        "Managed policies it has, by name or ARN: exactly these. Those of AWS are found by their names too, "
        "such as V(AmazonECSTaskExecutionRolePolicy).", alike=unordered, find=POLICY)
    inline_policies: dict[str, t.Any] | None = option(
        "Inline policies it has, as JSON documents by name: exactly these.", alike=policies.all_alike)
    permissions_boundary: str | None = option(
        "Managed policy that bounds what the role can be allowed, by name or ARN.", codec=attached, find=POLICY)
    max_session_duration: int | None = option("Seconds a session of the role may last, 3600 to 43200.")
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the role.")

    def problems(self) -> t.Iterator[str]:
        for name, document in (self.inline_policies or {}).items():
            yield from (f"inline_policies: {name} {problem}" for problem in policies.problems(document))
        length = sum(map(policies.size, (self.inline_policies or {}).values()))
        if length > INLINE_LIMIT:
            yield (f"inline_policies: {length} characters together, allowed are {INLINE_LIMIT} for a role; "
                   "move some of them to managed policies (iam_policies)")
        if self.max_session_duration is not None and not 3600 <= self.max_session_duration <= 43200:
            yield f"max_session_duration: {self.max_session_duration}, allowed are 3600 to 43200 seconds"

    def read(self) -> Flow:
        found = yield iam.get_role(RoleName=self.name)
        about = dict(found["Role"])
        if self.managed_policies is not None:
            about["ManagedPolicies"] = yield from self._attached()
        if self.inline_policies is not None:
            about["InlinePolicies"] = yield from self._inline()
        return self.seen(about)

    def create(self) -> Flow:
        yield from policies.granted(iam.create_role(**self.wire(
            "name", "path", "description", "assume_role_policy", "permissions_boundary", "max_session_duration",
            "tags")), f"trust policy of role {self.name}")
        yield from self._permit(set(), {})

    def update(self, now: IamRole, changed: t.AbstractSet[str]) -> Flow:
        if "assume_role_policy" in changed:
            text = policies.policy.out(self.assume_role_policy)
            call = iam.update_assume_role_policy(RoleName=self.name, PolicyDocument=text)
            yield from policies.granted(call, f"trust policy of role {self.name}")
        if changed & {"description", "max_session_duration"}:  # AWS resets the duration when it is left out
            yield iam.update_role(**self.wire("name", "description", "max_session_duration"))
        if "permissions_boundary" in changed:
            yield iam.put_role_permissions_boundary(**self.wire("name", "permissions_boundary"))
        if changed & {"managed_policies", "inline_policies"}:
            yield from self._permit(set(now.managed_policies or ()), now.inline_policies or {})
        if "tags" in changed:
            yield iam.tag_role(RoleName=self.name, Tags=pairs().out(missing(now.tags, self.tags)))

    def delete(self) -> Flow:
        """Take from it what AWS wants gone first."""
        for arn in (yield from self._attached()):
            yield iam.detach_role_policy(RoleName=self.name, PolicyArn=arn)
        for name in (yield from self._inline_names()):
            yield iam.delete_role_policy(RoleName=self.name, PolicyName=name)
        profiles = yield iam.list_instance_profiles_for_role(RoleName=self.name)
        for profile in profiles.get("InstanceProfiles", ()):
            yield iam.remove_role_from_instance_profile(
                InstanceProfileName=profile["InstanceProfileName"], RoleName=self.name)
        yield iam.delete_role(RoleName=self.name)

    def _permit(self, arns: set[str], inline: dict[str, t.Any]) -> Flow:
        """Give it the policies it is to have, then take the others: what it needs all along, it keeps all along."""
        arns_wanted, inline_wanted = self.managed_policies or [], self.inline_policies or {}
        for arn in (arn for arn in arns_wanted if arn not in arns):
            yield iam.attach_role_policy(RoleName=self.name, PolicyArn=arn)
        for name, document in inline_wanted.items():
            if not policies.alike(document, inline.get(name)):
                text = policies.policy.out(document)
                yield iam.put_role_policy(RoleName=self.name, PolicyName=name, PolicyDocument=text)
        for arn in sorted(arns - set(arns_wanted)):
            yield iam.detach_role_policy(RoleName=self.name, PolicyArn=arn)
        for name in sorted(inline.keys() - inline_wanted.keys()):
            yield iam.delete_role_policy(RoleName=self.name, PolicyName=name)

    def _attached(self) -> Flow:
        found = yield iam.list_attached_role_policies(RoleName=self.name)
        return [each["PolicyArn"] for each in found.get("AttachedPolicies", ())]

    def _inline_names(self) -> Flow:
        found = yield iam.list_role_policies(RoleName=self.name)
        return list(found.get("PolicyNames", ()))

    def _inline(self) -> Flow:
        held = {}
        for name in (yield from self._inline_names()):
            found = yield iam.get_role_policy(RoleName=self.name, PolicyName=name)
            held[name] = policies.policy.into(found["PolicyDocument"])
        return held
