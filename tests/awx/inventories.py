# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An inventory as AWX keeps it, and as it hands a slice of it to a job.

As in `Inventory.get_script_data` of AWX 24.6: a host that is not in the slice is in no group either.
"""

from __future__ import annotations

import json
import subprocess
import sys
import typing as t
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
Variables = dict[str, t.Any]


@dataclass(frozen=True)
class Inventory:
    """Groups with what they hold, and variables of hosts, as `ansible-inventory --list --export` says them."""

    groups: dict[str, Variables]
    hostvars: dict[str, Variables]

    @classmethod
    def synced(cls, source: Path, variables: Variables | None = None) -> Inventory:
        """What a sync of AWX finds in `source`; `variables` are those that somebody gave the inventory in AWX."""
        command = [Path(sys.executable).with_name("ansible-inventory"), "-i", source, "--list", "--export"]
        listed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
        hostvars = listed.pop("_meta").get("hostvars", {})
        everything = listed.setdefault("all", {})
        everything["vars"] = {**everything.get("vars", {}), **(variables or {})}
        return cls(listed, hostvars)

    @property
    def hosts(self) -> list[str]:
        return sorted({host for group in self.groups.values() for host in group.get("hosts", ())})

    def sliced(self, number: int = 1, count: int = 1) -> Variables:
        """What AWX prints for the slice `number` of `count`, counted from 1."""
        kept = self.hosts[number - 1::count]
        held = {name: [host for host in group.get("hosts", ()) if host in kept] for name, group in self.groups.items()}
        groups = {name: {**{what: group[what] for what in ("vars", "children") if group.get(what)},
                         **({"hosts": held[name]} if held[name] else {})} for name, group in self.groups.items()}
        told = {host: {**self.hostvars.get(host, {}), "remote_host_enabled": "true", "remote_tower_enabled": "true"}
                for host in kept}
        children = sorted(name for name in self.groups if name != "all")
        everything = {**groups.get("all", {}), "children": children}
        return {**{name: group for name, group in groups.items() if group}, "all": everything,
                "_meta": {"hostvars": told}}

    def script(self, number: int = 1, count: int = 1) -> str:
        """The program that AWX writes for a job to read."""
        return f"#!/usr/bin/env python3\nprint({json.dumps(self.sliced(number, count))!r})\n"
