# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of composite alarms: which alarms they name, and whether they hold."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ._mend import AwsError

TOKEN = re.compile(
    r'\s*(?P<text>(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"(?P<quoted>(?:[^"\\]|\\.)+)"|(?P<bare>[^()\s"]+))\s*\)'
    r"|AT_LEAST\s*\(\s*(?P<least>\d+)(?P<percent>%?)\s*,\s*(?P<negated>NOT\s+)?(?P<all>ALARM|OK|INSUFFICIENT_DATA)"
    r'\s*,\s*\((?P<among>(?:"(?:[^"\\]|\\.)+"|[^()"])+)\)\s*\)'
    r"|(?:AND|OR|NOT|TRUE|FALSE)\b|[()])",
    re.IGNORECASE,
)

AMONG = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)+)"|(?P<bare>[^()\s",]+)')

StateOf = t.Callable[[str], str]
Holds = t.Callable[[StateOf], bool]


@dataclass(frozen=True)
class Token:
    text: str
    at: int
    alarms: tuple[str, ...] = ()
    holds: Holds | None = None

    def refusal(self) -> AwsError:
        return AwsError("ValidationError", f"Error in AlarmRule [Unsupported token '{self.text}' at char {self.at}]")


class Rule:
    """An AlarmRule; one that cannot be read raises what CloudWatch answers."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self.alarms = sorted({alarm for token in self._tokens for alarm in token.alarms})
        self._end = Token("", len(text))
        self.holds: Holds = self._either()
        if self._tokens:
            raise self._tokens[0].refusal()

    def _either(self) -> Holds:
        found = [self._both()]
        while self._next("OR"):
            found.append(self._both())
        return lambda state_of: any(holds(state_of) for holds in found)

    def _both(self) -> Holds:
        found = [self._single()]
        while self._next("AND"):
            found.append(self._single())
        return lambda state_of: all(holds(state_of) for holds in found)

    def _single(self) -> Holds:
        if self._next("NOT"):
            inner = self._single()
            return lambda state_of: not inner(state_of)
        token = self._tokens.pop(0) if self._tokens else self._end
        if token.holds:
            return token.holds
        if token.text.upper() in ("TRUE", "FALSE"):
            return lambda state_of: token.text.upper() == "TRUE"
        if token.text != "(":
            raise token.refusal()
        inner = self._either()
        if not self._next(")"):
            raise (self._tokens[0] if self._tokens else self._end).refusal()
        return inner

    def _next(self, text: str) -> bool:
        if self._tokens and self._tokens[0].text.upper() == text:
            self._tokens.pop(0)
            return True
        return False


def name_of(alarm: str) -> str:
    """Alarms are named by name or ARN."""
    return alarm.partition(":alarm:")[2] or alarm


def _tokens(text: str) -> t.Iterator[Token]:
    at, text = 0, text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise Token(text[at:].split()[0], at).refusal()
        yield _token(match)
        at = match.end()


def _token(match: re.Match[str]) -> Token:
    whole, at = match["text"], match.start("text")
    if match["state"]:
        alarm, state = _alarm(match), match["state"].upper()
        return Token(whole, at, (alarm,), lambda state_of: state_of(alarm) == state)
    if match["least"]:
        alarms = tuple(map(_alarm, AMONG.finditer(match["among"])))
        return Token(whole, at, alarms, _at_least(match, alarms))
    return Token(whole, at)


def _at_least(match: re.Match[str], alarms: tuple[str, ...]) -> Holds:
    """Whether so many of the alarms, or so many percent, are in a state, or are not."""
    state, wanted = match["all"].upper(), not match["negated"]
    least = int(match["least"]) * (len(alarms) if match["percent"] else 100)
    return lambda state_of: 100 * sum((state_of(each) == state) is wanted for each in alarms) >= least


def _alarm(match: re.Match[str]) -> str:
    return name_of(re.sub(r"\\(.)", r"\1", match["quoted"] or "") or match["bare"])
