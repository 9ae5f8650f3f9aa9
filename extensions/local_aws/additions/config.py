# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Config's recorders, of which moto forgets tags, ARN, recording mode and status.

AWS: tags are taken with a new recorder alone; a recorder's status goes from PENDING to SUCCESS when it has delivered;
deliveries are tried when a channel is put (`config_delivery.py`).
"""

from __future__ import annotations

import typing as t

from moto.config.models import ConfigBackend, ConfigRecorder, ConfigRecorderStatus, validate_tags
from moto.config.responses import ConfigResponse
from moto.moto_api._internal import mock_random

from ._mend import mends
from .config_delivery import refuse_channel

CONTINUOUS = {"recordingFrequency": "CONTINUOUS", "recordingModeOverrides": []}


@mends(ConfigResponse)
def put_configuration_recorder(former: t.Any, self: ConfigResponse) -> str:
    name, recorders = self._get_param("ConfigurationRecorder").get("name"), self.config_backend.recorders
    new = name not in recorders
    answer = t.cast(str, former(self))
    if new:
        recorders[name].tags = validate_tags(self._get_param("Tags") or [])
    return answer


@mends(ConfigBackend, "put_configuration_recorder")
def put_whole_recorder(former: t.Any, self: ConfigBackend, config_recorder: dict[str, t.Any]) -> None:
    """Put a recorder with its mode; ARN and tags of one that was there are kept."""
    before = self.recorders.get(config_recorder.get("name"))
    former(self, config_recorder)
    recorder = self.recorders[config_recorder["name"]]
    recorder.recording_mode = {**CONTINUOUS, **(config_recorder.get("recordingMode") or {})}
    where = f"arn:aws:config:{self.region_name}:{self.account_id}"
    fresh = f"{where}:configuration-recorder/{recorder.name}/{mock_random.get_random_hex(16)}"
    recorder.arn, recorder.tags = (before.arn, before.tags) if before else (fresh, {})


@mends(ConfigRecorder)
def to_dict(former: t.Any, self: ConfigRecorder) -> dict[str, t.Any]:
    """A recorder as DescribeConfigurationRecorders shows it, which shows neither tags nor status."""
    kept = ("name", "roleARN", "recordingGroup", "recordingMode")
    return {**{name: value for name, value in former(self).items() if name in kept}, "arn": self.arn}


@mends(ConfigBackend)
def _match_arn(former: t.Any, self: ConfigBackend, resource_arn: str) -> t.Any:
    recorder = next((each for each in self.recorders.values() if each.arn == resource_arn), None)
    return recorder or former(self, resource_arn)


@mends(ConfigRecorderStatus, "to_dict")
def status_to_dict(former: t.Any, self: ConfigRecorderStatus) -> dict[str, t.Any]:
    """A status, and what it will be when it is looked at next."""
    shown = t.cast("dict[str, t.Any]", former(self))
    if self.last_status == "PENDING":
        self.last_status = "SUCCESS"
    return shown


@mends(ConfigBackend)
def put_delivery_channel(former: t.Any, self: ConfigBackend, delivery_channel: dict[str, t.Any]) -> None:
    for recorder in self.recorders.values():
        refuse_channel(self, recorder.role_arn, delivery_channel)
    former(self, delivery_channel)
