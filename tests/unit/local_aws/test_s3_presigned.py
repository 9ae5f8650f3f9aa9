# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pre-signed URLs."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest
from botocore.config import Config

SIGNING = Config(signature_version="s3v4")
GUARD = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*",
    "Condition": {"StringNotEquals": {"s3:ExistingObjectTag/Scan": "Clean"}}}]}


@pytest.fixture
def s3(aws):
    client = aws.client("s3", config=SIGNING)
    client.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    return client


@pytest.fixture
def url(s3):
    def make(operation, seconds=60, **more):
        return s3.generate_presigned_url(operation, Params={"Bucket": "bucket", "Key": "a", **more}, ExpiresIn=seconds)

    return make


def send(method, url, body=None, **headers):
    """The status, and AWS's code where it refuses."""
    request = urllib.request.Request(url, body, {name.replace("_", "-"): each for name, each in headers.items()},
                                     method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as error:
        with error:
            found = re.search(rb"<Code>(\w+)</Code>.*?<Message>(.*?)</Message>", error.read(), re.DOTALL)
        return error.code, found[1].decode(), found[2].decode()


def test_a_file_goes_up_and_comes_down(s3, url):
    assert send("PUT", url("put_object", ContentType="text/plain"), b"hello", Content_Type="text/plain")[0] == 200
    assert send("GET", url("get_object")) == (200, b"hello")
    assert s3.head_object(Bucket="bucket", Key="a")["ContentType"] == "text/plain"


def test_a_bucket_policy_counts(s3, url):
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps(GUARD))
    s3.put_object(Bucket="bucket", Key="a", Body=b"hello")
    assert send("GET", url("get_object"))[:2] == (403, "AccessDenied")

    s3.put_object_tagging(Bucket="bucket", Key="a", Tagging={"TagSet": [{"Key": "Scan", "Value": "Clean"}]})
    assert send("GET", url("get_object")) == (200, b"hello")


def test_an_old_one_is_refused(url):
    address = re.sub(r"X-Amz-Date=\w+", "X-Amz-Date=20200101T000000Z", url("get_object"))
    assert send("GET", address) == (403, "AccessDenied", "Request has expired")


def test_one_for_more_than_a_week_is_refused(url):
    assert send("GET", url("get_object", 604801))[:2] == (400, "AuthorizationQueryParametersError")


def test_a_header_that_was_signed_has_to_come(url):
    address = url("put_object", ServerSideEncryption="aws:kms")
    assert send("PUT", address, b"hello")[:2] == (403, "SignatureDoesNotMatch")
    assert send("PUT", address, b"hello", x_amz_server_side_encryption="aws:kms")[0] == 200


def test_a_header_that_was_not_signed_must_not(url):
    assert send("PUT", url("put_object"), b"hello", x_amz_tagging="Scan=Clean") == (
        403, "AccessDenied", "There were headers present in the request which were not signed")


def test_a_preflight_asks_the_cors_rules_and_no_policy(s3, url):
    everything = {**GUARD["Statement"][0], "Action": "s3:*"}
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps({**GUARD, "Statement": [everything]}))
    rule = {"AllowedOrigins": ["https://acme.example"], "AllowedMethods": ["PUT"]}
    s3.put_bucket_cors(Bucket="bucket", CORSConfiguration={"CORSRules": [rule]})
    asks = {"Access_Control_Request_Method": "PUT"}

    assert send("OPTIONS", url("put_object"), Origin="https://acme.example", **asks)[0] == 200
    assert send("OPTIONS", url("put_object"), Origin="https://other.example", **asks)[:2] == (403, "AccessForbidden")


def test_tags_of_an_object_that_may_not_be_read_may_be(s3):
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps(GUARD))
    s3.put_object(Bucket="bucket", Key="a", Body=b"hello")
    assert s3.get_object_tagging(Bucket="bucket", Key="a")["TagSet"] == []
