# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions of Lambda that are really run: by this interpreter, in a process of their own, beside the server.

A function is the guest of whoever started the embedded AWS: it runs with that person's rights, in a folder of its own
that goes with it.  It sees this AWS at `AWS_ENDPOINT_URL`, as a session of its role.  The threads here touch nothing
of moto's: what a run printed waits here until somebody takes it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import threading
import time
import typing as t
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

AT_ONCE = 4
LONGEST = 60.0
"""Seconds after which a run is ended, whatever its function says."""

KEPT = 200
"""Lines of a run that are kept."""

BOOTSTRAP = Path(__file__).with_name("lambda_bootstrap.py")


@dataclass
class Run:
    """One invocation; `lines` is what it printed, once it `ended`."""

    arn: str
    handler: str
    code: bytes
    event: str
    environment: dict[str, str]
    seconds: float
    began: float = field(default_factory=time.time)
    ended: float = 0.0
    lines: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None


class Functions:
    """The runs that are under way, and those that ended and were not taken yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(AT_ONCE, "function")
        self._under_way: list[Run] = []
        self._done: list[Run] = []

    def start(self, run: Run) -> None:
        with self._lock:
            self._under_way.append(run)
        self._pool.submit(self._do, run)

    def taken(self) -> list[Run]:
        """The runs that have ended since this was asked last."""
        with self._lock:
            done, self._done = self._done, []
        return done

    def clear(self) -> None:
        """End what is under way, and forget it."""
        with self._lock:
            ended, self._under_way, self._done = self._under_way, [], []
        for run in ended:
            if run.process:
                run.process.kill()

    def _do(self, run: Run) -> None:
        with tempfile.TemporaryDirectory() as folder:
            try:
                run.lines = self._output(run, folder)
            except (OSError, ValueError, zipfile.BadZipFile) as error:
                run.lines = [f"[ERROR] {type(error).__name__}: {error}"]
        run.ended = time.time()
        with self._lock:
            if run in self._under_way:
                self._under_way.remove(run)
                self._done.append(run)

    def _output(self, run: Run, folder: str) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(run.code)) as archive:
            archive.extractall(folder)
        environment = {"PATH": os.defpath, "HOME": folder, "PYTHONDONTWRITEBYTECODE": "1", **run.environment}
        with self._lock:
            if run not in self._under_way:  # forgotten meanwhile
                return []
            run.process = subprocess.Popen(
                [sys.executable, str(BOOTSTRAP), run.handler], cwd=folder, env=environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        seconds = min(run.seconds, LONGEST)
        try:
            printed = run.process.communicate(run.event, timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            run.process.kill()
            printed = f"{run.process.communicate()[0]}Task timed out after {seconds:.2f} seconds"
        return printed.splitlines()[-KEPT:]


functions: t.Final = Functions()
