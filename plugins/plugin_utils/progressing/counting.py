# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a play over many tenants has come.

Nobody tells a callback that a host has come to the end of a play, and with the linear strategy all hosts of a batch do
so at once.  A tenant therefore counts as done when its batch has ended.
"""

from __future__ import annotations

import typing as t
from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Progress:
    """One play: whom it is for, which batch is at work, what each tenant took. All times are seconds of one clock."""

    title: str
    tenants: t.AbstractSet[str]
    batch: t.AbstractSet[str] = frozenset()
    batch_began: float = 0.0
    done: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    task: str = ""
    through: int = 0
    results: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _started: dict[str, float] = field(default_factory=dict)

    def goes_on_with(self, title: str, batch: t.AbstractSet[str]) -> bool:
        """Whether these are the next hosts of this play: Ansible starts a play anew for each of its batches."""
        return title == self.title and not batch & (self.batch | self.done)

    def next_batch(self, batch: t.AbstractSet[str], now: float) -> None:
        """The former batch has come to its end, and this one begins."""
        self.done |= self.batch
        self.batch, self.batch_began = batch & self.tenants, now
        self.next_task("")

    def next_task(self, task: str) -> None:
        """All hosts of the batch turn to another task."""
        self.task, self.through = task, 0
        self._started.clear()

    def begun(self, host: str, now: float) -> None:
        """A host begins with the task."""
        if host in self.batch:
            self._started[host] = now

    def ended(self, host: str, now: float, *, failed: bool = False) -> None:
        """A host is through with the task."""
        if host not in self.batch:
            return
        self.through += 1
        self.results[host] += 1
        self.seconds[host] += now - self._started.pop(host, now)
        if failed:
            self.failed.add(host)

    def seconds_left(self, now: float) -> float | None:
        """About how long the rest takes, going by tenants that are done; None while none is.

        How many tasks a tenant has is known from those before it, how long one takes from the batch that is at work:
        a batch of one takes longer for each than one of twenty at a time.
        """
        before, here = (sum(self.results[host] for host in hosts) for hosts in (self.done, self.batch))
        if not before or not here:
            return None
        each = before / len(self.done)
        return max(0.0, each * len(self.tenants - self.done) - here) * (now - self.batch_began) / here
