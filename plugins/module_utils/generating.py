# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secret values, made where they are needed and shown nowhere."""

from __future__ import annotations

import base64
import secrets
import string
import typing as t

Format = t.Literal["text", "laravel_app_key", "hex"]

ALPHABET = string.ascii_letters + string.digits
"""Safe in URLs, shells, .env files and MySQL without quoting."""


def generate(form: Format, *, length: int = 32, alphabet: str = ALPHABET) -> str:
    """A fresh random value.

    `text` draws `length` characters from `alphabet`; `hex` writes `length`
    random bytes; `laravel_app_key` is what `php artisan key:generate` makes.
    """
    if form == "laravel_app_key":
        return "base64:" + base64.b64encode(secrets.token_bytes(32)).decode()
    if form == "hex":
        return secrets.token_hex(length)
    return "".join(secrets.choice(alphabet) for _position in range(length))
