# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets with a master password, which RDS rotates.

moto has no schedule for them, and rotates them into a version without a value.  AWS: they are rotated every 7 days
until told otherwise; a rotation takes a while (here: `start_seconds`), in which AWSPENDING is on the new version and no
other rotation begins; with AWSCURRENT the new password counts, and the former does not.
"""

from __future__ import annotations

import json
import time
import typing as t

from moto.moto_api._internal import mock_random
from moto.rds.models import MasterUserSecret, rds_backends
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend
from moto.secretsmanager.responses import SecretsManagerResponse

from ..timing import timing
from ._mend import AwsError, mends
from ._rds_life import agenda_of, catch_up

DAYS = 7
DAY = 24 * 3600
PENDING = "AWSPENDING"
BUSY = "A previous rotation isn't complete. That rotation will be reattempted."


@mends(MasterUserSecret)
def _create_secret(former: t.Any, self: MasterUserSecret, kms_key_id: str | None) -> FakeSecret:
    made: FakeSecret = former(self, kms_key_id)
    made.rotation_requested = made.rotation_enabled = True
    _schedule(made, DAYS)
    return made


@mends(SecretsManagerBackend)
def rotate_secret(
    former: t.Any,
    self: SecretsManagerBackend,
    secret_id: str,
    client_request_token: str | None = None,
    *rest: t.Any,
    **asked: t.Any,
) -> str:
    secret = self.secrets.get(secret_id)
    if not isinstance(secret, FakeSecret) or secret.owning_service != "rds":
        return t.cast(str, former(self, secret_id, client_request_token, *rest, **asked))
    if any(PENDING in version["version_stages"] for version in secret.versions.values()):
        raise AwsError("InvalidRequestException", BUSY)
    rules = asked.get("rotation_rules") or {}
    _schedule(secret, rules.get("AutomaticallyAfterDays") or secret.auto_rotate_after_days)
    if not asked.get("rotate_immediately", True):
        return secret.to_short_dict()
    version = _pending(secret, client_request_token or str(mock_random.uuid4()))
    agenda = agenda_of(rds_backends[secret.account_id][secret.region])
    agenda.after(timing.start_seconds, lambda: _finish(secret, version))
    return secret.to_short_dict(version_id=version)


@mends(SecretsManagerResponse)
def call_action(former: t.Any, self: SecretsManagerResponse) -> t.Any:
    catch_up(rds_backends[self.current_account][self.region])
    return former(self)


def _schedule(secret: FakeSecret, days: int) -> None:
    secret.auto_rotate_after_days = days
    secret.next_rotation_date = int(time.time()) + days * DAY


def _pending(secret: FakeSecret, version: str) -> str:
    held = json.loads(secret.versions[t.cast(str, secret.default_version_id)]["secret_string"])
    value = json.dumps({**held, "password": mock_random.get_random_string(length=28)})
    secret.versions[version] = {
        "createdate": time.time(), "version_id": version, "version_stages": [PENDING], "secret_string": value,
    }
    return version


def _finish(secret: FakeSecret, version: str) -> None:
    secret.reset_default_version({**secret.versions[version], "version_stages": ["AWSCURRENT"]}, version)
    secret.last_rotation_date = t.cast(int, time.time())  # to the millisecond at least, as AWS tells it
