# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the task definitions have the variables that a compose file gives the same services.

Names are told, never values: those are compared here where neither side is a secret, and forgotten.
"""

from __future__ import annotations

import fnmatch
import typing as t
from collections import Counter
from dataclasses import dataclass

from ..contract import SECRET
from ..errors import Invalid
from ..overlaying import merge
from ..spelling import unknown
from .parity_names import ALL, IGNORED, NAMES, SERVICES

STATUSES = SAME, RENAMED, MISSING, EXTRA = "same", "different naming", "missing", "only here"

Variables = t.Mapping[str, "str | None"]
"""Values by name; None where one is not known."""
Names = t.Mapping[str, "str | None"]
"""Our names by Compose's; None for what only Compose has use for."""
Row = dict[str, t.Any]


class Running(t.TypedDict):
    """What a service of ECS finds in its environment."""

    family: str
    """With its revision, such as `envelope-prod-tenant:7`."""
    environment: t.Mapping[str, str]
    secrets: t.Collection[str]
    """Variables that come from a secret."""
    files: t.Collection[str]
    """ARNs of files with further variables, which are not read."""


@dataclass(frozen=True)
class Naming:
    """How the variables of a service are called here."""

    names: Names
    ignored: t.Sequence[str]

    def counts(self, name: str) -> bool:
        """Whether a variable is looked at."""
        dropped = any(fnmatch.fnmatchcase(name, pattern) for pattern in self.ignored)
        return not dropped and self.names.get(name, name) is not None

    def called(self, name: str) -> list[str]:
        """What a variable may be called, the likeliest first."""
        other = self.names.get(name)
        return [name, other] if other else [name]


NOTHING: Running = {"family": "", "environment": {}, "secrets": (), "files": ()}


def running(services: t.Iterable[t.Mapping[str, t.Any]], prefix: str) -> dict[str, Running]:
    """The platform's services by the name behind its prefix, as the source `services` shows them."""
    start = f"{prefix}-"
    return {one["serviceName"].removeprefix(start): _running(one["task"], one["serviceName"].removeprefix(start))
            for one in services if one["serviceName"].startswith(start)}


def _running(task: t.Mapping[str, t.Any], service: str) -> Running:
    """What the service's own container has; all of them where none has its name."""
    containers = task["containerDefinitions"]
    own = [one for one in containers if one["name"] == service] or containers
    return {
        "family": f"{task['family']}:{task['revision']}",
        "environment": {each["name"]: each["value"] for one in own for each in one.get("environment", ())},
        "secrets": [each["name"] for one in own for each in one.get("secrets", ())],
        "files": [each["value"] for one in own for each in one.get("environmentFiles", ())],
    }


def compare(compose: t.Mapping[str, Variables], live: t.Mapping[str, Running], *, file: str,
            services: t.Mapping[str, str | None] | None = None,
            names: t.Mapping[str, Names] | None = None,
            ignored: t.Sequence[str] = IGNORED) -> Row:
    """The parity of a report: each variable of each service of the compose file, and what became of it.

    `services` and `names` are laid over those of `parity_names`.  Raises `Invalid` where they speak of a service that
    is nowhere.
    """
    known, renamed = merge(SERVICES, services or {}), merge(NAMES, names or {})
    counterparts = {name: known.get(name, name) for name in compose}
    _refuse(services or {}, compose, "of Compose")
    _refuse(names or {}, {ALL, *filter(None, counterparts.values()), *live}, "of variables that are named differently")
    told = []
    for name, service in counterparts.items():
        found = live.get(service or "")
        naming = Naming({**(renamed.get(ALL) or {}), **(renamed.get(service) or {})}, ignored)
        told.append({"compose": name, "service": service, "family": found["family"] if found else None,
                     "variables": _rows(compose[name], found, naming, service) if service else []})
    counts = Counter(row["status"] for one in told for row in one["variables"])
    return {"file": file, "services": told, "summary": {status: counts[status] for status in STATUSES}}


def _refuse(said: t.Iterable[str], there: t.Collection[str], what: str) -> None:
    for name in said:
        if name not in there:
            raise Invalid(f"service {what}: {unknown(name, there)}")


def _rows(variables: Variables, found: Running | None, naming: Naming, service: str) -> list[Row]:
    """The variables of a service: those that Compose gives it, and behind them those that are only here."""
    wanted = {name: value for name, value in variables.items() if naming.counts(name)}
    if found is None:
        return [_row(name, None, value, NOTHING, f"no service {service} runs") for name, value in wanted.items()]
    there = {*found["environment"], *found["secrets"]}
    rows = []
    for name, value in wanted.items():
        called = naming.called(name)
        live_name = next((each for each in called if each in there), None)
        rows.append(_row(name, live_name, value, found, None if live_name else _why_missing(called, found)))
    extra = filter(naming.counts, there - {row["live_name"] for row in rows})
    return rows + [{**_row(name, name, None, found), "status": EXTRA} for name in sorted(extra)]


def _why_missing(called: list[str], found: Running) -> str | None:
    """What to know of a variable that is not there."""
    notes = [f"looked for as {other}, too" for other in called[1:]]
    notes += [f"{file} may have it, which is not read" for file in found["files"]]
    return "; ".join(notes) or None


def _row(name: str, live_name: str | None, value: str | None, found: Running, note: str | None = None) -> Row:
    plain = found["environment"].get(live_name or "")
    hidden = any(SECRET.search(each) for each in (name, live_name or ""))
    secret = hidden or live_name in found["secrets"]
    return {
        "name": name, "live_name": live_name, "secret": secret,
        "status": MISSING if live_name is None else SAME if live_name == name else RENAMED,
        "value_differs": None if secret or value is None or plain is None else value != plain,
        "note": "plain in the task definition, and a secret" if hidden and plain is not None else note,
    }
