# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules that change or look at releases are told, and what they make of it."""

from __future__ import annotations

import abc
import getpass
import re
import socket
import typing as t
from dataclasses import dataclass

from ..fields import option, required
from ..verb import Verb
from .changing import Changing
from .lease import Lease
from .records import Records
from .rollout import Rollout
from .store import Store

RELEASE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")
"""What can be the tag of an image."""


@dataclass(frozen=True, kw_only=True)
class Recorded(Verb, abc.ABC):
    """A verb that looks at what is recorded of releases."""

    bucket: str = required("Bucket that releases are recorded in, as the role C(releases) makes it.")
    name: str = required("Whose releases these are: the prefix of the platform's or tenant's names.")

    @property
    def store(self) -> Store:
        return Store(self.bucket, self.name)


@dataclass(frozen=True, kw_only=True)
class Locking(Recorded, abc.ABC):
    """A verb of which only one runs at a time."""

    cluster: str = required("Cluster the services run in.")
    holder: str | None = option(
        "Who asks, as others are told who have to wait: a person, a job's number. User and machine when left out.")
    lock_seconds: float | None = option(
        "How long the lock holds when it is not renewed, as after a run that was killed. 60 when left out.")
    lock_patience_seconds: float | None = option(
        "How long to wait for whoever holds the lock. 120 when left out.")

    def lease(self, task: str) -> Lease:
        return Lease(store=self.store, holder=self.asks, task=task, seconds=self.lock_seconds or 60,
                     patience=120 if self.lock_patience_seconds is None else self.lock_patience_seconds)

    @property
    def asks(self) -> str:
        return self.holder or f"{_user()} on {socket.gethostname()}"

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from least("lock_seconds", self.lock_seconds, 3)
        yield from least("lock_patience_seconds", self.lock_patience_seconds, 0)


@dataclass(frozen=True, kw_only=True)
class ServiceChange(Locking, abc.ABC):
    """A verb that changes what services run."""

    services: list[str] = required("The services, in the order they are rolled out.")
    timeout: float | None = option("Seconds that one service may take. 900 when left out.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from least("timeout", self.timeout, 1)
        if not self.services:
            yield "services is empty, and nothing would be rolled out"
        if twice := sorted({name for name in self.services if self.services.count(name) > 1}):
            yield f"services names {', '.join(twice)} more than once"

    def changing(self, task: str) -> Changing:
        lease = self.lease(task)
        return Changing(
            cluster=self.cluster, services=tuple(self.services), records=Records(self.store), lease=lease,
            rollout=Rollout(cluster=self.cluster, timeout=900 if self.timeout is None else self.timeout,
                            meanwhile=lease.kept))


def release_problems(release: str) -> t.Iterator[str]:
    """What is wrong with the name of a release."""
    if not release:
        yield "release is missing: say which, as in -e release=1.4.2"
    elif not RELEASE.fullmatch(release):
        yield (f"release {release!r} cannot be the tag of an image: allowed are up to 128 letters, digits, _, . and -, "
               "the first of them none of . and -")


def least(name: str, value: float | None, minimum: float) -> t.Iterator[str]:
    """What is wrong with a number that is too small."""
    if value is not None and value < minimum:
        yield f"{name} is {value:g}, allowed are {minimum:g} and more"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a name for its user
        return "somebody"
