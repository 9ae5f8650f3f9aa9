# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must not be in a plain environment, which everybody sees who may describe a task definition."""

from __future__ import annotations

import re
import typing as t

SECRET_NAME = re.compile(
    r"(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS)$"
    r"|(^|_)(API|PRIVATE|SECRET|ACCESS|ENCRYPTION|SIGNING|MASTER)_?KEY$"
    r"|^APP_(KEY|PREVIOUS_KEYS)$|^SECRET_KEY_BASE$", re.IGNORECASE)
"""Names of secrets. REVERB_APP_KEY is none: browsers are given it."""

PUBLIC = re.compile(r"(^|_)PUBLIC_", re.IGNORECASE)
"""Nuxt hands NUXT_PUBLIC_... to browsers, so there is nothing secret in it."""

EMPTY = frozenset({"", "null"})
"""What Laravel takes for no value at all."""

CONCEALED = "(sensitive)"
"""What is shown in its place where somebody else has put one there."""

PASSWORD_IN_URL = re.compile(r"://[^/\s:@]*:[^/\s@]+@")


def is_secret(name: str, value: str) -> bool:
    """Whether a variable looks like a secret, by its name or because a password is in its URL."""
    secret_name = SECRET_NAME.search(name) and not PUBLIC.search(name)
    return value not in EMPTY and bool(secret_name or PASSWORD_IN_URL.search(value))


def concealed(variables: t.Mapping[str, str]) -> dict[str, str]:
    """The variables as they may be shown: the plan that takes a secret out of them must not be what gives it away."""
    return {name: CONCEALED if is_secret(name, value) else value for name, value in variables.items()}
