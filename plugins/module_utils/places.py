# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts and regions, where AWS has one of something."""

from __future__ import annotations

import re
import typing as t

from .calls import Flow, here
from .errors import Invalid


def misnamed_region(region: str) -> t.Iterator[str]:
    """The problem of a region that is none."""
    if not re.fullmatch(r"[a-z]{2,}(-[a-z]+)+-\d+", region):
        yield f"region: {region!r} is none, allowed are names such as eu-west-1"


def misnumbered_account(account: str) -> t.Iterator[str]:
    """The problem of a number that is no account's."""
    if not re.fullmatch(r"\d{12}", account):
        yield f"account: {account!r} is none, allowed are 12 digits, in quotes"


def within(account: str) -> Flow:
    """Raise `Invalid` unless the credentials are of that account: AWS tells neither name nor tag of what is its own."""
    signed_in = (yield here())["account"]
    if signed_in != account:
        raise Invalid(f"account: {account}, but the credentials in use are of {signed_in}: use those of {account}")
