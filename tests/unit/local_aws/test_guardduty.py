# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Malware protection plans and the objects that they scan."""

from __future__ import annotations

import json

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.scanning import ACCOUNT, PLACE, role, tags, until

SERVICE = "malware-protection-plan.guardduty.amazonaws.com"
STATUS = "GuardDutyMalwareScanStatus"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
TAGGING = {"Tagging": {"Status": "ENABLED"}}
BUCKET = {"S3Bucket": {"BucketName": "bucket"}}


@pytest.fixture
def s3(aws, client):
    aws.timing(scan_seconds=0)
    client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration=PLACE)
    return client("s3")


@pytest.fixture
def guardduty(s3, client):
    return client("guardduty")


@pytest.fixture
def scanner(client):
    return role(client, "scanner", SERVICE)


@pytest.fixture
def plan(guardduty, scanner):
    made = guardduty.create_malware_protection_plan(
        Role=scanner, ProtectedResource=BUCKET, Actions=TAGGING, Tags={"tenant": "acme"}
    )
    return made["MalwareProtectionPlanId"]


def test_a_plan_is_seen_as_it_was_made(guardduty, plan, scanner):
    seen = guardduty.get_malware_protection_plan(MalwareProtectionPlanId=plan)
    assert seen["Arn"] == f"arn:aws:guardduty:eu-west-1:{ACCOUNT}:malware-protection-plan/{plan}"
    assert seen["ProtectedResource"] == {"S3Bucket": {"BucketName": "bucket", "ObjectPrefixes": []}}
    assert (seen["Role"], seen["Actions"], seen["Tags"]) == (scanner, TAGGING, {"tenant": "acme"})
    assert (seen["Status"], seen["StatusReasons"]) == ("ACTIVE", [])
    listed = guardduty.list_malware_protection_plans()
    assert listed["MalwareProtectionPlans"] == [{"MalwareProtectionPlanId": plan}]


def test_changes_and_tags_and_the_end(guardduty, plan, refused):
    about = {"S3Bucket": {"ObjectPrefixes": ["uploads/"]}}
    off = {"Tagging": {"Status": "DISABLED"}}
    guardduty.update_malware_protection_plan(MalwareProtectionPlanId=plan, ProtectedResource=about, Actions=off)
    seen = guardduty.get_malware_protection_plan(MalwareProtectionPlanId=plan)
    assert seen["ProtectedResource"]["S3Bucket"] == {"BucketName": "bucket", "ObjectPrefixes": ["uploads/"]}
    assert seen["Actions"] == off
    guardduty.tag_resource(ResourceArn=seen["Arn"], Tags={"plan": "growth"})
    guardduty.untag_resource(ResourceArn=seen["Arn"], TagKeys=["tenant"])
    assert guardduty.list_tags_for_resource(ResourceArn=seen["Arn"])["Tags"] == {"plan": "growth"}
    guardduty.delete_malware_protection_plan(MalwareProtectionPlanId=plan)
    with refused("ResourceNotFoundException"):
        guardduty.get_malware_protection_plan(MalwareProtectionPlanId=plan)


def test_a_bucket_has_one_plan(guardduty, plan, scanner, refused):
    with refused("ConflictException"):
        guardduty.create_malware_protection_plan(Role=scanner, ProtectedResource=BUCKET)


def test_a_role_that_guardduty_cannot_assume(client, guardduty, refused):
    other = role(client, "other", "lambda.amazonaws.com")
    for arn in (other, f"arn:aws:iam::{ACCOUNT}:role/nobody"):
        with refused("BadRequestException", "IAM role"):
            guardduty.create_malware_protection_plan(Role=arn, ProtectedResource=BUCKET)


def test_plans_are_listed_by_the_page(client, guardduty, scanner):
    made = set()
    for number in range(51):
        client("s3").create_bucket(Bucket=f"bucket-{number}", CreateBucketConfiguration=PLACE)
        about = {"S3Bucket": {"BucketName": f"bucket-{number}"}}
        plan = guardduty.create_malware_protection_plan(Role=scanner, ProtectedResource=about)
        made.add(plan["MalwareProtectionPlanId"])
    first = guardduty.list_malware_protection_plans()
    second = guardduty.list_malware_protection_plans(NextToken=first["NextToken"])
    seen = [each["MalwareProtectionPlanId"] for page in (first, second) for each in page["MalwareProtectionPlans"]]
    assert len(first["MalwareProtectionPlans"]) == 50 and set(seen) == made and "NextToken" not in second


def test_new_objects_are_tagged_and_keep_their_tags(s3, plan):
    s3.put_object(Bucket="bucket", Key="clean", Body=b"x", Tagging="owner=acme")
    s3.put_object(Bucket="bucket", Key="threat", Body=b"before " + EICAR)
    assert tags(s3, "clean") == {"owner": "acme", STATUS: "NO_THREATS_FOUND"}
    assert tags(s3, "threat") == {STATUS: "THREATS_FOUND"}


def test_a_scan_takes_its_time(aws, s3, plan):
    aws.timing(scan_seconds=3600)
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    assert tags(s3, "a") == {}
    aws.timing(scan_seconds=0.1)
    s3.put_object(Bucket="bucket", Key="b", Body=b"x")
    assert until(lambda: tags(s3, "b")) == {STATUS: "NO_THREATS_FOUND"}
    assert tags(s3, "a") == {}


def test_only_what_the_plan_covers_is_scanned(s3, guardduty, plan):
    about = {"S3Bucket": {"ObjectPrefixes": ["uploads/"]}}
    guardduty.update_malware_protection_plan(MalwareProtectionPlanId=plan, ProtectedResource=about)
    for key in ("uploads/a", "other/a"):
        s3.put_object(Bucket="bucket", Key=key, Body=b"x")
    assert (tags(s3, "uploads/a"), tags(s3, "other/a")) == ({STATUS: "NO_THREATS_FOUND"}, {})


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda client: client("iam").delete_role(RoleName="scanner"), "INSUFFICIENT_TEST_OBJECT_PERMISSIONS"),
        (
            lambda client: client("s3").put_bucket_notification_configuration(
                Bucket="bucket", NotificationConfiguration={}
            ),
            "EVENTBRIDGE_MANAGED_EVENTS_DELIVERY_DISABLED",
        ),
    ],
)
def test_a_plan_that_lost_what_it_needs_scans_nothing(client, s3, plan, spoil, code):
    spoil(client)
    s3.put_object(Bucket="bucket", Key="a", Body=b"x")
    seen = client("guardduty").get_malware_protection_plan(MalwareProtectionPlanId=plan)
    assert (seen["Status"], seen["StatusReasons"][0]["Code"]) == ("ERROR", code)
    assert tags(s3, "a") == {}


@pytest.mark.parametrize(("spared", "scanned"), [("scanner", True), ("somebody", False)])
def test_a_policy_that_keeps_the_tag_for_one_role(s3, plan, refused, spared, scanned):
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:PutObjectTagging", "s3:PutObject"],
        "Resource": "arn:aws:s3:::bucket/*",
        "Condition": {
            "ForAnyValue:StringEquals": {"s3:RequestObjectTagKeys": STATUS},
            "ArnNotLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/{spared}"},
        },
    }
    s3.put_bucket_policy(Bucket="bucket", Policy=json.dumps({"Statement": [statement]}))
    s3.put_object(Bucket="bucket", Key="a", Body=b"x", Tagging="owner=acme")
    assert (STATUS in tags(s3, "a")) is scanned
    forged = {"TagSet": [{"Key": STATUS, "Value": "NO_THREATS_FOUND"}]}
    with refused("AccessDenied"):
        s3.put_object_tagging(Bucket="bucket", Key="a", Tagging=forged)
    with refused("AccessDenied"):
        s3.put_object(Bucket="bucket", Key="b", Body=b"x", Tagging=f"{STATUS}=NO_THREATS_FOUND")
