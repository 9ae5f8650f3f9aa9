# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thresholds as people write them: a number with its unit, `85%`, `2s`, `10GiB`, `5/min`, or `off`."""

from __future__ import annotations

import re
import typing as t

from ..errors import Invalid
from ..spelling import unknown
from .watches import Watch

UNITS: dict[str, dict[str, float]] = {
    "percent": {"%": 1},
    "part of 1": {"%": 0.01},
    "time": {"s": 1, "ms": 0.001},
    "size": {"GiB": 2**30, "MiB": 2**20, "TiB": 2**40},
    "rate": {"/min": 1 / 60, "/s": 1, "/h": 1 / 3600},
    "tasks": {"task": 1, "tasks": 1},
    "hosts": {"host": 1, "hosts": 1},
}
"""What the units of a measure are worth in CloudWatch's own; of a rate, in a second. The first is for examples."""

WRITTEN = re.compile(r"(\d+(?:\.\d+)?) ?(\D*)")

OFF = "off"


def said(given: t.Mapping[str, t.Any], watches: t.Sequence[Watch],
         subjects: t.Mapping[str, t.Sequence[str]]) -> dict[str, float | None]:
    """What the inventory says, in CloudWatch's units; raises `Invalid` with everything that is wrong.

    It is said by the name of a watch, or as `name.subject` for one of its subjects alone.
    """
    known = {watch.name: watch for watch in watches}
    whole = {f"{name}{subject}": watch for name, watch in known.items()
             for subject in ("", *(f".{each}" for each in subjects[name]))}
    values: dict[str, float | None] = {}
    wrong = []
    for name, value in given.items():
        if name not in whole:
            wrong.append(f"monitoring_thresholds: {unknown(name, _near(name, known, whole))}")
            continue
        try:
            values[name] = amount(whole[name], value)
        except Invalid as error:
            wrong.append(f"monitoring_thresholds.{name} {error}")
    if wrong:
        raise Invalid("; ".join(wrong))
    return values


def threshold(values: t.Mapping[str, float | None], watch: Watch, subject: str) -> float | None:
    """That of a watch for one of its subjects; None where it is switched off."""
    named = [name for name in (f"{watch.name}.{subject}", watch.name) if name in values]
    return values[named[0]] if named else amount(watch, watch.threshold)


def amount(watch: Watch, given: t.Any) -> float | None:
    """A threshold in CloudWatch's unit; None for `off`, of which YAML makes false. Raises `Invalid`."""
    if given is False or given == OFF:
        return None
    units = UNITS[watch.measure]
    written = WRITTEN.fullmatch(str(given).strip())
    if isinstance(given, bool) or written is None or written[2] not in units:
        raise Invalid(
            f"is {given!r}: allowed are a number with {' or '.join(units)}, such as {watch.threshold}, and off")
    value = float(written[1]) * units[written[2]] * (watch.period if watch.measure == "rate" else 1)
    if written[2] == "%" and not 0 < float(written[1]) <= 100:
        raise Invalid(f"is {given!r}: allowed are more than 0% and up to 100%")
    if value <= 0:
        raise Invalid(f"is {given!r}: allowed is more than 0, or off")
    return round(value, 9)


def _near(name: str, known: t.Collection[str], whole: t.Collection[str]) -> t.Collection[str]:
    """What to offer: the subjects of a watch that is named, else the watches."""
    watch, dot, _subject = name.partition(".")
    return [each for each in whole if each.startswith(f"{watch}.")] if dot and watch in known else known
