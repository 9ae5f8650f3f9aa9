# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory and time of playbooks/site.yml with a hundred pool tenants and nothing to do."""

from __future__ import annotations

import shutil
from pathlib import Path

from .measuring import Measured
from .stage import INVENTORY, SITE, Playbook, Stage
from .tables import Report, Table, Verdict

TENANTS, FEWER = 100, 10
LIMIT = 300.0
MB = 1024 * 1024


def run(stage: Stage) -> Report:
    tenants = FEWER if stage.quick else TENANTS
    stage.aws.reset()
    site = Playbook(stage, SITE, _inventory(stage, tenants))
    made = Playbook(stage, SITE, site.inventory, {"tenants_serial": "100%"}).run()
    again = site.run(watch=True).without_writes()
    title = f"memory: playbooks/site.yml with {tenants} pool tenants more"
    table = Table(title, ["run", "s", "processor s", "calls"], [
        ["apply, all at once", made.seconds, made.processor_seconds, len(made.calls)],
        ["no-op", again.seconds, again.processor_seconds, len(again.calls)]],
        [f"--quick: {FEWER} tenants instead of {TENANTS}."] if stage.quick else [])
    return Report([table], [
        Verdict("memory: the largest of all processes", again.largest_bytes / MB, "MB"),
        *_watched(again)])


def _watched(run: Measured) -> list[Verdict]:
    """What was seen in /proc, where there is one."""
    if not run.playbook_bytes:
        return []
    return [Verdict("memory: ansible-playbook's own process", run.playbook_bytes / MB, "MB", at_most=LIMIT),
            Verdict("memory: all processes at one time, shared pages once", run.together_bytes / MB, "MB")]


def _inventory(stage: Stage, tenants: int) -> Path:
    """The local inventory, with more tenants of the pool tier in a file of their own."""
    inventory = stage.directory / "many-tenants"
    shutil.copytree(INVENTORY, inventory)
    hosts = {"hosts": {f"t{number:03}": None for number in range(tenants)}}
    stage.write("many-tenants/tenants/many.json", {"envelope_local": hosts, "tier_pool": hosts})
    return inventory
