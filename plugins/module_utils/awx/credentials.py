# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which role of AWS jobs take on for which inventory."""

from __future__ import annotations

import typing as t

from ..errors import Invalid
from .naming import named

Wanted = t.Mapping[str, t.Any]

OUTDONE = ("Environment", "WebIdentity")
"""Sources that leave variables in the environment which botocore takes before a configuration of no profile's name."""


def credentials_of(wanted: Wanted, inventory: str) -> list[str]:
    """Those that are for an inventory, which are all that name none, and those that were made by hand."""
    return [*(named(wanted, name) for name in _fitting(wanted, inventory)), *wanted["further_credentials"]]


def instead(wanted: Wanted, inventory: str) -> list[str]:
    """Those that a job for an inventory is given in place of its template's; AWX refuses one that the template has."""
    usual = credentials_of(wanted, wanted["inventory"])
    return [name for name in credentials_of(wanted, inventory) if name not in usual]


def are_alike(wanted: Wanted) -> bool:
    """Whether jobs take on the same role whatever their inventory: a workflow hands on no other."""
    return not any(instead(wanted, inventory) for inventory in wanted["inventories"])


def look_at_credentials(wanted: Wanted) -> None:
    """Raises `Invalid` where a job would take on no role, or another than is meant.

    AWX gives a job one credential of a type, and one without any that of its template, which is the first inventory's.
    """
    for name, about in wanted["credentials"].items():
        source = about.get("credential_source")
        if source in OUTDONE and about.get("profile", "default") in ("", "default"):
            raise Invalid(f"awx_credentials.{name}.profile is missing: with credential_source {source} botocore takes "
                          "what the job's environment has before the role, unless it and cell_aws name a profile")
    usual = _fitting(wanted, wanted["inventory"])
    for inventory in wanted["inventories"]:
        fitting = _fitting(wanted, inventory)
        if len(fitting) > 1:
            raise Invalid(f"awx_credentials: {' and '.join(fitting)} are all for the inventory {inventory}, and a job "
                          "takes on one role: say with inventories for which each is")
        if usual and not fitting:
            raise Invalid(f"awx_credentials: none is for the inventory {inventory}, and so its jobs would take on the "
                          f"role of {usual[0]}: say one whose inventories name it")


def _fitting(wanted: Wanted, inventory: str) -> list[str]:
    return [name for name, about in wanted["credentials"].items()
            if inventory in (about.get("inventories") or [inventory])]
