# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""20 tenants with 20 secrets each and nothing to change: our module, the stock module in a loop, plain botocore."""

from __future__ import annotations

import concurrent.futures
import json
import os
import typing as t

from .site import Runs, seconds
from .stage import Playbook, Stage
from .tables import Report, Table, Verdict

TENANTS, EACH = 20, 20
VALUE = {"VALUE": "of-no-interest"}
STOCK = "community.aws.secretsmanager_secret"
OURS = "venturemond.envelope.secretsmanager_secrets"


def run(stage: Stage) -> Report:
    stage.aws.reset()
    _make(stage)
    few = TENANTS if stage.full else min(TENANTS, os.cpu_count() or 1)
    recorded = stage.directory / "secrets.calls"
    ours = _play(stage, "ours", TENANTS, _ours(stage))
    ours.run(record=recorded)
    runs: Runs = {
        "start": [_play(stage, "start", TENANTS).run() for _ in range(stage.runs)],
        "ours": [ours.run().without_writes() for _ in range(stage.runs)],
        "plain": [stage.replay(recorded) for _ in range(stage.runs)],
        "stock": [_play(stage, "stock", few, _stock(stage)).run().without_writes()],
    }
    return _report(runs, few)


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


def _stock(stage: Stage) -> dict[str, t.Any]:
    about = {**stage.connection, "name": "{{ item }}", "secret_type": "string", "secret": json.dumps(VALUE)}
    return {STOCK: about, "loop": "{{ names }}", "no_log": True}


def _report(runs: Runs, few: int) -> Report:
    start, ours, plain, stock = (seconds(runs[name]) for name in ("start", "ours", "plain", "stock"))
    calls = {name: len(each[-1].calls) for name, each in runs.items()}
    total, scaled = TENANTS * EACH, start + (stock - start) * TENANTS / few
    table = Table(f"secrets: {TENANTS} tenants with {EACH} secrets each, nothing to change",
                  ["way", "secrets", "s", "ms for each", "calls"], [
        ["our module, a task for each tenant", total, ours, ours / total * 1000, calls["ours"]],
        ["plain botocore, the same calls", total, plain, plain / total * 1000, calls["plain"]],
        [f"{STOCK} in a loop", few * EACH, stock, stock / few / EACH * 1000, calls["stock"]],
        ["  for all tenants", total, scaled, scaled / total * 1000, calls["stock"] * TENANTS // few],
        ["ansible-playbook without a task", 0, start, None, calls["start"]],
    ], [] if few == TENANTS else [
        f"The stock module ran for {few} tenants, as many at once as there are cores; what it took, less the",
        f"start of ansible-playbook, is scaled to {TENANTS}. With --full it runs for all."])
    return Report([table], [
        Verdict("secrets: our module against the stock module", scaled / ours, "times faster", at_least=25),
        Verdict("secrets: our module against plain botocore", ours / plain, "times as long")])
