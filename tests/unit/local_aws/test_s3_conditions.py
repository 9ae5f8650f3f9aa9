# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes to S3 that depend on what is there: of two at once, one wins."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

KEY = {"Bucket": "bucket", "Key": "locks/migrate.json"}


@pytest.fixture
def s3(client):
    client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    return client("s3")


@pytest.fixture
def etag(s3):
    return s3.put_object(**KEY, Body=b"first", IfNoneMatch="*")["ETag"]


def content(s3):
    return s3.get_object(**KEY)["Body"].read()


def status(call):
    try:
        return call()["ResponseMetadata"]["HTTPStatusCode"]
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"]


def test_what_exists_is_not_made_again(s3, etag, refused):
    with refused("PreconditionFailed", "pre-conditions"):
        s3.put_object(**KEY, Body=b"second", IfNoneMatch="*")
    assert content(s3) == b"first"
    assert status(lambda: s3.put_object(**KEY, Body=b"second", IfNoneMatch="*")) == 412


def test_only_an_asterisk_can_be_none_of_what_is_there(s3, etag, refused):
    with refused("NotImplemented", "functionality that is not implemented"):
        s3.put_object(**KEY, Body=b"second", IfNoneMatch='"other"')
    assert content(s3) == b"first"


def test_what_has_changed_is_not_overwritten(s3, etag, refused):
    second = s3.put_object(**KEY, Body=b"second", IfMatch=etag)["ETag"]
    with refused("PreconditionFailed"):
        s3.put_object(**KEY, Body=b"third", IfMatch=etag)
    assert content(s3) == b"second"
    s3.put_object(**KEY, Body=b"third", IfMatch=second.strip('"'))
    assert content(s3) == b"third"


def test_what_is_not_there_has_no_etag(s3, refused):
    with refused("NoSuchKey"):
        s3.put_object(**KEY, Body=b"first", IfMatch='"etag"')
    with refused("NoSuchKey"):
        s3.delete_object(**KEY, IfMatch='"etag"')
    with refused("NoSuchKey"):
        s3.delete_object(**KEY, IfMatch="*")


def test_what_has_changed_is_not_deleted(s3, etag, refused):
    s3.put_object(**KEY, Body=b"second")
    with refused("PreconditionFailed"):
        s3.delete_object(**KEY, IfMatch=etag)
    assert content(s3) == b"second"
    s3.delete_object(**KEY, IfMatch=s3.head_object(**KEY)["ETag"])
    assert status(lambda: s3.head_object(**KEY)) == 404


def test_whatever_is_there_is_deleted(s3, etag):
    s3.delete_object(**KEY, IfMatch="*")
    assert status(lambda: s3.head_object(**KEY)) == 404


def test_a_deleted_version_is_not_there(s3, refused):
    s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(**KEY, Body=b"first", IfNoneMatch="*")["ETag"]
    s3.delete_object(**KEY)
    with refused("NoSuchKey"):
        s3.put_object(**KEY, Body=b"second", IfMatch=first)
    s3.put_object(**KEY, Body=b"second", IfNoneMatch="*")
    assert content(s3) == b"second"


@pytest.mark.parametrize("condition", ["IfNoneMatch", "IfMatch"])
def test_of_many_at_once_one_wins(s3, condition):
    value = s3.put_object(**KEY, Body=b"free")["ETag"] if condition == "IfMatch" else "*"
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(status, lambda n=n: s3.put_object(**KEY, Body=str(n).encode(), **{condition: value}))
                 for n in range(8)]
    codes = [call.result() for call in calls]
    assert sorted(codes) == [200] + [412] * 7
    assert content(s3) == str(codes.index(200)).encode()
