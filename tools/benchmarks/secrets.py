# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""20 tenants with 20 secrets each and nothing to change: our module, the stock module in a loop, plain botocore."""

from __future__ import annotations

import concurrent.futures
import json
import os
import typing as t
from dataclasses import dataclass

from .site import Runs, processor_seconds, seconds
from .stage import Playbook, Stage
from .tables import Cell, Report, Table, Verdict

TENANTS, EACH, FEWER = 20, 20, 5
VALUE = {"VALUE": "of-no-interest"}
STOCK = "community.aws.secretsmanager_secret"
OURS = "venturemond.envelope.secretsmanager_secrets"


@dataclass(frozen=True)
class Part:
    """What the stock module is run for, which takes too long for all."""

    tenants: int
    each: int

    @property
    def secrets(self) -> int:
        return self.tenants * self.each

    def scaled(self, measured: float, start: float) -> float:
        """What all would take, where `start` is spent once."""
        return start + (measured - start) * TENANTS * EACH / self.secrets


def run(stage: Stage) -> Report:
    stage.aws.reset()
    _make(stage)
    part = Part(TENANTS if stage.full else min(TENANTS, os.cpu_count() or 1), FEWER if stage.quick else EACH)
    recorded = stage.directory / "secrets.calls"
    ours = _play(stage, "ours", TENANTS, _ours(stage))
    ours.run(record=recorded)
    runs: Runs = {
        "start": [_play(stage, "start", TENANTS).run() for _unused in range(stage.runs)],
        "ours": [ours.run().without_writes() for _unused in range(stage.runs)],
        "plain": [stage.replay(recorded) for _unused in range(stage.runs)],
        "stock": [_play(stage, "stock", part.tenants, _stock(stage, part.each)).run().without_writes()],
    }
    return _report(runs, part)


def names(tenant: int) -> list[str]:
    return [f"bench/tenant-{tenant}/{number}" for number in range(EACH)]


def _make(stage: Stage) -> None:
    client = stage.aws.client("secretsmanager")
    every = [name for tenant in range(TENANTS) for name in names(tenant)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: client.create_secret(Name=name, SecretString=json.dumps(VALUE)), every))


def _play(stage: Stage, name: str, tenants: int, *tasks: dict[str, t.Any]) -> Playbook:
    """A play with a host for each tenant."""
    hosts = {f"tenant-{tenant}": {"ansible_connection": "local", "names": names(tenant),
                                  "secrets": [{"name": name, "values": VALUE} for name in names(tenant)]}
             for tenant in range(tenants)}
    play = {"hosts": "all", "gather_facts": False, "tasks": [*tasks, {"ansible.builtin.meta": "noop"}]}
    return Playbook(stage, stage.write(f"{name}/play.json", [play]),
                    stage.write(f"{name}/inventory.json", {"all": {"hosts": hosts}}))


def _ours(stage: Stage) -> dict[str, t.Any]:
    return {OURS: {**stage.connection, "secretsmanager_secrets": "{{ secrets }}"}}


def _stock(stage: Stage, each: int) -> dict[str, t.Any]:
    about = {**stage.connection, "name": "{{ item }}", "secret_type": "string", "secret": json.dumps(VALUE)}
    return {STOCK: about, "loop": f"{{{{ names[:{each}] }}}}", "no_log": True}


def _report(runs: Runs, part: Part) -> Report:
    took = {name: (seconds(each), processor_seconds(each), len(each[-1].calls)) for name, each in runs.items()}
    start, stock = took["start"], took["stock"]
    calls = stock[2] * TENANTS * EACH // part.secrets
    took["scaled"] = part.scaled(stock[0], start[0]), part.scaled(stock[1], start[1]), calls
    ways = [("our module, a task for each tenant", "ours", TENANTS * EACH),
            ("plain botocore, the same calls", "plain", TENANTS * EACH),
            (f"{STOCK} in a loop", "stock", part.secrets),
            ("  for all", "scaled", TENANTS * EACH),
            ("ansible-playbook without a task", "start", 0)]
    rows: list[list[Cell]] = [[title, many, *took[way]] for title, way, many in ways]
    title = f"secrets: {TENANTS} tenants with {EACH} secrets each, nothing to change"
    table = Table(title, ["way", "secrets", "s", "processor s", "calls"], rows, [
        f"The stock module ran for {part.tenants} tenants at once with {part.each} secrets each; what it took, less",
        "the start of ansible-playbook, is scaled to all. With --full it runs for all tenants."])
    ours, plain, scaled = took["ours"], took["plain"], took["scaled"]
    return Report([table], [
        Verdict("secrets: our module against the stock module", scaled[0] / ours[0], "times faster", at_least=25),
        Verdict("secrets: the same in processor time", scaled[1] / ours[1], "times less"),
        Verdict("secrets: our module against plain botocore", ours[0] / plain[0], "times as long")])
