# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images of ECR: where a name leads, and what is there."""

from __future__ import annotations

import json
import re
import typing as t
from dataclasses import dataclass

from ...calls import Batch, Flow, Reply, Service

ecr = Service("ecr", absent=frozenset({"RepositoryNotFoundException"}),
              batches={"batch_get_image": Batch("imageIds", 100)})

https = Service("https")
"""Not an API: documents behind the URLs that AWS gives out."""

NAME = re.compile(
    r"(?P<account>\d{12})\.dkr[.-]ecr(?:-fips)?\.(?P<region>[a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.[a-z.]+)/"
    r"(?P<repository>[^:@]+)(?::(?P<tag>[^@]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?")

MANIFESTS = ["application/vnd.docker.distribution.manifest.v2+json",
             "application/vnd.docker.distribution.manifest.list.v2+json",
             "application/vnd.oci.image.manifest.v1+json",
             "application/vnd.oci.image.index.v1+json"]
"""Asked for explicitly: ECR would turn a list into one of its images for a caller that does not."""

NEWEST = 3
"""How many tags are named where one is missing."""


@dataclass(frozen=True)
class Place:
    """Where an image is."""

    account: str
    region: str
    repository: str
    tag: str | None
    digest: str | None

    @property
    def image_id(self) -> dict[str, str]:
        """A digest decides, as it does for who pulls."""
        return {"imageDigest": self.digest} if self.digest else {"imageTag": self.tag or "latest"}

    @property
    def owner(self) -> dict[str, str]:
        return {"registryId": self.account, "repositoryName": self.repository}


def located(image: str) -> Place | None:
    """Where an image of ECR is; None for one of another registry."""
    found = NAME.fullmatch(image)
    return Place(**found.groupdict()) if found else None


def read(place: Place) -> Flow:
    """The image with its manifest as ECR shows it, or what ECR says of why there is none."""
    reply = yield ecr.batch_get_image(**place.owner, imageIds=[place.image_id], acceptedMediaTypes=MANIFESTS)
    return _asked(place, reply, "images") or _asked(place, reply, "failures") or {"failureCode": "ImageNotFound"}


def _asked(place: Place, reply: Reply, listed: str) -> t.Any:
    """The entry of a reply, which others may have asked for more."""
    return next((each for each in reply.get(listed) or () if place.image_id.items() <= each["imageId"].items()), None)


def architectures(place: Place, manifest: str) -> Flow:
    """The processors that an image is for, as Docker calls them; empty where it does not say."""
    document = json.loads(manifest)
    if "manifests" in document:  # attestations are entries too, for the platform unknown/unknown
        named = {(each.get("platform") or {}).get("architecture", "unknown") for each in document["manifests"]}
        return sorted(named - {"unknown"})
    config = (document.get("config") or {}).get("digest")
    if not config:
        return []
    layer = yield ecr.get_download_url_for_layer(**place.owner, layerDigest=config)
    about = json.loads((yield https.get_document(url=layer["downloadUrl"]))["body"])
    return [about["architecture"]] if about.get("architecture") else []


def newest(place: Place) -> Flow:
    """The tags that were pushed last, newest first."""
    reply = yield ecr.describe_images(**place.owner, filter={"tagStatus": "TAGGED"})
    pushed = sorted(reply.get("imageDetails") or (), key=lambda image: image["imagePushedAt"], reverse=True)
    return [tag for image in pushed for tag in image.get("imageTags") or ()][:NEWEST]
