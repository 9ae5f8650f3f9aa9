# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images of repositories.

moto makes up the digest of an image, keeps no layer, takes manifests whose layers nobody uploaded, deletes an image
that has lost its last tag to another one, finds BatchGetImage's images by digest *or* tag, ignores its media types,
answers DescribeImages in any order, and neither it nor ListImages in pages; GetDownloadUrlForLayer is missing.

AWS: a digest is the SHA-256 of the manifest, PutImage is refused when the layers or the images it names are not there
(LayersNotFoundException, ReferencedImagesNotFoundException), when the digest given is another one, and when the tag is
immutable and taken (ImageTagAlreadyExistsException); an image that loses its tags stays.  What BatchGetImage cannot
give is in `failures`, with a code.  AWS does not document what it answers when the media type of an image is none of
the accepted ones; here that is `ImageNotFound`, as its registry API answers 404.
"""

from __future__ import annotations

import json
import typing as t

from moto.core.responses import ActionResult
from moto.ecr.exceptions import ImageAlreadyExistsException
from moto.ecr.models import ECRBackend, Image, Repository
from moto.ecr.responses import ECRResponse

from .. import images
from ._mend import AwsError, mends
from ._pages import page
from ._policy import like

Ids = dict[str, str]

REASONS = {
    "ImageNotFound": "Requested image not found",
    "ImageTagDoesNotMatchDigest": "Requested tag and digest do not match",
    "MissingDigestAndTag": "Invalid request parameters: both tag and digest cannot be null",
}


@mends(ECRBackend)
def create_repository(
    former: t.Any, self: ECRBackend, repository_name: str, *rest: t.Any, **settings: t.Any
) -> Repository:
    """What waits to be pushed is pushed now."""
    made: Repository = former(self, repository_name, *rest, **settings)
    images.deliver_waiting(self, repository_name)
    return made


@mends(ECRBackend)
def complete_layer_upload(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ECRBackend,
    repository_name: str,
    upload_id: str,
    layer_digests: list[str],
    registry_id: str | None = None,
) -> dict[str, t.Any]:
    repository = self._get_repository(repository_name, registry_id)
    upload = repository.uploads.get(upload_id)
    answer: dict[str, t.Any] = former(self, repository_name, upload_id, layer_digests, registry_id)
    if upload:
        images.keep(repository, bytes(upload.layer_parts))
    return answer


@mends(ECRBackend)
def put_image(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ECRBackend,
    repository_name: str,
    image_manifest: str,
    image_tag: str | None,
    image_manifest_mediatype: str | None = None,
    digest: str | None = None,
) -> Image:
    repository = self._get_repository(repository_name)
    actual = images.digest_of(image_manifest.encode())
    if digest and digest != actual:
        text = f"The provided image digest '{digest}' does not match the calculated digest '{actual}'"
        raise AwsError("ImageDigestDoesNotMatchException", text)
    _check_parts(repository, image_manifest)
    same = images.find(repository, None, actual)
    if same and (image_tag is None or image_tag in same.image_tags):
        raise ImageAlreadyExistsException(repository_name, repository.registry_id, actual, str(image_tag))
    holder = images.find(repository, image_tag, None) if image_tag else None
    if holder and image_tag:
        _release(repository, holder, image_tag)
    return t.cast(Image, former(self, repository_name, image_manifest, image_tag, image_manifest_mediatype, actual))


@mends(ECRBackend)
def _resolve_image_tag_mutability(
    former: t.Any, self: ECRBackend, repository: Repository, proposed_image_tag: str
) -> list[Image]:
    """`put_image` has looked already."""
    return []


@mends(ECRResponse)
def list_images(former: t.Any, self: ECRResponse) -> ActionResult:
    found: list[dict[str, str | None]] = [
        {"imageDigest": image.image_digest, "imageTag": tag}
        for image in _filtered(self)
        for tag in image.image_tags or [None]  # type: ignore[list-item]
    ]
    return _paged(self, "imageIds", found)


@mends(ECRResponse)
def describe_images(former: t.Any, self: ECRResponse) -> ActionResult:
    repository = _repository(self)
    ids = self._get_param("imageIds")
    if not ids:
        return _paged(self, "imageDetails", [_detail(repository, image) for image in _filtered(self)])
    if self._get_param("maxResults") or self._get_param("nextToken"):
        raise AwsError("InvalidParameterException", "maxResults and nextToken cannot be used together with imageIds")
    found = {
        (image := repository._get_image(each.get("imageTag"), each.get("imageDigest"))).image_digest: image
        for each in ids
    }
    return ActionResult({"imageDetails": [_detail(repository, image) for image in found.values()]})


@mends(ECRResponse)
def batch_get_image(former: t.Any, self: ECRResponse) -> ActionResult:
    repository = _repository(self)
    accepted = self._get_param("acceptedMediaTypes")
    found, failures = [], []
    for each in self._get_param("imageIds"):
        image, code = _looked_up(repository, each)
        if image and (not accepted or image.image_manifest_media_type in accepted):
            found.append(_whole(image, each.get("imageTag")))
        else:
            code = code or "ImageNotFound"
            failures.append({"imageId": each, "failureCode": code, "failureReason": REASONS[code]})
    return ActionResult({"images": found, "failures": failures})


@mends(ECRResponse)
def get_download_url_for_layer(former: t.Any, self: ECRResponse) -> ActionResult:
    repository = _repository(self)
    digest = self._get_param("layerDigest")
    if digest not in images.blobs_of(repository):
        raise _layers_missing(repository, [digest])
    url = f"http://{self.headers['Host']}/_local/blobs/{digest}"
    return ActionResult({"downloadUrl": url, "layerDigest": digest})


def _check_parts(repository: Repository, manifest: str) -> None:
    """Refuse a manifest that names what the repository does not hold."""
    try:
        read = json.loads(manifest)
    except ValueError:
        text = "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'"
        raise AwsError("InvalidParameterException", text) from None
    layers = [part["digest"] for part in [*read.get("layers", []), *filter(None, [read.get("config")])]]
    missing = [digest for digest in layers if digest not in repository.layers]
    if missing:
        raise _layers_missing(repository, missing)
    named = [part["digest"] for part in read.get("manifests", [])]
    if any(images.find(repository, None, digest) is None for digest in named):
        text = f"The referenced images {named} do not exist in the repository with name '{repository.name}'"
        raise AwsError("ReferencedImagesNotFoundException", text)


def _release(repository: Repository, holder: Image, tag: str) -> None:
    """Take a tag from the image that has it, which stays in the repository."""
    filters = repository.image_tag_mutability_exclusion_filters or []
    excepted = any(like(each["filter"], tag) for each in filters)
    if repository.is_tag_immutable() != excepted:
        text = f"The image tag '{tag}' already exists in the '{repository.name}' repository and cannot be overwritten"
        raise AwsError("ImageTagAlreadyExistsException", f"{text} because the tag is immutable.")
    holder.remove_tag(tag)
    holder.image_tag = holder.image_tags[-1] if holder.image_tags else None  # type: ignore[assignment]


def _looked_up(repository: Repository, asked: Ids) -> tuple[Image | None, str]:
    """The image that is asked for, or the code that says why there is none."""
    tag, digest = asked.get("imageTag"), asked.get("imageDigest")
    if not tag and not digest:
        return None, "MissingDigestAndTag"
    image = images.find(repository, tag, digest)
    if image and digest and tag and tag not in image.image_tags:
        return None, "ImageTagDoesNotMatchDigest"
    return image, ""


def _whole(image: Image, tag: str | None) -> dict[str, t.Any]:
    return {
        "registryId": image.registry_id,
        "repositoryName": image.repository_name,
        "imageId": {"imageDigest": image.image_digest, "imageTag": tag},
        "imageManifest": image.image_manifest,
        "imageManifestMediaType": image.image_manifest_media_type,
    }


def _detail(repository: Repository, image: Image) -> dict[str, t.Any]:
    read = json.loads(image.image_manifest)
    return {
        "registryId": image.registry_id,
        "repositoryName": image.repository_name,
        "imageDigest": image.image_digest,
        "imageTags": image.image_tags or None,
        "imageSizeInBytes": _size(repository, read),
        "imagePushedAt": image.image_pushed_at,
        "imageManifestMediaType": image.image_manifest_media_type,
        "artifactMediaType": read.get("config", {}).get("mediaType"),
    }


def _size(repository: Repository, manifest: dict[str, t.Any]) -> int:
    """Of an index it is that of the largest image in it."""
    if "manifests" not in manifest:
        return sum(layer["size"] for layer in manifest.get("layers", []))
    within = [images.find(repository, None, part["digest"]) for part in manifest["manifests"]]
    return max((_size(repository, json.loads(image.image_manifest)) for image in within if image), default=0)


def _repository(response: ECRResponse) -> Repository:
    name, registry = response._get_param("repositoryName"), response._get_param("registryId")
    return response.ecr_backend._get_repository(name, registry)


def _filtered(response: ECRResponse) -> list[Image]:
    status = response._get_param("filter", {}).get("tagStatus", "ANY")
    wanted = {"TAGGED": (True,), "UNTAGGED": (False,)}.get(status, (True, False))
    return [image for image in _repository(response).images if bool(image.image_tags) in wanted]


def _paged(response: ECRResponse, name: str, found: list[t.Any]) -> ActionResult:
    refusal = AwsError("InvalidParameterException", "Invalid parameter at 'nextToken'")
    size, token = response._get_int_param("maxResults") or 100, response._get_param("nextToken")
    shown, following = page(found, size, token, refusal)
    return ActionResult({name: shown, "nextToken": following})


def _layers_missing(repository: Repository, digests: list[str]) -> AwsError:
    text = f"Layers with digests '{digests}' could not be found in the repository with name '{repository.name}'"
    return AwsError("LayersNotFoundException", f"{text} in the registry with id '{repository.registry_id}'")
