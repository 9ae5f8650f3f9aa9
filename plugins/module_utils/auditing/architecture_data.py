# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept, sent and watched, for the picture and the documents."""

from __future__ import annotations

import typing as t

from . import stores, watched
from .live import Live
from .sites import sites
from .sources.route53 import ZONES
from .sources.s3 import BUCKETS
from .sources.secretsmanager import SECRETS
from .sources.sesv2 import IDENTITIES

Data = dict[str, t.Any]


def _databases(live: Live) -> list[Data]:
    return [{"name": one[stores.DATABASE], "engine": f"{one['Engine']} {one['EngineVersion']}",
             "class": one["DBInstanceClass"], "multi_az": bool(one.get("MultiAZ")),
             "storage_gib": one["AllocatedStorage"]} for one in stores.databases(live)]


def _caches(live: Live) -> list[Data]:
    return [{"name": one[stores.CACHE], "engine": one.get("Engine", "redis"), "node_type": one["CacheNodeType"],
             "nodes": len(one.get("MemberClusters") or ())} for one in stores.caches(live)]


def _secrets(live: Live) -> int:
    return sum(one["Name"].startswith(f"{live.place.prefix}-") for one in live[SECRETS])


def _distributions(live: Live) -> list[Data]:
    return [{"id": one["Id"], "domains": list(one.get("Aliases", {}).get("Items") or ())} for one in sites(live)]


def _zones(live: Live) -> list[str]:
    """Those that hold a name of the platform or of a tenant."""
    return sorted(one["name"] for one in live[ZONES] if "records" in one)


def _alarms(live: Live) -> int:
    """All of them, or the error by which some sort of them is not known."""
    watch = watched.watch(live)
    for error in watch.refused.values():
        raise error
    return len(watch.alarms)


PARTS: dict[str, t.Callable[[Live], t.Any]] = {
    "databases": _databases, "caches": _caches, "buckets": lambda live: len(live[BUCKETS]), "secrets": _secrets,
    "mail_identities": lambda live: len(live[IDENTITIES]), "distributions": _distributions, "zones_dns": _zones,
    "alarms": _alarms,
}
