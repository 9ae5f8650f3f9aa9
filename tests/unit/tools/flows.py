# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds that name their calls in every way a kind may, for the tests of what reads them."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Service
from ansible_collections.venturemond.envelope.plugins.module_utils.fields import Reference, computed, key, option
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Part, Resource
from ansible_collections.venturemond.envelope.plugins.module_utils.tagging import retag

sqs = Service("sqs")
sns = Service("sns")


def find_topic(name: str) -> Flow:
    found = yield sns.list_topics()
    return found.get(name)


def listing(call: Call) -> t.Callable[[], Flow]:
    def find() -> Flow:
        return (yield call)

    return find


def ask(service: Service, operation: str) -> Flow:
    return (yield getattr(service, operation)())


READERS = {"queues": listing(sqs.list_queues())}


@dataclass(frozen=True)
class Counter:
    """What a kind may have another class do."""

    name: str

    def counted(self) -> Flow:
        yield sqs.list_queue_tags()

    def cleared(self) -> Flow:
        yield sqs.purge_queue()


@dataclass(frozen=True)
class Office:
    """What has another such class in it."""

    counter: Counter


def moved(office: Office) -> Flow:
    counter = office.counter
    yield from counter.counted()


@dataclass(frozen=True, kw_only=True)
class Redrive(Part):
    """Where messages go that nobody can read."""

    topic: str | None = option("Topic that is told.", find=Reference("topic", find_topic))


@dataclass(frozen=True, kw_only=True)
class Queue(Resource):
    """A queue (FIFO or not)."""

    plural = "sqs_fifo_queues"
    fixed = frozenset({"fifo"})
    examples = {"name": "acme", "fifo": True}

    name: str = key("Name of the queue.")
    fifo: bool | None = option("Whether order counts, unlike O(redrive).")
    token: str | None = option("What the sender shows. Either V(a\\)b) or C(c|d).", sensitive=True)
    redrive: list[Redrive] | None = option("Where messages go in the end.")
    url: str | None = computed("Where it is.")

    def read(self) -> Flow:
        yield from READERS["queues"]()
        yield from ask(sqs, "get_queue_attributes")
        yield from moved(Office(Counter(self.name)))

    def create(self) -> Flow:
        yield self._made()

    def update(self, now: Queue, changed: t.AbstractSet[str]) -> Flow:
        yield from retag(sqs, {}, {}, QueueUrl=now.url)

    def delete(self) -> Flow:
        yield from (step for step in [sqs.delete_queue(QueueUrl=self.url)])

    @staticmethod
    def _made() -> Call:
        return Call(sqs, "create_queue")


@dataclass(frozen=True, kw_only=True)
class Riddle(Queue):
    """A queue whose calls cannot be told."""

    def delete(self) -> Flow:
        yield getattr(sqs, self.name)()
