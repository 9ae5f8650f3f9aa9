# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Of B3: what keys the data is encrypted with, and whether it is copied."""

from __future__ import annotations

import typing as t

from ...errors import EnvelopeError
from ...wire import pairs
from ..checks import Check, Judged, Remedy, Subject
from ..live import Live
from ..platform import Found
from ..selecting import takes
from ..sources.backup import OPTED, PLANS
from ..sources.kms import KEYS, USERS, key_id
from ..stores import each_cache, each_database, of_itself

ROLE = "security_baseline"
KEY_MANAGEMENT: dict[str, t.Any] = {"iso_2013": ("A.10.1",), "iso_2022": ("8.24",)}

SYMMETRIC, LEAVING = "SYMMETRIC_DEFAULT", ("PendingDeletion", "PendingReplicaDeletion")


def off(variable: str) -> t.Callable[[Live], str]:
    """Why a control does not apply that the inventory switches off."""
    return lambda live: "" if live.said(variable, True) else f"the inventory switches it off ({variable})"


def _encrypted(live: Live) -> t.Iterator[Subject]:
    """Database and cache, where they are encrypted at all."""
    yield from (one for one in each_database(live) if one.thing.get("StorageEncrypted"))
    yield from (one for one in each_cache(live) if one.thing.get("AtRestEncryptionEnabled"))


def _keys(live: Live) -> t.Iterator[Subject]:
    """Customer-managed keys, by alias; those of tenants bear their names.  Not all, where what uses them is refused."""
    tenants = {f"alias/{one.prefix}": one.name for one in live.place.tenants if one.prefix}
    for one in live[KEYS]:
        if not one["AWS"]:
            owner = next((tenants[alias] for alias in one["aliases"] if alias in tenants), None)
            yield Subject(f"key {next(iter(one['aliases']), one['KeyId'])}", one, owner)
    for source in USERS:
        try:
            live[source]
        except EnvelopeError as error:
            yield Subject(f"keys of {source.name}", error)


def _by_own_key(live: Live, store: Found) -> Judged:
    """A key that no alias tells of is somebody's own: those of AWS all have one."""
    used = store.get("KmsKeyId")
    ours = used is not None and not any(one["AWS"] for one in live[KEYS] if one["KeyId"] == key_id(used))
    return Judged(ours, "a customer-managed key" if ours else "AWS's own key")


def _rotates(live: Live, key: Found) -> Judged:
    """A key that is to be deleted rotates no more, and one of another sort never does."""
    rotation = key["rotation"]
    if rotation["KeyRotationEnabled"]:
        return Judged(True, f"every {rotation.get('RotationPeriodInDays', 365)} days")
    if rotation.get("KeyState") in LEAVING:
        return Judged(True, "it is to be deleted")
    if rotation.get("KeySpec", SYMMETRIC) != SYMMETRIC or rotation.get("Origin") == "EXTERNAL":
        return Judged(True, "KMS rotates no keys of its sort")
    return Judged(False, "it does not rotate")


def _copied(live: Live, database: Found) -> Judged:
    if not live[OPTED].get("RDS", True):
        return Judged(False, "AWS Backup is switched off for databases")
    arn, tags = of_itself(database)["DBInstanceArn"], pairs().into(database.get("TagList"))
    plans = [plan["BackupPlanName"] for plan in live[PLANS] if any(takes(one, arn, tags) for one in plan["selections"])]
    if plans:
        return Judged(True, f"by plan {', '.join(plans)}")
    return Judged(False, "no plan takes it" if live[PLANS] else "there is no plan")


CHECKS = (
    Check("B3.keys", "Data is encrypted by keys of our own", "medium", _encrypted, _by_own_key,
          "a customer-managed key", Remedy("data_stores", "data_stores_kms_key", "AWS takes another key for a new "
                                           "database or cache alone; what exists has to be restored into a new one."),
          **KEY_MANAGEMENT),
    Check("B3.rotation", "Keys of our own rotate", "medium", _keys, _rotates, "rotation, every year or so",
          Remedy(ROLE, "security_baseline_kms_key"), **KEY_MANAGEMENT),
    Check("B3.backup", "AWS Backup copies the database", "high", each_database, _copied,
          "a plan with a selection that takes it", Remedy(ROLE, "security_baseline_backup_tags"),
          applies=off("security_baseline_backup"), iso_2013=("A.12.3",), iso_2022=("8.13",)),
)
