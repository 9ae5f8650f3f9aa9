# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times, counts and commands, as a tired person reads them."""

from __future__ import annotations

import datetime
import json
import re
import shlex
import typing as t

MINUTE, HOUR, DAY = 60, 3600, 86400
TWO_OF_THEM = 2
"""Up to how many of the next larger unit a smaller one is told: 90 minutes, and then 2 hours."""


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def at(moment: datetime.datetime, today: datetime.datetime) -> str:
    """A moment in UTC; the day only where it is another."""
    there = moment.astimezone(datetime.UTC)
    same = there.date() == today.astimezone(datetime.UTC).date()
    return there.strftime("%H:%M:%SZ" if same else "%Y-%m-%d %H:%M:%SZ")


def lasting(seconds: float) -> str:
    """A span of time, such as `6 min`."""
    for unit, length, longest in (("s", 1, TWO_OF_THEM * MINUTE), ("min", MINUTE, TWO_OF_THEM * HOUR),
                                  ("h", HOUR, TWO_OF_THEM * DAY)):
        if seconds < longest:
            return f"{max(0.0, seconds) / length:.0f} {unit}"
    return f"{seconds / DAY:.0f} days"


def ago(moment: datetime.datetime, today: datetime.datetime) -> str:
    return f"{lasting((today - moment).total_seconds())} ago"


def since(moment: datetime.datetime, today: datetime.datetime) -> str:
    """From when on something is so."""
    return f"since {at(moment, today)} ({lasting((today - moment).total_seconds())})"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 alarm`, `2 alarms`."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def command(playbook: str, *, limit: str = "", **variables: t.Any) -> str:
    """The command line of a playbook, to be pasted once the inventory is said; what is empty is left out.

    `limit` is the host that it is run for, where the playbook knows no `target` and would act on all.
    """
    said = "".join(f" -e {variable(name, value)}" for name, value in variables.items() if value not in (None, ""))
    only = f" --limit {shlex.quote(limit)}" if limit else ""
    return f"ansible-playbook -i INVENTORY playbooks/{playbook}.yml{only}{said}"


def variable(name: str, value: t.Any) -> str:
    """What is said after `-e`, as shell and Ansible both take it: of `name=two words`, Ansible would take one."""
    plain = re.fullmatch(r"[\w.:@/-]+", str(value))
    return shlex.quote(f"{name}={value}" if plain else json.dumps({name: value}))
