# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform's static sites: distributions in front of its buckets, or under its names."""

from __future__ import annotations

from ..kinds.acm.validation import belongs
from .live import Live
from .platform import Found
from .sources.cloudfront import DISTRIBUTIONS
from .sources.route53 import hosts


def sites(live: Live) -> list[Found]:
    return [one for one in live[DISTRIBUTIONS] if _ours(live, one)]


def _ours(live: Live, distribution: Found) -> bool:
    names = distribution.get("Aliases", {}).get("Items") or ()
    origins = distribution.get("Origins", {}).get("Items") or ()
    return (any(belongs(name, host) for name in names for host in hosts(live.place))
            or any(one["DomainName"].startswith(f"{live.place.prefix}-") for one in origins))
