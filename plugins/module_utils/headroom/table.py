# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Headroom as a person reads it, and as data."""

from __future__ import annotations

import typing as t

from .. import policies
from . import quotas
from .ceilings import Ceiling
from .placing import Lacking
from .seeing import Seen

HELP = {
    "balancer_target_groups": "add a load balancer to cell_load_balancers",
    "rules": "add a load balancer to cell_load_balancers, or let AWS raise the quota",
    "balancer_certificates": "let tenants share a certificate (tenant_certificate), let AWS raise the quota, or add a "
                             "load balancer to cell_load_balancers (which helps silo tenants alone)",
    "": "let AWS raise the quota, or make another cell in another region or account",
}
"""What helps against a full quota; `""` for all others."""

Row = dict[str, t.Any]


def rows(seen: Seen) -> list[Row]:
    """Every quota: what is counted, where, how many there are (None: unknown) and may be, and who says so."""
    found = [_row(seen, key, used.get(key), name) for name, used in seen.used_at().items()
             for key in quotas.OF_A_LOAD_BALANCER]
    known = {key: seen.used(key) for key in quotas.OF_A_PLACE}
    found += [_row(seen, key, used) for key, used in known.items() if key != "distributions" or used is not None]
    return found + [_row(seen, "policy_size", policies.size(document), name)
                    for name, document in seen.policies.items()]


def _row(seen: Seen, key: str, used: int | None, where: str = "") -> Row:
    quota, limit = quotas.EVERY[key], seen.limits[key]
    return {"quota": key, "name": f"{quota.name}{f' of {where}' if where else ''}", "where": where, "used": used,
            "limit": int(limit.value), "source": limit.source, "adjustable": quota.adjustable}


def lines(title: str, found: t.Sequence[Ceiling], every: t.Sequence[Row]) -> list[str]:
    """What is left in tenants, and the ceiling that comes first for each sort of them."""
    table = [("", "left", "first ceiling"), *((each.sort, _left(each), _reason(each, every)) for each in found)]
    width = max(len(sort) for sort, _left, _reason in table)
    return [title, *(f"  {sort:<{width}}  {left:>7}  {reason}".rstrip() for sort, left, reason in table)]


def details(every: t.Sequence[Row], unknown: t.Sequence[str]) -> list[str]:
    """Every quota, and what AWS would not tell."""
    width = max(len(row["name"]) for row in every)
    return [*(f"  {row['name']:<{width}}  {_count(row['used']):>7} of {_count(row['limit']):<7}  "
              f"{row['source']}{'' if row['adjustable'] else ', not adjustable'}" for row in every),
            *(f"  unknown, because AWS refused {call}" for call in unknown)]


def refusal(lacking: Lacking, every: t.Sequence[Row]) -> str:
    """Why a tenant does not fit, and what helps."""
    known = {(row["quota"], row["where"]): row for row in every}
    full = [_full(known[key, where]) for where, keys in lacking.items() for key in keys]
    helps = dict.fromkeys(HELP.get(key, HELP[""]) for keys in lacking.values() for key in keys)
    return f"it does not fit: {', '.join(full)}; {'; or '.join(helps)}"


def _full(row: Row) -> str:
    return f"{row['name']} are {_count(row['used'])} of {_count(row['limit'])}"


def _left(found: Ceiling) -> str:
    return _count(int(found.left)) if found.known else "unknown"


def _reason(found: Ceiling, every: t.Sequence[Row]) -> str:
    row = next((row for row in every if (row["quota"], row["where"]) == (found.quota, found.where)), None)
    return f"{_full(row)}{'' if row['adjustable'] else ', not adjustable'}" if row and found.known else ""


def _count(number: int | None) -> str:
    return "unknown" if number is None else f"{number:,}"
