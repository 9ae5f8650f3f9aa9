# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys that are disabled or being deleted, and rotation.

moto encrypts with such keys, deletes a key twice, forgets the period of a rotation, and says nothing of MultiRegion
unless it was asked for.
"""

from __future__ import annotations

import json
import typing as t

from moto.kms.models import Key, KmsBackend
from moto.kms.responses import KmsResponse

from ._mend import AwsError, mends

USES = ("encrypt", "generate_data_key", "generate_data_key_without_plaintext", "generate_mac", "sign", "create_grant")
CHANGES = ("schedule_key_deletion", "enable_key", "disable_key", "enable_key_rotation", "disable_key_rotation")


@mends(Key)
def to_dict(former: t.Any, self: Key) -> dict[str, t.Any]:
    self.multi_region = bool(self.multi_region)
    return t.cast("dict[str, t.Any]", former(self))


@mends(KmsResponse, "enable_key_rotation")
def keep_period(former: t.Any, self: KmsResponse) -> str:
    answer: str = former(self)
    key = _key(self.kms_backend, self._get_param("KeyId"))
    if key:
        key.rotation_period = self._get_param("RotationPeriodInDays", 365)  # type: ignore[attr-defined]
    return answer


@mends(KmsResponse)
def get_key_rotation_status(former: t.Any, self: KmsResponse) -> str:
    status = json.loads(former(self))
    key = _key(self.kms_backend, self._get_param("KeyId"))
    if key and status["KeyRotationEnabled"]:
        status["RotationPeriodInDays"] = getattr(key, "rotation_period", 365)
    return json.dumps(status | ({"KeyId": key.arn} if key else {}))


@mends(KmsResponse, "schedule_key_deletion")
def answer_with_state(former: t.Any, self: KmsResponse) -> str:
    window = self._get_param("PendingWindowInDays", 30)
    if not 7 <= window <= 30:
        text = "PendingWindowInDays must be between 7 and 30 days inclusive"
        raise AwsError("ValidationException", text)
    return json.dumps(json.loads(former(self)) | {"KeyState": "PendingDeletion", "PendingWindowInDays": window})


def _guarded(operation: str) -> None:
    @mends(KmsResponse, operation)
    def guard(former: t.Any, self: KmsResponse) -> t.Any:
        key = _key(self.kms_backend, self._get_param("KeyId"))
        if key and key.key_state == "PendingDeletion":
            raise AwsError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
        if key and key.key_state == "Disabled" and operation in USES:
            raise AwsError("DisabledException", f"{key.arn} is disabled.")
        return former(self)


def _key(backend: KmsBackend, name: str) -> Key | None:
    return backend.keys.get(backend.any_id_to_key_id(name))


for _operation in (*USES, *CHANGES):
    _guarded(_operation)
