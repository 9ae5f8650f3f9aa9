# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS offers in a region: versions of engines, and the instances that they run on."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Reply
from .service import rds
from .versions import covers, order

if t.TYPE_CHECKING:
    from .instances import Instance


def refusal(wanted: Instance) -> Flow:
    """Why AWS has no such instance; empty where it has. Two calls, which equal instances of a set share."""
    reply = yield rds.describe_db_engine_versions(Engine=wanted.engine)
    versions = [each for each in reply.get("DBEngineVersions", ())
                if wanted.engine_version is None or covers(wanted.engine_version, each["EngineVersion"])]
    if wrong := _version_refused(wanted, versions, reply.get("DBEngineVersions", ())):
        return wrong
    newest = max((each["EngineVersion"] for each in versions), key=order)
    version = newest if wanted.engine_version else None
    reply = yield rds.describe_orderable_db_instance_options(
        Engine=wanted.engine, EngineVersion=version, DBInstanceClass=wanted.instance_class, Vpc=True)
    return _class_refused(wanted, newest, reply.get("OrderableDBInstanceOptions", ()))


def _version_refused(wanted: Instance, versions: list[Reply], offered: t.Iterable[Reply]) -> str:
    names = {each["EngineVersion"] for each in versions}
    majors = {each.get("MajorEngineVersion") for each in versions}
    if names and wanted.engine_version in {None, *names, *majors}:
        return ""
    known = sorted({each.get("MajorEngineVersion") or each["EngineVersion"] for each in offered}, key=order)
    return (f"engine_version: {wanted.engine} {wanted.engine_version} is not offered in this region, allowed are "
            f"{', '.join(known) or 'none'} and their minor versions")


def _class_refused(wanted: Instance, version: str, offers: t.Sequence[Reply]) -> str:
    if not offers:
        return (f"instance_class: {wanted.instance_class} is not offered for {wanted.engine} {version} in this region; "
                f"`aws rds describe-orderable-db-instance-options --engine {wanted.engine} --engine-version {version}` "
                "lists those that are")
    kinds = sorted({each["StorageType"] for each in offers})
    fitting = [each for each in offers if wanted.storage_type in (None, each["StorageType"])]
    if not fitting:
        return (f"storage_type: {wanted.instance_class} has no {wanted.storage_type} for {wanted.engine} {version}, "
                f"allowed are {', '.join(kinds)}")
    if wanted.multi_az and not any(each.get("MultiAZCapable", True) for each in fitting):
        return f"multi_az: {wanted.instance_class} is offered in one zone at a time only"
    if wanted.performance_insights and not any(each.get("SupportsPerformanceInsights", True) for each in fitting):
        return f"performance_insights: {wanted.instance_class} has none for {wanted.engine} {version}, allowed is false"
    return _size_refused(wanted, fitting) if wanted.storage_type else ""


def _size_refused(wanted: Instance, fitting: t.Sequence[Reply]) -> str:
    least = min(each.get("MinStorageSize", 0) for each in fitting)
    most = max(each.get("MaxStorageSize", 65536) for each in fitting)
    if wanted.allocated_storage is not None and not least <= wanted.allocated_storage <= most:
        return f"allocated_storage: {wanted.allocated_storage}, {wanted.storage_type} allows {least} to {most} GiB"
    return ""
