# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""WAF's answers."""

from __future__ import annotations

import typing as t

ID = "12345678-1234-1234-1234-123456789012"
TOKEN = "87654321-1234-1234-1234-123456789012"
ARN = f"arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/envelope-prod/{ID}"
SET_ARN = f"arn:aws:wafv2:eu-west-1:111122223333:regional/ipset/envelope-prod-office/{ID}"

ACL: dict[str, t.Any] = {
    "Name": "envelope-prod", "Id": ID, "ARN": ARN, "DefaultAction": {"Allow": {}}, "Rules": [], "Capacity": 0,
    "VisibilityConfig": {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True,
                         "MetricName": "envelope-prod"},
}
SUMMARY = {"Name": "envelope-prod", "Id": ID, "ARN": ARN, "LockToken": TOKEN}

REPLIES: dict[str, dict[str, t.Any]] = {
    "create_web_acl": {"Summary": SUMMARY},
    "get_web_acl": {"WebACL": ACL, "LockToken": TOKEN},
    "get_ip_set": {"LockToken": TOKEN, "IPSet": {
        "Name": "envelope-prod-office", "Id": ID, "ARN": SET_ARN, "IPAddressVersion": "IPV4", "Addresses": []}},
    "check_capacity": {"Capacity": 732},
}
HELD: dict[str, t.Any] = {
    "WebAcl.arn": ARN, "WebAcl.acl_id": ID, "WebAcl.needed_capacity": 732, "IpSet.arn": SET_ARN, "IpSet.set_id": ID,
}
