# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of an offboarding, in the cell's archive: how far it has come, what is exported, and the proof.

A run that was killed is gone on with from here, and of two at once the slower one is told.
"""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import asdict, dataclass, field, fields, replace

from ..calls import Flow
from ..errors import Invalid, Unresolved
from ..releasing.store import Document, Store
from .things import now

Stage = t.Literal["exporting", "frozen", "deleting", "ended", "called off"]
CURRENT = "record.json"


@dataclass(frozen=True, kw_only=True)
class Record:
    """How far an offboarding has come."""

    run: str
    """The folder in which everything of it is kept: when it began."""
    stage: Stage
    by: str
    began: str
    frozen: str = ""
    """When nothing of the tenant worked any more."""
    ended: str = ""
    things: list[dict[str, t.Any]] = field(default_factory=list)
    """What was found before the first deletion, and what came of each since."""

    @property
    def under_way(self) -> bool:
        return self.stage not in ("ended", "called off")

    def not_before(self, hold_days: int) -> datetime.datetime:
        """When deletion may begin."""
        return datetime.datetime.fromisoformat(self.frozen) + datetime.timedelta(days=hold_days)


@dataclass
class Archive:
    """Reads and writes them, in a bucket, for one slug."""

    bucket: str
    slug: str
    _etag: str = ""

    @property
    def store(self) -> Store:
        return Store(self.bucket, f"offboarding/{self.slug}")

    def record(self) -> Flow:
        """The newest record, or None; without an archive there is none either."""
        try:
            found: Document | None = yield from self.store.read(CURRENT)
        except Unresolved:
            return None
        if found is None:
            return None
        self._etag = found.etag
        known = {each.name for each in fields(Record)}
        return Record(**{name: value for name, value in found.content.items() if name in known})

    def keep(self, record: Record) -> Flow:
        """Write how far it has come; the record.  Raises `Invalid` when somebody else has done so meanwhile."""
        etag = yield from self.store.write(CURRENT, asdict(record), over=self._etag)
        if etag is None:
            raise Invalid(f"somebody else offboards {self.slug} at the same time, and has come further: run the same "
                          "command again when that is done")
        self._etag = etag
        return record

    def put(self, record: Record, name: str, content: t.Mapping[str, t.Any]) -> Flow:
        """Keep a document beside the record, unless it is there already as it is."""
        key = f"{record.run}/{name}"
        before: Document | None = yield from self.store.read(key)
        if before is None or before.content != content:
            yield from self.store.write(key, content)

    def get(self, record: Record, name: str) -> Flow:
        """A document that was kept, or None."""
        found: Document | None = yield from self.store.read(f"{record.run}/{name}")
        return found.content if found else None

    def where(self, record: Record, *path: str) -> str:
        """The key of what is kept in the archive."""
        return "/".join((self.store.name, record.run, *path))


def begun(by: str) -> Record:
    at = now()
    run = at.replace("-", "").replace(":", "").partition("+")[0] + "Z"
    return Record(run=run, stage="exporting", by=by, began=at)


def came_to(record: Record, stage: Stage, **about: t.Any) -> Record:
    return replace(record, stage=stage, **about)
