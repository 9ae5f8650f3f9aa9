# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A change of what a platform or tenant runs: under the lock, recorded before it begins, undone where it fails.

A deploy and a rollback are the same but for where the revisions come from.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say, Together
from ..errors import EnvelopeError
from .lease import Lease, Lost
from .records import Change, Live, Manifest, Records
from .revisions import Running, running
from .rollout import Rollout


class ChangeFailed(EnvelopeError):
    """What was to run does not."""

    def __init__(self, message: str, *, undone: bool) -> None:
        super().__init__(message)
        self.undone = undone
        """Whether what ran before runs again."""


@dataclass(frozen=True, kw_only=True)
class Changing:
    """What a change is made with."""

    cluster: str
    services: tuple[str, ...]
    """In the order they are rolled out."""
    records: Records
    lease: Lease
    rollout: Rollout

    def begun(self, release: str) -> Flow:
        """The revisions to go back to: what runs, or what ran before a change that never came to its end."""
        now: list[Running] = yield from running(self.cluster, self.services)
        unfinished: Change | None = yield from self._unfinished(now)
        if unfinished:
            yield Say(f"  the change to {unfinished.release} was broken off: what ran before it is what to go back to")
        before = {each.name: each.arn for each in now} | (unfinished.before if unfinished else {})
        yield from self.records.begin(Change(release=release, before=before))
        return {name: before[name] for name in self.services}

    def _unfinished(self, now: t.Sequence[Running]) -> Flow:
        """The change that never came to its end, if there is one: not one that only its note outlived."""
        change: Change | None = yield from self.records.change()
        live: Live | None = yield from self.records.live()
        if change is None or live is None or change.release != live.release:
            return change
        manifest: Manifest | None = yield from self.records.manifest(live.release)
        ended = manifest and all(manifest.task_definitions.get(each.name, each.arn) == each.arn for each in now)
        return None if ended else change

    def rolled_out(self, release: str, wanted: t.Mapping[str, str], before: t.Mapping[str, str]) -> Flow:
        """Bring each service to its revision in turn; seconds by service.  Raises `ChangeFailed`, all being undone."""
        took: dict[str, float | None] = {}
        for number, (service, revision) in enumerate(wanted.items(), start=1):
            try:
                took[service] = yield from self.rollout.brought(service, revision)
            except Lost:
                raise  # whoever has the lock now decides what runs
            except EnvelopeError as error:
                yield Say(f"  {error}")
                failures = yield from self._returned(before)
                raise ChangeFailed(
                    f"{release} is not live: {error}\nThis was service {number} of {len(wanted)}, {service}. "
                    f"{_outcome(before, failures)}", undone=not failures) from error
        return took

    def _returned(self, before: t.Mapping[str, str]) -> Flow:
        """Have all services run what they ran before; what went wrong, by service.

        Those that were not come to yet too: a change that was broken off may have left them half way.
        """
        yield Say("  going back to what ran before")
        came = yield Together([self.rollout.brought(service, revision) for service, revision in before.items()])
        return {service: error for service, error in zip(before, came, strict=True)
                if isinstance(error, EnvelopeError)}


def _outcome(before: t.Collection[str], failures: t.Mapping[str, EnvelopeError]) -> str:
    if failures:
        return "Going back failed too: " + "; ".join(map(str, failures.values()))
    return f"{', '.join(before)} run{'s' if len(before) == 1 else ''} what ran before."
