# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotate entries of a secret."""

from __future__ import annotations

import functools
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say
from ..errors import Invalid
from ..fields import instruction, option, required
from ..kinds.elasticache.auth_token import generated_problems
from ..kinds.secretsmanager import Generated
from ..releasing.verbs import Locking, least
from ..rotating.master_rotation import MasterRotation
from ..rotating.master_secrets import MasterSecret, master_secret
from ..rotating.redeploying import Redeploy
from ..rotating.renewal import Renewal
from ..rotating.rotation import Rotation
from ..runbook import misnamed
from ..spelling import unknown

LONGEST_LABEL = 256


@dataclass(frozen=True, kw_only=True)
class RotateSecret(Locking):
    """Give entries of a secret new values, and start anew what reads them, service after service; or undo all.

    The former generation stays, and where a service does not start with the new one it counts again.  An entry whose
    former values are listed in another (O(former)) is announced there first, so that all tasks can read what any of
    them writes.  A run that was killed is completed by the next.  No value is shown anywhere.
    """

    module = "secretsmanager_rotate_secret"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "secret": "envelope-prod-app", "entries": ["APP_KEY"], "confirm": "envelope-prod-app",
        "generate": [{"key": "APP_KEY", "format": "laravel_app_key"}, {"key": "DB_PASSWORD", "length": 40}],
        "former": {"APP_KEY": "APP_PREVIOUS_KEYS"}, "outside": {"DB_PASSWORD": "the database"},
        "caches": {"REDIS_PASSWORD": "envelope-prod"}, "databases": {"DB_PASSWORD": "envelope-prod"},
        "cluster": "envelope-prod-cluster", "bucket": "envelope-prod-releases", "name": "envelope-prod",
        "services": ["envelope-prod-api", "envelope-prod-worker"],
    }
    returns: t.ClassVar[dict[str, str]] = {
        "secret": "The secret.",
        "entries": "The names of the entries that have new values.",
        "services": "The services that read them, each with the C(seconds) it took to start anew.",
        "unconcerned": "The given services that read none of them, and were left alone.",
        "caches": "The caches that have a new password.",
        "msg": "What it came to.",
    }

    secret: str = required("Name of the secret.")
    entries: list[str] = required("The entries that get a new value.")
    generate: list[Generated] = required("The entries that are generated, as in M(venturemond.envelope."
                                         "secretsmanager_secrets). Only these can be rotated.")
    own_values: list[str] | None = option("Entries with values of your own. They are refused.")
    former: dict[str, str] | None = option(
        "The entry that lists the former values of another, comma separated, by the name of that other.")
    keep_former: int | None = option("How many former values are listed. 3 when left out.")
    outside: dict[str, str] | None = option(
        "Who else has to know an entry, such as a database its password, by the entry's name. They are refused.")
    caches: dict[str, str] | None = option(
        "Entries that are the password of a cache, each with the name of the replication group that M(venturemond."
        "envelope.elasticache_replication_groups) gives it to. All services that read them are started anew. Where "
        "there is no such group, O(outside) counts.")
    databases: dict[str, str] | None = option(
        "Entries that are the master password of a database, each with the name of its instance. Where services "
        "read the one that RDS keeps, it is rotated there, and they are started anew at once. Otherwise O(outside) "
        "counts.")
    taken_by_both: list[str] | None = option(
        "Entries of O(outside) that are rotated all the same, because the other side reads this secret itself and "
        "takes the current value and the previous one.")
    services: list[str] = required(
        "The services that may be started anew, in that order. Which of them read the secret is found out.")
    timeout: float | None = option("Seconds that one service may take. 900 when left out.")
    confirm: str | None = instruction(
        "The name of the secret once more. Without it nothing is done, and what would be is said.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from misnamed(self.confirm, self.secret)
        yield from self._unknown_entries()
        yield from (self._known_to(name) for name in self._elsewhere if name not in self._kept)
        yield from (problem for entry in self._made if entry.key in (self.caches or {})
                    for problem in generated_problems(entry))
        if len(self.entries) > 1 and (alone := sorted(set(self.entries) & (self.databases or {}).keys())):
            yield f"{', '.join(alone)} is rotated by RDS: rotate it without other entries"
        yield from (f"{listing} lists former values of {name}: rotate {name} instead"
                    for name, listing in (self.former or {}).items() if listing in self.entries)
        yield from (f"{entry.key}: its alphabet has a comma, which separates the values in {listing}"
                    for entry in self._made
                    if (listing := (self.former or {}).get(entry.key)) and "," in entry.alphabet)
        if twice := sorted({name for name in self.services if self.services.count(name) > 1}):
            yield f"services names {', '.join(twice)} more than once"
        if sum(len(name) + 1 for name in self.entries) + len("ENVELOPE_ANNOUNCED") > LONGEST_LABEL:
            yield f"entries has {len(self.entries)} names, too many for one staging label: rotate fewer at a time"
        yield from least("timeout", self.timeout, 1)
        yield from least("keep_former", self.keep_former, 1)

    @property
    def _kept(self) -> dict[str, str]:
        """Who keeps an entry in AWS, if they are there."""
        return {**{name: f"there is no replication group {group} that was given it" for name, group in
                   (self.caches or {}).items()},
                **{name: f"no service reads a password that RDS keeps of a database {instance}" for name, instance in
                   (self.databases or {}).items()}}

    @property
    def _elsewhere(self) -> list[str]:
        """The entries that somebody has to know who does not read this secret."""
        return [name for name in self.outside or {} if name in self.entries and name not in (self.taken_by_both or ())]

    def _known_to(self, name: str) -> str:
        why = f" ({self._kept[name]})" if name in self._kept else ""
        return (f"{name} is known to {(self.outside or {})[name]} too{why}, which would not know the new value, and "
                "every service would fail. Only where the other side reads this secret itself, and takes the current "
                f"and the previous value: -e taken_by_both={name}")

    def _unknown_entries(self) -> t.Iterator[str]:
        generated = {entry.key for entry in self.generate} - set(self.own_values or ())
        if not any(self.entries):
            yield f"entries is empty: say which, as in -e entries={min(generated, default='APP_KEY')}"
        for name in filter(None, self.entries):
            if name in (self.own_values or ()):
                yield (f"{name} has a value of your own: change it where you keep it and run playbooks/site.yml; tasks "
                       "take it when they next start")
            elif name not in {*generated, *(self.databases or {})}:
                yield f"entries: {unknown(name, {*generated, *(self.databases or {})})}"

    @property
    def _made(self) -> list[Generated]:
        return [entry for entry in self.generate if entry.key in self.entries]

    def act(self, *, check: bool) -> Flow:
        rotate = yield from self._rotation()
        if check or self.confirm == self.secret:
            return (yield from rotate(check=check))
        planned = yield from rotate(check=True)
        yield Say(f"  nothing was changed: to rotate it, add -e confirm={self.secret}")
        return {**planned, "changed": False, "msg": f"{planned['msg']}; add -e confirm={self.secret}"}

    def _rotation(self) -> Flow:
        """What rotates these entries, given whether only to look."""
        lease = self.lease(f"rotation of {', '.join(self.entries)} in {self.secret}")
        services = tuple(self.services)
        redeploy = Redeploy(cluster=self.cluster, timeout=900 if self.timeout is None else self.timeout,
                            meanwhile=lease.kept)
        managed = MasterRotation(entry=self.entries[0], services=services, redeploy=redeploy, lease=lease)
        if master := (yield from self._master_secret(managed)):
            return functools.partial(managed.done, master)
        renewal = Renewal(made=self._made, former=self.former or {},
                          keep=3 if self.keep_former is None else self.keep_former)
        return Rotation(secret=self.secret, services=services, lease=lease, renewal=renewal, redeploy=redeploy,
                        caches=self.caches or {},
                        elsewhere={name: self._known_to(name) for name in self._elsewhere}).done

    def _master_secret(self, managed: MasterRotation) -> Flow:
        """The `MasterSecret` that is asked for; None where it is no such entry, or nobody reads what RDS keeps."""
        entry = self.entries[0]
        if entry not in (self.databases or {}):
            return None
        found: MasterSecret | None = yield from master_secret((self.databases or {})[entry])
        if found and (yield from managed.readers(found)).everyone:
            return found
        if not self._made:
            raise Invalid(f"entries: {self._kept[entry]}, and secret {self.secret} has no {entry} that is generated")
        return None
