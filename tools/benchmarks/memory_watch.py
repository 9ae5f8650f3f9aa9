# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Peaks of the memory of a process and its descendants, read from /proc (Linux)."""

from __future__ import annotations

import threading
import typing as t
from pathlib import Path

PROC = Path("/proc")
INTERVAL = 0.1


class MemoryWatch:
    """While the block lasts, keeps the most memory the process held, and the most that all of its family held."""

    def __init__(self, pid: int | None) -> None:
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.first = 0
        self.together = 0

    def __enter__(self) -> t.Self:
        if self._pid is not None and PROC.is_dir():
            self._thread.start()
        return self

    def __exit__(self, *_about: object) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        pid = t.cast(int, self._pid)
        while not self._ended.wait(INTERVAL):
            self.first = max(self.first, _field(pid, "status", "VmHWM"))
            self.together = max(self.together, sum(_field(each, "smaps_rollup", "Pss") for each in _family(pid)))


def _family(pid: int) -> t.Iterator[int]:
    yield pid
    try:
        children = (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    except OSError:  # it has ended in the meantime
        return
    for child in children:
        yield from _family(int(child))


def _field(pid: int, file: str, name: str) -> int:
    """A figure in kB of one of a process's files, in bytes; 0 when it has ended."""
    try:
        lines = (PROC / str(pid) / file).read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)
