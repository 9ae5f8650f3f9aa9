# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was found, as tables: for a person and, as plain data, for a program."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

import rich.box
import rich.table
from rich.console import Console

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """Rows of figures; a None is a figure that was not measured."""

    title: str
    columns: list[str]
    rows: list[list[Cell]]
    notes: list[str] = field(default_factory=list)

    def data(self) -> dict[str, t.Any]:
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"title": self.title, "rows": rows, "notes": self.notes}

    def show(self, console: Console) -> None:
        """Print it; a table without rows is only its notes."""
        if self.rows:
            console.print(self._drawn())
        for note in self.notes:
            console.print(f"  {note}", style="dim", highlight=False)
        console.print()

    def _drawn(self) -> rich.table.Table:
        table = rich.table.Table(title=self.title, title_justify="left", title_style="bold", box=rich.box.SIMPLE_HEAD)
        for number, column in enumerate(self.columns):
            figures = all(not isinstance(row[number], str) for row in self.rows)
            table.add_column(column, justify="right" if figures else "left")
        for row in self.rows:
            table.add_row(*map(text, row))
        return table


def text(cell: Cell) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, float):
        return f"{cell:,.2f}" if cell < 10 else f"{cell:,.1f}"
    return f"{cell:,}" if isinstance(cell, int) else cell


@dataclass(frozen=True)
class Verdict:
    """A figure that was aimed at, and what came out."""

    what: str
    figure: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def met(self) -> bool | None:
        if self.at_least is None and self.at_most is None:
            return None
        return (self.at_least or 0) <= self.figure <= (self.at_most or float("inf"))

    def row(self) -> list[Cell]:
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        target = " and ".join(f"{word} {bound:g}" for word, bound in bounds if bound is not None)
        return [self.what, float(self.figure), self.unit, target, {True: "met", False: "missed", None: ""}[self.met]]


@dataclass(frozen=True)
class Report:
    """What one benchmark found."""

    tables: list[Table]
    verdicts: list[Verdict] = field(default_factory=list)


def summary(verdicts: t.Iterable[Verdict], notes: list[str]) -> Table:
    return Table("In short", ["", "figure", "unit", "target", "result"], [each.row() for each in verdicts], notes)
