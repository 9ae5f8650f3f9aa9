# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buckets."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

PLACE = {"LocationConstraint": "eu-west-1"}
TLS_ONLY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ],
}
RULES = [
    {
        "ID": "versions",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 3},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
    },
    {
        "ID": "large",
        "Status": "Enabled",
        "Filter": {
            "And": {"Prefix": "x/", "Tags": [{"Key": "a", "Value": "b"}], "ObjectSizeGreaterThan": 100},
        },
        "Transitions": [{"Days": 30, "StorageClass": "STANDARD_IA"}],
        "Expiration": {"Days": 365},
    },
]
ROUND_TRIPS = {
    "bucket_encryption": {
        "ServerSideEncryptionConfiguration": {
            "Rules": [
                {
                    "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/tenant"},
                    "BucketKeyEnabled": True,
                }
            ]
        }
    },
    "public_access_block": {
        "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": True,
            "IgnorePublicAcls": False,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": False,
        }
    },
    "bucket_ownership_controls": {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]}},
    "bucket_tagging": {"Tagging": {"TagSet": [{"Key": "tenant", "Value": "acme"}]}},
    "bucket_versioning": {"VersioningConfiguration": {"Status": "Enabled"}},
    "bucket_cors": {
        "CORSConfiguration": {
            "CORSRules": [
                {
                    "ID": "app",
                    "AllowedMethods": ["PUT", "GET"],
                    "AllowedOrigins": ["https://a.example"],
                    "AllowedHeaders": ["*"],
                    "ExposeHeaders": ["ETag"],
                    "MaxAgeSeconds": 300,
                }
            ]
        }
    },
    "bucket_lifecycle_configuration": {"LifecycleConfiguration": {"Rules": RULES}},
    "bucket_accelerate_configuration": {"AccelerateConfiguration": {"Status": "Enabled"}},
    "bucket_request_payment": {"RequestPaymentConfiguration": {"Payer": "Requester"}},
}


@pytest.fixture
def s3(client):
    client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration=PLACE)
    return client("s3")


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_round_trip(s3, name):
    given = ROUND_TRIPS[name]
    getattr(s3, f"put_{name}")(Bucket="bucket", **given)
    ((key, value),) = given.items()
    seen = getattr(s3, f"get_{name}")(Bucket="bucket")
    found = seen.get(key, {name: seen[name] for name in value} if key not in seen else None)
    assert found == value


def test_a_new_bucket_is_encrypted_private_and_owned(s3):
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": False}
    encryption = s3.get_bucket_encryption(Bucket="bucket")["ServerSideEncryptionConfiguration"]
    assert encryption == {"Rules": [rule]}
    assert all(s3.get_public_access_block(Bucket="bucket")["PublicAccessBlockConfiguration"].values())
    ownership = s3.get_bucket_ownership_controls(Bucket="bucket")["OwnershipControls"]
    assert ownership == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    assert s3.get_bucket_request_payment(Bucket="bucket")["Payer"] == "BucketOwner"


def test_tags_of_a_new_bucket(client, refused):
    s3, tags = client("s3"), [{"Key": "tenant", "Value": "acme"}, {"Key": "plan", "Value": ""}]
    s3.create_bucket(Bucket="tagged", CreateBucketConfiguration={**PLACE, "Tags": tags})
    assert s3.get_bucket_tagging(Bucket="tagged")["TagSet"] == tags
    for wrong in ([{"Key": "aws:a", "Value": "b"}], [{"Key": "a", "Value": "b"}, {"Key": "a", "Value": "c"}]):
        with refused("InvalidTag"):
            s3.create_bucket(Bucket="wrong", CreateBucketConfiguration={**PLACE, "Tags": wrong})
    assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["tagged"]


def test_a_bucket_that_exists_keeps_its_tags(client):
    s3 = client("s3", "us-east-1")
    for value in "ab":
        s3.create_bucket(Bucket="tagged", CreateBucketConfiguration={"Tags": [{"Key": "tenant", "Value": value}]})
    assert s3.get_bucket_tagging(Bucket="tagged")["TagSet"] == [{"Key": "tenant", "Value": "a"}]


def test_encryption_falls_back(s3):
    s3.put_bucket_encryption(Bucket="bucket", **ROUND_TRIPS["bucket_encryption"])
    s3.delete_bucket_encryption(Bucket="bucket")
    (rule,) = s3.get_bucket_encryption(Bucket="bucket")["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


def test_rules_without_a_name_get_one(s3):
    rule = {"Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}
    s3.put_bucket_lifecycle_configuration(Bucket="bucket", LifecycleConfiguration={"Rules": [rule]})
    (seen,) = s3.get_bucket_lifecycle_configuration(Bucket="bucket")["Rules"]
    assert seen.pop("ID")
    assert seen == rule


def test_names_that_are_taken(aws, s3, client, refused):
    with refused("BucketAlreadyOwnedByYou"):
        s3.create_bucket(Bucket="bucket", CreateBucketConfiguration=PLACE)
    role = client("sts").assume_role(RoleArn="arn:aws:iam::222222222222:role/other", RoleSessionName="one")[
        "Credentials"
    ]
    key = {"aws_access_key_id": role["AccessKeyId"], "aws_secret_access_key": role["SecretAccessKey"]}
    with refused("BucketAlreadyExists"):
        aws.client("s3", **key).create_bucket(Bucket="bucket", CreateBucketConfiguration=PLACE)


def test_tls_only_lets_secure_calls_pass(s3):
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps(TLS_ONLY))
    assert json.loads(s3.get_bucket_policy(Bucket="bucket")["Policy"]) == TLS_ONLY
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    s3.put_object(Bucket="bucket", Key="a", Body=b"y")
    assert s3.get_object(Bucket="bucket", Key="a")["Body"].read() == b"y"
    s3.delete_object(Bucket="bucket", Key="a")


def test_under_a_policy_what_was_deleted_is_gone(s3, refused):
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps(TLS_ONLY))
    s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    s3.delete_object(Bucket="bucket", Key="a")
    with refused("NoSuchKey"):
        s3.get_object(Bucket="bucket", Key="a")


@pytest.mark.parametrize("call", ["get_object", "list_objects_v2", "get_bucket_policy"])
def test_tls_only_bites(s3, call):
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps(TLS_ONLY))
    options = {"Bucket": "bucket", "Key": "a"} if call == "get_object" else {"Bucket": "bucket"}
    url = s3.generate_presigned_url(call, Params=options)
    with urllib.request.urlopen(url) as reply:
        assert reply.status == 200
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(urllib.request.Request(url, headers={"X-Forwarded-Proto": "http"}))
    with raised.value as error:
        assert error.code == 403
        assert b"AccessDenied" in error.read()


def test_unencrypted_uploads_can_be_denied(s3, refused):
    condition = {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}
    statement = {**TLS_ONLY["Statement"][0], "Action": "s3:PutObject", "Condition": condition}
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps({"Statement": [statement]}))
    with refused("AccessDenied"):
        s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    s3.put_object(Bucket="bucket", Key="a", Body=b"x", ServerSideEncryption="aws:kms")


def test_unscanned_objects_can_be_denied(s3, refused):
    condition = {"StringNotEquals": {"s3:ExistingObjectTag/ScanStatus": "Clean"}}
    statement = {**TLS_ONLY["Statement"][0], "Action": "s3:GetObject", "Condition": condition}
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps({"Statement": [statement]}))
    with refused("AccessDenied"):
        s3.get_object(Bucket="bucket", Key="a")
    s3.put_object_tagging(Bucket="bucket", Key="a", Tagging={"TagSet": [{"Key": "ScanStatus", "Value": "Clean"}]})
    assert s3.get_object(Bucket="bucket", Key="a")["Body"].read() == b"x"


def test_versions_and_copies_of_unscanned_objects_can_be_denied(s3, refused):
    s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    former = s3.put_object(Bucket="bucket", Key="a", Body=b"x")["VersionId"]
    latest = s3.put_object(Bucket="bucket", Key="a", Body=b"y", Tagging="ScanStatus=Clean")["VersionId"]
    condition = {"StringNotEquals": {"s3:ExistingObjectTag/ScanStatus": "Clean"}}
    actions = {"Action": ["s3:GetObject", "s3:GetObjectVersion"], "Condition": condition}
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps({"Statement": [{**TLS_ONLY["Statement"][0], **actions}]}))
    assert s3.get_object(Bucket="bucket", Key="a", VersionId=latest)["Body"].read() == b"y"
    with refused("AccessDenied"):
        s3.get_object(Bucket="bucket", Key="a", VersionId=former)
    s3.put_object(Bucket="bucket", Key="b", Body=b"x")
    with refused("AccessDenied"):
        s3.copy_object(Bucket="bucket", Key="c", CopySource={"Bucket": "bucket", "Key": "b"})


def test_a_session_is_known_by_the_arn_of_its_role(aws, s3, client, refused):
    document = {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
    client("iam").create_role(RoleName="scanner", Path="/own/", AssumeRolePolicyDocument=json.dumps(document))
    arn = client("iam").get_role(RoleName="scanner")["Role"]["Arn"]
    session = client("sts").assume_role(RoleArn=arn, RoleSessionName="one")["Credentials"]
    key = {"aws_access_key_id": session["AccessKeyId"], "aws_secret_access_key": session["SecretAccessKey"]}
    condition = {"ArnNotLike": {"aws:PrincipalArn": arn}}
    statement = {**TLS_ONLY["Statement"][0], "Action": "s3:PutObject", "Condition": condition}
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps({"Statement": [statement]}))
    aws.client("s3", aws_session_token=session["SessionToken"], **key).put_object(Bucket="bucket", Key="a", Body=b"x")
    with refused("AccessDenied"):
        s3.put_object(Bucket="bucket", Key="a", Body=b"x")


@pytest.mark.parametrize(
    ("policy", "words"),
    [("{", "valid JSON"), (json.dumps(TLS_ONLY).replace("bucket", "other"), "invalid resource")],
)
def test_malformed_policies(s3, refused, policy, words):
    with refused("MalformedPolicy", words):
        s3.put_bucket_policy(Bucket="bucket", Policy=policy)


def test_logging_needs_a_policy_of_the_log_bucket(s3, client, refused):
    s3.create_bucket(Bucket="logs", CreateBucketConfiguration=PLACE)
    wanted = {"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": "bucket/"}}
    with refused("InvalidTargetBucketForLogging"):
        s3.put_bucket_logging(Bucket="bucket", BucketLoggingStatus=wanted)
    deny = json.loads(json.dumps(TLS_ONLY).replace(":::bucket", ":::logs"))["Statement"][0]
    service = {"Service": "logging.s3.amazonaws.com"}
    allow = {
        "Effect": "Allow",
        "Principal": service,
        "Action": "s3:PutObject",
        "Resource": ["arn:aws:s3:::logs/bucket/*"],
        "Condition": {
            "StringEquals": {"aws:SourceAccount": "123456789012"},
            "ArnLike": {"aws:SourceArn": "arn:aws:s3:::bucket"},
        },
    }
    other = json.loads(json.dumps(allow).replace("s3:::bucket", "s3:::other"))
    s3.put_bucket_policy(Bucket="logs", Policy=json.dumps({"Statement": [deny, other]}))
    with refused("InvalidTargetBucketForLogging"):
        s3.put_bucket_logging(Bucket="bucket", BucketLoggingStatus=wanted)
    s3.put_bucket_policy(Bucket="logs", Policy=json.dumps({"Statement": [deny, allow]}))
    s3.put_bucket_logging(Bucket="bucket", BucketLoggingStatus=wanted)
    assert s3.get_bucket_logging(Bucket="bucket")["LoggingEnabled"] == wanted["LoggingEnabled"]
    s3.put_bucket_logging(Bucket="bucket", BucketLoggingStatus={})
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket="bucket")


def test_a_bucket_of_another_account_is_closed_unless_its_policy_opens_it(aws, s3, client, refused):
    role = client("sts").assume_role(RoleArn="arn:aws:iam::999988887777:role/them", RoleSessionName="them")
    keys = role["Credentials"]
    theirs = aws.client("s3", aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"],
                        aws_session_token=keys["SessionToken"])
    theirs.create_bucket(Bucket="theirs", CreateBucketConfiguration=PLACE)

    with refused("403"):
        s3.head_bucket(Bucket="theirs")
    with refused("AccessDenied"):
        s3.put_object(Bucket="theirs", Key="a", Body=b"a")
    with refused("BucketAlreadyExists"):
        s3.create_bucket(Bucket="theirs", CreateBucketConfiguration=PLACE)

    s3.create_bucket(Bucket="ours", CreateBucketConfiguration=PLACE)
    with refused("403"):
        theirs.head_bucket(Bucket="ours")
    allow = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:role/them"}, "Action": "s3:ListBucket",
             "Resource": "arn:aws:s3:::ours"}
    s3.put_bucket_policy(Bucket="ours", Policy=json.dumps({"Version": "2012-10-17", "Statement": [allow]}))
    theirs.head_bucket(Bucket="ours")
