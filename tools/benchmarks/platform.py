# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform of inventories/local alone, with nothing to do: all of it, and each of its roles by its tag."""

from __future__ import annotations

import collections
import typing as t

import yaml

from .measuring import Measured
from .site import median, processor_seconds, seconds
from .stage import INVENTORY, ROOT, SITE, Playbook, Stage
from .tables import Cell, Report, Table, Verdict

PLATFORM = "envelope-local"
LIMIT = 6.0
"""Seconds for a plan of the whole platform. Terraform took 8 for the same."""

NOTHING = [{"name": "Nothing", "hosts": PLATFORM, "gather_facts": False, "tasks": []}]


def run(stage: Stage) -> Report:
    stage.empty()
    site = Playbook(stage, SITE, INVENTORY)
    site.run()
    empty = Playbook(stage, stage.write("nothing.json", NOTHING), INVENTORY)
    floor = [empty.run() for _unused in range(stage.runs)]
    whole = [site.run("--limit", PLATFORM).without_writes() for _unused in range(stage.runs)]
    parts = {role: site.run("--limit", PLATFORM, "--tags", role).without_writes() for role in roles()}
    return Report([_by_role(whole, parts, floor), _by_service(whole[-1])], [
        Verdict("platform: no-op", seconds(whole), "s", at_most=LIMIT),
        Verdict("platform: no-op against an empty play", seconds(whole) / seconds(floor), "times as long"),
        Verdict("platform: calls of a no-op", median(whole, lambda each: len(each.calls)), "calls"),
    ])


def roles() -> list[str]:
    """The roles that a platform is made of, in their order, by the tags they have."""
    tasks = yaml.safe_load((ROOT / "roles/platform/tasks/main.yml").read_text(encoding="utf-8"))
    return [task["tags"] for task in tasks]


def _by_role(whole: list[Measured], parts: t.Mapping[str, Measured], floor: list[Measured]) -> Table:
    """What each role adds to an empty play; what roles share is looked at once in the whole, and in each part again."""
    base, used = seconds(floor), processor_seconds(floor)
    rows: list[list[Cell]] = [["an empty play", base, used, 0]]
    rows += [[role, each.seconds - base, each.processor_seconds - used, len(each.calls)]
             for role, each in parts.items()]
    rows.append(["all of them, and the play", seconds(whole), processor_seconds(whole), len(whole[-1].calls)])
    return Table(f"platform: {PLATFORM} with nothing to do", ["role", "s", "processor s", "calls"], rows, [
        "Each role was run alone by its tag, and is shown without the empty play.",
        "The inventory is looked at for each, and what they share, such as the VPC's id, is asked for by each."])


def _by_service(whole: Measured) -> Table:
    counted = collections.Counter(call["service"] for call in whole.calls)
    rows: list[list[Cell]] = [[service, count] for service, count in counted.most_common()]
    return Table("platform: calls of the whole, by service", ["service", "calls"], rows)
