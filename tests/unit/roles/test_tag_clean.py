# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The function that tags files as clean, in the role `storage`."""

from __future__ import annotations

import importlib.util

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.scanning import TAG_CLEAN, TAG_CLEAN_CODE
from botocore.stub import Stubber

PLACE = {"Bucket": "acme", "Key": "uploads/a b+ü.pdf", "VersionId": "v1"}
CLEAN = {"Key": "ScanStatus", "Value": "Clean"}
OTHER = {"Key": "kind", "Value": "invoice"}


@pytest.fixture
def handler(monkeypatch):
    """The module, as Lambda loads it."""
    for name, value in (("AWS_DEFAULT_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "a"),
                        ("AWS_SECRET_ACCESS_KEY", "b")):
        monkeypatch.setenv(name, value)
    spec = importlib.util.spec_from_file_location("handler", TAG_CLEAN_CODE / "handler.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def s3(handler):
    with Stubber(handler.s3) as stub:
        yield stub
        stub.assert_no_pending_responses()


def event(key="uploads/a+b%2B%C3%BC.pdf", name="ObjectCreated:Put", **more):
    return {"Records": [{"eventName": name, "s3": {
        "bucket": {"name": "acme"}, "object": {"key": key, "versionId": "v1", **more}}}]}


def tagged(s3, *tags, place=None):
    s3.add_response("put_object_tagging", {}, {**(place or PLACE), "Tagging": {"TagSet": list(tags)}})


def test_a_file_is_tagged_by_its_decoded_key_and_in_its_version(handler, s3):
    s3.add_response("get_object_tagging", {"TagSet": []}, PLACE)
    tagged(s3, CLEAN)
    assert handler.handle(event(), None) == {"tagged": 1, "kept": 0, "gone": 0}


def test_its_other_tags_stay(handler, s3):
    s3.add_response("get_object_tagging", {"TagSet": [OTHER]}, PLACE)
    tagged(s3, OTHER, CLEAN)
    handler.handle(event(), None)


def test_a_bucket_without_versions_will_do(handler, s3):
    place = {"Bucket": "acme", "Key": "a"}
    s3.add_response("get_object_tagging", {"TagSet": []}, place)
    tagged(s3, CLEAN, place=place)
    handler.handle(event("a", versionId=""), None)


@pytest.mark.parametrize("verdict", ["Clean", "Infected", "Pending"])
def test_a_verdict_that_is_there_is_never_overwritten(handler, s3, verdict):
    s3.add_response("get_object_tagging", {"TagSet": [{"Key": "ScanStatus", "Value": verdict}]}, PLACE)
    assert handler.handle(event(), None)["kept"] == 1


@pytest.mark.parametrize("code", ["NoSuchKey", "NoSuchVersion", "MethodNotAllowed"])
def test_a_file_that_was_deleted_since_is_no_failure(handler, s3, code):
    s3.add_client_error("get_object_tagging", code)
    assert handler.handle(event(), None)["gone"] == 1


def test_what_s3_refuses_fails_so_that_lambda_tries_again(handler, s3):
    s3.add_client_error("get_object_tagging", "AccessDenied")
    with pytest.raises(handler.botocore.exceptions.ClientError, match="AccessDenied"):
        handler.handle(event(), None)


@pytest.mark.parametrize("given", [{}, {"Event": "s3:TestEvent"}, event(name="ObjectRemoved:Delete")])
def test_what_tells_of_no_new_file_is_passed_over(handler, s3, given):
    assert handler.handle(given, None) == {"tagged": 0, "kept": 0, "gone": 0}


def test_it_writes_the_tag_that_the_bucket_is_guarded_by(handler):
    assert (TAG_CLEAN.tag, TAG_CLEAN.clean) == (handler.TAG, handler.CLEAN)
