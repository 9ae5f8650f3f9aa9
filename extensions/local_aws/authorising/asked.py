# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions that AWS asks IAM about, of one request.

Which they are beside the one that bears the operation's name is written in `tools/derived/grants.py`, from AWS's
documentation; which roles a request hands over is told from the request itself. Which resources and condition keys an
action takes is not known here: whoever decides has AWS's own reference of it.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

import botocore
from ansible_collections.venturemond.envelope.tools.derived.grants import RENAMED, Grant
from ansible_collections.venturemond.envelope.tools.derived.operations import Operation as Method
from moto.core.request import Request

from ..operations import Operation
from . import stored
from .besides import PASSING, about, besides, made, tagging
from .parameters import parameters
from .passing import passed
from .resources import Place, resources
from .tags import given

ANYBODY = "ObjectCORSPreflightCheck"
Context = dict[str, str | list[str]]


@dataclass(frozen=True)
class Asked:
    """An action, the resources a request names with their tags, and the condition keys that hold for all of them."""

    action: str
    resources: dict[str, dict[str, str]]
    context: Context
    like: str = ""
    """The action that makes what this one tags: of the same resources."""
    key_policies: dict[str, dict[str, t.Any]] = field(default_factory=dict)


def asked(operation: Operation, request: Request, body: bytes, place: Place) -> list[Asked]:
    """All that has to be allowed; nothing for an operation that needs no permission."""
    if not operation.known or operation.name == ANYBODY:
        return []
    said = parameters(operation, request, body)
    called = f"{operation.service}:{botocore.xform_name(operation.name)}"
    own = RENAMED.get(called, (Method(*called.split(":")).api,))
    named = resources(operation, said, place)
    tags = given(said)
    grants = dict.fromkeys([*map(Grant, own), *besides(called, said)])
    every = [_asked(grant, about(grant, named, place), tags, place) for grant in grants]
    every += [_asked(Grant(PASSING, service), [arn], tags, place) for arn, service in passed(operation, named)]
    new = made(operation, named)
    like = own[0] if own and new == named else ""
    marks = [_asked(Grant(action), new, tags, place, like) for action in tagging(operation, own)] if tags else []
    return [each for each in [*every, *marks] if each]


def _asked(grant: Grant, arns: list[str] | None, tags: dict[str, str], place: Place, like: str = "") -> Asked | None:
    """None where the request gives the action nothing to be asked about."""
    if arns is None:
        return None
    context: Context = {"aws:RequestedRegion": place.region}
    if tags:
        context |= {"aws:TagKeys": list(tags), **{f"aws:RequestTag/{key}": value for key, value in tags.items()}}
    if grant.service:
        context[grant.condition_key] = grant.service.replace("*", place.region)
    policies = {arn: policy for arn in arns if (policy := stored.key_policy(arn))}
    return Asked(grant.action, {arn: stored.tags(arn) for arn in arns}, context, like, policies)
