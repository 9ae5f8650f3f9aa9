# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of releases: which one is live, what each consisted of, and a change that is under way."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import asdict, dataclass, field, fields, replace

from ..calls import Flow, Together
from ..errors import EnvelopeError
from .store import Document, Store


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a release consisted of when it was live."""

    release: str
    at: str
    """When it was recorded, ISO 8601."""
    by: str
    task_definitions: dict[str, str]
    """ARN of the revision, by service."""
    images: dict[str, str] = field(default_factory=dict)
    """Digest, by image."""
    secrets: dict[str, str] = field(default_factory=dict)
    """Version, by secret's ARN."""
    contracting: bool = False
    """Whether its migration took away what the release before it needs."""


@dataclass(frozen=True, kw_only=True)
class Live:
    """The release that runs, and those before it that it can go back to, the newest first."""

    release: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A migration that took something away, of a release that is not live: it failed, or is yet to be deployed."""

    release: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change under way: where it started from, in case that it has to go back."""

    release: str
    before: dict[str, str]
    """ARN of the revision that ran, by service."""


T = t.TypeVar("T", Manifest, Change, Taken)


@dataclass(frozen=True)
class Records:
    """Reads and writes them; whoever writes holds the lock."""

    store: Store

    def live(self) -> Flow:
        found = yield from self.store.read("live.json")
        return Live(release=found.content["release"], before=tuple(found.content["before"])) if found else None

    def change(self) -> Flow:
        found = yield from self.store.read("change.json")
        return _known(Change, found) if found else None

    def begin(self, change: Change) -> Flow:
        yield from self.store.write("change.json", asdict(change))

    def end(self) -> Flow:
        yield from self.store.remove("change.json")

    def manifest(self, release: str) -> Flow:
        found = yield from self.store.read(_key(release))
        return _manifest(found) if found else None

    def manifests(self) -> Flow:
        """All that are kept, the newest first."""
        found = yield from self._all("releases", Manifest)
        return sorted(found, key=lambda each: each.at, reverse=True)

    def record(self, manifest: Manifest) -> Flow:
        """Keep what a release consists of."""
        yield from self.store.write(_key(manifest.release), asdict(manifest))

    def forget(self, release: str) -> Flow:
        yield from self.store.remove(_key(release))

    def taken(self) -> Flow:
        """The migrations that took something away and are in no manifest."""
        return self._all("taken", Taken)

    def note_taken(self, release: str) -> Flow:
        yield from self.store.write(f"taken/{release}.json", asdict(Taken(release=release, at=now())))

    def forget_taken(self, release: str) -> Flow:
        yield from self.store.remove(f"taken/{release}.json")

    def go_live(self, release: str, *, after: Live | None) -> Flow:
        """Note that this release runs now: after the one that ran, or again, when it is one of those before it."""
        line = (after.release, *after.before) if after else ()
        before = line[line.index(release) + 1:] if release in line else line
        yield from self.store.write("live.json", asdict(Live(release=release, before=before)))

    def trim(self, live: Live, kept: t.Collection[str]) -> Flow:
        """Forget what could be gone back to, but is not kept."""
        left = tuple(release for release in live.before if release in kept)
        if left != live.before:
            yield from self.store.write("live.json", asdict(replace(live, before=left)))

    def _all(self, folder: str, kind: type[T]) -> Flow:
        keys = yield from self.store.listed(folder)
        found = yield Together([self.store.read(key) for key in keys])
        for each in found:
            if isinstance(each, EnvelopeError):
                raise each
        return [_known(kind, each) for each in found if each]


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


def _key(release: str) -> str:
    return f"releases/{release}.json"


def _manifest(found: Document) -> Manifest:
    return _known(Manifest, found)


def _known(kind: type[T], found: Document) -> T:
    """What was written, without what only a newer version of this knows."""
    names = {each.name for each in fields(kind)}
    return kind(**{name: value for name, value in found.content.items() if name in names})
