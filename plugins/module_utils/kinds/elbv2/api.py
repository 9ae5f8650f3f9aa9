# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Elastic Load Balancing's API: the service, and what several kinds do with it."""

from __future__ import annotations

import typing as t

from ... import advising
from ...calls import Batch, Call, Flow, Reply, Service
from ...errors import Absent, Invalid
from ...fields import Reference
from ...resource import Resource
from ...tagging import Tags, missing
from ...wire import pairs

elbv2 = Service(
    "elbv2",
    absent=frozenset({"LoadBalancerNotFound", "TargetGroupNotFound", "ListenerNotFound", "RuleNotFound"}),
    # what another service has just made is not known to this one at once
    transient=frozenset({"CertificateNotFound", "SubnetNotFound", "InvalidSecurityGroup"}),
    batches={"set_rule_priorities": Batch("RulePriorities", 100)},
)

tagging = Service("elbv2", batches={"describe_tags": Batch("ResourceArns", 20)})
"""Without `absent`: one ARN that is gone fails the tags of all that are asked for with it, and they are not gone."""

ADVICE = {
    "TooManyLoadBalancers": "50 in a region, adjustable: raise the quota, or use the next region",
    "TooManyListeners": "50 on a load balancer, adjustable",
    "TooManyRules": "100 on a load balancer, adjustable: raise the quota, put new tenants on another load balancer, "
                    "or serve them by one wildcard rule",
    "TooManyTargetGroups": "3,000 in a region (adjustable), 5 in an action",
    "TooManyUniqueTargetGroupsPerLoadBalancer":
        "100 on a load balancer, not adjustable: put new tenants on another load balancer",
    "TooManyCertificates": "25 on a load balancer besides the default ones, adjustable: raise the quota, "
                           "or put several names on one certificate",
    "TargetGroupAssociationLimit": "a target group belongs to one load balancer: make another one for this",
    "UnsupportedCertificate": "most often it is not issued yet: see its status, and that its validation records exist",
}
"""What helps, by AWS's error code."""


def advised(call: Call) -> Flow:
    """Make a call; where AWS refuses it because of one of its limits, say what they are."""
    return advising.advised(call, ADVICE)


def demand(resource: Resource, *names: str) -> None:
    """Raise `Invalid` unless the resource states all of these, without which it cannot be made."""
    if left_out := [name for name in names if getattr(resource, name) is None]:
        raise Invalid(f"it does not exist, and cannot be created without {', '.join(left_out)}")


def tags_of(arns: t.Sequence[str]) -> Flow:
    """The tags of some resources, by ARN."""
    if not arns:
        return {}
    reply = yield tagging.describe_tags(ResourceArns=list(arns))
    return {about["ResourceArn"]: pairs().into(about["Tags"]) for about in reply.get("TagDescriptions", ())}


def retag(arn: str, now: Tags | None, wanted: Tags | None) -> Flow:
    """Set the tags that differ."""
    if fresh := missing(now, wanted):
        yield elbv2.add_tags(ResourceArns=[arn], Tags=pairs().out(fresh))


def the_one(call: Call, entries: t.Iterable[Reply], **about: t.Any) -> Reply:
    """The entry of a reply with this property; raises `Absent` when there is none."""
    for entry in entries:
        if about.items() <= entry.items():
            return entry
    name, value = next(iter(about.items()))
    raise Absent(call, "NotFound", f"there is none with {name} {value}")


def listener_at(load_balancer: str, port: int) -> Flow:
    """The listener on a port of a load balancer; all listeners of that are read at once."""
    call = elbv2.describe_listeners(LoadBalancerArn=load_balancer)
    reply = yield call
    return the_one(call, reply.get("Listeners", ()), Port=port)


def listener_exists(load_balancer: str, port: int, *, pending: bool) -> Flow:
    """Raise `Unresolved` when there is no listener on that port, unless one may still come."""
    def find(name: str) -> Flow:
        return (yield from listener_at(load_balancer, int(name)))["ListenerArn"]

    yield from Reference("listener", find, role="network").resolve(str(port), pending=pending)
