# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a command takes, what it needs of the machine, and which calls the embedded AWS saw meanwhile."""

from __future__ import annotations

import os
import subprocess
import time
import typing as t
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws

from .memory_watch import MemoryWatch

LAST_WORDS = 2000
"""Characters of a failed command's output that are shown."""


class Unusable(RuntimeError):
    """What was run is not what was to be measured; the text says why."""


@dataclass(frozen=True)
class Measured:
    """One run of a command; processor time and memory are those of all its processes."""

    seconds: float
    processor_seconds: float
    calls: list[dict[str, t.Any]]
    output: str
    largest_bytes: int
    """Most memory that any one process held."""
    playbook_bytes: int = 0
    """Most memory that the command's own process held; 0 if nobody watched."""
    together_bytes: int = 0
    """Most memory that all processes held at one time, shared pages counted once; 0 if nobody watched."""

    def without_writes(self) -> Measured:
        """This run; raises `Unusable` if it wrote, for a run with nothing to do is meant."""
        if written := sorted({f"{call['service']}:{call['operation']}" for call in self.calls if call["write"]}):
            raise Unusable(f"A run that had nothing to change wrote: {', '.join(written)}.")
        return self


def measure(aws: LocalAws, command: list[str], directory: Path, environment: dict[str, str], *,
            watch: bool = False) -> Measured:
    """Run a command to its end; raises `Unusable` with its last words if it fails."""
    before = aws.mark()
    started = time.perf_counter()
    with (directory / "output").open("w+", encoding="utf-8") as output:
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                              env=environment) as child, MemoryWatch(child.pid if watch else None) as memory:
            usage = _end_of(child)
        seconds = time.perf_counter() - started
        output.seek(0)
        text = output.read()
    if child.returncode:
        raise Unusable(f"{' '.join(command)}\nended with {child.returncode}:\n{text[-LAST_WORDS:]}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, aws.calls(since=before), text, usage.ru_maxrss * 1024,
                    memory.first, memory.together)


def _end_of(child: subprocess.Popen[bytes]) -> t.Any:
    """Wait for a child's end and learn what it and its children used; it does not outlive an interruption."""
    try:
        _unused, status, usage = os.wait4(child.pid, 0)
    except BaseException:
        child.terminate()
        raise
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage
