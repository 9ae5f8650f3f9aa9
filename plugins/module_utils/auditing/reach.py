# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether policies let somebody do something: as much of AWS's evaluation as tells one tenant's things from another's.

What a condition asks that is not known here counts against the one who is judged: it keeps nobody from what a policy
allows, and takes nothing away by what a policy denies.
"""

from __future__ import annotations

import functools
import re
import typing as t

from ..policies import Document, statements

Context = t.Mapping[str, t.Sequence[str]]
"""What a request says besides, by the condition's key in lower case; an empty list where it surely says nothing."""

VARIABLE = re.compile(r"\$\{([^},]+)[^}]*\}")
EXACT = ("StringEquals", "StringNotEquals")


def allowed(documents: t.Iterable[Document], action: str, resource: str, context: Context) -> bool:
    """Whether a statement allows it, and none denies it."""
    return {one["Effect"] for document in documents for one in statements(document)
            if _applies(one, action, resource, context)} == {"Allow"}


def said_of(actions: t.Collection[str], documents: t.Iterable[Document]) -> list[Document]:
    """The documents as far as they say something of these actions: for whoever asks about many resources."""
    found = [one for document in documents for one in statements(document)
             if any(covers(one, "Action", each) for each in actions)]
    return [{"Statement": found}] if found else []


def covers(statement: Document, element: str, value: str) -> bool:
    """Whether a statement's `Action` or `Resource`, or the opposite of them, is about this one."""
    fold = str.lower if element == "Action" else str
    said = statement.get(element, statement.get(f"Not{element}", "*"))
    return any(matches(fold(each), fold(value)) for each in listed(said)) == (element in statement)


def matches(pattern: str, value: str) -> bool:
    """Whether a value is what a policy writes with `*` and `?`."""
    return _compiled(pattern).fullmatch(value) is not None


@functools.lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    wild = {"*": ".*", "?": "."}
    return re.compile("".join(wild.get(each) or re.escape(each) for each in pattern), re.DOTALL)


def listed(value: t.Any) -> list[str]:
    """One value or several, as several texts; AWS takes a number or boolean without quotes, too."""
    several = [value] if isinstance(value, str) or not isinstance(value, t.Iterable) else value
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in several]


def _applies(statement: Document, action: str, resource: str, context: Context) -> bool:
    return (covers(statement, "Action", action) and _is_about(statement, resource, context)
            and _conditions_hold(statement, context))


def _is_about(statement: Document, resource: str, context: Context) -> bool:
    """Whether it covers a resource, with what the request says in the place of policy variables."""
    said = statement.get("Resource", statement.get("NotResource", "*"))
    found = any(matches(_without_variables(each, context), resource) for each in listed(said))
    return found == ("Resource" in statement)


def _without_variables(text: str, context: Context) -> str:
    if "${" not in text:
        return text
    return VARIABLE.sub(lambda found: next(iter(context.get(found[1].lower(), ())), found[0]), text)


def _conditions_hold(statement: Document, context: Context) -> bool:
    return all(_holds(operator, key, patterns, context, unknown=statement["Effect"] == "Allow")
               for operator, tests in (statement.get("Condition") or {}).items() for key, patterns in tests.items())


def _holds(operator: str, key: str, patterns: t.Any, context: Context, *, unknown: bool) -> bool:
    test = operator.rpartition(":")[2].removesuffix("IfExists")
    said = context.get(key.lower())
    if said is None or not re.fullmatch(r"(String|Arn)(Not)?(Equals|Like)", test):
        return unknown
    if not said and (operator.endswith("IfExists") or operator.startswith("ForAllValues:")):
        return True
    wanted = [_without_variables(each, context) for each in listed(patterns)]
    found = any(each == value if test in EXACT else matches(each, value) for each in wanted for value in said)
    return found != ("Not" in test)
