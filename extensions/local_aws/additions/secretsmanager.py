# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that are marked for deletion, and names.

moto answers the creation of a name that is being deleted as if it existed, takes values and tags for it, words its
refusals in its own way, shows versions without a stage, and takes any name.  AWS refuses as InvalidRequestException.
Of staging labels see `secretsmanager_stages.py`.
"""

from __future__ import annotations

import re
import typing as t

from moto.core.responses import ActionResult
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend
from moto.secretsmanager.responses import SecretsManagerResponse

from ._mend import AwsError, mends

NAME = re.compile(r"[A-Za-z0-9/_+=.@!-]{1,512}")
MARKED = "You can't perform this operation on the secret because it was marked for deletion."
SCHEDULED = "You can't create this secret because a secret with this name is already scheduled for deletion."
REFUSED_WHILE_MARKED = (
    *("cancel_rotate_secret", "get_secret_value", "put_secret_value", "rotate_secret", "update_secret"),
    *("update_secret_version_stage", "tag_resource", "untag_resource", "put_resource_policy", "delete_resource_policy"),
)


@mends(SecretsManagerBackend)
def create_secret(former: t.Any, self: SecretsManagerBackend, name: str, *rest: t.Any, **settings: t.Any) -> t.Any:
    if not NAME.fullmatch(name):
        text = (
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!"
        )
        raise AwsError("ValidationException", text)
    if _marked(self, name):
        raise AwsError("InvalidRequestException", SCHEDULED)
    return former(self, name, *rest, **settings)


@mends(SecretsManagerBackend)
def delete_secret(
    former: t.Any,
    self: SecretsManagerBackend,
    secret_id: str,
    recovery_window_in_days: int | None,
    force_delete_without_recovery: bool,
) -> t.Any:
    if _marked(self, secret_id) and not force_delete_without_recovery:
        raise AwsError("InvalidRequestException", MARKED)
    return former(self, secret_id, recovery_window_in_days, force_delete_without_recovery)


@mends(FakeSecret)
def _form_version_ids_to_stages(former: t.Any, self: FakeSecret) -> dict[str, t.Any]:
    """A version without a stage is deprecated, and not shown."""
    return {version: stages for version, stages in former(self).items() if stages}


def _refused_while_marked(operation: str) -> None:
    @mends(SecretsManagerResponse, operation)
    def refuse(former: t.Any, self: SecretsManagerResponse) -> ActionResult | str:
        if _marked(self.backend, self._get_param("SecretId")):
            raise AwsError("InvalidRequestException", MARKED)
        return t.cast("ActionResult | str", former(self))


def _marked(backend: SecretsManagerBackend, secret_id: str) -> bool:
    secret = backend.secrets.get(secret_id)
    return secret is not None and secret.is_deleted()


for _operation in REFUSED_WHILE_MARKED:
    _refused_while_marked(_operation)
