# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold many conversations with AWS at once.

One thread advances the flows; a pool of workers performs their calls.  Flows
that ask the same at the same time share one call, and calls that differ in
one list only are sent as one (`calls.Batch`), so a set of a hundred resources
reads by the page without any of them knowing of the others.
"""

from __future__ import annotations

import dataclasses
import functools
import queue
import time
import typing as t
from concurrent.futures import Future, ThreadPoolExecutor

from .batching import Shared, combine
from .calls import Call, Flow, Pause, Reply, Say, Step, Together, Wait, has_pending
from .errors import Absent, AwsError, EnvelopeError
from .waiting import Patience

Perform = t.Callable[[Call], Reply]
Report = t.Callable[[str], None]

TOGETHER = 0.02
"""Seconds by which a look may come early, so that it goes out with others."""


@dataclasses.dataclass
class Talk:
    """A flow under way, and the step it waits at."""

    flow: Flow
    asked_by: Talk | None = None
    """The flow that holds this one `Together` with others, and waits for it."""
    asks: list[Talk] = dataclasses.field(default_factory=list)
    """The flows that this one waits for."""
    ended: bool = False
    step: Step | None = None
    patience: Patience | None = None
    """How long the step is waited for; None for a call that is made once."""
    due: float = 0.0
    alone: bool = False
    """Whether its call must not go out with those of others, because together they failed."""
    result: t.Any = None
    error: EnvelopeError | None = None

    @property
    def call(self) -> Call:
        return self.step.call if isinstance(self.step, Wait) else t.cast(Call, self.step)

    @property
    def joins(self) -> bool:
        """Whether its call goes out with those of other flows, and does not wait for a state."""
        return self.call.batch is not None and self.patience is None and not self.alone

    def advance(self, send: t.Callable[[], Step]) -> None:
        """Go on to the next step, or to the end."""
        self.step, self.patience, self.due, self.alone = None, None, 0.0, False
        try:
            self.step = send()
        except StopIteration as end:
            self.result, self.ended = end.value, True
        except EnvelopeError as error:
            self.error, self.ended = error, True
        else:
            self.patience = Patience(self.step) if isinstance(self.step, Wait) else None


class UnderWay:
    """The calls that are being made, and the flows that wait for each.

    `concurrent.futures.wait` would look at all of them each time one is answered, and there may be thousands.
    """

    def __init__(self) -> None:
        self._talks: dict[Future[Reply], list[Talk]] = {}
        self._done: queue.SimpleQueue[Future[Reply]] = queue.SimpleQueue()

    def __bool__(self) -> bool:
        return bool(self._talks)

    def add(self, future: Future[Reply], talks: t.Iterable[Talk]) -> None:
        """Let flows wait for a call, be it new, under way, or answered before."""
        if future in self._talks:
            self._talks[future].extend(talks)
            return
        self._talks[future] = list(talks)
        future.add_done_callback(self._done.put)

    def answered(self, patience: float | None) -> list[tuple[Future[Reply], list[Talk]]]:
        """The calls that are answered, once one is; none after so many seconds."""
        try:
            done = [self._done.get(timeout=patience)]
        except queue.Empty:
            return []
        while not self._done.empty():
            done.append(self._done.get())
        return [(future, self._talks.pop(future)) for future in done]


class Loop:
    """Runs flows to their end, `workers` calls at a time."""

    def __init__(self, perform: Perform, *, workers: int = 16, report: Report = lambda message: None) -> None:
        self._perform = perform
        self._workers = workers
        self._report = report
        self._known: dict[str, Future[Reply]] = {}

    def run(self, flows: t.Sequence[Flow]) -> list[t.Any | EnvelopeError]:
        """What each flow returned, or the error that ended it."""
        talks = [Talk(flow) for flow in flows]
        waiting = [each for talk in talks for each in self._begin(talk)]
        with ThreadPoolExecutor(max(1, self._workers)) as pool:
            try:
                self._hold(waiting, pool)
            except BaseException:  # a defect, or Ctrl-C: what is queued must not be sent any more
                pool.shutdown(cancel_futures=True)
                raise
        return [talk.error or talk.result for talk in talks]

    def _hold(self, waiting: list[Talk], pool: ThreadPoolExecutor) -> None:
        under_way = UnderWay()
        while waiting or under_way:
            now = time.monotonic() + TOGETHER
            due, waiting = [talk for talk in waiting if talk.due <= now], [talk for talk in waiting if talk.due > now]
            if rested := [talk for talk in due if isinstance(talk.step, Pause)]:
                self._known.clear()
                waiting += [talk for talk in due if not isinstance(talk.step, Pause)]
                waiting += [each for talk in rested for each in self._begin(talk)]
                continue
            held = self._start(due, under_way, pool)
            for future, talks in self._next(under_way, waiting):
                waiting += self._answered(talks, future)
            waiting += held

    def _begin(self, talk: Talk) -> list[Talk]:
        return self._go(talk, functools.partial(next, talk.flow))

    def _go(self, talk: Talk, send: t.Callable[[], Step]) -> list[Talk]:
        """Advance a flow; return those that wait for something now: itself, those it asks, or the one that asked it."""
        talk.advance(send)
        if isinstance(talk.step, Say):
            self._report(talk.step.message)
            return self._begin(talk)
        if isinstance(talk.step, Pause):
            talk.due = time.monotonic() + talk.step.seconds
        if isinstance(talk.step, Together):
            talk.asks = [Talk(flow, asked_by=talk) for flow in talk.step.flows]
            return [each for asked in talk.asks for each in self._begin(asked)] or self._told(talk)
        if talk.ended and talk.asked_by:
            return self._told(talk.asked_by)
        return [] if talk.ended else [talk]

    def _told(self, talk: Talk) -> list[Talk]:
        """Go on with a flow that waits for others, when the last of them has ended."""
        if not isinstance(talk.step, Together) or not all(asked.ended for asked in talk.asks):
            return []
        said = [asked.error or asked.result for asked in talk.asks]
        return self._go(talk, lambda: talk.flow.send(said))

    def _answered(self, talks: list[Talk], future: Future[Reply]) -> list[Talk]:
        """Hand a reply to the flows that asked for it; return those that wait for something now."""
        if not all(talk.call.reads for talk in talks):
            self._known.clear()
        if _at_odds(talks, future):
            for talk in talks:
                talk.alone = True
            return talks
        return [each for talk in talks for each in self._answer(talk, future)]

    @staticmethod
    def _next(under_way: UnderWay, waiting: list[Talk]) -> list[tuple[Future[Reply], list[Talk]]]:
        """The calls that are answered; none if the next look is due before."""
        pause = max(0.0, min(talk.due for talk in waiting) - time.monotonic()) if waiting else None
        if under_way:
            return under_way.answered(pause)
        time.sleep(pause or 0.0)
        return []

    def _start(self, due: list[Talk], under_way: UnderWay, pool: ThreadPoolExecutor) -> list[Talk]:
        """Send the calls that are due; return the flows that are held back.

        A batched call leaves when nothing else is under way: flows that are a
        step behind join it until then.
        """
        joining = [talk for talk in due if talk.joins]
        for talks in ([talk for talk in due if not talk.joins], joining):
            if talks is joining and under_way:
                return joining
            calls = combine(talks)
            single = len(calls) == 1 and len(talks) == len(due) and not under_way
            for shared in calls:
                future = self._ask(shared, _here if single else pool.submit)
                under_way.add(future, shared.talks)
        return []

    def _ask(self, shared: Shared, submit: t.Callable[..., Future[Reply]]) -> Future[Reply]:
        if has_pending(shared.call.params):
            return _settled(Absent(shared.call, "Pending", "what it is in does not exist yet"))
        known = self._known.get(shared.call.identity)
        if known and not shared.polls:
            return known
        future = submit(shared.perform, self._perform)
        if shared.call.reads:
            self._known[shared.call.identity] = future
        return future

    def _answer(self, talk: Talk, future: Future[Reply]) -> list[Talk]:
        """Hand a reply to the flow that waits for it, or let it wait on."""
        error = future.exception()
        if error is not None and not isinstance(error, EnvelopeError):
            raise error
        if talk.patience is None and isinstance(error, AwsError) and error.code in talk.call.service.transient:
            talk.patience = Patience(_settling(talk.call, error.code))
        if talk.patience is None:
            return self._go(talk, lambda: talk.flow.throw(error) if error else talk.flow.send(future.result()))
        try:
            again = talk.patience.again(future, self._report)
        except EnvelopeError as given_up:
            reason = given_up
            return self._go(talk, lambda: talk.flow.throw(reason))
        if again is None:
            return self._go(talk, lambda: talk.flow.send({} if error else future.result()))
        talk.due = time.monotonic() + again
        return [talk]


def _at_odds(answered: list[Talk], future: Future[Reply]) -> bool:
    """Whether a read that was joined from different ones has failed: then it may be because of one of them.

    A write that AWS takes or refuses as a whole is everybody's, and so may be a read that is not allowed.
    """
    error, call = future.exception(), answered[0].call
    if not isinstance(error, AwsError) or not call.reads or (error.denied and call.batch and call.batch.undivided):
        return False
    return len({talk.call.identity for talk in answered}) > 1


def _settling(call: Call, code: str) -> Wait:
    """Waiting for AWS to be done with something else, such as another change to the same zone."""
    return Wait(call, f"{call} (answered {code})", lambda reply: "taken", frozenset({"taken"}), timeout=120,
                hint="Something else keeps AWS busy there; run the same command again", absent="")


def _here(perform: t.Callable[[Perform], Reply], through: Perform) -> Future[Reply]:
    """Make a call that is the only one at the moment without a thread, which costs more than most calls take."""
    future: Future[Reply] = Future()
    try:
        future.set_result(perform(through))
    except Exception as error:
        future.set_exception(error)
    return future


def _settled(error: EnvelopeError) -> Future[Reply]:
    future: Future[Reply] = Future()
    future.set_exception(error)
    return future
