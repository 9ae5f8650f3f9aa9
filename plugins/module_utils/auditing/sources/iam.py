# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what: roles and users with their policies, in one pass, and who else vouches for identities."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...kinds.iam.service import iam
from ...policies import policy, statements
from ..place import Place
from ..reading import Source, Thing, asked, each, parts

WHAT = ["Role", "User", "LocalManagedPolicy"]
"""AWS's own policies are not among it: there are 1,500."""

TASKS = "ecs-tasks.amazonaws.com"

Found = t.Mapping[str, t.Any]


def _everything() -> Flow:
    return (yield iam.get_account_authorization_details(Filter=WHAT))


def _policies(place: Place) -> Flow:
    """The account's own managed policies, each with its `name` and the `document` that is in force."""
    found = yield from _everything()
    return [{**one, "name": _name(one["Arn"]), "document": _in_force(one)} for one in found["Policies"]]


def _in_force(managed: Found) -> t.Any:
    documents = (each["Document"] for each in managed["PolicyVersionList"] if each["IsDefaultVersion"])
    return policy.into(next(documents, None))


def _roles(place: Place) -> Flow:
    """All roles; those that tasks run as also have their `documents`: what all policies of the role say."""
    found = yield from _everything()
    own = {one["Arn"]: _in_force(one) for one in found["Policies"]}
    return (yield from each(_role(one, own) for one in found["RoleDetailList"]))


def _role(role: Found, own: Found) -> Flow:
    if not _is_for_tasks(role):
        return Thing(role)
    return (yield from parts(role, documents=_documents(role, own)))


def _is_for_tasks(role: Found) -> bool:
    trusted = [one.get("Principal") for one in statements(policy.into(role["AssumeRolePolicyDocument"]))]
    services = [one.get("Service", ()) for one in trusted if isinstance(one, t.Mapping)]
    return any(TASKS in ([some] if isinstance(some, str) else some) for some in services)


def _documents(role: Found, own: Found) -> Flow:
    inline = [policy.into(one["PolicyDocument"]) for one in role.get("RolePolicyList", ())]
    attached = [one["PolicyArn"] for one in role.get("AttachedManagedPolicies", ())]
    of_aws = yield from each(_document_of_aws(arn) for arn in attached if arn not in own)
    return [*inline, *(own[arn] for arn in attached if arn in own), *of_aws]


def _document_of_aws(arn: str) -> Flow:
    about = yield iam.get_policy(PolicyArn=arn)
    version = about["Policy"]["DefaultVersionId"]
    found = yield iam.get_policy_version(PolicyArn=arn, VersionId=version)
    return policy.into(found["PolicyVersion"]["Document"])


def _users(place: Place) -> Flow:
    """All users, each with the `keys` that it has, without what is secret of them."""
    found = yield from _everything()
    return (yield from each(
        parts(one, keys=asked(iam.list_access_keys(UserName=one["UserName"]), "AccessKeyMetadata"))
        for one in found["UserDetailList"]))


def _providers(place: Place) -> Flow:
    """Providers of OpenID Connect, each with whom it vouches to."""
    listed = yield iam.list_open_id_connect_providers()
    return (yield from each(
        parts({**one, "name": _name(one["Arn"])},
              about=asked(iam.get_open_id_connect_provider(OpenIDConnectProviderArn=one["Arn"])))
        for one in listed.get("OpenIDConnectProviderList", ())))


def _name(arn: str) -> str:
    """The name at the end of an ARN, without its path."""
    return arn.rpartition("/")[2]


POLICIES = Source("policies", _policies)
ROLES = Source("roles", _roles)
USERS = Source("users", _users)
OIDC_PROVIDERS = Source("OpenID Connect providers", _providers)
EVERY = (POLICIES, ROLES, USERS, OIDC_PROVIDERS)
