# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of GuardDuty's kinds."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

BUCKET = "envelope-test-pool-acme"
PLACE = {"LocationConstraint": "eu-west-1"}


def two_roles_and_buckets(client: Client) -> None:
    """The plan of another bucket is there, too: it is not ours."""
    trust = {"Effect": "Allow", "Principal": {"Service": "malware-protection-plan.guardduty.amazonaws.com"},
             "Action": "sts:AssumeRole"}
    for name in ("one", "two"):
        client("iam").create_role(RoleName=f"envelope-test-{name}", AssumeRolePolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [trust]}))
    for name in (BUCKET, "envelope-test-other"):
        client("s3").create_bucket(Bucket=name, CreateBucketConfiguration=PLACE)
    role = client("iam").get_role(RoleName="envelope-test-one")["Role"]["Arn"]
    client("guardduty").create_malware_protection_plan(
        Role=role, ProtectedResource={"S3Bucket": {"BucketName": "envelope-test-other"}})


def ours(client: Client) -> str:
    guardduty = client("guardduty")
    ids = [each["MalwareProtectionPlanId"] for each in
           guardduty.list_malware_protection_plans()["MalwareProtectionPlans"]]
    plans = {each: guardduty.get_malware_protection_plan(MalwareProtectionPlanId=each) for each in ids}
    return next(each for each, plan in plans.items()
                if plan["ProtectedResource"]["S3Bucket"]["BucketName"] == BUCKET)


def detector(client: Client) -> str:
    return client("guardduty").list_detectors()["DetectorIds"][0]


LIVES = [
    Life(
        module="guardduty_detectors",
        base={"region": "eu-west-1", "enabled": True, "finding_publishing_frequency": "ONE_HOUR",
              "features": {"S3_DATA_EVENTS": True, "RUNTIME_MONITORING": True,
                           "RUNTIME_MONITORING/ECS_FARGATE_AGENT_MANAGEMENT": True}, "tags": {"project": "envelope"}},
        changes={
            "enabled": False,
            "finding_publishing_frequency": "FIFTEEN_MINUTES",
            "features": {"S3_DATA_EVENTS": False, "RUNTIME_MONITORING": True,
                         "RUNTIME_MONITORING/ECS_FARGATE_AGENT_MANAGEMENT": False},
            "tags": {"project": "envelope", "plan": "growth"},
        },
        edit=lambda client: client("guardduty").update_detector(
            DetectorId=detector(client), Features=[{"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}]),
        remove=lambda client: client("guardduty").delete_detector(DetectorId=detector(client)),
    ),
    Life(
        module="guardduty_malware_protection_plans",
        given=two_roles_and_buckets,
        base={"bucket": BUCKET, "role": "envelope-test-one", "tagging": True, "tags": {"tenant": "acme"}},
        changes={
            "role": "envelope-test-two",
            "object_prefixes": ["uploads/", "imports/"],
            "tagging": False,
            "tags": {"tenant": "acme", "plan": "growth"},
        },
        edit=lambda client: client("guardduty").update_malware_protection_plan(
            MalwareProtectionPlanId=ours(client), Actions={"Tagging": {"Status": "DISABLED"}}),
        remove=lambda client: client("guardduty").delete_malware_protection_plan(MalwareProtectionPlanId=ours(client)),
    ),
]
