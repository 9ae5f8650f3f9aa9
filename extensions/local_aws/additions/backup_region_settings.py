# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Region settings, which moto lacks: the types of resources that a region has, most of them on."""

from __future__ import annotations

import json

from moto.backup import urls
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult

from ._mend import AwsError, adds
from .backup import Extras, extras_of

ON = ("DynamoDB", "EBS", "EC2", "EFS", "RDS", "Redshift", "S3", "VirtualMachine")
OFF = (
    *("Aurora", "CloudFormation", "DocumentDB", "FSx", "Neptune", "SAP HANA on Amazon EC2", "Storage Gateway"),
    "Timestream",
)
TYPES = dict.fromkeys(ON, True) | dict.fromkeys(OFF, False)
MANAGED = {"DynamoDB": False, "EFS": False}

urls.url_paths["{0}/account-settings$"] = BackupResponse.dispatch


def settings_of(response: BackupResponse) -> Extras:
    settings = extras_of(response.backup_backend, "region_settings")
    settings.setdefault("ResourceTypeOptInPreference", dict(TYPES))
    settings.setdefault("ResourceTypeManagementPreference", dict(MANAGED))
    return settings


@adds(BackupResponse)
def describe_region_settings(self: BackupResponse) -> ActionResult:
    return ActionResult(settings_of(self))


@adds(BackupResponse)
def update_region_settings(self: BackupResponse) -> ActionResult:
    asked, settings = json.loads(self.body), settings_of(self)
    for name, words in (("ResourceTypeOptInPreference", "opt in"), ("ResourceTypeManagementPreference", "management")):
        if (asked.get(name) or {}).keys() - settings[name].keys():
            text = (
                f"Element present in resource type {words} preference has invalid values. "
                "Please use describeRegionSettings API to know the supported resource types"
            )
            raise AwsError("InvalidParameterValueException", text)
    for name, values in asked.items():
        settings[name].update(values or {})
    return EmptyResult()
