# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of a tenant: its zone, its certificates, and the records that lead to a load balancer."""

from __future__ import annotations

import typing as t

Wanted = t.Mapping[str, t.Any]
"""slug, host, domain, zone, tier, cell_domain, load_balancer, tags; and `share`, what the tenant sees to of the
certificates, where `look_at_headroom` has told."""
Entries = list[dict[str, t.Any]]


def tenant_names(wanted: Wanted) -> dict[str, t.Any]:
    """What the tenant has: `zones`, `certificates`, `shown` at its load balancer, `records` and the `zone` of those."""
    share = wanted["share"] or _alone(wanted)
    return {
        "zones": _zones(wanted, share.get("zones") or []),
        "certificates": share["certificates"], "shown": share["shown"],
        "zone": _zone(wanted) or wanted["cell_domain"], "records": _records(wanted),
    }


def _zone(wanted: Wanted) -> str:
    """The zone of ours that its name is in; empty where its own domain is somebody else's."""
    return str(wanted["zone"] if wanted["domain"] else wanted["cell_domain"])


def _zones(wanted: Wanted, shared: Entries) -> Entries:
    """Its own, and those in which a certificate is proved that it sees to for others too."""
    own = [{"name": wanted["zone"], "tags": wanted["tags"]}] if wanted["domain"] and wanted["zone"] else []
    return list({each["name"]: each for each in (*shared, *own)}.values())


def _alone(wanted: Wanted) -> dict[str, Entries]:
    """A certificate of its own: the platform's has room for a pool tenant's name, and for no name below a tenant's.

    One that the client proves is shown as soon as it is issued.
    """
    if not wanted["domain"] and wanted["tier"] != "silo":
        return {"certificates": [], "shown": []}
    zone, name = _zone(wanted), wanted["host"]
    ours = {"validation_zones": [zone]} if zone else {}
    return {"certificates": [{"domain_name": name, "subject_alternative_names": [f"*.{name}"], **ours,
                              "tags": wanted["tags"]}],
            "shown": [{"certificate": name, **({} if zone else {"once_issued": True})}]}


def _records(wanted: Wanted) -> Entries:
    """Where the client holds the domain, a name below the platform's, which its own is to lead to.

    A pool tenant needs a record although there is a wildcard: that does not answer for a name below which there are
    others, and those of its mail are.
    """
    name = wanted["host"] if _zone(wanted) else f"{wanted['slug']}.{wanted['cell_domain']}"
    below = [f"*.{name}"] if wanted["domain"] or wanted["tier"] == "silo" else []
    return [{"name": each, "type": "A", "alias": {"load_balancer": wanted["load_balancer"]}} for each in (name, *below)]
