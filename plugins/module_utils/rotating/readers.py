# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which services read a secret, found in the task definitions that they run."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..kinds.ecs.api import ecs
from ..releasing.revisions import Running, running
from ..releasing.verifying import Candidate
from ..releasing.verifying.secret_sources import Source, sources
from ..spelling import unknown
from .generations import CURRENT, ROLLING
from .renewal import Renewal

WHOLE = ""
"""The name of no entry: the secret as a whole."""


@dataclass(frozen=True)
class Reader:
    """A service, and what it reads of the secret."""

    running: Running
    entries: frozenset[str]
    pinned: frozenset[str]
    """Versions or staging labels that it names."""

    @property
    def name(self) -> str:
        return self.running.name

    @property
    def candidate(self) -> Candidate:
        """As what is about to start."""
        return _candidate(self.running)

    def reads(self, entry: str) -> bool:
        return bool(self.entries & {entry, WHOLE})

    def reads_any(self, entries: t.Iterable[str]) -> bool:
        return any(map(self.reads, entries))

    def stuck(self) -> t.Iterator[str]:
        """Why it would not be given another value."""
        if self.pinned:
            yield (f"{self.name} reads {', '.join(sorted(self.pinned))} of it, whatever is current: name the secret "
                   "without")


@dataclass(frozen=True, kw_only=True)
class Readership:
    """The services of a cluster, seen from one secret."""

    asked: tuple[str, ...]
    """The services that may be started anew, in that order."""
    there: frozenset[str]
    """All services of the cluster."""
    found: t.Mapping[str, Reader]
    """Those that read the secret."""
    shared: frozenset[str] = frozenset()
    """The entries for which services that nobody asked for are started anew too: what they open is everybody's."""

    @property
    def everyone(self) -> list[Reader]:
        """All that read it, in the order they are to be started anew; those that nobody asked for come last."""
        return [self.found[name] for name in (*self.asked, *sorted(self.found.keys() - set(self.asked)))
                if name in self.found]

    def of(self, entries: t.AbstractSet[str]) -> list[Reader]:
        """Those that are started anew when these entries change, in that order."""
        return [reader for reader in self.everyone
                if reader.reads_any(entries if reader.name in self.asked else entries & self.shared)]

    def problems(self, renewal: Renewal) -> t.Iterator[str]:
        """What stands in the way of new values."""
        yield from (f"service {unknown(name, self.there)}" for name in self.asked if name not in self.there)
        for reader in self.found.values():
            concerned = renewal.concerned(ROLLING)
            if not reader.reads_any(concerned):
                continue
            if reader.name not in self.asked and reader.reads_any(concerned - self.shared):
                yield (f"{reader.name} reads {', '.join(renewal.names)} too and is not among the services that are "
                       "started anew: name it there, or have it read something else")
            yield from reader.stuck()
            yield from (f"{reader.name} reads {name} and not {former}, so it could not read what was written with the "
                        f"former {name}: give it that entry too" for name, former in renewal.listed.items()
                        if reader.reads(name) and not reader.reads(former))


def readership(cluster: str, asked: t.Sequence[str], arn: str, shared: frozenset[str] = frozenset()) -> Flow:
    """The `Readership` of a secret, by its ARN."""
    listed = yield ecs.list_services(cluster=cluster)
    names = sorted(each.rpartition("/")[2] for each in listed.get("serviceArns", ()))
    ran: list[Running] = yield from running(cluster, names)
    readers = [reader for each in ran if (reader := _reader(each, arn))]
    return Readership(asked=tuple(asked), there=frozenset(names), found={each.name: each for each in readers},
                      shared=shared)


def _reader(service: Running, arn: str) -> Reader | None:
    spelt = (arn, arn[:-7])  # ECS takes ARNs without the random end too
    used = [source for source, _container in sources(_candidate(service))
            if isinstance(source, Source) and source.arn in spelt]
    if not used:
        return None
    pinned = {name for each in used for name in (each.stage, each.version) if name not in ("", CURRENT)}
    return Reader(service, frozenset(each.key for each in used), frozenset(pinned))


def _candidate(service: Running) -> Candidate:
    return Candidate(service.service, service.definition, "", ())
