# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Repositories of images, and how what is pushed there is searched."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...kinds.ecr import ecr
from ...releasing.revisions import repository
from ..place import Place
from ..reading import Source, asked, each, parts, unless_absent
from .ecs import SERVICES


def _repositories(place: Place) -> Flow:
    """Those that images of the services are from, each with its `lifecycle` policy as JSON, None without one."""
    services = yield from SERVICES.flow(place)
    used = {repository(container["image"]) for one in services for container in one["task"]["containerDefinitions"]}
    listed = yield from asked(ecr.describe_repositories(), "repositories")
    return (yield from each(parts(one, lifecycle=_lifecycle(one["repositoryName"]))
                            for one in listed if one["repositoryName"] in used))


def _lifecycle(name: str) -> Flow:
    return unless_absent(asked(ecr.get_lifecycle_policy(repositoryName=name), "lifecyclePolicyText"))


def _scanning(place: Place) -> Flow:
    """The rules of the registry, by which repositories are scanned that do not ask for it themselves."""
    reply = yield ecr.get_registry_scanning_configuration()
    return t.cast("list[t.Any]", reply["scanningConfiguration"].get("rules", []))


REPOSITORIES = Source("repositories", _repositories)
SCANNING = Source("scanning of images", _scanning)
EVERY = (REPOSITORIES, SCANNING)
