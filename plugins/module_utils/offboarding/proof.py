# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof: every ARN that was found, by which search, what was done to it, and what AWS said last of it."""

from __future__ import annotations

import typing as t

from ..calls import Flow, here
from .archive import Record
from .searching import Found
from .tenant import Tenant
from .things import now

Proof = dict[str, t.Any]


def proof(tenant: Tenant, record: Record, export: t.Mapping[str, t.Any], last: Found, archived: str) -> Flow:
    """The proof as data, after a last look."""
    place = yield here()
    return {
        "tenant": tenant.slug, "hosts": list(tenant.hosts), "account": place["account"], "region": place["region"],
        "by": record.by, "began": record.began, "frozen": record.frozen, "proved": now(), "archive": archived,
        "export": dict(export), "things": record.things,
        "left": [each.arn for each in (*last.live, *last.left)],
        "pending": {each.arn: each.pending for each in last.pending},
        "clean": not last.live and not last.left,
    }


def markdown(about: Proof) -> str:
    """The proof as a page."""
    kept_back = about["export"].get("kept_back", [])
    lines = [
        f"# Tenant {about['tenant']} was taken away", "",
        f"Account {about['account']}, region {about['region']}; hosts {', '.join(about['hosts'])}.", "",
        "| | |", "| --- | --- |",
        f"| asked for by | {about['by']} |", f"| began | {about['began']} |", f"| frozen | {about['frozen']} |",
        f"| proved | {about['proved']} |", f"| kept in | {about['archive']} |",
        f"| exported | {about['export'].get('objects', 0)} objects, {about['export'].get('bytes', 0)} bytes |", "",
        *(_kept_back(kept_back) if kept_back else []),
        "## A last look", "", _last_look(about), "",
        "## Everything that was found", "",
        "| What | Found by | What was done | AWS's last answer |", "| --- | --- | --- | --- |",
        *(_row(each) for each in about["things"]), "",
    ]
    return "\n".join(lines)


def _kept_back(entries: t.Sequence[t.Mapping[str, t.Any]]) -> list[str]:
    rows = [f"| `{each['bucket']}/{each['key']}` | {each['size']} | {each['why']} |" for each in entries]
    return ["## Not exported", "", "Nobody may read what a scanner has not found clean.", "",
            "| Object | Bytes | Why |", "| --- | --- | --- |", *rows, ""]


def _last_look(about: Proof) -> str:
    if about["left"]:
        return "**Still there:**\n\n" + "\n".join(f"- `{arn}`" for arn in about["left"])
    zero = "The tagging API and each service list nothing of it any more"
    if not about["pending"]:
        return f"{zero}."
    waits = "\n".join(f"- `{arn}`: {what}" for arn, what in about["pending"].items())
    return f"{zero}, but for what waits for its end:\n\n{waits}"


def _row(entry: t.Mapping[str, t.Any]) -> str:
    said = "; ".join(
        f"{answer['operation']}: {answer['code']} at {answer['at']}{_request(answer)}"
        for answer in (entry.get("deletion"), entry.get("last")) if answer)
    return f"| `{entry['arn']}` | {', '.join(entry['by'])} | {entry.get('outcome', 'nothing')} | {said} |"


def _request(answer: t.Mapping[str, str]) -> str:
    return f" (request {answer['request']})" if answer["request"] else ""
