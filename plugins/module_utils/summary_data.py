# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of the site came to, or would come to, for programs; docs/summary.md describes it."""

from __future__ import annotations

import collections
import itertools
import re
import typing as t

from .on_call.masking import NAMED, without_secrets
from .registering import diffs, registered
from .registry import KINDS
from .results import SENSITIVE
from .site_summary import Variables, remarks

SCHEMA = "venturemond.envelope.summary/1"

ACTIONS = ("create", "update", "replace", "delete")
COUNTED = (*ACTIONS, "refused", "failed")

VARIABLES = frozenset({"environment", "variables"})
"""Options whose values a person writes, by names of their own."""

SECRET = re.compile(rf"{NAMED}|keys?$|dsn$|salt$", re.IGNORECASE)
"""Names of variables that are taken for secrets, some of which are none."""

NO_SECRET = re.compile(r"(\barn:aws[\w-]*:[\w:/.*!+=@-]+|\bsecretsmanager:[A-Z*]\w*)")
"""What of a reason is called a secret, and has to be read: which one it is, and what may not be done with it."""

Data = dict[str, t.Any]


def summed(hosts: t.Sequence[Data], *, check: bool) -> Data:
    """The summary of a run, made of what `about` says of each host."""
    counts = collections.Counter[str]()
    for host in hosts:
        counts.update(host["counts"])
    return {"schema": SCHEMA, "check": check, "counts": _counted(counts), "hosts": list(hosts)}


def about(name: str, values: Variables, *, leaving: str = "", settled: bool = False) -> Data:
    """What came of one host; `leaving` says so of a tenant that is being taken away, `settled` that it has all."""
    results = [] if leaving else [(_module(each), each) for each in registered(values)]
    options = {str(each.get("after_header")).partition(" (")[0]: _options(each) for each in diffs(values)}
    changes = [{"module": module, "name": each, "action": action, "options": options.get(f"{module} {each}", {})}
               for module, result in results for each, action in result["actions"].items() if action in ACTIONS]
    refused, failed, unseen = (_told(results, kind) for kind in ("refused", "failures", "unseen"))
    if values.get("tenant_failed") and not failed:
        failed = [{"module": "", "name": name, "why": _reason(values["tenant_failed"]["msg"])}]
    counts = collections.Counter(each["action"] for each in changes)
    counts.update(refused=len(refused), failed=len(failed))
    return {"name": name, "kind": "tenant" if "tenant_host" in values else "platform", "leaving": leaving,
            "counts": _counted(counts), "changes": changes, "refused": refused, "failed": failed,
            "unseen": unseen, "remarks": [] if leaving else remarks(values, settled=settled)}


def _counted(counts: t.Mapping[str, int]) -> dict[str, int]:
    return {name: counts.get(name, 0) for name in COUNTED}


def _module(result: Variables) -> str:
    """Which module a result is of: those of a set say so, others have what they return by its name."""
    return str(result.get("module") or next((name for name in result if name in KINDS), ""))


def _told(results: t.Iterable[tuple[str, Variables]], what: str) -> list[dict[str, str]]:
    return [{"module": module, "name": name, "why": _reason(why)} for module, result in results
            for name, why in (result.get(what) or {}).items()]


def _reason(why: t.Any) -> str:
    """A text without what looks like a secret, as AWS repeats in refusals what it was sent."""
    parts = NO_SECRET.split(str(why))
    return "".join(part if place % 2 else without_secrets(part) for place, part in enumerate(parts))


def _options(diff: Variables) -> dict[str, dict[str, t.Any]]:
    """What each option was and is to be, of a diff as modules give it."""
    sides = {side: diff.get(side) or {} for side in ("before", "after")}
    names = dict.fromkeys([*sides["before"], *sides["after"]])
    former = {"before": {}, "after": sides["before"]}
    return {name: {side: _masked(found[name], former[side].get(name), plain=name in VARIABLES)
                   for side, found in sides.items() if name in found} for name in names}


def _masked(value: t.Any, was: t.Any, *, plain: bool) -> t.Any:
    """A value without what is called a secret, or looks like one, among variables: it has no place there, but may be
    by mistake."""
    if isinstance(value, t.Mapping):
        before = was if isinstance(was, t.Mapping) else {}
        return {name: _hidden(each, before.get(name, each)) if plain and SECRET.search(str(name)) else
                _masked(each, before.get(name), plain=plain or name in VARIABLES) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        beside = was[:len(value)] if isinstance(was, (list, tuple)) else ()
        return [_masked(*pair, plain=plain) for pair in itertools.zip_longest(value, beside)]
    return without_secrets(value) if plain and isinstance(value, str) else value


def _hidden(value: t.Any, was: t.Any) -> str:
    return SENSITIVE if value == was else f"{SENSITIVE[:-1]}, changed)"
