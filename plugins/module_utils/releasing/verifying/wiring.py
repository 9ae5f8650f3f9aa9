# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what a service is connected to is there: log groups, target groups, its network, capacity providers."""

from __future__ import annotations

import typing as t

from ...calls import Batch, Flow, Reply, Service
from ...errors import Absent
from ...kinds.ec2.api import NOT_FOUND
from ...kinds.ecs.api import described_cluster, named
from ...kinds.logs import LogGroup
from ...spelling import nearest
from .candidates import Candidate, by_thing
from .findings import Verified, all_of, merged, note, problem

elbv2 = Service("elbv2", absent=frozenset({"TargetGroupNotFound"}),
                batches={"describe_target_groups": Batch("TargetGroupArns", 20)})

ec2 = Service("ec2", absent=NOT_FOUND, batches={
    "describe_subnets": Batch("SubnetIds", 100), "describe_security_groups": Batch("GroupIds", 100)})

MADE_BY = "`playbooks/site.yml --tags ecs_services` makes it"


def checked(candidates: t.Sequence[Candidate], place: Reply) -> Flow:
    """All connections of all services; returns `Verified`."""
    logs = by_thing((group, candidate.name) for candidate in candidates for group in _log_groups(candidate, place))
    targets = by_thing((balanced["targetGroupArn"], candidate.name) for candidate in candidates
                       for balanced in _balanced(candidate) if balanced.get("targetGroupArn"))
    subnets, groups = (_network(candidates, name) for name in ("subnets", "securityGroups"))
    looks = [
        *((f"{users}: log group {group[0]}", _log_group(*group, users, place)) for group, users in logs.items()),
        *((f"{users}: target group {_name(arn)}", _target_group(arn, users)) for arn, users in targets.items()),
        *((f"{users}: subnet {subnet}", _subnet(subnet, users)) for subnet, users in subnets.items()),
        *((f"{users}: security group {group}", _security_group(group, users)) for group, users in groups.items()),
        *((f"{each.name}: cluster {_name(each.service['clusterArn'])}", _cluster(each)) for each in candidates)]
    at_once = [found for candidate in candidates for found in _ports(candidate)]
    return merged([*at_once, (yield from all_of(looks))])


def _name(arn: str) -> str:
    """The name in an ARN: `targetgroup/NAME/ID`, `cluster/NAME`."""
    return [*arn.split("/"), arn][1] if "/" in arn else arn


def _balanced(candidate: Candidate) -> t.Sequence[t.Mapping[str, t.Any]]:
    return candidate.service.get("loadBalancers") or ()


def _network(candidates: t.Iterable[Candidate], name: str) -> dict[str, str]:
    return by_thing((each, candidate.name) for candidate in candidates for each in candidate.network.get(name) or ())


def _log_groups(candidate: Candidate, place: Reply) -> t.Iterator[tuple[str, str]]:
    """Name and region of the groups that must exist beforehand."""
    for container in candidate.containers:
        logging = container.get("logConfiguration") or {}
        options = logging.get("options") or {}
        if logging.get("logDriver") == "awslogs" and options.get("awslogs-create-group") != "true":
            yield options.get("awslogs-group") or "", options.get("awslogs-region") or place["region"]


def _log_group(name: str, region: str, users: str, place: Reply) -> Flow:
    if not name:
        return problem(f"{users}: the log driver awslogs needs the option awslogs-group")
    if region != place["region"]:
        return note(f"{users}: log group {name} is in {region}, so it is not checked from {place['region']}")
    try:
        yield from LogGroup(name=name).read()
    except Absent:
        return problem(f"{users}: there is no log group {name}; {MADE_BY}")
    return Verified()


def _target_group(arn: str, users: str) -> Flow:
    gone = problem(f"{users}: there is no target group {_name(arn)}; {MADE_BY}")
    try:
        reply = yield elbv2.describe_target_groups(TargetGroupArns=[arn])
    except Absent:
        return gone
    found = named(reply, "TargetGroups", TargetGroupArn=arn)
    if not found:
        return gone
    if not found.get("LoadBalancerArns"):
        return note(f"{users}: target group {_name(arn)} is attached to no load balancer, so nothing reaches the tasks")
    codes = (found.get("Matcher") or {}).get("HttpCode")
    if found.get("HealthCheckPath") and codes:
        return note(f"{users}: healthy when {found['HealthCheckPath']} answers {codes} (target group {_name(arn)})")
    return Verified()


def _ports(candidate: Candidate) -> t.Iterator[Verified]:
    """What the load balancer reaches, in the containers that there will be."""
    containers = {container["name"]: container for container in candidate.containers}
    for balanced in _balanced(candidate):
        name, port = balanced.get("containerName"), balanced.get("containerPort")
        if name not in containers:
            near = nearest(str(name), containers)
            yield problem(f"{candidate.name}: the load balancer reaches container {name}, which the task definition "
                          f"does not have; {f'did you mean {near}?' if near else f'it has {_listed(containers)}'}")
            continue
        ports = [mapping.get("containerPort") for mapping in containers[name].get("portMappings") or ()]
        if port is not None and port not in ports:
            yield problem(f"{candidate.name}: the load balancer reaches port {port} of container {name}, "
                          f"which has {_listed(ports) or 'none'}")


def _listed(values: t.Iterable[t.Any]) -> str:
    return ", ".join(map(str, values))


def _subnet(subnet: str, users: str) -> Flow:
    try:
        yield ec2.describe_subnets(SubnetIds=[subnet])
    except Absent:
        return problem(f"{users}: there is no subnet {subnet}, which the service starts tasks in")
    return Verified()


def _security_group(group: str, users: str) -> Flow:
    try:
        yield ec2.describe_security_groups(GroupIds=[group])
    except Absent:
        return problem(f"{users}: there is no security group {group}, which the service gives its tasks")
    return Verified()


def _cluster(candidate: Candidate) -> Flow:
    name = _name(candidate.service["clusterArn"])
    found = named((yield described_cluster(name)), "clusters", clusterName=name)
    if found.get("status") != "ACTIVE":
        return problem(f"{candidate.name}: cluster {name} is {found.get('status', 'not there')}, not ACTIVE")
    held = found.get("capacityProviders") or []
    asked = [each["capacityProvider"] for each in candidate.service.get("capacityProviderStrategy") or ()]
    return merged(problem(f"{candidate.name}: cluster {name} does not have capacity provider {each}; "
                          f"it has {_listed(held) or 'none'}") for each in asked if each not in held)
