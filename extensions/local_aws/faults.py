# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that tests ask for: a throttled, failed, refused, slow or dropped call.

A fault is matched before moto sees the request, so a faulted call changes nothing.
"""

from __future__ import annotations

import dataclasses
import difflib
import threading
import typing as t
from dataclasses import dataclass, field

from moto.core.utils import get_service_model

from .operations import Operation, service_names

KINDS = ("throttle", "error", "drop", "latency", "refuse")


class BadFault(ValueError):
    """A fault that cannot be understood; its text says which word was probably meant."""


@dataclass
class Fault:
    """What goes wrong, with which calls, after how many and how often (`times=None`: until cleared)."""

    kind: str
    service: str | None = None
    operation: str | None = None
    writes_only: bool | None = None
    after: int = 0
    times: int | None = 1
    seconds: float = 0.0
    status: int | None = None
    code: str | None = None
    message: str | None = None
    seen: int = field(default=0, init=False)
    fired: int = field(default=0, init=False)

    @classmethod
    def parse(cls, given: t.Any) -> Fault:
        if not isinstance(given, dict):
            raise BadFault("A fault is a JSON object.")
        known = [name.name for name in dataclasses.fields(cls) if name.init]
        for name in given:
            _require(name, known, "key")
        _require(given.get("kind"), KINDS, "kind")
        fault = cls(**given)
        fault.check()
        return fault

    def check(self) -> None:
        """Refuse values of the wrong type: a fault that never fires would make its test pass for nothing."""
        wanted: dict[str, type | tuple[type, ...]] = {
            "after": int,
            "times": int,
            "status": int,
            "seconds": (int, float),
            "writes_only": bool,
        }
        wanted |= dict.fromkeys(("service", "operation", "code", "message"), str)
        for name, kind in wanted.items():
            value = getattr(self, name)
            if value is not None and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
                raise BadFault(f"The value {value!r} of {name!r} is not of the right type.")
        self._check_names()
        if self.after is None or self.after < 0 or (self.times is not None and self.times < 1):
            raise BadFault("'after' is at least 0 and 'times' at least 1.")

    def _check_names(self) -> None:
        if self.service is not None:
            _require(self.service, sorted(service_names()), "service")
        if self.service is not None and self.operation is not None:
            _require(self.operation, get_service_model(self.service).operation_names, "operation")

    def matches(self, operation: Operation) -> bool:
        writes_only = self.kind == "refuse" if self.writes_only is None else self.writes_only
        return (
            self.service in (None, operation.service)
            and self.operation in (None, operation.name)
            and (operation.write or not writes_only)
        )

    def fires(self, operation: Operation) -> bool:
        """Count a call, and say whether it is one that this fault hits."""
        if not self.matches(operation) or (self.times is not None and self.fired >= self.times):
            return False
        self.seen += 1
        if self.seen <= self.after:
            return False
        self.fired += 1
        return True


class Faults:
    """The faults in force, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, given: t.Any) -> dict[str, t.Any]:
        fault = Fault.parse(given)
        with self._lock:
            self._faults.append(fault)
            return dataclasses.asdict(fault)

    def strike(self, operation: Operation) -> tuple[float, Fault | None]:
        """The seconds a call has to wait, and the first other fault that hits it; later ones do not see it."""
        seconds = 0.0
        with self._lock:
            for fault in self._faults:
                if fault.fires(operation):
                    if fault.kind != "latency":
                        return seconds, fault
                    seconds += fault.seconds
        return seconds, None

    def listed(self) -> list[dict[str, t.Any]]:
        with self._lock:
            return [dataclasses.asdict(fault) for fault in self._faults]

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()


def crashed(error: Exception) -> Fault:
    """What is answered where the embedded AWS itself fails: 501, because clients try a 500 again."""
    return Fault("error", status=501, message=f"The embedded AWS failed: {type(error).__name__}: {error}")


def _require(word: t.Any, known: t.Sequence[str], what: str) -> None:
    if word in known:
        return
    near = difflib.get_close_matches(str(word), known, 1, 0.5)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known[:20])}."
    raise BadFault(f"Unknown {what} {word!r} of a fault. {hint}")
