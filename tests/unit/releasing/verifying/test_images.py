# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images: whether they exist, and for which processors."""

from __future__ import annotations

import datetime

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.verifying.ecr_images import MANIFESTS
from ansible_collections.venturemond.envelope.tests.unit.releasing.verifying.world import (
    ACCOUNT,
    CONFIG,
    DIGEST,
    IMAGE,
    REGISTRY,
    World,
    candidate,
    container,
    manifest,
)

WHO = "envelope-local-api"


def missing(code: str = "ImageNotFound", reason: str = "no such image"):
    return lambda call: {"images": [], "failures": [
        {"imageId": asked, "failureCode": code, "failureReason": reason} for asked in call.params["imageIds"]]}


def pushed(*tags: str) -> dict:
    """Images of these tags, the first pushed first."""
    return {"imageDetails": [{"imageTags": [tag], "imagePushedAt": datetime.datetime(2026, 1, day + 1)}
                             for day, tag in enumerate(tags)]}


def index(*architectures: str):
    return manifest(manifests=[{"digest": DIGEST, "platform": {"os": "linux", "architecture": each}}
                               for each in architectures])


def running(image: str, **definition):
    return candidate(containerDefinitions=[container(image=image)], **definition)


@pytest.mark.parametrize(("tags", "words"), [
    (["1.3.9", "1.4.0", "1.4.1", "1.3.9-fix"], "the newest are 1.3.9-fix, 1.4.1, 1.4.0"),
    (["1.4.1"], "the newest is 1.4.1"),
    ([], "it has none with a tag"),
])
def test_a_tag_that_is_missing_names_the_newest(tags, words):
    [problem] = World(batch_get_image=missing(), describe_images=pushed(*tags)).problems()

    assert problem == f"release 1.4.2: repository envelope-local-api has no image with that tag; {words}"


def test_a_sidecars_missing_tag_names_the_service():
    [problem] = World(batch_get_image=missing(), describe_images=pushed("2")).problems(running(f"{REGISTRY}/proxy"))

    assert problem == f"{WHO}: repository proxy has no image tagged latest; the newest is 2"


def test_tags_that_may_not_be_listed_hide_nothing():
    [problem] = World(batch_get_image=missing(), describe_images="AccessDeniedException").problems()

    assert problem.endswith("has no image with that tag; what it has is not known (AccessDeniedException)")


def test_a_missing_digest():
    [problem] = World(batch_get_image=missing()).problems(running(f"{REGISTRY}/proxy:2@{DIGEST}"))

    assert problem == f"{WHO}: repository proxy has no image {DIGEST}"


def test_an_image_that_ecr_cannot_show_says_why():
    [problem] = World(batch_get_image=missing("KmsError", "the key is disabled")).problems()

    assert problem == f"release 1.4.2: {IMAGE} cannot be read: the key is disabled"


def test_a_missing_repository():
    [problem] = World(batch_get_image="RepositoryNotFoundException").problems()

    assert problem.startswith(f"{WHO}: there is no repository envelope-local-api in account {ACCOUNT}")


def test_every_manifest_is_asked_for_in_its_own_form():
    world = World()
    world.look()

    [asked] = world.asked("batch_get_image")
    assert asked == {"registryId": ACCOUNT, "repositoryName": "envelope-local-api",
                     "imageIds": [{"imageTag": "1.4.2"}], "acceptedMediaTypes": MANIFESTS}
    assert world.asked("get_download_url_for_layer")[0]["layerDigest"] == CONFIG


def test_images_of_one_repository_are_one_call():
    world = World()
    tags = [f"{REGISTRY}/envelope-local-api:{tag}" for tag in ("1", "2", "3")]
    found = world.look(candidate(containerDefinitions=[container(image=image) for image in tags]))

    assert len(world.asked("batch_get_image")) == 1
    assert found.digests == dict.fromkeys(tags, DIGEST)


def test_a_repository_of_another_account_is_asked_there():
    world = World()
    world.look(running("999988887777.dkr.ecr.eu-west-1.amazonaws.com/shared/nginx:1"))

    assert world.asked("batch_get_image")[0]["registryId"] == "999988887777"


@pytest.mark.parametrize(("image", "why"), [
    ("nginx:1.27", "is not in ECR"), ("public.ecr.aws/nginx/nginx:1.27", "is not in ECR"),
    (f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/api:1", "is in us-east-1"),
])
def test_images_elsewhere_are_not_checked(image, why):
    assert World().notes(running(image)) == (
        f"{WHO}: image {image} {why}, so it is not checked{' from eu-west-1' if 'us-east' in why else ''}",)


@pytest.mark.parametrize(("architectures", "cpu"), [
    (["arm64"], "ARM64"), (["amd64", "arm64", "unknown"], "ARM64"), (["amd64"], "X86_64"), (["amd64"], None),
])
def test_an_index_that_has_the_processor_is_fit(architectures, cpu):
    world = World(batch_get_image=index(*architectures))

    assert world.problems(candidate(runtimePlatform={"cpuArchitecture": cpu} if cpu else None)) == ()
    assert not world.asked("get_document")


def test_an_index_without_the_processor():
    [problem] = World(batch_get_image=index("amd64", "s390x", "unknown")).problems()

    assert problem == (f"{WHO}: wrong architecture: {IMAGE} is for amd64, s390x, the task definition wants arm64; "
                       "build it with `docker buildx build --platform linux/arm64`")


def test_a_single_image_for_another_processor():
    [problem] = World(get_document={"body": '{"architecture": "amd64"}'}).problems()

    assert f"wrong architecture: {IMAGE} is for amd64, the task definition wants arm64" in problem


@pytest.mark.parametrize("spoilt", [
    {"get_document": {"body": "<html>"}}, {"get_document": {"body": "[]"}}, {"get_document": {"body": "{}"}},
    {"batch_get_image": index("unknown")}, {"batch_get_image": manifest(layers=[])},
    {"batch_get_image": manifest(config="text")},
])
def test_a_manifest_that_does_not_say_is_not_checked(spoilt):
    world = World(**spoilt)

    assert world.notes() == (f"{WHO}: architecture of {IMAGE} not checked: its manifest does not say",)
    assert world.look().digests == {IMAGE: DIGEST}


def test_a_config_that_cannot_be_fetched_is_not_checked():
    [note] = World(get_document="ConnectTimeoutError").notes()

    assert note.startswith(f"{WHO}: architecture of {IMAGE} not checked: https:get_document failed")
