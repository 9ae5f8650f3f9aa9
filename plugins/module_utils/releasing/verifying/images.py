# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the images exist, and run on the processors that the tasks get."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Reply
from ...errors import Absent, AwsError
from .candidates import Candidate, by_thing
from .ecr_images import Place, architectures, located, newest, read
from .findings import Verified, all_of, merged, note, problem

DOCKER = {"X86_64": "amd64", "ARM64": "arm64"}
"""How Docker calls the processors of ECS."""


class Use(t.NamedTuple):
    """An image that tasks are made of."""

    image: str
    architecture: str
    """As Docker calls it."""
    release: str
    """The release that it is of; empty for others, such as a sidecar's."""


def checked(candidates: t.Sequence[Candidate], place: Reply) -> Flow:
    """All images of all containers; returns `Verified` with their digests."""
    uses = by_thing((use, candidate.name) for candidate in candidates for use in _uses(candidate))
    return (yield from all_of((f"{users}: image {use.image}", _look(use, users, place)) for use, users in uses.items()))


def _uses(candidate: Candidate) -> t.Iterator[Use]:
    cpu = (candidate.definition.get("runtimePlatform") or {}).get("cpuArchitecture") or "X86_64"
    for container in candidate.containers:
        image = container["image"]
        yield Use(image, DOCKER.get(cpu, cpu), candidate.release if image in candidate.changed else "")


def _look(use: Use, users: str, here: Reply) -> Flow:
    place = located(use.image)
    if place is None:
        return note(f"{users}: image {use.image} is not in ECR, so it is not checked")
    if place.region != here["region"]:
        return note(f"{users}: image {use.image} is in {place.region}, so it is not checked from {here['region']}")
    try:
        found = yield from read(place)
    except Absent:
        return problem(f"{users}: there is no repository {place.repository} in account {place.account}; "
                       "role ecs_services makes those of the application")
    if "imageManifest" not in found:
        return (yield from _missing(use, users, place, found))
    held = Verified(digests={use.image: found["imageId"]["imageDigest"]})
    return merged([held, (yield from _platform(use, users, place, found["imageManifest"]))])


def _missing(use: Use, users: str, place: Place, failure: t.Mapping[str, t.Any]) -> Flow:
    who = f"release {use.release}" if use.release else users
    if failure["failureCode"] != "ImageNotFound":
        return problem(f"{who}: {use.image} cannot be read: {failure.get('failureReason') or failure['failureCode']}")
    if place.digest:
        return problem(f"{who}: repository {place.repository} has no image {place.digest}")
    thing = "with that tag" if use.release and use.release == place.tag else f"tagged {place.tag or 'latest'}"
    return problem(f"{who}: repository {place.repository} has no image {thing}; {(yield from _others(place))}")


def _others(place: Place) -> Flow:
    try:
        tags = yield from newest(place)
    except AwsError as error:
        return f"what it has is not known ({error.code})"
    return f"the newest {'are' if len(tags) > 1 else 'is'} {', '.join(tags)}" if tags else "it has none with a tag"


def _platform(use: Use, users: str, place: Place, manifest: str) -> Flow:
    try:
        found = yield from architectures(place, manifest)
    except AwsError as error:
        why = f"allow {error.call.action}" if error.denied else str(error)
        return note(f"{users}: architecture of {use.image} not checked: {why}")
    except (AttributeError, LookupError, TypeError, ValueError):
        found = []
    if not found:
        return note(f"{users}: architecture of {use.image} not checked: its manifest does not say")
    if use.architecture in found:
        return Verified()
    return problem(
        f"{users}: wrong architecture: {use.image} is for {', '.join(found)}, the task definition wants "
        f"{use.architecture}; build it with `docker buildx build --platform linux/{use.architecture}`")
