# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Route 53's API, and how its hosted zones are found by name."""

from __future__ import annotations

import re

from ...calls import Batch, Flow, Service
from ...errors import Invalid
from ...fields import Reference

route53 = Service(
    "route53",
    absent=frozenset({"NoSuchHostedZone"}),
    transient=frozenset({"PriorRequestNotComplete", "Throttling", "ThrottlingException"}),
    batches={
        # AWS takes 1,000 values and 32,000 characters in one change, and counts those of an UPSERT twice
        "change_resource_record_sets": Batch("ChangeBatch.Changes", 100),
        "list_tags_for_resources": Batch("ResourceIds", 10),
    },
)


def find_zone(name: str) -> Flow:
    """The id of the public hosted zone for a domain name (or of `/hostedzone/<id>`)."""
    if name.startswith("/hostedzone/"):
        return plain_id(name)
    found = yield from zone_named(name)
    return found and plain_id(found["Id"])


def zone_named(name: str) -> Flow:
    """AWS's entry for the public hosted zone of a domain name, or None; several cannot be told apart."""
    listed = yield route53.list_hosted_zones()
    mine = [each for each in listed.get("HostedZones", ())
            if each["Name"] == dotted(name) and not each.get("Config", {}).get("PrivateZone")]
    if len(mine) > 1:
        raise Invalid(f"there are {len(mine)} public hosted zones named {name}: "
                      f"{', '.join(plain_id(each['Id']) for each in mine)}; give the id of the one that is meant")
    return mine[0] if mine else None


def dotted(name: str) -> str:
    """A domain name as Route 53 keeps it: in lower case, with a final dot."""
    return f"{name.lower().rstrip('.')}."


def plain_id(given: str) -> str:
    """`/hostedzone/Z1` -> `Z1`."""
    return given.rpartition("/")[2]


def records_of(zone_id: str | None) -> Flow:
    """All records of a zone, as AWS lists them."""
    found = yield route53.list_resource_record_sets(HostedZoneId=zone_id)
    return list(found.get("ResourceRecordSets", ()))


def unescaped(name: str) -> str:
    """A name as people write it: Route 53 lists `*` as `\\052`, and other rare characters likewise."""
    return re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), name)


ZONE = Reference("hosted zone", find_zone, is_id=lambda name: re.fullmatch(r"[A-Z0-9]{10,32}", name) is not None,
                 role="network")
