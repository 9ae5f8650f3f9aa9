# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Route 53 would answer for a name: TestDNSAnswer, which moto lacks.

Records with a routing policy are answered as plain ones.  An alias is answered with an address that no machine has
(192.0.2.0/24), one for each target, for load balancers and distributions have none here.
"""

from __future__ import annotations

import typing as t
import zlib

from moto.core.responses import ActionResult
from moto.route53 import urls
from moto.route53.models import FakeZone, RecordSet
from moto.route53.responses import Route53

from ._mend import adds

urls.url_paths["{0}/2013-04-01/testdnsanswer$"] = Route53.dispatch


@adds(Route53)
def test_dns_answer(self: Route53) -> ActionResult:
    zone: FakeZone = self.backend.get_hosted_zone(self._get_param("HostedZoneId"))
    name, type_ = f"{self._get_param('RecordName').lower().rstrip('.')}.", self._get_param("RecordType")
    node = _node(zone, name)
    found = next((each for each in zone.rrsets if _plain(each) == node and each.type == type_), None)
    return ActionResult({
        "Nameserver": "ns-1.awsdns-01.org", "RecordName": name, "RecordType": type_, "Protocol": "UDP",
        "RecordData": _data(found) if found else [], "ResponseCode": "NOERROR" if node else "NXDOMAIN",
    })


def _node(zone: FakeZone, name: str) -> str | None:
    """The name whose records answer: itself, or the nearest wildcard above it, which hides behind any name there is."""
    names = {_plain(record) for record in zone.rrsets}
    while name not in names and "." in name.rstrip("."):
        name = name.partition(".")[2]
        if f"*.{name}" in names:
            return f"*.{name}"
        if name in names:
            return None
    return name if name in names else None


def _plain(record: RecordSet) -> str:
    return t.cast(str, record.name).replace("\\052", "*").lower()


def _data(record: RecordSet) -> list[str]:
    if record.alias_target:
        return [f"192.0.2.{zlib.crc32(str(record.alias_target['DNSName']).encode()) % 254 + 1}"]
    return list(record.records)
