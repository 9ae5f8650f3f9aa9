# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a resource policy says of a request: IAM's evaluation of statements with principals and conditions.

A condition key that AWS knows and the request lacks makes a condition false, except for a negated operator or
`...IfExists`, for which it is true (IAM user guide, "Condition operators").  A key that this file's caller does not
know never matches, so that no statement bites on a guess.
"""

from __future__ import annotations

import json
import re
import typing as t
from dataclasses import dataclass

Statement = t.Mapping[str, t.Any]
Value = str | tuple[str, ...] | None


@dataclass(frozen=True)
class Asked:
    """One request: who, what, on which ARN, and the condition keys known of it (None: known to be missing).

    A key that may have several values, such as the keys of the tags in a request, has a tuple.
    """

    principal: str
    action: str
    resource: str
    context: t.Mapping[str, Value]


def verdict(document: str | bytes, asked: Asked) -> str | None:
    """`Deny` if any statement denies, else `Allow` if one allows, else None."""
    statements = _listed(json.loads(document).get("Statement", []))
    effects = {statement["Effect"] for statement in statements if _applies(statement, asked)}
    return "Deny" if "Deny" in effects else "Allow" if "Allow" in effects else None


def _applies(statement: Statement, asked: Asked) -> bool:
    return (
        _named(statement, "Action", lambda pattern: like(pattern.lower(), asked.action.lower()))
        and _named(statement, "Resource", lambda pattern: like(pattern, asked.resource))
        and _principal_matches(statement, asked.principal)
        and all(
            _holds(operator, key, _listed(wanted), asked.context)
            for operator, keys in statement.get("Condition", {}).items()
            for key, wanted in keys.items()
        )
    )


def _named(statement: Statement, element: str, matches: t.Callable[[str], bool]) -> bool:
    if f"Not{element}" in statement:
        return not any(matches(pattern) for pattern in _listed(statement[f"Not{element}"]))
    return any(matches(pattern) for pattern in _listed(statement.get(element, [])))


def _principal_matches(statement: Statement, principal: str) -> bool:
    if "NotPrincipal" in statement:
        return not _is_spared(statement["NotPrincipal"], principal)
    return _is_one_of(statement.get("Principal", {}), principal)


def _is_one_of(element: t.Any, principal: str) -> bool:
    if element == "*":
        return True
    if not principal.startswith("arn:"):
        return principal in _listed(element.get("Service", []))
    account, kind = principal.split(":")[4], principal.split(":", 5)[5]
    same = {"*", principal, account, f"arn:aws:iam::{account}:root"}
    if kind.startswith("assumed-role/"):
        same.add(f"arn:aws:iam::{account}:role/{kind.split('/')[1]}")
    return any(each in same for each in _listed(element.get("AWS", [])))


def _is_spared(element: t.Any, principal: str) -> bool:
    """Whether all is listed that a principal is: its account, its role and its session (user guide, "NotPrincipal")."""
    if element == "*" or not principal.startswith("arn:"):
        return _is_one_of(element, principal)
    listed, account = _listed(element.get("AWS", [])), principal.split(":")[4]
    root = f"arn:aws:iam::{account}:root"
    names = [{principal}] if principal != root else []
    if ":assumed-role/" in principal:
        names.append({f"arn:aws:iam::{account}:role/{principal.split('/')[1]}"})
    return "*" in listed or all(not name.isdisjoint(listed) for name in [{account, root}, *names])


def _holds(operator: str, key: str, wanted: list[str], context: t.Mapping[str, Value]) -> bool:
    known = {name.lower(): value for name, value in context.items()}
    if key.lower() not in known:
        return False
    value = known[key.lower()]
    name = operator.removeprefix("ForAnyValue:").removeprefix("ForAllValues:").removesuffix("IfExists")
    if name == "Null":
        return (value is None) == (str(wanted[0]).lower() == "true")
    negated = "Not" in name
    if value is None:
        return not operator.startswith("ForAnyValue:") and (negated or operator.startswith("ForAllValues:")
                                                            or operator.endswith("IfExists"))
    values = value if isinstance(value, tuple) else (value,)
    met = [any(_compare(name.replace("Not", ""), each, one) for each in wanted) != negated for one in values]
    return all(met) if operator.startswith("ForAllValues:") else any(met)


def _compare(operator: str, wanted: t.Any, value: str) -> bool:
    if operator in ("Bool", "StringEqualsIgnoreCase"):
        return str(wanted).lower() == value.lower()
    if operator in ("StringLike", "ArnLike", "ArnEquals"):
        return like(wanted, value)
    return operator == "StringEquals" and wanted == value


def like(pattern: str, value: str) -> bool:
    """IAM's wildcards: `*` and `?`, and nothing else."""
    parts = re.split(r"([*?])", pattern)
    return bool(
        re.fullmatch("".join({"*": ".*", "?": "."}.get(part, re.escape(part)) for part in parts), value, re.DOTALL)
    )


def _listed(value: t.Any) -> list[t.Any]:
    return value if isinstance(value, list) else [value]
