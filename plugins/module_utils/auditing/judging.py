# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Let every check look, and say what came of it."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ..errors import EnvelopeError, Invalid
from ..spelling import nearest
from .checks import Check, Judged, Requirement, Subject
from .live import Live
from .reading import Asked
from .verdicts import Verdict, worst

Explained = t.Mapping[str, str]
"""Why the inventory accepts what fails, by the id of a requirement or check, or `check subject`."""


@dataclass(frozen=True)
class Finding:
    """What a check said of one thing."""

    subject: str
    tenant: str | None
    verdict: Verdict
    seen: str
    expected: str


@dataclass(frozen=True)
class Checked:
    """What came of a check."""

    check: Check
    findings: tuple[Finding, ...]
    evidence: t.Mapping[Asked, str]
    """What all of it was known from: the operations, and when each was answered last."""
    explained: str = ""
    """Why what fails of it is accepted."""

    @property
    def verdict(self) -> Verdict:
        return worst(each.verdict for each in self.findings)


@dataclass(frozen=True)
class Met:
    """What came of a requirement."""

    requirement: Requirement
    checks: tuple[Checked, ...]

    @property
    def verdict(self) -> Verdict:
        return worst(each.verdict for each in self.checks)


def refuse_unknown(explained: Explained, requirements: t.Iterable[Requirement]) -> None:
    """Raise `Invalid` where something is explained that is not there: a misspelt word would accept nothing."""
    known = [name for one in requirements for name in (one.id, *(check.id for check in one.checks))]
    for name in explained:
        if (word := name.partition(" ")[0]) not in known:
            near = nearest(word, known)
            raise Invalid(f"audit_explained: {word} is the id of no requirement and no check"
                          f"{f', did you mean {near}?' if near else ''}")


def judged(requirements: t.Iterable[Requirement], live: Live, explained: Explained) -> list[Met]:
    """What came of all requirements."""
    return [Met(one, tuple(_checked(check, live.afresh(), explained) for check in one.checks)) for one in requirements]


def _checked(check: Check, live: Live, explained: Explained) -> Checked:
    whole = explained.get(check.id) or explained.get(check.id.partition(".")[0]) or ""
    found = _findings(check, live)
    said = [whole or explained.get(f"{check.id} {one.subject}", "") if one.verdict == "FAIL" else "" for one in found]
    findings = [dataclasses.replace(one, verdict="EXPLAINED") if why else one
                for one, why in zip(found, said, strict=True)]
    reasons = [whole or f"{one.subject}: {why}" for one, why in zip(found, said, strict=True) if why]
    evidence = {asked: at for one in live.looked_at.values() for asked, at in one.calls.items()}
    return Checked(check, tuple(findings), evidence, "; ".join(dict.fromkeys(reasons)))


def _findings(check: Check, live: Live) -> list[Finding]:
    try:
        if why := check.applies(live):
            return [_finding(check, Subject(live.place.name), "NOT APPLICABLE", why)]
        subjects = list(check.of(live))
    except Exception as error:
        return [_finding(check, Subject(live.place.name), "UNKNOWN", _why(error))]
    if not subjects:
        verdict: Verdict = "FAIL" if check.nothing else "NOT APPLICABLE"
        return [_finding(check, Subject(live.place.name), verdict, check.nothing or "there is none")]
    return [_of_one(check, live, subject) for subject in subjects]


def _of_one(check: Check, live: Live, subject: Subject) -> Finding:
    try:
        if isinstance(subject.thing, EnvelopeError):
            raise subject.thing
        said = check.judge(live, subject.thing)
    except Exception as error:
        return _finding(check, subject, "UNKNOWN", _why(error))
    return _finding(check, subject, "PASS" if said.holds else "FAIL", said)


def _why(error: Exception) -> str:
    """Why it cannot be told: AWS's words, or that the check is not up to what it saw, which must not end an audit."""
    return str(error) if isinstance(error, EnvelopeError) else f"the check is at fault: {type(error).__name__}: {error}"


def _finding(check: Check, subject: Subject, verdict: Verdict, said: str | Judged) -> Finding:
    seen, expected = (said, "") if isinstance(said, str) else (said.seen, said.expected)
    return Finding(subject.name, subject.tenant, verdict, seen, expected or check.expected)
