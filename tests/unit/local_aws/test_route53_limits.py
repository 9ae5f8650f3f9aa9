# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of Route 53's quotas is in use."""

from __future__ import annotations


def test_of_a_zone_and_of_the_account(client, refused):
    route53 = client("route53")
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"].rpartition("/")[2]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{
        "Action": "CREATE", "ResourceRecordSet": {
            "Name": "a.example.com", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "10.0.0.1"}]}}]})

    records = route53.get_hosted_zone_limit(HostedZoneId=zone, Type="MAX_RRSETS_BY_ZONE")
    zones = route53.get_account_limit(Type="MAX_HOSTED_ZONES_BY_OWNER")

    assert (records["Limit"]["Value"], records["Count"]) == (10_000, 3), "NS and SOA count"
    assert (zones["Limit"]["Value"], zones["Count"]) == (500, 1)
    with refused("NoSuchHostedZone"):
        route53.get_hosted_zone_limit(HostedZoneId="Z0000000000000", Type="MAX_RRSETS_BY_ZONE")
    with refused("HostedZoneNotPrivate"):
        route53.get_hosted_zone_limit(HostedZoneId=zone, Type="MAX_VPCS_ASSOCIATED_BY_ZONE")
