# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other versions of an engine, and the groups of parameters that go with them, which moto takes as they come.

AWS: versions never go back; another major one has to be allowed, and takes a group of its family with it, at the same
moment; any other group has to be of the family of the version that runs.
"""

from __future__ import annotations

import re
import typing as t

from moto.rds.models import DBInstance

from ._mend import AwsError
from .rds_offers import VERSIONS, family_of

GROUP = "db_parameter_group_name"


def check_version(database: DBInstance, asked: dict[str, t.Any]) -> None:
    """Refuse a version that AWS would not upgrade to, and a group of parameters that does not fit what will run."""
    now, after = database.engine_version, asked.get("engine_version") or database.engine_version
    if _numbers(after) < _numbers(now):
        raise AwsError("InvalidParameterCombination", f"Cannot upgrade from {now} to {after}")
    if another_major(database, asked):
        _check_major(database, asked)
    family = _family(database.engine, after)
    group = database.backend.db_parameter_groups.get(asked.get(GROUP) or "")
    if group and family and group.family != family:
        text = f"The Parameter Group {asked[GROUP]} with DBParameterGroupFamily {group.family} can't be used for"
        text = f"{text} this instance. Please use a Parameter Group with DBParameterGroupFamily {family}"
        raise AwsError("InvalidParameterCombination", text)


def another_major(database: DBInstance, asked: dict[str, t.Any]) -> bool:
    after = asked.get("engine_version")
    return bool(after) and _numbers(after)[:2] != _numbers(database.engine_version)[:2]


def _check_major(database: DBInstance, asked: dict[str, t.Any]) -> None:
    if not asked.get("allow_major_version_upgrade"):
        text = "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."
        raise AwsError("InvalidParameterCombination", text)
    group = database.db_parameter_group_name
    if group and not database.is_default_parameter_group(group) and GROUP not in asked:
        text = f"The current DB instance parameter group {group} is custom. You must explicitly specify a new DB"
        text = f"{text} parameter group, either default or custom, for the engine version upgrade."
        raise AwsError("InvalidParameterCombination", text)


def _family(engine: str, version: str) -> str:
    """The family of a version; empty for engines that are not known here."""
    majors = VERSIONS.get(engine, {})
    return next((family_of(engine, major) for major, minors in majors.items() if version in minors), "")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
