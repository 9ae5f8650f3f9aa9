# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a container does when it is started: by a script that somebody posted, else by its image's tag, else as usual.

Usual is that a service's container says that it started and stays healthy for ever, and that a command of RunTask says
something and exits with 0.  Nothing is ever executed.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import threading
import typing as t
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

COMMAND_SECONDS = 0.1
SLOW_SECONDS = 3.0
NOT_FOUND = "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref"


class BadScript(ValueError):
    """A script that cannot be understood; its text says which word was probably meant."""


@dataclass(frozen=True)
class Start:
    """A container that is about to start: its image, its name, its command, and whether RunTask gave that command."""

    image: str
    container: str
    command: str
    one_off: bool = False


@dataclass(frozen=True)
class Behaviour:
    """What a container does.

    It prints `lines`, and exits with `exit_code` after `seconds`, or stays (None) and passes the load balancer's check
    after `seconds` if it is `healthy`.  `pull_error` keeps it from being started, `failure` its task from being placed.
    """

    lines: tuple[str, ...] = ()
    exit_code: int | None = None
    seconds: float = 0.0
    healthy: bool = True
    pull_error: str | None = None
    failure: str | None = None


@dataclass
class Script:
    """What containers do whose image, name and command match, the next `times` times (None: until cleared)."""

    image: str = "*"
    container: str = "*"
    command: str = "*"
    lines: list[str] | None = None
    exit_code: int | None = None
    seconds: float | None = None
    healthy: bool | None = None
    pull_error: str | None = None
    runs_forever: bool | None = None
    failure: str | None = None
    times: int | None = None
    played: int = field(default=0, init=False)

    @classmethod
    def parse(cls, given: t.Any) -> Script:
        if not isinstance(given, dict):
            raise BadScript("A script is a JSON object.")
        known = [each.name for each in dataclasses.fields(cls) if each.init]
        for name in given:
            if name not in known:
                near = difflib.get_close_matches(str(name), known, 1, 0.5)
                hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
                raise BadScript(f"Unknown key {name!r} of a script. {hint}")
        script = cls(**given)
        script.check()
        return script

    def check(self) -> None:
        """Refuse what could never be played: a test that stages it would pass for nothing."""
        kinds = dict.fromkeys(("image", "container", "command", "pull_error", "failure"), str)
        kinds |= dict.fromkeys(("exit_code", "times"), int)
        kinds |= dict.fromkeys(("healthy", "runs_forever"), bool)
        for name, kind in kinds.items():
            value = getattr(self, name)
            if value is not None and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
                raise BadScript(f"The value {value!r} of {name!r} is not of the right type.")
        for name in ("image", "container", "command"):
            if not getattr(self, name):
                raise BadScript(f"{name!r} is a pattern such as '*'.")
        lines = [] if self.lines is None else self.lines
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise BadScript("'lines' is a list of texts.")
        if self.seconds is not None and (type(self.seconds) not in (int, float) or self.seconds < 0):
            raise BadScript("'seconds' is a number of at least 0.")
        if self.runs_forever and self.exit_code is not None:
            raise BadScript("What runs for ever has no 'exit_code'.")
        if not 0 <= (self.exit_code or 0) <= 255 or (self.times is not None and self.times < 1):
            raise BadScript("'exit_code' is 0 to 255 and 'times' at least 1.")
        if all(getattr(self, name) is None for name in SAYS):
            raise BadScript(f"A script says at least one of {', '.join(SAYS)}.")

    def matches(self, start: Start) -> bool:
        left = self.times is None or self.played < self.times
        return left and all(fnmatchcase(getattr(start, name), getattr(self, name)) for name in PATTERNS)

    def over(self, usual: Behaviour) -> Behaviour:
        """What the script says, and for the rest what the container would do without it."""
        said = {name: value for name in TAKEN_OVER if (value := getattr(self, name)) is not None}
        if self.lines is not None:
            said["lines"] = tuple(self.lines)
        if self.runs_forever is not None:
            said["exit_code"] = None if self.runs_forever else (self.exit_code or 0)
        return dataclasses.replace(usual, **said)


PATTERNS = ("image", "container", "command")
TAKEN_OVER = ("exit_code", "seconds", "healthy", "pull_error", "failure")
SAYS = ("lines", "runs_forever", *TAKEN_OVER)


class Scripts:
    """The scripts in force; the one that was posted last is tried first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._scripts: list[Script] = []

    def add(self, given: t.Any) -> dict[str, t.Any]:
        script = Script.parse(given)
        with self._lock:
            self._scripts.insert(0, script)
            return dataclasses.asdict(script)

    def behaviour(self, start: Start) -> Behaviour:
        """Decide what one container does; this counts as one time for the script that it follows."""
        with self._lock:
            script = next((each for each in self._scripts if each.matches(start)), None)
            if script is None:
                return usual(start)
            script.played += 1
            return script.over(usual(start))

    def listed(self) -> list[dict[str, t.Any]]:
        with self._lock:
            return [dataclasses.asdict(script) for script in self._scripts]

    def clear(self) -> None:
        with self._lock:
            self._scripts.clear()


def usual(start: Start) -> Behaviour:
    """What a container does that nobody has scripted, by the ending of its image's tag."""
    tag = re.sub(r"@.*", "", start.image).rpartition("/")[2].partition(":")[2]
    migrates = "migrate" in start.command
    if tag.endswith("-unpullable"):
        return Behaviour(pull_error=f"{NOT_FOUND} {start.image}: {start.image}: not found")
    if tag.endswith("-crash"):
        return Behaviour(("Starting.", "Fatal error: this release crashes.", "Stopping."), exit_code=1)
    if migrates and tag.endswith("-migration-fails"):
        lines = ("Running migrations.", "Column not found: 1054 Unknown column.", "The migration has failed.")
        return Behaviour(lines, exit_code=42, seconds=COMMAND_SECONDS)
    if migrates and tag.endswith("-migration-hangs"):
        return Behaviour(("Running migrations.",))
    if start.one_off:
        return Behaviour((f"Done: {start.command}",), exit_code=0, seconds=COMMAND_SECONDS)
    seconds = SLOW_SECONDS if tag.endswith("-slow") else 0.0
    return Behaviour((f"Started {start.container}.",), seconds=seconds, healthy=not tag.endswith("-unhealthy"))


scripts = Scripts()
