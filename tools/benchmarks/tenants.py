# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hundred pool tenants: made, looked at with nothing to do, audited, and one more of them brought on board."""

from __future__ import annotations

import collections
import shutil
import typing as t
from pathlib import Path

from .measuring import Measured
from .stage import AUDIT, INVENTORY, ONBOARD, SITE, Playbook, Stage
from .tables import Cell, Report, Table, Verdict
from .timeline import shares

TENANTS, FEWER = 100, 10
LIMIT = 300.0
MB = 1024 * 1024


def run(stage: Stage) -> Report:
    tenants = FEWER if stage.quick else TENANTS
    stage.empty()
    inventory = _inventory(stage, tenants)
    site = Playbook(stage, SITE, inventory)
    runs = {
        "without them": Playbook(stage, SITE, INVENTORY).run(),
        "apply, all at once": Playbook(stage, SITE, inventory, {"tenants_serial": "100%"}).run(),
        "no-op": site.run(watch=True).without_writes(),
        "audit": Playbook(stage, AUDIT, inventory, _audit(stage)).run().without_writes(),
        "one tenant more": Playbook(stage, ONBOARD, inventory, {"tenant": "one-more"}).run(),
    }
    base = Playbook(stage, SITE, INVENTORY).run().without_writes()
    return Report([_whole(runs, tenants, quick=stage.quick), _calls(runs["no-op"], base, tenants),
                   _by_role(runs, tenants)], _verdicts(runs, quick=stage.quick))


def _audit(stage: Stage) -> dict[str, str]:
    """All reports, and no failure for what the local inventory leaves open."""
    return {"audit_reports": str(stage.directory / "audit"), "audit_fail_on": "none"}


def _whole(runs: dict[str, Measured], tenants: int, *, quick: bool) -> Table:
    rows: list[list[Cell]] = [
        [name, each.seconds, each.processor_seconds, len(each.calls), sum(call["write"] for call in each.calls)]
        for name, each in runs.items()]
    notes = [f"--quick: {FEWER} tenants instead of {TENANTS}."] if quick else []
    return Table(f"tenants: inventories/local with {tenants} pool tenants more",
                 ["run", "s", "processor s", "calls", "writes"], rows, notes)


def _calls(again: Measured, base: Measured, tenants: int) -> Table:
    """What a tenant with nothing to do costs in calls, by service."""
    more, less = (collections.Counter(call["service"] for call in run.calls) for run in (again, base))
    rows: list[list[Cell]] = [[service, (count - less[service]) / tenants] for service, count in more.most_common()
                              if count > less[service]]
    total = (len(again.calls) - len(base.calls)) / tenants
    return Table("tenants: calls for each, with nothing to do", ["service", "calls"], [*rows, ["all", total]])


def _by_role(runs: dict[str, Measured], tenants: int) -> Table:
    """Where the time of making them goes, and that of one alone."""
    made, one = shares(runs["apply, all at once"]), shares(runs["one tenant more"])
    rows: list[list[Cell]] = [
        [role, made[role].seconds / tenants if role in made else None, one[role].seconds if role in one else None]
        for role in dict.fromkeys((*made, *one))]
    return Table("tenants, by role", ["role or task", "s for each of all", "s for one more"], rows)


def _verdicts(runs: dict[str, Measured], *, quick: bool) -> list[Verdict]:
    again = runs["no-op"]
    aims: dict[str, t.Any] = {} if quick else {"at_most": 15}
    return [
        Verdict("tenants: no-op", again.seconds, "s", **aims),
        Verdict("tenants: audit", runs["audit"].seconds, "s", **({} if quick else {"at_most": 30})),
        Verdict("tenants: one more", runs["one tenant more"].seconds, "s", at_most=10),
        Verdict("tenants: memory of the largest of all processes", again.largest_bytes / MB, "MB"),
        *_watched(again),
    ]


def _watched(run: Measured) -> list[Verdict]:
    """What was seen in /proc, where there is one."""
    if not run.playbook_bytes:
        return []
    return [Verdict("tenants: memory of ansible-playbook's own process", run.playbook_bytes / MB, "MB", at_most=LIMIT),
            Verdict("tenants: memory of all processes, shared pages once", run.together_bytes / MB, "MB")]


def _inventory(stage: Stage, tenants: int) -> Path:
    """The local inventory, with more tenants of the pool tier in a file of their own."""
    inventory = stage.directory / "many-tenants"
    shutil.copytree(INVENTORY, inventory)
    hosts = {"hosts": {f"t{number:03}": None for number in range(tenants)}}
    stage.write("many-tenants/tenants/many.json", {"envelope_local": hosts, "tier_pool": hosts})
    return inventory
