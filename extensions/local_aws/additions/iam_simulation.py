# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SimulatePrincipalPolicy, which moto lacks.

AWS evaluates what a user, a group or a role may do by its inline and attached policies, those of a user's groups, the
policies given with the call, and its permissions boundary; service control policies and resource policies are left
aside here, as are policy variables (`${...}` matches itself only) and the positions of statements.  A condition whose
key is not among the ContextEntries does not hold, unless its operator is negated or ends in `IfExists`; the key is in
MissingContextValues: of the whole result when no resources were named, else of the resource's.  Of an entry's several
values one has to match.
"""

from __future__ import annotations

import itertools
import json
import typing as t

from moto.core.responses import ActionResult
from moto.iam.models import Group, IAMBackend, Role, User
from moto.iam.responses import IamResponse

from ._mend import AwsError, adds
from ._pages import page
from ._policy import Asked, Statement, verdict

Principal = Group | Role | User
Contexts = list[dict[str, str | None]]
Values = dict[str, list[str]]

DECISIONS = {"Deny": "explicitDeny", "Allow": "allowed", None: "implicitDeny"}
LARGEST_PAGE = 1000


class Source(t.NamedTuple):
    """One policy, by the name that results give it."""

    id: str
    statements: list[Statement]


class Verdict(t.NamedTuple):
    """What policies say of one action on one resource."""

    decision: str
    matched: list[str]
    missing: list[str]
    within_boundary: bool | None


@adds(IamResponse)
def simulate_principal_policy(self: IamResponse) -> ActionResult:
    principal = _principal(self.backend, self._get_param("PolicySourceArn"))
    given = [_source(f"PolicyInputList.{n}", text) for n, text in enumerate(self._get_param("PolicyInputList", []), 1)]
    sources = [*_sources(self.backend, principal), *given]
    boundary = _boundary(self, principal)
    context = {
        each["ContextKeyName"].lower(): each["ContextKeyValues"] for each in self._get_param("ContextEntries", [])
    }
    resources = self._get_param("ResourceArns", [])
    arn = self._get_param("CallerArn") or principal.arn
    results = [
        _result(action, resource, _judge(sources, boundary, (arn, action, resource), context), bool(resources))
        for action in _actions(self)
        for resource in resources or ["*"]
    ]
    size = min(self._get_int_param("MaxItems") or 100, LARGEST_PAGE)
    shown, marker = page(results, size, self._get_param("Marker"), AwsError("InvalidInput", "Invalid Marker."))
    return ActionResult({"EvaluationResults": shown, "IsTruncated": marker is not None, "Marker": marker})


def _principal(backend: IAMBackend, arn: str) -> Principal:
    kind, _unused, path = arn.partition(":iam::")[2].partition(":")[2].partition("/")
    known: dict[str, t.Iterable[Principal]] = {
        "group": backend.groups.values(),
        "role": backend.roles.values(),
        "user": backend.users.values(),
    }
    if kind not in known or not path:
        raise AwsError("InvalidInput", f"Invalid Entity Arn: {arn} does not clearly define entity type and name.")
    found = next((each for each in known[kind] if each.arn == arn), None)
    if found is None:
        name = path.rpartition("/")[2]
        raise AwsError("NoSuchEntity", f"The {kind} with name {name} cannot be found.")
    return found


def _actions(response: IamResponse) -> list[str]:
    actions: list[str] = response._get_param("ActionNames", [])
    for action in actions:
        if ":" not in action:
            raise AwsError("InvalidInput", f"Invalid input: {action} is not the name of an action.")
    return actions


def _sources(backend: IAMBackend, principal: Principal) -> list[Source]:
    """The policies that an identity has, a user's groups included."""
    kind = type(principal).__name__.lower()
    inline = [_source(f"{kind}_{principal.name}_{name}", text) for name, text in principal.policies.items()]
    attached = [_source(policy.name, _document(policy)) for policy in principal.managed_policies.values()]
    groups = [group for group in backend.groups.values() if isinstance(principal, User) and principal in group.users]
    return [*inline, *attached, *itertools.chain.from_iterable(_sources(backend, group) for group in groups)]


def _boundary(response: IamResponse, principal: Principal) -> list[Source] | None:
    """The policies that bound what an identity may do; None: nothing does."""
    given = response._get_param("PermissionsBoundaryPolicyInputList", [])
    if given:
        return [_source(f"PermissionsBoundaryPolicyInputList.{n}", text) for n, text in enumerate(given, 1)]
    arn = getattr(principal, "permissions_boundary_arn", None)
    if not arn:
        return None
    policy = response.backend.get_policy(arn)
    return [_source(policy.name, _document(policy))]


def _document(policy: t.Any) -> str:
    return str(next(version.document for version in policy.versions if version.is_default_version))


def _source(name: str, text: str) -> Source:
    try:
        statements = json.loads(text)["Statement"]
    except (ValueError, KeyError, TypeError):
        raise AwsError("InvalidInput", f"Invalid policy document: {name}.") from None
    return Source(name, statements if isinstance(statements, list) else [statements])


def _judge(
    sources: list[Source], boundary: list[Source] | None, request: tuple[str, str, str], context: Values
) -> Verdict:
    """Explicit denials win; then the identity and, where there is one, its boundary have to allow."""
    keys = {key for source in [*sources, *(boundary or [])] for key in _keys(source)}
    missing = sorted(key for key in keys if key.lower() not in context)
    asked = [Asked(*request, each) for each in _contexts(context, missing)]
    found = [(source.id, said) for source in sources for said in _said(source, asked)]
    limits = [said for source in boundary or [] for said in _said(source, asked)]
    effects = {said for _id, said in found}
    within = None if boundary is None else "Allow" in limits and "Deny" not in limits
    said = "Deny" if "Deny" in {*effects, *limits} else "Allow" if "Allow" in effects and within is not False else None
    matched = [name for name, effect in found if effect == "Deny" or said != "Deny"]
    return Verdict(DECISIONS[said], list(dict.fromkeys(matched)), missing, within)


def _said(source: Source, asked: list[Asked]) -> list[str]:
    """The effects of the statements that match; statements of identities have no principal, for it is theirs."""
    documents = (json.dumps({"Statement": [{**statement, "Principal": "*"}]}) for statement in source.statements)
    said = (next(filter(None, (verdict(document, each) for each in asked)), None) for document in documents)
    return [effect for effect in said if effect]


def _keys(source: Source) -> t.Iterator[str]:
    for statement in source.statements:
        for keys in statement.get("Condition", {}).values():
            yield from keys


def _contexts(given: Values, missing: list[str]) -> Contexts:
    """One context for each combination of the values given; what is missing is known to be."""
    absent: dict[str, str | None] = dict.fromkeys(missing)
    return [absent | dict(zip(given, values, strict=True)) for values in itertools.product(*given.values())]


def _result(action: str, resource: str, said: Verdict, named: bool) -> dict[str, t.Any]:
    """One evaluation result; resources that were named have a part of their own in it."""
    matched = [{"SourcePolicyId": name, "SourcePolicyType": "IAM Policy"} for name in said.matched]
    result: dict[str, t.Any] = {
        "EvalActionName": action,
        "EvalResourceName": resource,
        "EvalDecision": said.decision,
        "MatchedStatements": matched,
        "MissingContextValues": [] if named else said.missing,
    }
    boundary = {}
    if said.within_boundary is not None:
        boundary = {"PermissionsBoundaryDecisionDetail": {"AllowedByPermissionsBoundary": said.within_boundary}}
    if named:
        specific = {
            "EvalResourceName": resource,
            "EvalResourceDecision": said.decision,
            "MatchedStatements": matched,
            "MissingContextValues": said.missing,
        }
        result["ResourceSpecificResults"] = [specific | boundary]
    return result | boundary
