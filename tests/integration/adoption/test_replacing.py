# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A target group of which AWS lets the port be changed by nobody: announced, refused, and made again after a yes."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account

MODULE, NAME = "elbv2_target_groups", "envelope-prod-api"
YES = {"replace": {MODULE: [NAME]}}


def group(account: Account, port: int) -> dict[str, object]:
    ec2 = account.client("ec2")
    [vpc] = [each["VpcId"] for each in ec2.describe_vpcs()["Vpcs"] if each["IsDefault"]]
    return {"name": NAME, "vpc": vpc, "target_type": "ip", "protocol": "HTTP", "port": port, "tags": {"a": "1"}}


def test_it_is_announced_refused_and_made_again_after_a_yes(account: Account) -> None:
    account.run(MODULE, group(account, 80))
    wanted = group(account, 8000)
    planned = account.run(MODULE, wanted, check=True)
    refused = account.run(MODULE, wanted)
    agreed = account.run(MODULE, wanted, check=True, **YES)
    done = account.run(MODULE, wanted, **YES)
    again = account.run(MODULE, wanted, **YES)

    assert planned["actions"] == agreed["actions"] == done["actions"] == {NAME: "replace"}
    assert "port (80 now, 8000 wanted)" in planned["refused"][NAME] and "refused" not in agreed
    assert refused["failed"] and planned["writes"] == refused["writes"] == agreed["writes"] == []
    assert done["writes"] == ["elbv2:DeleteTargetGroup", "elbv2:CreateTargetGroup"]
    assert done[MODULE][NAME]["port"] == 8000 and done["diff"][0]["after"]["port"] == 8000
    assert (again["changed"], again["writes"]) == (False, [])


def test_one_that_a_load_balancer_uses_is_not_whatever_is_said(account: Account) -> None:
    made = account.run(MODULE, group(account, 80))[MODULE][NAME]
    subnets = [each["SubnetId"] for each in account.client("ec2").describe_subnets()["Subnets"]][:2]
    elbv2 = account.client("elbv2")
    [balancer] = elbv2.create_load_balancer(Name="envelope-prod", Subnets=subnets)["LoadBalancers"]
    elbv2.create_listener(LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80,
                          DefaultActions=[{"Type": "forward", "TargetGroupArn": made["arn"]}])
    refused = account.run(MODULE, group(account, 8000), **YES)

    assert "load balancer envelope-prod sends requests to it" in refused["msg"]
    assert refused["writes"] == []
