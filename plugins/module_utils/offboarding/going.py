# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An offboarding from its beginning to its proof, or from where the run before was broken off."""

from __future__ import annotations

import datetime
import json
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say
from ..errors import Invalid
from . import telling
from .archive import Archive, Record, begun, came_to
from .deleting import Deletion, Unfinished
from .exporting import exported
from .freezing import frozen
from .marking import unmarked
from .papers import papers
from .proof import Proof, markdown, proof
from .searching import Found, everything
from .tenant import Tenant
from .things import now

Result = dict[str, t.Any]


@dataclass(frozen=True, kw_only=True)
class Offboarding:
    tenant: Tenant
    archive: Archive
    hold_days: int
    by: str
    about: t.Mapping[str, t.Any]
    """What the inventory says of the tenant, to be kept."""

    def done(self, *, confirmed: bool, check: bool = False) -> Flow:
        """The module's result; nothing is written unless `confirmed`, and not when `check`."""
        found: Found = yield from everything(self.tenant)
        record: Record | None = yield from self.archive.record()
        if not confirmed:
            return telling.dry(self.tenant, found, record, self.hold_days)
        if record and record.stage == "ended" and not found.live and not found.left:
            return (yield from self._proved(record))
        if record is None and not found.theirs and not found.left:
            raise Invalid(f"there is nothing of tenant {self.tenant.slug} ({self.tenant.prefix}), and no record of it "
                          "either: is this the right tenant, in the right inventory?")
        self._refuse_strays(found)
        if check:
            changed = record is None or not self._holds(record)
            return {**telling.dry(self.tenant, found, record, self.hold_days, confirmed=True), "changed": changed}
        return (yield from self._gone_on(found, record))

    def called_off(self, *, check: bool) -> Flow:
        """The module's result: nothing is under way any more, and the next run of the site brings the tenant back."""
        record: Record | None = yield from self.archive.record()
        if record is None or not record.under_way:
            return telling.not_begun(self.tenant)
        if record.stage == "deleting":
            raise Invalid(f"parts of tenant {self.tenant.slug} are deleted already: it cannot be called off any more")
        found: Found = yield from everything(self.tenant)
        if not check:
            yield from unmarked(found.live)
            yield from self.archive.keep(came_to(record, "called off", ended=now()))
        return telling.called_off(self.tenant, record, check=check)

    def _gone_on(self, found: Found, record: Record | None) -> Flow:
        if record is None or not record.under_way:
            record = yield from self.archive.keep(begun(self.by))
        if record.stage == "exporting":
            yield from self._exported(record, found)
        froze = yield from self._frozen(record, found)
        if record.stage == "exporting":
            record = yield from self.archive.keep(came_to(record, "frozen", frozen=now()))
        if self._holds(record):
            return telling.held(self.tenant, found, record, record.not_before(self.hold_days), froze)
        return (yield from self._deleted(record, found))

    def _holds(self, record: Record) -> bool:
        """Whether all that is left to do for now is to wait."""
        return record.stage == "frozen" and datetime.datetime.now(datetime.UTC) < record.not_before(self.hold_days)

    def _exported(self, record: Record, found: Found) -> Flow:
        """What there is, by name and in copy: once before the freeze, which then takes little time."""
        yield Say(f"  exporting to s3://{self.archive.bucket}/{self.archive.where(record)}")
        yield from papers(self.archive, record, self.tenant, found.theirs, self.about)
        yield from self._objects(record, found)

    def _objects(self, record: Record, found: Found) -> Flow:
        """Of all its buckets, those that are deleted by now too."""
        there = [each.name for each in found.theirs if each.sort == "s3_buckets"]
        before = [each["name"] for each in record.things if each["sort"] == "s3_buckets"]
        return (yield from exported(self.archive, record, sorted({*there, *before})))

    def _frozen(self, record: Record, found: Found) -> Flow:
        """Freeze it, and export what has come since: what is exported, or None where there was nothing to do."""
        if record.stage == "deleting":
            return None
        took = yield from frozen(found.live, record.began)
        if took or record.stage == "exporting":
            return (yield from self._objects(record, found))
        return None

    def _deleted(self, record: Record, found: Found) -> Flow:
        export = yield from self._objects(record, found)  # nothing is deleted of which there is no copy
        if record.stage != "deleting":
            record = yield from self.archive.keep(came_to(record, "deleting"))
        record = yield from Deletion(self.tenant, self.archive, record).done(found)
        last: Found = yield from everything(self.tenant)
        where = f"s3://{self.archive.bucket}/{self.archive.where(record)}"
        about: Proof = yield from proof(self.tenant, record, export, last, where)
        yield from self.archive.put(record, "proof.json", json.loads(json.dumps(about)))
        yield from self.archive.put(record, "proof.md.json", {"markdown": markdown(about)})
        if not about["clean"]:
            raise Unfinished(f"still there after all was deleted: {', '.join(about['left'])}. Run the same command "
                             "again, it looks again and goes on")
        record = yield from self.archive.keep(came_to(record, "ended", ended=now()))
        return telling.ended(about, changed=True)

    def _proved(self, record: Record) -> Flow:
        """The proof of an offboarding that has come to its end before."""
        about: Proof | None = yield from self.archive.get(record, "proof.json")
        if about is None:
            raise Invalid(f"tenant {self.tenant.slug} is offboarded since {record.ended}, and somebody has taken its "
                          f"proof away: {self.archive.where(record, 'proof.json')}")
        return telling.ended(about, changed=False)

    def _refuse_strays(self, found: Found) -> None:
        if found.left:
            raise Invalid(
                f"{', '.join(each.arn for each in found.left)}: bears the name or the tags of {self.tenant.slug}, and "
                "is not taken away, for it is not tagged as ours, or of a sort that is not known here. Delete it by "
                "hand, or have it taken over (cell_adopt); nothing is done before")
