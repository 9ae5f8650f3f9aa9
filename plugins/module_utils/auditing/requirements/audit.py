# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A1 and A3: the audit itself, and what it is for."""

from __future__ import annotations

import contextlib
import typing as t

from ...errors import EnvelopeError
from .. import sources
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..reading import Seen, Source
from .handed import first, handed, unless_handed

REVIEW: dict[str, t.Any] = {"iso_2013": ("A.18.2.2", "A.18.2.3"), "iso_2022": ("5.35", "5.36")}


def _seen(live: Live, source: Source) -> Seen:
    with contextlib.suppress(EnvelopeError):  # it is in what was seen, too
        live[source]
    return live.looked_at[source.name]


def _read(live: Live) -> t.Iterator[Subject]:
    """All that was read, as one thing; and each that was not, or not in full, with what AWS said."""
    seen = {source.name: _seen(live, source) for source in sources.EVERY}
    errors = {name: [*filter(None, [one.error]), *one.refused.values()] for name, one in seen.items()}
    lacking = {name: those[0] for name, those in errors.items() if those}
    yield Subject("what AWS was asked for", len(seen) - len(lacking))
    for name, error in lacking.items():
        yield Subject(name, error)


def _told(live: Live, thing: int | EnvelopeError) -> Judged:
    """What was refused is UNKNOWN by its error."""
    if isinstance(thing, EnvelopeError):
        raise thing
    return Judged(True, f"{thing} of {len(sources.EVERY)} lists were read in full")


def _in_place(live: Live, left: t.Sequence[str]) -> Judged:
    return Judged(not left, f"still to be taken over: {first(left)}" if left else "all that was found is ours")


A1 = Requirement("A1", "Audit", "Every row is judged on what is live", ("both",), (), (
    Check("A1.read", "AWS told all that was asked", "medium", _read, _told, "nothing refused",
          Remedy("audit", text="Allow what docs/permissions lists for the audit."), **REVIEW),
))

A3 = Requirement("A3", "Audit", "What others made is taken over in place", ("both",), (), (
    Check("A3.adopted", "All that the inventory names is ours", "low", handed("adoption"), _in_place, "nothing left",
          Remedy("cell", "cell_adopt", "Run playbooks/adopt.yml, which shows what there is, and tags it when asked."),
          applies=unless_handed("adoption", "playbooks/adopt.yml tells; audit_drift: true asks for it here"), **REVIEW),
))
