# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A line at the bottom of a terminal, below what else is printed there."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import stat
import sys
import threading
import time
import typing as t

CLEAR = "\r\033[K"
PAUSE = 0.1
"""Seconds between two changes of the line: no eye follows more."""


RUNNER = "AWX_ISOLATED_DATA_DIR"
"""ansible-runner, and so AWX, gives Ansible a terminal of its own, and says so by this variable."""


class Terminal(t.Protocol):
    """Where the line is: a stream, in the usual case standard error."""

    def write(self, text: str, /) -> t.Any: ...

    def flush(self) -> None: ...


class Displaying(t.Protocol):
    """Ansible's `Display`, as far as it is needed here."""

    display: t.Callable[..., None]


def is_watched() -> bool:
    """Whether somebody sees the line: not in CI or AWX, and not where a pipe brings what else there is to the screen.

    `| tee` would write into the line, since nobody knows when it does.
    """
    if RUNNER in os.environ or os.environ.get("TERM", "") in ("", "dumb"):
        return False
    with contextlib.suppress(OSError, ValueError):
        piped = stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
        return sys.stderr.isatty() and not piped
    return False


class StatusLine:
    """A line that is taken away while something else is printed, and is back afterwards."""

    def __init__(self, terminal: Terminal, clock: t.Callable[[], float] = time.monotonic) -> None:
        self._terminal, self._clock = terminal, clock
        self._text = ""
        self._shown_at = float("-inf")
        self._lock = threading.RLock()
        self._process = os.getpid()

    def show(self, said: t.Callable[[], str]) -> None:
        """Have the line that `said` makes up, which for many hosts takes a while; not if it changed only just now."""
        if self._clock() - self._shown_at >= PAUSE:
            self._text, self._shown_at = said(), self._clock()
            self._draw()

    def clear(self) -> None:
        """Have no line; a worker, which is a copy of this process, has none."""
        if os.getpid() == self._process and self._text:
            self._text = ""
            self._write(CLEAR)

    def keep_below(self, display: Displaying) -> None:
        """Stay below whatever Ansible prints from now on, and leave a clean line when the run is broken off."""
        printed = display.display

        def above(*args: t.Any, **options: t.Any) -> None:
            here = sys.stdout.isatty() or options.get("stderr")
            if os.getpid() != self._process or not self._text or not here:
                printed(*args, **options)
                return
            with self._lock:
                self._write(CLEAR)
                printed(*args, **options)
                self._draw()

        display.display = above
        atexit.register(self.clear)

    def _draw(self) -> None:
        columns = shutil.get_terminal_size().columns
        self._write(CLEAR + self._text[:columns - 1])

    def _write(self, text: str) -> None:
        with self._lock, contextlib.suppress(OSError):
            self._terminal.write(text)
            self._terminal.flush()
