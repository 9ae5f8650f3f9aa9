# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a look at AWS has shown, and how several looks become one."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ...calls import Flow, Together
from ...errors import AwsError, EnvelopeError


@dataclass(frozen=True)
class Verified:
    """What is known of a release before it begins."""

    problems: tuple[str, ...] = ()
    """Each names the service and the thing, what is there, and what is allowed or near."""
    notes: tuple[str, ...] = ()
    """What could not be looked at and why, and what a person may want to know."""
    digests: t.Mapping[str, str] = field(default_factory=dict)
    """The digest of each image, by its name in the task definitions."""


def problem(text: str) -> Verified:
    return Verified(problems=(text,))


def note(text: str) -> Verified:
    return Verified(notes=(text,))


def merged(found: t.Iterable[Verified]) -> Verified:
    """All findings, each once."""
    known = list(found)
    return Verified(
        tuple(dict.fromkeys(text for each in known for text in each.problems)),
        tuple(dict.fromkeys(text for each in known for text in each.notes)),
        {image: digest for each in known for image, digest in each.digests.items()})


def all_of(looks: t.Iterable[tuple[str, Flow]]) -> Flow:
    """Hold looks at once, each given with what it looks at; returns `Verified`."""
    known = list(looks)
    answers = yield Together([look for _what, look in known])
    return merged(answer if isinstance(answer, Verified) else unanswered(what, answer)
                  for (what, _look), answer in zip(known, answers, strict=True))


def unanswered(what: str, error: EnvelopeError) -> Verified:
    """An error where findings were expected: what the caller may not see is unknown, and neither fine nor a problem."""
    if isinstance(error, AwsError) and error.denied:
        return note(f"{what}: not checked, the credentials in use may not ask; allow {error.call.action}")
    return problem(f"{what}: {error}")
