# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Region settings: which types of resources AWS Backup looks after at all."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Invalid
from ...fields import key, option
from ...places import misnamed_region
from ...resource import Resource
from ...spelling import unknown
from ...wire import Codec, includes
from .service import backup

STATES = {"true": True, "false": False}
SETTINGS = ("resource_types", "full_management")


def _out(given: t.Mapping[str, str] | None) -> dict[str, bool] | None:
    return None if given is None else {name: STATES[value] for name, value in given.items()}


states = Codec(_out, lambda found: {name: "true" if on else "false" for name, on in (found or {}).items()})


@dataclass(frozen=True, kw_only=True)
class BackupRegionSettings(Resource):
    """What AWS Backup looks after in one region of the account. They are always there, and never deleted."""

    plural = "backup_region_settings"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "region": "eu-west-1", "resource_types": {"RDS": True, "S3": True, "Storage Gateway": False},
        "full_management": {"DynamoDB": True}}

    region: str = key("Region, such as V(eu-west-1), whatever that of the task.")
    resource_types: dict[str, str] | None = option(
        "Types of resources, each V(true) or V(false): whether plans take those that they name by their tags. Those "
        "not named are left alone.", wire="ResourceTypeOptInPreference", codec=states, alike=includes)
    full_management: dict[str, str] | None = option(
        "Types of resources of which AWS Backup can do all with backups, each V(true) or V(false). Those not named are "
        "left alone.", wire="ResourceTypeManagementPreference", codec=states, alike=includes)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from misnamed_region(self.region)
        for option_name in SETTINGS:
            for name, value in (getattr(self, option_name) or {}).items():
                if value not in STATES:
                    yield f"{option_name}: {name} is {value}, allowed are true and false"

    @property
    def gone(self) -> bool:
        """There is nothing to delete."""
        return True

    def changes(self, now: t.Any) -> dict[str, tuple[t.Any, t.Any]]:
        """What differs; refused where the region does not have such a type, of which only AWS knows."""
        for option_name in SETTINGS if now is not None else ():
            there = getattr(now, option_name) or {}
            for name in (getattr(self, option_name) or {}).keys() - there.keys():
                raise Invalid(f"{option_name}: {unknown(name, there.keys())} in {self.region}")
        return super().changes(now)

    def read(self) -> Flow:
        return self.seen((yield backup.describe_region_settings().to(self.region)))

    def create(self) -> Flow:
        yield from self._write(frozenset(SETTINGS))

    def update(self, now: BackupRegionSettings, changed: t.AbstractSet[str]) -> Flow:
        yield from self._write(changed)

    def delete(self) -> Flow:
        yield from ()

    def _write(self, names: t.AbstractSet[str]) -> Flow:
        yield backup.update_region_settings(**self.wire(*names)).to(self.region)
