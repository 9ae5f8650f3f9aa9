# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of composite alarms: `{any: [a, {all: [b, {not: c}]}]}`, or CloudWatch's own text.

Two rules are the same when they mean the same tree: CloudWatch keeps the text it was given, with its brackets,
quotes and order.
"""

from __future__ import annotations

import re
import typing as t

Tree = tuple[t.Any, ...]
"""`("OR", frozenset)`, `("AND", frozenset)`, `("NOT", tree)`, `("ALARM", name)`, `("TRUE",)` and so on.

`("AT_LEAST", "2", "NOT OK", frozenset)` is that many of the alarms by these names, or that many percent.
"""

WORDS = {"any": "OR", "all": "AND"}

NAME = r'"(?P<quoted>(?:[^"\\]|\\.)+)"|(?P<bare>[^()\s",]+)'

TOKEN = re.compile(
    r"""\s*(?:(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"(?P<quoted>(?:[^"\\]|\\.)+)"|(?P<bare>[^()\s"]+))\s*\)
        |AT_LEAST\s*\(\s*(?P<least>\d+%?)\s*,\s*(?P<are>(?:NOT\s+)?(?:ALARM|OK|INSUFFICIENT_DATA))\s*,
            \s*\((?P<among>(?:"(?:[^"\\]|\\.)+"|[^()"])+)\)\s*\)
        |(?P<word>(?:AND|OR|NOT|TRUE|FALSE)\b|[()]))""", re.VERBOSE | re.IGNORECASE)


class BadRule(ValueError):
    """A rule that CloudWatch would not understand."""


def text_of(rule: t.Any) -> str | None:
    """A rule as CloudWatch's text."""
    return rule if rule is None or isinstance(rule, str) else _text(rule)


def alike(wanted: t.Any, now: t.Any) -> bool:
    """Whether two rules mean the same."""
    try:
        return tree_of(wanted) == tree_of(now)
    except BadRule:  # what CloudWatch has learnt to understand since
        return text_of(wanted) == text_of(now)


def alarms_of(rule: t.Any) -> list[str]:
    """The names of the alarms in a rule; raises `BadRule`."""
    return sorted(set(_names(tree_of(rule))))


def tree_of(rule: t.Any) -> Tree:
    """What a rule means, whatever its spelling; raises `BadRule`."""
    tokens = _tokens(text_of(rule) or "")
    tree = _joined(tokens, "OR")
    if tokens:
        raise BadRule(f"{_said(tokens[0])} is not expected")
    return tree


def name_of(alarm: str) -> str:
    """The name of an alarm, of which the ARN may be given instead."""
    return alarm.split(":alarm:", 1)[1] if alarm.startswith("arn:") and ":alarm:" in alarm else alarm


def _text(rule: t.Any) -> str:
    if isinstance(rule, str) and rule:
        quoted = rule.replace("\\", "\\\\").replace('"', '\\"')
        return f'ALARM("{quoted}")'
    if isinstance(rule, dict) and len(rule) == 1:
        [(word, inner)] = rule.items()
        if word == "not":
            return f"NOT {_text(inner)}"
        if word in WORDS and isinstance(inner, list) and inner:
            return f"({f' {WORDS[word]} '.join(map(_text, inner))})"
    raise BadRule(f"{rule!r} is neither the name of an alarm, nor one of any, all or not with such")


def _tokens(text: str) -> list[Tree]:
    found: list[Tree] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise BadRule(f"{text[position:position + 30]!r} at character {position} is not understood")
        found.append(_token(match))
        position = match.end()
    return found


def _token(match: re.Match[str]) -> Tree:
    if match["word"]:
        return (match["word"].upper(),)
    if match["least"]:
        among = frozenset(map(_alarm, re.finditer(NAME, match["among"])))
        return "AT_LEAST", match["least"], " ".join(match["are"].upper().split()), among
    return match["state"].upper(), _alarm(match)


def _alarm(match: re.Match[str]) -> str:
    return name_of(re.sub(r"\\(.)", r"\1", match["quoted"]) if match["quoted"] else match["bare"])


def _joined(tokens: list[Tree], word: str) -> Tree:
    """Operands between ORs, each of which is operands between ANDs; what is joined by the same word is one."""
    operands: set[Tree] = set()
    while True:
        operand = _joined(tokens, "AND") if word == "OR" else _single(tokens)
        operands |= operand[1] if operand[0] == word else {operand}
        if not tokens or tokens[0] != (word,):
            break
        tokens.pop(0)
    return (word, frozenset(operands)) if len(operands) > 1 else operands.pop()


def _single(tokens: list[Tree]) -> Tree:
    if not tokens:
        raise BadRule("it ends where an alarm is expected")
    token = tokens.pop(0)
    if token == ("NOT",):
        return "NOT", _single(tokens)
    if token == ("(",):
        inner = _joined(tokens, "OR")
        if not tokens or tokens.pop(0) != (")",):
            raise BadRule("a bracket is not closed")
        return inner
    if len(token) > 1 or token in (("TRUE",), ("FALSE",)):
        return token
    raise BadRule(f"{_said(token)} is where an alarm is expected")


def _names(tree: Tree) -> t.Iterator[str]:
    if tree[0] in ("AND", "OR"):
        for inner in tree[1]:
            yield from _names(inner)
    elif tree[0] == "NOT":
        yield from _names(tree[1])
    elif tree[0] == "AT_LEAST":
        yield from tree[3]
    elif len(tree) == 2:
        yield tree[1]


def _said(token: Tree) -> str:
    return token[0] if len(token) == 1 else f"{token[0]}({token[1]})"
