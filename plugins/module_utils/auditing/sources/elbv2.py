# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers, and where they send what comes."""

from __future__ import annotations

from ...calls import Call, Flow
from ...kinds.elbv2.api import elbv2
from ..place import Place
from ..reading import Source, asked, each, parts


def _load_balancers(place: Place) -> Flow:
    """All of the region, each with its `attributes`."""
    reply = yield elbv2.describe_load_balancers()
    return (yield from each(
        parts(one, attributes=_attributes(elbv2.describe_load_balancer_attributes(
            LoadBalancerArn=one["LoadBalancerArn"])))
        for one in reply["LoadBalancers"] if one["Type"] == "application"))


def _attributes(call: Call) -> Flow:
    reply = yield call
    return {one["Key"]: one["Value"] for one in reply["Attributes"]}


def _listeners(place: Place) -> Flow:
    """All of the region's load balancers, each with its `rules` and further `certificates`."""
    balancers = yield from _load_balancers(place)
    found = yield from each(asked(elbv2.describe_listeners(LoadBalancerArn=one["LoadBalancerArn"]), "Listeners")
                            for one in balancers)
    return (yield from each(
        parts(one, rules=asked(elbv2.describe_rules(ListenerArn=one["ListenerArn"]), "Rules"),
              certificates=asked(elbv2.describe_listener_certificates(ListenerArn=one["ListenerArn"]), "Certificates"))
        for some in found for one in some))


def _target_groups(place: Place) -> Flow:
    """All of the region, each with its `attributes` and the `health` of its targets."""
    reply = yield elbv2.describe_target_groups()
    return (yield from each(
        parts(one, attributes=_attributes(elbv2.describe_target_group_attributes(TargetGroupArn=one["TargetGroupArn"])),
              health=asked(elbv2.describe_target_health(TargetGroupArn=one["TargetGroupArn"]),
                           "TargetHealthDescriptions"))
        for one in reply["TargetGroups"]))


LOAD_BALANCERS = Source("load balancers", _load_balancers)
LISTENERS = Source("listeners", _listeners)
TARGET_GROUPS = Source("target groups", _target_groups)
EVERY = (LOAD_BALANCERS, LISTENERS, TARGET_GROUPS)
