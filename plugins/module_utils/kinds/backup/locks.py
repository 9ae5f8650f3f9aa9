# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vault lock: how long recovery points must and may be kept, and whether that can be undone."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...advising import advised
from ...calls import Flow
from ...fields import instruction, option, required
from ...resource import Part
from .service import backup
from .texts import LONGEST, range_problems

SHORTEST_GRACE = 3

ADVICE = {"InvalidRequestException": "a lock in compliance mode is final once its days are over; neither you nor AWS "
                                     "can change or lift it, so ask for what it is (lock_date says since when)"}


@dataclass(frozen=True, kw_only=True)
class Lock(Part):
    """What recovery points of a vault are held to."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "mode": "governance", "min_retention_days": 7, "max_retention_days": 365}

    mode: t.Literal["none", "governance", "compliance"] = required(
        "V(governance) can be lifted by whoever may do that; V(compliance) by nobody, once "
        "O(backup_vaults[].lock.changeable_for_days) are over: until all in it has expired, the vault is there and "
        "costs; V(none) lifts it.")
    min_retention_days: int | None = option("Days for which a backup has to be kept, at least. Others fail.")
    max_retention_days: int | None = option("Days for which a backup may be kept, at most. Others fail.")
    changeable_for_days: int | None = instruction(
        "Days for which a lock in mode V(compliance) can still be changed and lifted, 3 at least; they begin again "
        "when it is changed. AWS does not tell them, so they alone are no change.")

    def problems(self) -> t.Iterator[str]:
        least, most = self.min_retention_days, self.max_retention_days
        for name in ("min_retention_days", "max_retention_days"):
            yield from range_problems(name, getattr(self, name), 1, LONGEST, "days")
        if least and most and least > most:
            yield f"min_retention_days: {least}, allowed are at most max_retention_days ({most})"
        if self.mode == "none" and (least or most):
            yield "mode: none goes without min_retention_days and max_retention_days"
        if self.mode == "compliance" and self.changeable_for_days is None:
            yield f"changeable_for_days: mode compliance needs them, {SHORTEST_GRACE} to {LONGEST} days"
        if self.mode != "compliance" and self.changeable_for_days is not None:
            yield ("changeable_for_days: nobody can undo a lock once they are over, so say mode compliance as well if "
                   f"that is meant; mode {self.mode} goes without")
        yield from range_problems("changeable_for_days", self.changeable_for_days, SHORTEST_GRACE, LONGEST, "days")


def lock(vault: str, wanted: Lock, now: Lock | None) -> Flow:
    """Have a vault locked so, or not at all."""
    if wanted.mode == "none" or (now and now.mode == "compliance" and wanted.mode != "compliance"):
        yield from advised(backup.delete_backup_vault_lock_configuration(BackupVaultName=vault), ADVICE)
    if wanted.mode != "none":
        yield from advised(backup.put_backup_vault_lock_configuration(
            BackupVaultName=vault, **wanted.wire("min_retention_days", "max_retention_days"),
            ChangeableForDays=wanted.changeable_for_days), ADVICE)


def mode(found: t.Mapping[str, t.Any]) -> str:
    """The mode of a vault as a reply describes it."""
    if not found.get("Locked"):
        return "none"
    return "compliance" if found.get("LockDate") else "governance"
