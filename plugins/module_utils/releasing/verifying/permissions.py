# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the roles exist, ECS may take them on, and the execution role may do what starting the tasks takes."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Reply
from ...errors import Absent
from ...kinds.iam.service import iam
from .candidates import Candidate, by_thing
from .findings import Verified, all_of, merged, note, problem
from .needs import Need, needs
from .resource_policies import grants

TASKS = "ecs-tasks.amazonaws.com"

REMEDY = "`playbooks/site.yml --tags ecs_services` gives it"


def checked(candidates: t.Sequence[Candidate], place: Reply) -> Flow:
    """Both roles of all services; returns `Verified`."""
    executing = [(arn, candidate) for candidate in candidates if (arn := candidate.definition.get("executionRoleArn"))]
    running = [(arn, candidate) for candidate in candidates if (arn := candidate.definition.get("taskRoleArn"))]
    named = by_thing((arn, candidate.name) for arn, candidate in executing + running)
    looks = [(f"{users}: role {_name(arn)}", _trusted(arn, users)) for arn, users in named.items()]
    for role in dict.fromkeys(arn for arn, _candidate in executing):
        theirs = [candidate for arn, candidate in executing if arn == role]
        looks.append((f"what role {_name(role)} may do", _allowed(role, theirs, place)))
    bare = [note(f"{candidate.name}: its task definition has no execution role")
            for candidate in candidates if not candidate.definition.get("executionRoleArn")]
    return merged([*bare, (yield from all_of(looks))])


def _name(arn: str) -> str:
    return arn.rpartition("/")[2]


def _trusted(arn: str, users: str) -> Flow:
    try:
        found = yield iam.get_role(RoleName=_name(arn))
    except Absent:
        return problem(f"{users}: there is no role {_name(arn)}; {REMEDY}")
    trust = found["Role"].get("AssumeRolePolicyDocument") or {}
    statements = trust.get("Statement") or []
    if any(map(_lets_ecs, statements if isinstance(statements, list) else [statements])):
        return Verified()
    return problem(f"{users}: role {_name(arn)} does not let {TASKS} assume it; {REMEDY}")


def _lets_ecs(statement: t.Mapping[str, t.Any]) -> bool:
    principal = statement.get("Principal") or {}
    services = principal.get("Service") if isinstance(principal, t.Mapping) else principal
    actions = statement.get("Action") or ()
    return (statement.get("Effect") == "Allow"
            and TASKS in (services if isinstance(services, list) else [services])
            and bool({"sts:AssumeRole", "sts:*", "*"} & set(actions if isinstance(actions, list) else [actions])))


def _allowed(role: str, candidates: t.Sequence[Candidate], place: Reply) -> Flow:
    """What the role is asked for; needs that are equal but for the resource are one simulation."""
    wanted, unknown = yield from needs(candidates, place)
    users = by_thing(wanted)
    alike: dict[Need, list[str]] = {}
    for need in users:
        alike.setdefault(need._replace(resource=""), []).append(need.resource)
    return merged([unknown, (yield from all_of(
        (f"what role {_name(role)} may do ({', '.join(need.actions)})", _simulated(role, need, resources, users))
        for need, resources in alike.items()))])


def _simulated(role: str, need: Need, resources: list[str], users: t.Mapping[Need, str]) -> Flow:
    context = [{"ContextKeyName": name, "ContextKeyValues": [value], "ContextKeyType": "string"}
               for name, value in need.context]
    asked = {"PolicySourceArn": role, "ActionNames": list(need.actions), "ResourceArns": resources}
    try:
        reply = yield iam.simulate_principal_policy(**asked, ContextEntries=context or None)
    except Absent:  # said already, by `_trusted`
        return Verified()
    refused = [found for result in reply["EvaluationResults"] for found in _refusals(result, resources)]
    return (yield from all_of(
        (f"{found.action} on {found.resource}", _told(role, found, users[need._replace(resource=found.resource)]))
        for found in refused))


class Refusal(t.NamedTuple):
    action: str
    resource: str
    outright: bool
    """Whether a policy denies it, rather than none allowing it."""
    unknown: list[str]
    """What a policy makes it depend on, and only a real request has."""


def _refusals(result: Reply, resources: list[str]) -> t.Iterator[Refusal]:
    """What is refused, resource by resource; the result as a whole names a pattern, not a resource."""
    specific = {each["EvalResourceName"]: each for each in result.get("ResourceSpecificResults") or ()}
    whole = {**result, "EvalResourceDecision": result["EvalDecision"]}
    if not specific and (named := str(result.get("EvalResourceName"))) in resources:
        specific = {named: whole}
    action = result["EvalActionName"]
    for resource in resources:
        found = specific.get(resource, {"EvalResourceDecision": "allowed"} if specific else whole)
        if found["EvalResourceDecision"] != "allowed":
            missing = found.get("MissingContextValues") or result.get("MissingContextValues") or ()
            yield Refusal(action, resource, found["EvalResourceDecision"] == "explicitDeny",
                          [key for key in missing if key.split(":")[0] in ("aws", action.split(":")[0])])


def _told(role: str, found: Refusal, users: str) -> Flow:
    refused = f"{users}: role {_name(role)} may not {found.action} on {found.resource}"
    if found.unknown:
        return note(f"{refused} unless {', '.join(found.unknown)} of the request lets it, which is not checked")
    if found.outright:
        return problem(f"{refused}: one of its policies denies it outright")
    if (yield from grants(found.action, found.resource, role)):
        return note(f"{refused} by its own policies; whether the policy of the resource allows it is not checked")
    return problem(f"{refused}; {REMEDY}")
