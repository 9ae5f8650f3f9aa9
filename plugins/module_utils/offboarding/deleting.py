# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Delete: everything that was found, in the order of what needs what, with AWS's last word on each."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import asdict, dataclass

from ..calls import Flow, Say, Together
from ..errors import Absent, EnvelopeError
from .archive import Archive, Record
from .searching import Found
from .sorts import PHASES
from .tenant import Tenant
from .things import Answer, Seen, Sort, Thing

Entry = dict[str, t.Any]


class Unfinished(EnvelopeError):
    """Some of it could not be deleted."""


@dataclass
class Deletion:
    """Keeps the record up to date as it goes, so that whoever comes after a kill knows what there was."""

    tenant: Tenant
    archive: Archive
    record: Record

    def done(self, found: Found) -> Flow:
        """Take it all away; the record.  Raises `Unfinished` after a phase in which something could not be."""
        yield from self._kept(_joined(self.record.things, found.theirs))
        for phase in PHASES:
            yield from self._phase({sort.name: sort for sort in phase})
        return self.record

    def _phase(self, sorts: t.Mapping[str, Sort]) -> Flow:
        due = [each for each in self.record.things if each["sort"] in sorts and not _settled(each)]
        if not due:
            return
        came = yield Together([self._taken(each, sorts[each["sort"]]) for each in due])
        yield from self._kept(_joined(self.record.things, (), came))
        yield Say(f"  {len(due)} deleted: {', '.join(sorted({each['sort'] for each in due}))}")
        if failed := [each for each in came if each["outcome"] == "failed"]:
            raise Unfinished("; ".join(f"{each['arn']}: {each['why']}" for each in failed)
                             + ". What comes after that is left as it is; run the same command again, it goes on there")

    def _taken(self, entry: Entry, sort: Sort) -> Flow:
        """The entry, with what has become of the thing."""
        thing = Thing(entry["sort"], entry["arn"], entry["name"])
        deletion, look = Answer(), Answer()
        try:
            if not (yield from _gone(thing, sort, look)):
                yield from deletion.heard(sort.take(thing, self.tenant))
            pending = yield from _gone(thing, sort, look)
        except Absent as error:
            pending = error.code
        except EnvelopeError as error:
            return {**entry, "outcome": "failed", "why": str(error), "last": asdict(look)}
        about = {"deletion": asdict(deletion)} if deletion.operation else {}
        outcome = pending if pending.startswith(("lost", "AWS", "it ends")) else "deleted"
        return {**entry, "why": "", "outcome": outcome, **about, "last": asdict(look)}

    def _kept(self, things: list[Entry]) -> Flow:
        if things != self.record.things:
            self.record = yield from self.archive.keep(dataclasses.replace(self.record, things=things))


def _gone(thing: Thing, sort: Sort, look: Answer) -> Flow:
    """What it waits for, or that it is not there; empty while it is."""
    try:
        seen: Seen = yield from look.heard(sort.look(thing))
    except Absent as error:
        look.code = error.code
        return error.code or "absent"
    return seen.pending


def _settled(entry: Entry) -> bool:
    return str(entry.get("outcome", "failed")) != "failed"


def _joined(entries: t.Sequence[Entry], things: t.Sequence[Thing], came: t.Sequence[Entry] = ()) -> list[Entry]:
    """The entries with what was found since, and what has come of them; what is there again is due again."""
    joined = {(each["sort"], each["name"]): each for each in entries}
    for thing in things:
        before = joined.get((thing.sort, thing.name), {})
        again = {"outcome": "failed"} if _settled(before) and not thing.pending else {}
        new = {"sort": thing.sort, "arn": thing.arn, "name": thing.name, "by": list(thing.by)}
        joined[thing.sort, thing.name] = {**(before or new), **again}
    return list((joined | {(each["sort"], each["name"]): each for each in came}).values())
