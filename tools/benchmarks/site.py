# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/site.yml on inventories/local: from empty, with nothing to do, and looked at only."""

from __future__ import annotations

import statistics
import typing as t

from .measuring import Measured
from .stage import INVENTORY, SITE, Playbook, Stage
from .tables import Cell, Report, Table, Verdict
from .timeline import shares

Runs = dict[str, list[Measured]]


def run(stage: Stage) -> Report:
    site = Playbook(stage, SITE, INVENTORY)
    runs: Runs = {"apply": [_from_empty(stage, site) for _unused in range(stage.runs)]}
    runs["no-op"] = [site.run().without_writes() for _unused in range(stage.runs)]
    runs["check"] = [site.run("--check").without_writes() for _unused in range(stage.runs)]
    recorded = stage.directory / "site.calls"
    site.run(record=recorded)
    runs["plain botocore"] = [stage.replay(recorded) for _unused in range(stage.runs)]
    return Report([_whole(runs), _by_role(runs)], _verdicts(runs))


def _from_empty(stage: Stage, site: Playbook) -> Measured:
    stage.empty()
    return site.run()


def median(runs: list[Measured], figure: t.Callable[[Measured], float]) -> float:
    return statistics.median(map(figure, runs))


def seconds(runs: list[Measured]) -> float:
    return median(runs, lambda run: run.seconds)


def processor_seconds(runs: list[Measured]) -> float:
    return median(runs, lambda run: run.processor_seconds)


def _whole(runs: Runs) -> Table:
    rows: list[list[Cell]] = [
        [name, seconds(each), processor_seconds(each), len(each[-1].calls),
         sum(call["write"] for call in each[-1].calls)]
        for name, each in runs.items()
    ]
    columns = ["run", "s", "processor s", "calls", "writes"]
    return Table("site: playbooks/site.yml on inventories/local", columns, rows, [
        f"Medians of {len(runs['apply'])}. Plain botocore makes the reads of the no-op again, in one process.",
        "Processor seconds leave out the embedded AWS, which shares the machine."])


def _by_role(runs: Runs) -> Table:
    names = ("apply", "no-op", "check")
    split = {name: [shares(run) for run in runs[name]] for name in names}
    roles = dict.fromkeys(role for name in names for each in split[name] for role in each)
    rows: list[list[Cell]] = []
    for role in roles:
        row: list[Cell] = [role]
        for name in names:
            found = [each[role] for each in split[name] if role in each]
            row += [statistics.median(one.seconds for one in found), found[-1].calls] if found else [None, None]
        rows.append(row)
    columns = ["role or task", *(f"{name} {what}" for name in names for what in ("s", "calls"))]
    return Table("site, by role", columns, rows)


def _verdicts(runs: Runs) -> list[Verdict]:
    again, plain = seconds(runs["no-op"]), seconds(runs["plain botocore"])
    return [
        Verdict("site: apply from empty", seconds(runs["apply"]), "s", at_most=30),
        Verdict("site: no-op", again, "s", at_most=5),
        Verdict("site: no-op against plain botocore", again / plain, "times as long"),
    ]
