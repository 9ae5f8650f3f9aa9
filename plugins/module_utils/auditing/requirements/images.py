# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C7: where images are from."""

from __future__ import annotations

import fnmatch
import json
import re
import typing as t

from ...releasing.revisions import repository
from .. import platform
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found
from ..sources.ecr import REPOSITORIES, SCANNING

ROLE = "ecs_services"
VARIABLE = "ecs_services_repositories"
ECR = re.compile(r"(?P<account>\d{12})\.dkr[.-]ecr(-fips)?\.(?P<region>[a-z0-9-]+)\.")
ON_PUSH = ("SCAN_ON_PUSH", "CONTINUOUS_SCAN")


def _images(live: Live) -> t.Iterator[Subject]:
    """Each repository that the services' images are from once, with one of the services."""
    found = {repository(one.container["image"]): one for one in platform.services(live)}
    for name, service in sorted(found.items()):
        yield Subject(f"images of {name}", service)


def _in_ecr(live: Live, service: platform.Service) -> Judged:
    """One of another account or region than the service's is seen to there."""
    image, here = service.container["image"], service.about["clusterArn"].split(":")
    where = ECR.match(image)
    if not where:
        return Judged(False, f"from {image.partition('/')[0]}")
    known = repository(image) in {one["repositoryName"] for one in live[REPOSITORIES]}
    elsewhere = [where["region"], where["account"]] != here[3:5]
    return Judged(known or elsewhere, f"in {'another' if elsewhere else 'the'} registry {where['account']}"
                  if known or elsewhere else "the repository is not there")


def _repositories(live: Live) -> t.Iterator[Subject]:
    return (Subject(f"repository {one['repositoryName']}", one) for one in live[REPOSITORIES])


def _changeless(live: Live, found: Found) -> Judged:
    return Judged(found["imageTagMutability"] == "IMMUTABLE", f"tags are {found['imageTagMutability']}")


def _scanned(live: Live, found: Found) -> Judged:
    """By itself, or by a rule of the registry, where AWS wants it to be said now."""
    if found.get("imageScanningConfiguration", {}).get("scanOnPush"):
        return Judged(True, "on push")
    name = found["repositoryName"]
    rules = [rule for rule in live[SCANNING] if rule["scanFrequency"] in ON_PUSH
             and any(_fits(one["filter"], name) for one in rule["repositoryFilters"])]
    return Judged(bool(rules), "by a rule of the registry" if rules else "not on push")


def _fits(pattern: str, name: str) -> bool:
    """ECR takes a filter without an asterisk for a part of the name."""
    return fnmatch.fnmatchcase(name, pattern) if "*" in pattern else pattern in name


def _tidied(live: Live, found: Found) -> Judged:
    rules = json.loads(found["lifecycle"] or "{}").get("rules", [])
    return Judged(bool(rules), "a lifecycle policy" if rules else "no lifecycle policy")


C7 = Requirement(
    "C7", "Containers", "Images cannot be replaced, are scanned, and go when they are old", (), ("5.2",), (
        Check("C7.ecr", "Images are in repositories of ECR", "medium", _images, _in_ecr, "a repository of ECR",
              Remedy(ROLE, VARIABLE)),
        Check("C7.immutable", "Tags of images cannot be written over", "medium", _repositories, _changeless,
              "IMMUTABLE", Remedy(ROLE, VARIABLE), iso_2013=("A.12.1.2", "A.14.2.2"), iso_2022=("8.32",)),
        Check("C7.scan", "Images are scanned when they are pushed", "medium", _repositories, _scanned, "on push",
              Remedy(ROLE, VARIABLE), iso_2013=("A.12.6.1",), iso_2022=("8.8",)),
        Check("C7.lifecycle", "Old images go", "low", _repositories, _tidied, "a lifecycle policy",
              Remedy(ROLE, "ecs_services_kept_images")),
    ))
