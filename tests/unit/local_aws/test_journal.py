# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: what it holds, and how each protocol's requests are named."""

from __future__ import annotations

import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.operations import is_write

CALLS = [
    ("ec2", "describe_vpcs", {}, "DescribeVpcs", False),
    ("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"}, "CreateVpc", True),
    ("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16", "DryRun": True}, "CreateVpc", False),
    ("elbv2", "describe_load_balancers", {}, "DescribeLoadBalancers", False),
    ("elb", "describe_load_balancers", {}, "DescribeLoadBalancers", False),
    ("iam", "list_roles", {}, "ListRoles", False),
    ("sts", "get_caller_identity", {}, "GetCallerIdentity", False),
    ("rds", "describe_db_instances", {}, "DescribeDBInstances", False),
    ("cloudwatch", "describe_alarms", {}, "DescribeAlarms", False),
    ("ecs", "create_cluster", {"clusterName": "c"}, "CreateCluster", True),
    ("ecs", "list_clusters", {}, "ListClusters", False),
    ("ecr", "get_authorization_token", {}, "GetAuthorizationToken", False),
    ("secretsmanager", "get_random_password", {}, "GetRandomPassword", False),
    ("secretsmanager", "batch_get_secret_value", {"SecretIdList": ["a"]}, "BatchGetSecretValue", False),
    ("logs", "create_log_group", {"logGroupName": "/a"}, "CreateLogGroup", True),
    ("wafv2", "list_web_acls", {"Scope": "REGIONAL"}, "ListWebACLs", False),
    ("sesv2", "list_email_identities", {}, "ListEmailIdentities", False),
    ("ses", "list_identities", {}, "ListIdentities", False),
    ("backup", "list_backup_vaults", {}, "ListBackupVaults", False),
    ("cloudfront", "list_distributions", {}, "ListDistributions", False),
    ("route53", "list_hosted_zones", {}, "ListHostedZones", False),
    ("route53", "create_hosted_zone", {"Name": "a.example", "CallerReference": "a"}, "CreateHostedZone", True),
    ("s3", "list_buckets", {}, "ListBuckets", False),
    (
        "application-autoscaling",
        "describe_scalable_targets",
        {"ServiceNamespace": "ecs"},
        "DescribeScalableTargets",
        False,
    ),
]
S3 = [
    ("put_bucket_versioning", {"VersioningConfiguration": {"Status": "Enabled"}}, "PutBucketVersioning", True),
    ("get_bucket_versioning", {}, "GetBucketVersioning", False),
    ("get_public_access_block", {}, "GetPublicAccessBlock", False),
    ("delete_bucket_cors", {}, "DeleteBucketCors", True),
    ("put_object", {"Key": "a/b c", "Body": b"Action=Fake&Version=1"}, "PutObject", True),
    ("head_object", {"Key": "a/b c"}, "HeadObject", False),
    ("get_object_tagging", {"Key": "a/b c"}, "GetObjectTagging", False),
    ("list_objects_v2", {}, "ListObjectsV2", False),
    ("create_multipart_upload", {"Key": "a"}, "CreateMultipartUpload", True),
    ("delete_objects", {"Delete": {"Objects": [{"Key": "a"}]}}, "DeleteObjects", True),
]


@pytest.mark.parametrize("case", CALLS, ids=lambda case: f"{case[0]}-{case[1]}")
def test_operation_of_each_protocol(aws, client, refused, case):
    service, method, options, operation, write = case
    if options.get("DryRun"):
        with refused("DryRunOperation"):
            getattr(client(service), method)(**options)
    else:
        getattr(client(service), method)(**options)
    (call,) = aws.calls()
    assert (call["service"], call["operation"], call["write"]) == (service, operation, write)


def test_operation_of_sub_resources(aws, client):
    s3 = client("s3")
    s3.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    start = aws.mark()
    for method, options, _unused, _unused2 in S3:
        getattr(s3, method)(Bucket="bucket", **options)
    assert [(call["operation"], call["write"]) for call in aws.calls(start)] == [expected[2:] for expected in S3]


def test_presigned_urls(aws, client):
    s3 = client("s3")
    s3.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    start = aws.mark()
    for method, http, data in (("put_object", "PUT", b"hello"), ("get_object", "GET", None)):
        url = s3.generate_presigned_url(method, Params={"Bucket": "bucket", "Key": "a é"})
        with urllib.request.urlopen(urllib.request.Request(url, data, method=http)) as reply:
            body = reply.read()
    assert body == b"hello"
    assert [(call["operation"], call["principal"]) for call in aws.calls(start)] == [
        ("PutObject", "testing"),
        ("GetObject", "testing"),
    ]


def test_entry(aws, client, refused):
    client("ecs").create_cluster(clusterName="c")
    with refused("ClusterNotFoundException"):
        client("ecs").list_services(cluster="nope")
    first, second = aws.calls()
    assert list(first) == ["n", "at", "service", "operation", "write", "status", "principal"]
    assert (first["n"], first["status"], second["n"], second["status"]) == (1, 200, 2, 400)
    age = datetime.now(UTC) - datetime.fromisoformat(first["at"])
    assert timedelta(0) <= age < timedelta(minutes=1)
    assert aws.calls(since=1) == [second]
    assert aws.writes() == [first]
    assert aws.mark() == 2


def test_no_value_is_ever_in_it(aws, client):
    client("secretsmanager").create_secret(Name="db", SecretString="hunter2-hunter2")
    assert "hunter2" not in str(aws.calls())


def test_principal_of_known_keys(aws, client):
    iam = client("iam")
    iam.create_user(UserName="ana")
    key = iam.create_access_key(UserName="ana")["AccessKey"]
    ana = {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}
    aws.client("sts", **ana).get_caller_identity()
    role = client("sts").assume_role(RoleArn="arn:aws:iam::222222222222:role/deploy", RoleSessionName="one")
    temporary = role["Credentials"]
    deploy = {"aws_access_key_id": temporary["AccessKeyId"], "aws_secret_access_key": temporary["SecretAccessKey"]}
    aws.client("sts", **deploy).get_caller_identity()
    principals = [call["principal"] for call in aws.calls() if call["operation"] == "GetCallerIdentity"]
    assert principals == ["arn:aws:iam::123456789012:user/ana", "arn:aws:sts::222222222222:assumed-role/deploy/one"]


def test_gaps_are_named(client, refused):
    with refused("NotImplemented", "service-quotas:ListServices"):
        client("service-quotas").list_services()


@pytest.mark.parametrize(
    ("service", "operation", "write"),
    [
        ("license-manager", "CheckoutLicense", True),
        ("kms", "Decrypt", False),
        ("elasticache", "TestFailover", True),
        ("route53", "TestDNSAnswer", False),
        ("iam", "SimulatePrincipalPolicy", False),
        ("sts", "AssumeRole", False),
        ("logs", "StartQuery", False),
        ("dynamodb", "Query", False),
        ("ecs", "RunTask", True),
        ("s3", "Unknown", True),
    ],
)
def test_writes(service, operation, write):
    assert is_write(service, operation) is write
