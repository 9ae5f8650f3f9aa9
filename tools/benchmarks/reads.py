# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many calls a set costs that is as it should be, by kind: counted, so equal on every machine."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.tests.integration.kinds.test_lives import LIVES
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account, Life

from .measuring import Unusable
from .sets import given, nth
from .stage import Stage
from .tables import Cell, Report, Table


def run(stage: Stage) -> Report:
    sizes = (1, 10) if stage.quick else (1, 10, 100)
    lives = {life.module: life for life in reversed(LIVES)}  # the first of each kind
    rows: list[list[Cell]] = []
    refused: list[str] = []
    for name in sorted(KINDS.keys() & lives.keys()):
        row: list[Cell] = [name]
        for size in sizes:
            stage.aws.reset()
            try:
                row.append(_calls(Account(stage.aws), lives[name], size))
            except Unusable as limit:
                refused.append(str(limit))
                row.append(None)
        rows.append(row)
    columns = ["kind", *(f"a set of {size}" for size in sizes)]
    return Report([Table("reads: calls of a run with nothing to do", columns, rows, refused)])


def _calls(account: Account, life: Life, size: int) -> int:
    """The calls of a second run; raises `Unusable` where AWS does not take so many."""
    wanted = [nth(life, number) for number in range(size)]
    given(account, life, wanted)
    made, again = (account.run(life.module, *wanted, **life.scope) for _unused in range(2))
    for result in (made, again):
        if result.get("failed"):
            raise Unusable(f"{life.module}, {size}: {_first_reason(result)}")
    if again["writes"]:
        raise Unusable(f"{life.module}, {size}: the second run wrote {', '.join(sorted(set(again['writes'])))}")
    return t.cast(int, again["calls"])


def _first_reason(result: dict[str, t.Any]) -> str:
    return str(next(iter(result.get("failures", {}).values()), result["msg"]))
