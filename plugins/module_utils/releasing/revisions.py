# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The revisions that services run, and those of a release: the same with other images."""

from __future__ import annotations

import copy
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Together
from ..errors import Absent, EnvelopeError, Invalid
from ..kinds.ecs.api import ecs, named, newest, registered
from ..kinds.ecs.images import repository as whole_address
from ..spelling import unknown

ANSWERED = frozenset({
    "taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt", "registeredBy",
    "deregisteredAt", "deleteRequestedAt",
})
"""What DescribeTaskDefinition says and RegisterTaskDefinition does not take."""


@dataclass(frozen=True)
class Running:
    """A service and the revision it runs."""

    service: t.Mapping[str, t.Any]
    """As DescribeServices shows it."""
    definition: t.Mapping[str, t.Any]
    """As RegisterTaskDefinition takes it."""

    @property
    def name(self) -> str:
        return str(self.service["serviceName"])

    @property
    def arn(self) -> str:
        return str(self.service["taskDefinition"])

    @property
    def images(self) -> list[str]:
        return [container["image"] for container in self.definition["containerDefinitions"]]

    def released(self, release: str, repositories: t.Collection[str]) -> dict[str, t.Any]:
        """The same task definition with that release of the images in these repositories."""
        changed = copy.deepcopy(dict(self.definition))
        for container in changed["containerDefinitions"]:
            container["image"] = retagged(container["image"], release, repositories)
        return changed


def repository(image: str) -> str:
    """`1234.dkr.ecr.eu-west-1.amazonaws.com/team/api:1.0` -> `team/api`."""
    address = whole_address(image)
    host, slash, path = address.partition("/")
    return path if slash and ("." in host or ":" in host or host == "localhost") else address


def retagged(image: str, release: str, repositories: t.Collection[str]) -> str:
    """The image with the release for its tag, if it is one of the application's."""
    if repository(image) not in repositories:
        return image
    host, slash, path = image.partition("@")[0].rpartition("/")
    return f"{host}{slash}{path.partition(':')[0]}:{release}"


def tag(image: str) -> str:
    """`1234.dkr.ecr.eu-west-1.amazonaws.com/team/api:1.0@sha256:12` -> `1.0`."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[2] or "latest"


def running(cluster: str, names: t.Sequence[str]) -> Flow:
    """What these services run now, in that order; raises `Invalid` for one that does not exist."""
    return all_of([_running(cluster, name) for name in names])


def all_of(flows: t.Sequence[Flow]) -> Flow:
    """What these flows return, held together; raises the first error."""
    found = yield Together(flows)
    for each in found:
        if isinstance(each, EnvelopeError):
            raise each
    return found


def _running(cluster: str, name: str) -> Flow:
    reply = yield ecs.describe_services(cluster=cluster, services=[name], include=["TAGS"])
    service = named(reply, "services", serviceName=name)
    if service.get("status") != "ACTIVE":
        listed = yield ecs.list_services(cluster=cluster)
        there = {arn.rpartition("/")[2] for arn in listed["serviceArns"]}
        raise Invalid(f"cluster {cluster}: service {unknown(name, there)}")
    return Running(service, (yield from described(service["taskDefinition"])))


def described(arn: str) -> Flow:
    """A revision, as RegisterTaskDefinition takes it."""
    reply = yield ecs.describe_task_definition(taskDefinition=arn, include=["TAGS"])
    return _registrable(reply)


def _registrable(reply: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    about = {name: value for name, value in reply["taskDefinition"].items() if name not in ANSWERED and value}
    tags = [each for each in reply.get("tags") or () if not each["key"].startswith("aws:")]  # AWS's own, refused of us
    return {**about, "tags": tags} if tags else about


def register(definition: t.Mapping[str, t.Any]) -> Flow:
    """The ARN of a revision that is so: the newest, if that is, as after a run that was killed; else a new one."""
    try:
        latest = yield from newest(definition["family"])
    except Absent:
        latest = None
    if latest and _registrable(latest) == definition:
        return latest["taskDefinition"]["taskDefinitionArn"]
    reply = yield from registered(ecs.register_task_definition(**definition))
    return reply["taskDefinition"]["taskDefinitionArn"]


def withdraw(arns: t.Iterable[str]) -> Flow:
    """Take revisions out of use; what runs on them goes on running."""
    for arn in arns:
        yield ecs.deregister_task_definition(taskDefinition=arn)


def family(arn: str) -> str:
    return arn.rpartition("/")[2].partition(":")[0]


def revisions(name: str) -> Flow:
    """The ARNs of a family's active revisions."""
    listed = yield ecs.list_task_definitions(familyPrefix=name, status="ACTIVE")
    return [arn for arn in listed.get("taskDefinitionArns", ()) if family(arn) == name]


def shown(images: t.Mapping[str, t.Sequence[str]]) -> str:
    """What services run, a line each, as a diff shows it."""
    return "".join(f"{name}: {', '.join(each)}\n" for name, each in images.items())
