# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose access key it is, and which policies that identity has."""

from __future__ import annotations

import json
import typing as t

from moto.iam.models import Group, IAMBackend, Role, User, get_account_id_from, iam_backends

from ..principals import principal_of

Document = dict[str, t.Any]
Policies = dict[str, Document]


class Identity(t.NamedTuple):
    arn: str
    """As messages call it: the user, or the session of a role."""
    account: str
    policies: Policies
    boundary: Policies


def identity(access_key: str) -> Identity | None:
    """The user or role whose key it is; None for a key that moto does not know, which is the account's own."""
    account = get_account_id_from(access_key)
    arn = principal_of(access_key)
    backend = iam_backends[account]["aws"]
    kind, _unused, name = arn.rpartition(":")[2].partition("/")
    if kind == "user":
        held: Role | User = backend.get_user(name.rpartition("/")[2])
    elif kind == "assumed-role":
        held = iam_backends[arn.split(":")[4]]["aws"].get_role(name.partition("/")[0])
    else:
        return None
    return Identity(arn, account, _policies(backend, held), _boundary(backend, held))


def _policies(backend: IAMBackend, held: Role | User | Group) -> Policies:
    """Inline and attached, those of a user's groups included."""
    inline = {f"inline/{held.name}/{name}": json.loads(text) for name, text in held.policies.items()}
    attached = {arn: _document(policy) for arn, policy in held.managed_policies.items()}
    groups = [group for group in backend.groups.values() if isinstance(held, User) and held in group.users]
    shared = {name: document for group in groups for name, document in _policies(backend, group).items()}
    return {**shared, **inline, **attached}


def _boundary(backend: IAMBackend, held: Role | User | Group) -> Policies:
    arn = getattr(held, "permissions_boundary_arn", None)
    return {arn: _document(backend.get_policy(arn))} if arn else {}


def _document(policy: t.Any) -> Document:
    [default] = [version for version in policy.versions if version.is_default_version]
    return dict(json.loads(default.document))
