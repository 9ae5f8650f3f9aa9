# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Address ranges, in the only spelling that AWS gives back."""

from __future__ import annotations

import ipaddress
import typing as t


def misspelt(option: str, value: str | None, *, version: int | None = None) -> t.Iterator[str]:
    """The problem of a range that AWS would refuse or silently write in another way."""
    if value is None:
        return
    try:
        meant = ipaddress.ip_network(value, strict=False)
    except ValueError:
        yield f"{option}: {value} is not an address range, such as 10.0.0.0/16"
        return
    if version not in (None, meant.version):
        yield f"{option}: {value} is an IPv{meant.version} range, allowed are IPv{version} ranges"
    elif str(meant) != value:
        yield f"{option}: {value} means {meant}, write that"


def missized(option: str, value: str | None) -> t.Iterator[str]:
    """The problem of a range that cannot be a VPC or a subnet."""
    wrong = list(misspelt(option, value, version=4))
    yield from wrong
    if value is not None and not wrong and not 16 <= ipaddress.ip_network(value).prefixlen <= 28:
        yield f"{option}: {value} has an unfit size, allowed are /16 to /28"
