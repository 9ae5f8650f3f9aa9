# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Have RDS make another master password, and start anew what reads it.

A database has one master password: with the new one the former ends, and RDS cannot be told to go back.  So all that
read it start anew at once, and one that does not start stops no other.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say, Together
from ..errors import EnvelopeError, Invalid
from ..releasing.fitness import refuse_unfit
from ..releasing.lease import Lease, Lost
from .errors import RotationFailed
from .keeping import meanwhile
from .master_secrets import MasterSecret, master_secret, turned
from .readers import Readership, readership
from .redeploying import Redeploy


@dataclass(frozen=True, kw_only=True)
class MasterRotation:
    entry: str
    """The variable that holds the password, as people call it."""
    services: tuple[str, ...]
    redeploy: Redeploy
    lease: Lease

    def done(self, secret: MasterSecret, *, check: bool) -> Flow:
        """The module's result; nothing is changed when `check`."""
        readers: Readership = yield from self.readers(secret)
        if not (yield from self._begun(secret)):
            secret.refuse()
            if readers.everyone:
                yield from refuse_unfit("what runs now", [reader.candidate for reader in readers.everyone])
        if check:
            for line in self._lines(secret, readers):
                yield Say(f"  {line}")
            return self._result(secret, readers, "would be rotated", {})
        return (yield from self.lease.holding(lambda: self._rotated(secret)))

    def readers(self, secret: MasterSecret) -> Flow:
        """The `Readership` of the master password; raises `Invalid` where one would not be given another."""
        readers: Readership = yield from readership(self.redeploy.cluster, self.services, secret.arn)
        if problems := [problem for reader in readers.everyone for problem in reader.stuck()]:
            raise Invalid("\n  - ".join([f"{self.entry} cannot be rotated; nothing was changed.", *problems]))
        return readers

    def _begun(self, secret: MasterSecret) -> Flow:
        """The version that an earlier run set out to replace, where it has not come to its end; empty otherwise."""
        found = yield from self.lease.store.read(self._note(secret))
        return found.content["former"] if found and found.content.get("secret") == secret.arn else ""

    def _rotated(self, seen: MasterSecret) -> Flow:
        """The result of doing it; called while the lock is ours."""
        secret: MasterSecret | None = yield from master_secret(seen.database)  # again: others may have done it
        if secret is None:
            raise Invalid(f"the password of database {seen.database} is not managed by RDS any more")
        readers: Readership = yield from self.readers(secret)
        former: str = yield from self._begun(secret)
        if not former:
            secret.refuse()
            if secret.version != seen.version:
                raise Invalid(f"{self.entry} was rotated by somebody else meanwhile; nothing was changed here")
            former = secret.version
            yield from self.lease.store.write(self._note(secret), {"secret": secret.arn, "former": former})
        yield Say(f"  database {secret.database}: RDS makes another master password")
        secret = yield from meanwhile(turned(secret, former), self.lease.kept)
        took = yield from self._renewed(secret, readers)
        yield from self.lease.store.remove(self._note(secret))
        return self._result(secret, readers, "is rotated", took)

    def _renewed(self, secret: MasterSecret, readers: Readership) -> Flow:
        """Start all readers anew; seconds by service.  Raises `RotationFailed`."""
        names = [reader.name for reader in readers.everyone]
        came = yield Together([self.redeploy.renewed(name, secret.rotated) for name in names])
        failures = [error for error in came if isinstance(error, EnvelopeError)]
        if lost := next((error for error in failures if isinstance(error, Lost)), None):
            raise lost
        if failures:
            raise RotationFailed(
                f"{self.entry}: the new password of database {secret.database} counts, the former does not any more, "
                f"and not everything runs with it: {'; '.join(map(str, failures))}\n"
                "When the cause is gone, the same command starts these anew", undone=False)
        return {name: came[at] or 0.0 for at, name in enumerate(names)}

    def _note(self, secret: MasterSecret) -> str:
        """Where it is noted that this was begun: nothing of ours can be put on a secret of RDS."""
        return f"rotations/{secret.database}.json"

    def _lines(self, secret: MasterSecret, readers: Readership) -> t.Iterator[str]:
        """What would be done, as a person reads it."""
        names = ", ".join(reader.name for reader in readers.everyone) or "no service"
        yield f"database {secret.database}: RDS would make another master password, and the former would end"
        yield f"database {secret.database}: started anew at once, and without new connections until then: {names}"

    def _result(self, secret: MasterSecret, readers: Readership, outcome: str,
                took: t.Mapping[str, float]) -> dict[str, t.Any]:
        names = [reader.name for reader in readers.everyone]
        return {
            "changed": True, "secret": secret.arn, "entries": [self.entry],
            "services": {name: {"seconds": took.get(name)} for name in names},
            "unconcerned": [name for name in readers.asked if name not in names], "caches": [],
            "msg": f"{self.entry}, the master password of database {secret.database}, {outcome}",
            "diff": {"before": f"{self.entry}: as it is\n",
                     "after": "".join([f"{self.entry}: new\n", *(f"{name}: started anew\n" for name in names)])},
        }
