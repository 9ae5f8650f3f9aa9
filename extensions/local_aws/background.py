# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server in the background: started once, remembered in a folder, and ended by whoever started it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
import typing as t
from dataclasses import asdict, dataclass
from pathlib import Path

PATIENCE = 60.0


class Failed(RuntimeError):
    """A server could not be started or stopped; the text says why."""


@dataclass(frozen=True)
class Running:
    """What a folder remembers of a server."""

    pid: int
    port: int
    log: str


@dataclass(frozen=True)
class Background:
    """A sort of server: its name, the package whose `serve --port` prints the address once it takes calls, and who
    answers at a port: the process id, None where it is no such server."""

    name: str
    package: str
    pid_at: t.Callable[[int], int | None]

    def start(self, port: int, state: Path, *options: str) -> str:
        """Start it, unless it is up already; return, in words, what was done. Port 0 is any free one."""
        if (there := self._started_from(state)) and self._answers(there):
            if port not in (0, there.port):
                raise Failed(f"The {self.name} of {state} is up at port {there.port} already: stop it first.")
            port = there.port
        if port and self.pid_at(port):
            return f"The {self.name} is already up at http://127.0.0.1:{port}."
        state.mkdir(parents=True, exist_ok=True)
        log = self._file(state, "log").resolve()
        with log.open("w", encoding="utf-8") as errors:
            child = self.spawn(port, *options, stdin=subprocess.DEVNULL, stderr=errors, start_new_session=True)
        try:
            url = self.first_line(child)
        except Failed as failure:
            raise Failed(log.read_text(encoding="utf-8").strip() or str(failure)) from None
        running = Running(child.pid, int(url.rpartition(":")[2]), str(log))
        self._file(state, "json").write_text(json.dumps(asdict(running)) + "\n", encoding="utf-8")
        return f"The {self.name} is up at {url}, process {running.pid}, log {log}."

    def stop(self, state: Path) -> str:
        """End the one that was started from a folder, and no other process."""
        running = self._started_from(state)
        if running is None:
            return f"No {self.name} was started from {state}."
        ended = "had ended already"
        if self._answers(running):
            os.kill(running.pid, signal.SIGTERM)
            self._wait_for_end(running)
            ended = "has ended"
        self._file(state, "json").unlink(missing_ok=True)
        return f"The {self.name} of process {running.pid} {ended}."

    def status(self, state: Path) -> tuple[bool, str]:
        """Whether the one that was started from a folder is up, and that in words."""
        running = self._started_from(state)
        if running is None or not self._answers(running):
            return False, f"The {self.name} is not up."
        return True, (f"The {self.name} is up at http://127.0.0.1:{running.port}, process {running.pid}, "
                      f"log {running.log}.")

    def spawn(self, port: int, *options: str, **popen: t.Any) -> subprocess.Popen[str]:
        """A child process that serves; its standard output is the address, once it is ready."""
        command = [sys.executable, "-m", self.package, "serve", "--port", str(port), *options]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **popen)

    def first_line(self, child: subprocess.Popen[str]) -> str:
        """Wait for a child's first line of output, or its end."""
        assert child.stdout is not None
        ready, _unused, _unused2 = select.select([child.stdout], [], [], PATIENCE)
        line = child.stdout.readline().strip() if ready else ""
        if not line:
            child.kill()
            raise Failed(f"The {self.name} did not come up within {PATIENCE:.0f} s; exit code {child.wait()}.")
        return line

    def _file(self, state: Path, sort: str) -> Path:
        return state / f"{self.package.rpartition('.')[2]}.{sort}"

    def _started_from(self, state: Path) -> Running | None:
        try:
            return Running(**json.loads(self._file(state, "json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def _answers(self, running: Running) -> bool:
        return self.pid_at(running.port) == running.pid

    def _wait_for_end(self, running: Running) -> None:
        deadline = time.monotonic() + PATIENCE
        while self._answers(running):
            if time.monotonic() > deadline:
                raise Failed(f"Process {running.pid} did not end within {PATIENCE:.0f} s.")
            time.sleep(0.02)
