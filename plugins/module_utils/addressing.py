# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts that requests are sent to, where an endpoint of one's own is an address and no name."""

from __future__ import annotations

import re
import typing as t

ACCOUNT_OF_ADDRESS = re.compile(r"(?<=://)\d{12}\.(?=(\d+\.){3}\d+[:/]|localhost[:/])")


def without_account(request: t.Any, **_about: t.Any) -> None:
    """Take the account off the host of a request that is about to be signed, where what follows has no names below it.

    S3 Control asks `123456789012.s3-control...`, and so `123456789012.127.0.0.1` of an embedded AWS; the account is in
    a header as well.
    """
    request.url = ACCOUNT_OF_ADDRESS.sub("", request.url)
