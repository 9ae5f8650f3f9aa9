# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images: what is pushed can be read as from a registry, and what a task can pull."""

from __future__ import annotations

import hashlib
import json
import urllib.request

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws import additions, images, resetting
from moto.core.exceptions import ServiceException
from moto.ecr.models import ecr_backends

ACCOUNT, REGION, NAME = "123456789012", "eu-west-1", "envelope/api"
HOST = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
EVERY_TYPE = [images.MANIFEST, images.INDEX]


def digest_of(content):
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


@pytest.fixture
def registry():
    """moto's own backend, mended, in this process."""
    additions.load()
    resetting.forget_everything()
    yield ecr_backends[ACCOUNT][REGION]
    resetting.forget_everything()


@pytest.fixture
def repository(registry):
    return made(registry)


def made(registry, mutability="MUTABLE", filters=None):
    return registry.create_repository(NAME, None, None, None, mutability, [], filters)


def push(tag, architecture="arm64"):
    return images.push(ACCOUNT, REGION, NAME, tag, architecture)


@pytest.fixture
def ecr(client):
    client("ecr").create_repository(repositoryName=NAME)
    return client("ecr")


def upload(ecr, content):
    started = ecr.initiate_layer_upload(repositoryName=NAME)["uploadId"]
    given = {"repositoryName": NAME, "uploadId": started}
    ecr.upload_layer_part(**given, partFirstByte=0, partLastByte=len(content) - 1, layerPartBlob=content)
    return ecr.complete_layer_upload(**given, layerDigests=[digest_of(content)])["layerDigest"]


def upload_all(ecr, built):
    for content in built.blobs:
        upload(ecr, content)


def put(ecr, built, tag):
    """What `docker push` does."""
    upload_all(ecr, built)
    *untagged, last = built.manifests
    for media_type, manifest in untagged:
        ecr.put_image(repositoryName=NAME, imageManifest=manifest, imageManifestMediaType=media_type)
    return ecr.put_image(
        repositoryName=NAME, imageManifest=last[1], imageManifestMediaType=last[0], imageTag=tag
    )["image"]["imageId"]["imageDigest"]


def get(ecr, *ids, **options):
    return ecr.batch_get_image(repositoryName=NAME, imageIds=list(ids), **options)


def read(url):
    with urllib.request.urlopen(url) as reply:
        return reply.read()


def configuration(ecr, digest):
    found = get(ecr, {"imageDigest": digest})["images"][0]
    config = json.loads(found["imageManifest"])["config"]["digest"]
    url = ecr.get_download_url_for_layer(repositoryName=NAME, layerDigest=config)["downloadUrl"]
    content = read(url)
    assert digest_of(content) == config
    return json.loads(content)


def test_the_architecture_of_a_manifest_is_in_its_configuration(ecr):
    digest = put(ecr, images.build("api:1.0.0", "arm64"), "1.0.0")
    found = get(ecr, {"imageTag": "1.0.0"}, acceptedMediaTypes=EVERY_TYPE)["images"][0]
    assert found["imageId"] == {"imageDigest": digest, "imageTag": "1.0.0"}
    assert found["imageManifestMediaType"] == images.MANIFEST
    assert digest_of(found["imageManifest"].encode()) == digest
    assert configuration(ecr, digest)["architecture"] == "arm64"


def test_an_index_names_an_image_for_each_platform(ecr):
    put(ecr, images.build("api:1.0.0", ["amd64", "arm64"]), "1.0.0")
    found = get(ecr, {"imageTag": "1.0.0"})["images"][0]
    assert found["imageManifestMediaType"] == images.INDEX
    entries = json.loads(found["imageManifest"])["manifests"]
    assert [entry["platform"]["architecture"] for entry in entries] == ["amd64", "arm64"]
    assert [configuration(ecr, entry["digest"])["architecture"] for entry in entries] == ["amd64", "arm64"]
    sizes = {each["imageDigest"]: each["imageSizeInBytes"]
             for each in ecr.describe_images(repositoryName=NAME)["imageDetails"]}
    assert sizes.pop(found["imageId"]["imageDigest"]) == max(sizes.values())


def test_what_is_not_accepted_or_not_there_is_a_failure(ecr):
    digest = put(ecr, images.build("api:1", ["amd64"]), "1")
    other = put(ecr, images.build("api:2", "amd64"), "2")
    reply = get(ecr, {"imageTag": "1"}, {"imageTag": "2"}, acceptedMediaTypes=[images.MANIFEST])
    assert [each["imageId"]["imageDigest"] for each in reply["images"]] == [other]
    assert [(each["imageId"], each["failureCode"]) for each in reply["failures"]] == [
        ({"imageTag": "1"}, "ImageNotFound")]
    absent = {"imageDigest": "sha256:" + "0" * 64}
    reply = get(ecr, {"imageTag": "3"}, absent, {"imageTag": "1", "imageDigest": other}, {})
    assert reply["images"] == []
    assert [each["failureCode"] for each in reply["failures"]] == [
        "ImageNotFound", "ImageNotFound", "ImageTagDoesNotMatchDigest", "MissingDigestAndTag"]
    assert get(ecr, {"imageTag": "1", "imageDigest": digest})["failures"] == []


def test_put_image_is_refused(ecr, refused):
    built = images.build("api:1", "arm64")
    index = images.build("api:1", ["arm64"]).manifests[-1][1]
    manifest = {"repositoryName": NAME, "imageManifest": built.manifests[0][1], "imageTag": "1"}
    with refused("LayersNotFoundException", digest_of(built.blobs[0])):
        ecr.put_image(**manifest)
    upload_all(ecr, built)
    with refused("ReferencedImagesNotFoundException"):
        ecr.put_image(**{**manifest, "imageManifest": index})
    with refused("ImageDigestDoesNotMatchException"):
        ecr.put_image(**manifest, imageDigest="sha256:" + "0" * 64)
    with refused("InvalidParameterException", "Invalid JSON syntax"):
        ecr.put_image(**{**manifest, "imageManifest": "no JSON"})
    with refused("RepositoryNotFoundException"):
        ecr.put_image(**{**manifest, "repositoryName": "elsewhere"})
    assert ecr.put_image(**manifest)["image"]["imageId"] == {"imageTag": "1", "imageDigest": built.digest}
    with refused("ImageAlreadyExistsException"):
        ecr.put_image(**manifest)


def test_layers(ecr, refused):
    content = bytes(range(256))
    digest = upload(ecr, content)
    assert read(ecr.get_download_url_for_layer(repositoryName=NAME, layerDigest=digest)["downloadUrl"]) == content
    with refused("LayersNotFoundException"):
        ecr.get_download_url_for_layer(repositoryName=NAME, layerDigest="sha256:" + "0" * 64)


def test_a_tag_moves_and_the_image_stays(ecr):
    first = put(ecr, images.build("first", "arm64"), "latest")
    second = put(ecr, images.build("second", "arm64"), "latest")
    listed = ecr.list_images(repositoryName=NAME)["imageIds"]
    assert listed == [{"imageDigest": first}, {"imageDigest": second, "imageTag": "latest"}]
    untagged = ecr.list_images(repositoryName=NAME, filter={"tagStatus": "UNTAGGED"})["imageIds"]
    assert untagged == [{"imageDigest": first}]
    details = ecr.describe_images(repositoryName=NAME, filter={"tagStatus": "TAGGED"})["imageDetails"]
    assert [(each["imageDigest"], each["imageTags"]) for each in details] == [(second, ["latest"])]
    assert "imageTags" not in ecr.describe_images(
        repositoryName=NAME, imageIds=[{"imageDigest": first}])["imageDetails"][0]


def test_an_immutable_tag_stays_where_it_is(client, refused):
    ecr = client("ecr")
    ecr.create_repository(repositoryName=NAME, imageTagMutability="IMMUTABLE")
    first = images.build("first", "arm64")
    put(ecr, first, "1")
    with refused("ImageTagAlreadyExistsException", "The image tag '1' already exists in the 'envelope/api'"):
        put(ecr, images.build("second", "arm64"), "1")
    assert get(ecr, {"imageTag": "1"})["images"][0]["imageId"]["imageDigest"] == first.digest
    ecr.put_image(repositoryName=NAME, imageManifest=first.manifests[0][1], imageTag="one")
    assert ecr.describe_images(repositoryName=NAME)["imageDetails"][0]["imageTags"] == ["1", "one"]


@pytest.mark.parametrize(("mutability", "tag", "moves"), [
    ("IMMUTABLE_WITH_EXCLUSION", "dev-1", True),
    ("IMMUTABLE_WITH_EXCLUSION", "1", False),
    ("MUTABLE_WITH_EXCLUSION", "dev-1", False),
    ("MUTABLE_WITH_EXCLUSION", "1", True),
])
def test_tags_that_are_excepted(registry, mutability, tag, moves):
    made(registry, mutability, [{"filterType": "WILDCARD", "filter": "dev*"}])
    push(tag, "arm64")
    if moves:
        digest = push(tag, "amd64")
        assert images.find(registry.repositories[NAME], tag, None).image_digest == digest
        return
    with pytest.raises(ServiceException, match="cannot be overwritten because the tag is immutable"):
        push(tag, "amd64")


def test_pages(ecr, refused):
    digests = [put(ecr, images.build(f"api:{number}", "arm64"), str(number)) for number in range(5)]
    for operation, name in (("describe_images", "imageDetails"), ("list_images", "imageIds")):
        pages = ecr.get_paginator(operation).paginate(repositoryName=NAME, PaginationConfig={"PageSize": 2})
        assert [[each["imageDigest"] for each in page[name]] for page in pages] == [
            digests[:2], digests[2:4], digests[4:]]
    with refused("InvalidParameterException", "nextToken"):
        ecr.list_images(repositoryName=NAME, nextToken="?")
    with refused("InvalidParameterException", "imageIds"):
        ecr.describe_images(repositoryName=NAME, imageIds=[{"imageTag": "1"}], maxResults=1)


def test_images_are_described_as_asked(ecr, refused):
    digests = {str(number): put(ecr, images.build(f"api:{number}", "arm64"), str(number)) for number in range(3)}
    ids = [{"imageTag": "2"}, {"imageTag": "0"}, {"imageDigest": digests["2"]}]
    found = ecr.describe_images(repositoryName=NAME, imageIds=ids)["imageDetails"]
    assert [each["imageDigest"] for each in found] == [digests["2"], digests["0"]]
    assert found[0]["artifactMediaType"] == images.CONFIG
    with refused("ImageNotFoundException", "imageTag:'3'"):
        ecr.describe_images(repositoryName=NAME, imageIds=[{"imageTag": "1"}, {"imageTag": "3"}])


def test_a_push_waits_for_its_repository(registry):
    digest = push("1.0.0", ["amd64", "arm64"])
    assert images.pullable(ACCOUNT, REGION, f"{HOST}/{NAME}:1.0.0")
    repository = made(registry)
    assert images.pullable(ACCOUNT, REGION, f"{HOST}/{NAME}:1.0.0") is None
    assert images.find(repository, "1.0.0", None).image_digest == digest
    assert push("1.0.0", ["amd64", "arm64"]) == digest
    assert len(repository.images) == 3


def test_a_reset_forgets_images_and_pushes_that_wait(registry):
    push("1.0.0")
    resetting.forget_everything()
    assert made(ecr_backends[ACCOUNT][REGION]).images == []
    push("2.0.0")
    config = next(iter(images.blobs_of(ecr_backends[ACCOUNT][REGION].repositories[NAME])))
    assert images.blob(config)
    resetting.forget_everything()
    assert images.blob(config) is None


@pytest.mark.parametrize("architecture", ["ARM64", [], ["arm64", "mips"], 64, [["arm64"]]])
def test_unknown_architectures(repository, architecture):
    with pytest.raises(ValueError, match=r"Unknown architecture .* Known: amd64, arm64\."):
        push("1", architecture)


def test_an_unknown_region():
    with pytest.raises(ValueError, match="Unknown region 'eu-nowhere-1'"):
        images.push(ACCOUNT, "eu-nowhere-1", NAME, "1")


def test_what_can_be_pulled(repository):
    digest = push("1.0.0")
    name = f"{HOST}/{NAME}"
    there = [f"{name}:1.0.0", f"{name}@{digest}", f"{name}:any@{digest}", "nginx:1", "public.ecr.aws/nginx/nginx:1",
             f"111122223333.dkr.ecr.{REGION}.amazonaws.com/api:1", f"{ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn/a:1"]
    assert [images.pullable(ACCOUNT, REGION, image) for image in there] == [None] * len(there)
    absent = [f"{name}:1.0.1", name, f"{name}@sha256:{'0' * 64}", f"{HOST}/other:1.0.0",
              f"{ACCOUNT}.dkr.ecr.eu-west-2.amazonaws.com/{NAME}:1.0.0",
              f"{ACCOUNT}.dkr.ecr.eu-nowhere-1.amazonaws.com/{NAME}:1.0.0"]
    assert [images.pullable(ACCOUNT, REGION, image) for image in absent] == [
        f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {image}: "
        f"{image}: not found" for image in absent]
