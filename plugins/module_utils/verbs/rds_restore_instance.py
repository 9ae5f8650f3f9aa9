# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Restore a database to another instance."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Reply
from ..errors import Invalid
from ..fields import instruction, required
from ..kinds.rds.service import name_problems
from ..kinds.rds.states import FAILED, READY
from ..on_call.databases.gone import gone
from ..on_call.databases.instance import elsewhere, instances
from ..on_call.databases.instance import instance as the_instance
from ..on_call.databases.moments import LATEST, Moment, moment, moment_problems
from ..on_call.databases.restoring import kept, left_out, mark, marked, ready, started
from ..on_call.words import now
from ..runbook import RETURNS, Mending, Plan

LONGEST = 63


@dataclass(frozen=True, kw_only=True)
class RestoreInstance(Mending):
    """Make a new database instance of a snapshot or of a moment of one that runs, which is not touched.

    It has the same class, network, parameters and tags, and the key of the backup. Run again after it was killed, it
    goes on.
    """

    module = "rds_restore_instance"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod", "to": "envelope-prod-2", "time": "2026-11-20T09:30:00Z", "confirm": "envelope-prod-2"}
    returns: t.ClassVar[dict[str, str]] = {
        **RETURNS, "status": "State of the new instance before; V(absent) where there was none.",
        "endpoint": "Name of the host of the new one, as soon as it has one."}

    name: str = required("The instance whose backups are used.")
    to: str = required("Name of the new instance.")
    time: str = instruction("V(latest), a moment with its time zone, or the name of a snapshot of it.", default=LATEST)
    wait: bool = instruction("Wait until it can be connected to, and RDS keeps its master password.", default=True)
    wait_minutes: int = instruction("Minutes after which waiting ends in an error; it goes on nevertheless.",
                                    default=90)

    @property
    def phrase(self) -> str:
        return self.to

    def problems(self) -> t.Iterator[str]:
        wrong = [*elsewhere(self.name), *name_problems("to", self.to, LONGEST), *moment_problems(self.time)]
        if self.to == self.name:
            wrong.append(f"to is {self.to}, which is the one that runs: allowed are other names, such as {self.name}-2")
        if not 1 <= self.wait_minutes <= 24 * 60:
            wrong.append(f"wait_minutes is {self.wait_minutes}: allowed are 1 to {24 * 60}")
        yield from wrong or super().problems()

    def look(self) -> Flow:
        every: dict[str, Reply] = yield from instances()
        if self.name not in every:
            yield from gone(self.name)
        source: Reply = yield from the_instance(self.name)
        there: Reply | None = every.get(self.to)
        if there is not None:
            return self._going_on(there)
        meant: Moment = yield from moment(source, self.time, now())
        lacking = left_out(source)
        size = f"{source['DBInstanceClass']}, {source['AllocatedStorage']} GiB"
        return Plan(
            [f"database {self.name} is {source['DBInstanceStatus']}, and is not touched",
             f"{self.to} will be {self.name} {meant.line}: what was written later is not in it",
             *([f"it will lack {', '.join(lacking)}"] if lacking else [])],
            [f"make {self.to} ({size}), which costs as much as {self.name} for as long as it is there",
             *(["wait for it, and have RDS make and keep its master password"] if self.wait else [])],
            {"status": "absent", "endpoint": None})

    def mend(self, plan: Plan) -> Flow:
        source: Reply = yield from the_instance(self.name)
        if (plan.data or {})["status"] == "absent":
            meant: Moment = yield from moment(source, self.time, now())
            yield from started(source, self.to, meant, mark(self.name, self.time))
        if not self.wait:
            return [f"{self.to} is on its way; the same command without wait=false waits for it, and has RDS make and "
                    "keep its master password"]
        yield ready(self.to, self.wait_minutes)
        there: Reply = yield from the_instance(self.to)
        if not there.get("MasterUserSecret"):
            yield from kept(there, source)
        return [f"{self.to} can be connected to, at {_endpoint(there)}; its password is in a secret that RDS keeps",
                *_afterwards(self.name, there)]

    def _going_on(self, there: Reply) -> Plan:
        """What is left to do of a run that was killed; another instance of that name is refused."""
        status, said = there["DBInstanceStatus"], mark(self.name, self.time)
        if marked(there) != said:
            made = f", made of {marked(there)}" if marked(there) else ""
            raise Invalid(f"to is {self.to}: there is a database of that name already ({status}{made}); allowed are "
                          "names that none has")
        if status in FAILED:
            raise Invalid(f"{self.to} is {status}, and stays so: see its events in the console of RDS, delete it, and "
                          "run the same command again")
        data = {"status": status, "endpoint": _endpoint(there)}
        if status in READY and there.get("MasterUserSecret"):
            return Plan([f"{self.to} is {status}, made of {said}, at {_endpoint(there)}",
                         *_afterwards(self.name, there)], (), data)
        left = ["have RDS make and keep its master password"] if status in READY else [f"wait for {self.to}"]
        return Plan([f"{self.to} is {status}, made of {said} by a run before this"], left if self.wait else (), data)


def _endpoint(found: Reply) -> str | None:
    return (found.get("Endpoint") or {}).get("Address")


def _afterwards(name: str, there: Reply) -> list[str]:
    """How to go on."""
    to, region = there["DBInstanceIdentifier"], there["DBInstanceArn"].split(":")[3]
    return [
        f"to use it: name {to} in data_stores_database_name and as the instance of ecs_services_database, and run "
        "playbooks/site.yml; docs/data-stores.md#what-takes-another-instance has the steps",
        f"to be rid of it: aws rds delete-db-instance --db-instance-identifier {to} --skip-final-snapshot "
        f"--region {region}; {name} is another, and protected"]
