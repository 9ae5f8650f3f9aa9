# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One deploy at a time: a lock that outlives its holder by some seconds only.

It is renewed while its holder works.  One that is not renewed any more is taken over, so a run that was killed keeps
nobody out for long, and of two that want it one gets it (see docs/adr/0010-deploy-lock.md).
"""

from __future__ import annotations

import time
import typing as t
import uuid
from dataclasses import dataclass, field

from ..calls import Flow, Pause, Say
from ..errors import AwsError, EnvelopeError
from .store import Document, Store

KEY = "lock.json"
LOOK_EVERY = 1.0
"""Seconds between two looks at a lock that somebody else holds."""


LEFT = "Nothing more is done here; run the same command again, it goes on from there"


class Held(EnvelopeError):
    """Somebody else holds the lock, and goes on holding it."""


class Lost(EnvelopeError):
    """The lock is not ours any more: it was not renewed in time."""


@dataclass(kw_only=True)
class Lease:
    store: Store
    holder: str
    """Who holds it, as a person would recognise them."""
    task: str
    """What for: `deploy of 1.4.2`."""
    seconds: float = 60
    """How long it holds without being renewed."""
    patience: float = 120
    """Seconds to wait for it."""
    _id: str = field(default_factory=lambda: uuid.uuid4().hex)
    _etag: str = ""
    _renewed: float = 0.0
    _renewing: bool = False

    def holding(self, work: t.Callable[[], Flow]) -> Flow:
        """What `work()` returns, done while nobody else changes anything; raises `Held` when they go on and on."""
        yield from self.taken()
        try:
            result = yield from work()
        except EnvelopeError:
            yield from self.released()
            raise
        yield from self.released()
        return result

    def taken(self) -> Flow:
        """Take it, waiting for whoever holds it; raises `Held`."""
        began, said = time.monotonic(), ""
        while True:
            found: Document | None = yield from self.store.read(KEY)
            if found is None or self._free(found):
                if (yield from self._written(found.etag if found else "")):
                    return
                continue
            about = f"{found.content['holder']} ({found.content['task']})"
            if time.monotonic() - began >= self.patience:
                raise Held(f"{about} holds the lock of {self.store.name}, and after {self.patience:.0f} s still does: "
                           "run the same command when that is done")
            if about != said:
                yield Say(f"  waiting for {about}, at most {self.patience:.0f} s")
                said = about
            yield Pause(LOOK_EVERY)

    def kept(self) -> Flow:
        """Renew it when a third of its time is over; raises `Lost`.

        Flows that are held together all call this, and one of them renews it.
        """
        if self._renewing or time.monotonic() - self._renewed < self.seconds / 3:
            return
        self._renewing = True
        try:
            ours = yield from self._written(self._etag)
        except AwsError as error:
            if time.monotonic() - self._renewed < self.seconds:
                return  # it is ours as long as it holds: the next look tries again
            raise Lost(f"the lock of {self.store.name} could not be renewed: {error}. {LEFT}") from error
        finally:
            self._renewing = False
        if not ours:
            raise Lost(f"the lock of {self.store.name} was not renewed for {self.seconds:.0f} s, and somebody else has "
                       f"taken it. {LEFT}")

    def released(self) -> Flow:
        """Give it back; not ours any more is as good, and where S3 does not answer it expires."""
        try:
            yield from self.store.write(KEY, {**self._content(), "free": True}, over=self._etag)
        except EnvelopeError as error:
            yield Say(f"  the lock of {self.store.name} is not given back, but free in {self.seconds:.0f} s: {error}")

    def _free(self, found: Document) -> bool:
        return bool(found.content.get("free")) or found.age > found.content["seconds"]

    def _written(self, over: str) -> Flow:
        """Whether it is ours now."""
        content = self._content()
        etag = yield from self.store.write(KEY, content, over=over)
        if etag:
            self._etag, self._renewed = etag, time.monotonic()
            return True
        # a write whose answer got lost is sent again, and then refused because of itself
        found: Document | None = yield from self.store.read(KEY)
        if found is None or found.content.get("id") != self._id or found.content.get("free"):
            return False
        self._etag = found.etag
        if found.content["at"] == content["at"]:
            self._renewed = time.monotonic()
        return True

    def _content(self) -> dict[str, object]:
        # the time makes every renewal another content, and so another ETag
        return {"holder": self.holder, "task": self.task, "seconds": self.seconds, "id": self._id, "at": time.time()}
