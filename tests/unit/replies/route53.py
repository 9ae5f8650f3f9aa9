# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Route 53's answers."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {
    "create_hosted_zone": {"HostedZone": {"Id": "/hostedzone/Z0123456789ABCDEFGHIJ"}},
    "change_resource_record_sets": {"ChangeInfo": {"Id": "/change/C0123456789", "Status": "PENDING"}},
    "list_resource_record_sets": {"ResourceRecordSets": [
        {"Name": "example.com.", "Type": "SOA", "TTL": 900, "ResourceRecords": [{"Value": "ns. a. 1 2 3 4 5"}]},
    ]},
}
HELD: dict[str, t.Any] = {
    "Route53HostedZone.zone_id": "Z0123456789ABCDEFGHIJ",
    "Route53HostedZone.name_servers": ["ns-1.awsdns-1.com"],
}
