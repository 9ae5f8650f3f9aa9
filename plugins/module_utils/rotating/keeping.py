# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep the lock while AWS takes its time."""

from __future__ import annotations

import typing as t

from ..calls import Flow, Pause, Together
from ..errors import EnvelopeError

LOOK_EVERY = 1.0
"""Seconds between two looks whether the lock has to be renewed."""


def meanwhile(work: Flow, kept: t.Callable[[], Flow]) -> Flow:
    """What `work` returns, with `kept()` run now and then until it has ended; raises what ended either."""
    over: list[bool] = []

    def worked() -> Flow:
        try:
            return (yield from work)
        finally:
            over.append(True)

    def keeping() -> Flow:
        while not over:
            yield from kept()
            yield Pause(LOOK_EVERY)

    came = yield Together([keeping(), worked()])
    for error in came:
        if isinstance(error, EnvelopeError):
            raise error
    return came[1]
