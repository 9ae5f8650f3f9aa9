# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the documents."""

from __future__ import annotations

import functools
import typing as t
from pathlib import Path

import jinja2

from ..reporting import words
from ..reporting.markdown import cell
from ..reporting.words import Report
from ..reporting.writing import keep
from . import auditing, drawing, scaling
from .naming import Values, names

TEMPLATES = Path(__file__).parent / "templates"

DOCUMENTS = ("infrastructure-audit-report.md", "client-onboarding-runbook.md", "scaling.md", "scaling.svg")

Headroom = t.Mapping[str, t.Any]


def write(report: Report, headroom: Headroom | None, values: Values | None, directory: Path) -> list[Path]:
    """Write all documents: all of them are made before the first is written, so that they are of the same run.

    The audit's report comes last, as it says that the others are written.
    """
    texts = {directory / name: text for name, text in made(report, headroom, values).items()}
    directory.mkdir(parents=True, exist_ok=True)
    for path, text in reversed(texts.items()):
        keep(path, text)
    return list(texts)


def made(report: Report, headroom: Headroom | None, values: Values | None) -> dict[str, str]:
    """The text of each document; the same for the same data, so that a diff says what has changed."""
    called = names(report, values or {})
    reach = scaling.view(report, _cell(report, headroom or {}))
    known = {"report": report, "platform": report["platform"], "found": report["architecture"], "named": called,
             "reach": reach, "audit": auditing.view(report), "drawn": drawing.drawn(called.platform, reach)}
    return {name: _templates().get_template(f"{name}.j2").render(known) for name in DOCUMENTS}


def _cell(report: Report, headroom: Headroom) -> Headroom | None:
    """The look at this platform, which its cell is called after; the only one there is, where names do not tell."""
    found = headroom.get(report["platform"]["name"])
    return found or (next(iter(headroom.values())) if len(headroom) == 1 else None)


def _known(value: t.Any) -> t.Any:
    """A value as a person reads it."""
    return "unknown" if value is None else value


@functools.cache
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=lambda name: str(name).endswith(".svg.j2"),
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=jinja2.StrictUndefined,
        finalize=_known)
    made.filters.update(
        cell=lambda value: cell(_known(value)), label=scaling.label, many=words.many, moment=words.moment,
        number=words.number, remedy=words.remedy, size=words.size, stopped=scaling.stopped)
    made.globals.update(headline=words.headline)
    return made
