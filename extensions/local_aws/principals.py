# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who made a call, as far as moto knows."""

from __future__ import annotations

from moto.iam.models import get_account_id_from, iam_backends
from moto.sts.models import sts_backends


def principal_of(access_key: str) -> str:
    """The ARN of the user or assumed role an access key belongs to, else the key's own id."""
    iam = iam_backends[get_account_id_from(access_key)]["aws"]
    key = iam.access_keys.get(access_key)
    if key is None:
        return access_key
    if key.user_name in iam.users:
        return str(iam.users[key.user_name].arn)
    return _assumed_role(access_key) or access_key


def _assumed_role(access_key: str) -> str | None:
    """moto keeps a session with the account that assumed it, which need not be the role's."""
    sessions = (account["aws"].get_assumed_role_from_access_key(access_key) for account in sts_backends.values())
    return next((str(session.arn) for session in sessions if session), None)
