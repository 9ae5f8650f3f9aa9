# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Staging labels of a secret's versions.

moto forgets other labels when AWSCURRENT leaves a version, leaves a label that a new version takes with the one that
had it, goes on showing the former value when AWSCURRENT is moved back, lists versions as if all were made now, those
without a label too, and knows times to the second only.  AWS: a label is on one version at a time; what bears
AWSCURRENT is the value; who moves a label says which version has it; one without a label is listed on request.
"""

from __future__ import annotations

import json
import time
import typing as t

from moto.secretsmanager.exceptions import InvalidParameterException, SecretNotFoundException
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

from ._mend import mends

CURRENT, PREVIOUS = "AWSCURRENT", "AWSPREVIOUS"


@mends(FakeSecret)
def reset_default_version(former: t.Any, self: FakeSecret, secret_version: dict[str, t.Any], version_id: str) -> None:
    """A version with AWSCURRENT comes: labels move to it, and AWSPREVIOUS to the one that was current."""
    secret_version["createdate"] = time.time()
    labels = set(secret_version["version_stages"])
    was_current = self.default_version_id
    for version in self.versions.values():
        version["version_stages"] = [each for each in version["version_stages"] if each not in {*labels, PREVIOUS}]
    if was_current in self.versions and was_current != version_id:
        self.versions[was_current]["version_stages"].append(PREVIOUS)
    self.versions[version_id] = secret_version
    self.default_version_id = version_id
    self.last_changed_date = time.time()


@mends(SecretsManagerBackend)
def update_secret_version_stage(
    former: t.Any, self: SecretsManagerBackend, secret_id: str, version_stage: str, **move: str | None
) -> tuple[str, str]:
    """`move` has `remove_from_version_id` and `move_to_version_id`."""
    secret, target = self.secrets.get(secret_id), move["move_to_version_id"]
    if isinstance(secret, FakeSecret) and target:
        _refuse_unknown_place(secret, version_stage, target, move["remove_from_version_id"])
    answer = former(self, secret_id, version_stage, **move)
    if isinstance(secret, FakeSecret):
        secret.last_changed_date = time.time()
        if version_stage == CURRENT and target:
            secret.default_version_id = target
    return t.cast("tuple[str, str]", answer)


def _refuse_unknown_place(secret: FakeSecret, label: str, target: str, source: str | None) -> None:
    place = next((name for name, version in secret.versions.items() if label in version["version_stages"]), None)
    if place not in {None, target, source}:
        text = (
            f"The parameter RemoveFromVersionId can't be empty. Staging label {label} is currently attached to "
            f"version {place}, so you must explicitly reference that version in RemoveFromVersionId."
        )
        raise InvalidParameterException(text)


@mends(SecretsManagerBackend)
def list_secret_version_ids(former: t.Any, self: SecretsManagerBackend, secret_id: str) -> str:
    secret = self.secrets.get(secret_id)
    if secret is None:
        raise SecretNotFoundException()
    answer = json.loads(former(self, secret_id))
    listed = [
        {**each, "CreatedDate": secret.versions[each["VersionId"]]["createdate"]}
        for each in answer["Versions"]
        if each["VersionStages"]
    ]
    return json.dumps({"ARN": secret.arn, "Name": secret.name, "Versions": listed})
