# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Container images for the embedded AWS: what a build pipeline would have pushed, and what a task can pull.

An image is an OCI manifest with its configuration and one layer, or an index of several, all of which can be read as
any registry client reads them.  They are kept with moto's repositories, so a reset forgets them.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import re
import tarfile
import typing as t
from dataclasses import dataclass, field

from moto.ecr.exceptions import ImageAlreadyExistsException
from moto.ecr.models import ECRBackend, Image, Repository, ecr_backends
from moto.utilities.utils import get_partition

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
VARIANTS: dict[str, dict[str, str]] = {"amd64": {}, "arm64": {"variant": "v8"}}
IN_ECR = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.[a-z.]+/(?P<repository>[^:@]+)"
    r"(?::(?P<tag>[^@]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)


@dataclass(frozen=True)
class Built:
    """An image before it is pushed: manifests by media type, the tagged one last, and the blobs they name."""

    manifests: list[tuple[str, str]] = field(default_factory=list)
    blobs: list[bytes] = field(default_factory=list)

    @property
    def digest(self) -> str:
        return digest_of(self.manifests[-1][1].encode())


def push(account: str, region: str, repository: str, tag: str, architecture: str | list[str] = "arm64") -> str:
    """Push an image and return its digest; a list of architectures makes an index, and a string one manifest.

    A push to a repository that does not exist waits, as a build pipeline would, and happens when CreateRepository is
    called.  The same arguments make the same image, so to push twice changes nothing; another image under a tag that
    is immutable is refused with ImageTagAlreadyExistsException.
    """
    built = build(f"{repository}:{tag}", architecture)
    if region not in ecr_backends[account]:
        raise ValueError(f"Unknown region {region!r}.")
    backend = ecr_backends[account][region]
    if repository in backend.repositories:
        _deliver(backend, repository, tag, built)
    else:
        _waiting(backend).setdefault(repository, {})[tag] = built
    return built.digest


def deliver_waiting(backend: ECRBackend, repository: str) -> None:
    """Push what has waited for a repository."""
    for tag, built in _waiting(backend).pop(repository, {}).items():
        _deliver(backend, repository, tag, built)


def build(content: str, architecture: str | list[str]) -> Built:
    """Make an image that holds a text; the architectures are those of OCI, `amd64` and `arm64`."""
    wanted = architecture if isinstance(architecture, list) else [architecture]
    unknown = [name for name in wanted if name not in list(VARIANTS)]
    if unknown or not wanted:
        raise ValueError(f"Unknown architecture {unknown or wanted!r} of an image. Known: {', '.join(VARIANTS)}.")
    built, entries = Built(), []
    for name in wanted:
        manifest = _add_platform(built, content, name)
        platform = {"architecture": name, "os": "linux", **VARIANTS[name]}
        entries.append({**_descriptor(MANIFEST, manifest.encode()), "platform": platform})
    if isinstance(architecture, list):
        built.manifests.append((INDEX, _json({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries})))
    return built


def blob(digest: str) -> bytes | None:
    """The bytes of a configuration or layer of any repository; `/_local/blobs/<digest>` serves them."""
    for _account, _region, backend in ecr_backends.iter_backends():
        for repository in t.cast(ECRBackend, backend).repositories.values():
            if digest in blobs_of(repository):
                return blobs_of(repository)[digest]
    return None


def keep(repository: Repository, content: bytes) -> None:
    """Store a blob in a repository."""
    digest = digest_of(content)
    repository.layers[digest] = len(content)
    blobs_of(repository)[digest] = content


def blobs_of(repository: Repository) -> dict[str, bytes]:
    return t.cast("dict[str, bytes]", repository.__dict__.setdefault("blobs", {}))


def pullable(account: str, region: str, image: str) -> str | None:
    """Why a task in a region cannot pull an image, in ECS's words, or None.

    Only images of the account's own ECR, in any region of the task's partition, can be missing; others are elsewhere.
    """
    named = IN_ECR.fullmatch(image)
    if not named or named["account"] != account or get_partition(named["region"]) != get_partition(region):
        return None
    regions = ecr_backends[account]
    known = named["region"] in regions
    repository = regions[named["region"]].repositories.get(named["repository"]) if known else None
    if repository and find(repository, named["tag"] or "latest", named["digest"]):
        return None
    return (
        f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {image}: "
        f"{image}: not found"
    )


def find(repository: Repository, tag: str | None, digest: str | None) -> Image | None:
    """The image of a digest, else of a tag."""
    for image in repository.images:
        if (image.get_image_digest() == digest) if digest else (tag in image.image_tags):
            return image
    return None


def digest_of(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _waiting(backend: ECRBackend) -> dict[str, dict[str, Built]]:
    return t.cast("dict[str, dict[str, Built]]", backend.__dict__.setdefault("waiting_pushes", {}))


def _deliver(backend: ECRBackend, repository: str, tag: str, built: Built) -> None:
    for content in built.blobs:
        keep(backend.repositories[repository], content)
    *untagged, (last_type, last) = built.manifests
    for media_type, manifest in untagged:
        with contextlib.suppress(ImageAlreadyExistsException):
            backend.put_image(repository, manifest, None, media_type)  # type: ignore[arg-type]
    with contextlib.suppress(ImageAlreadyExistsException):
        backend.put_image(repository, last, tag, last_type)


def _add_platform(built: Built, content: str, architecture: str) -> str:
    """Add the blobs and the manifest of one platform."""
    files = _tar(f"{content} for {architecture}\n".encode())
    layer = gzip.compress(files, mtime=0)
    config = _json(
        {
            "architecture": architecture,
            "os": "linux",
            **VARIANTS[architecture],
            "config": {},
            "rootfs": {"type": "layers", "diff_ids": [digest_of(files)]},
        }
    ).encode()
    built.blobs.extend((config, layer))
    described = {"config": _descriptor(CONFIG, config), "layers": [_descriptor(LAYER, layer)]}
    manifest = _json({"schemaVersion": 2, "mediaType": MANIFEST, **described})
    built.manifests.append((MANIFEST, manifest))
    return manifest


def _tar(content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        entry = tarfile.TarInfo("release")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def _descriptor(media_type: str, content: bytes) -> dict[str, t.Any]:
    return {"mediaType": media_type, "digest": digest_of(content), "size": len(content)}


def _json(value: t.Any) -> str:
    return json.dumps(value, separators=(",", ":"))
