# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Some records of a zone, which may be one of thousands: read by the page.

Everybody asks for the first page, so that many who ask at once share it, and it is all of most zones.
"""

from __future__ import annotations

import typing as t

from ...calls import Call, Flow
from ...errors import Absent
from .service import dotted, route53, unescaped

PAGE = "300"
"""Records read at once, as many as AWS lists; a domain's own are neighbours in Route 53's order."""

Record = dict[str, t.Any]
Records = dict[tuple[str, str], Record]
"""AWS's entries by absolute name and type."""


def first_page(zone: str | None) -> Call:
    """The records that come first in a zone, its own SOA and NS among them."""
    return route53.list_resource_record_sets(HostedZoneId=zone, MaxItems=PAGE)


def records_at(zone: str | None, names: t.Iterable[str]) -> Flow:
    """The records of these absolute names; those of routing policies are somebody else's."""
    left, found = sorted(names, key=_order), Records()
    try:
        page = yield first_page(zone)
        while page is not None:
            found |= {(unescaped(each["Name"]), each["Type"]): each for each in page.get("ResourceRecordSets", ())
                      if "SetIdentifier" not in each}
            following = page.get("NextRecordName")
            left = [name for name in left if following and not _before(name, unescaped(following))]
            here, left = left[:1], left[1:]
            page = (yield route53.list_resource_record_sets(
                HostedZoneId=zone, StartRecordName=here[0], MaxItems=PAGE)) if here else None
    except Absent:  # a zone that does not exist yet, in check mode
        return {}
    return found


def _order(name: str) -> tuple[str, ...]:
    """Route 53's order: by the labels of a name, the last one first."""
    return tuple(reversed(dotted(name).split(".")))


def _before(name: str, other: str) -> bool:
    """Whether a name comes first however AWS ranks a hyphen beside the dot between labels, and what it escapes."""
    ranks = zip(_ranks(name), _ranks(other), strict=True)
    return _order(name) < _order(other) and all(one < another for one, another in ranks)


def _ranks(name: str) -> tuple[str, str]:
    plain = ".".join(_order(name))
    return plain, plain.replace("*", r"\052")
