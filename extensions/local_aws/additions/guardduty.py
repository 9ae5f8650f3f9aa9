# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Malware protection plans, which moto lacks, and tags of plans and detectors.

AWS: one plan for a bucket; the role has to trust `malware-protection-plan.guardduty.amazonaws.com`; a plan lists by
its id alone; making one switches the bucket's EventBridge notifications on and leaves a small object in it, by which
GuardDuty sees whose the bucket is.  The words of its refusals are not documented; the codes are.
"""

from __future__ import annotations

import json
import time
import typing as t
from dataclasses import dataclass, field
from urllib.parse import unquote

from moto.core.responses import ActionResult, EmptyResult
from moto.guardduty import urls
from moto.guardduty.models import GuardDutyBackend
from moto.guardduty.responses import GuardDutyResponse
from moto.moto_api._internal import mock_random
from moto.s3.models import FakeBucket, NotificationConfiguration, s3_backends

from ._mend import AwsError, adds
from ._pages import page
from ._trust import assumable

SERVICE = "malware-protection-plan.guardduty.amazonaws.com"
VALIDATION_OBJECT = "malware-protection-resource-validation-object"
PLANS_PER_PAGE = 50

urls.url_paths |= dict.fromkeys(
    ("{0}/malware-protection-plan$", "{0}/malware-protection-plan/(?P<plan_id>[^/]+)$", "{0}/tags/(?P<arn>.+)$"),
    GuardDutyResponse.dispatch,
)


@dataclass
class Plan:
    id: str
    arn: str
    role: str
    bucket: str
    prefixes: list[str]
    tagging: str
    tags: dict[str, str]
    created_at: float = field(default_factory=time.time)

    def described(self) -> dict[str, t.Any]:
        return {
            "Arn": self.arn,
            "Role": self.role,
            "ProtectedResource": {"S3Bucket": {"BucketName": self.bucket, "ObjectPrefixes": self.prefixes}},
            "Actions": {"Tagging": {"Status": self.tagging}},
            "CreatedAt": self.created_at,
            **self.status(),
            "Tags": self.tags,
        }

    def status(self) -> dict[str, t.Any]:
        """What GuardDuty sees when it looks: its role can go, and the bucket's notifications can be switched off."""
        account = self.arn.split(":")[4]
        bucket = s3_backends[account]["aws"].buckets.get(self.bucket)
        if bucket is None or not assumable(account, self.role, SERVICE):
            return _because("ERROR", "INSUFFICIENT_TEST_OBJECT_PERMISSIONS", "GuardDuty cannot put its test object.")
        configuration = bucket.notification_configuration
        if configuration is None or configuration.event_bridge is None:
            text = "Amazon EventBridge notification is disabled for this S3 bucket."
            return _because("ERROR", "EVENTBRIDGE_MANAGED_EVENTS_DELIVERY_DISABLED", text)
        return {"Status": "ACTIVE", "StatusReasons": []}


def plans_of(backend: GuardDutyBackend) -> dict[str, Plan]:
    """The plans of a region of an account; they are forgotten with the rest of its state."""
    return t.cast("dict[str, Plan]", backend.__dict__.setdefault("malware_protection_plans", {}))


@adds(GuardDutyResponse)
def create_malware_protection_plan(self: GuardDutyResponse) -> ActionResult:
    asked, backend = json.loads(self.body), self.guardduty_backend
    about = asked["protectedResource"]["s3Bucket"]
    bucket = s3_backends[backend.account_id]["aws"].buckets.get(about["bucketName"])
    if bucket is None or bucket.region_name != backend.region_name:
        raise AwsError("BadRequestException", "The request was rejected because the S3 bucket does not exist here.")
    if any(plan.bucket == bucket.name for plan in plans_of(backend).values()):
        raise AwsError("ConflictException", "The request was rejected because the bucket has a plan already.")
    _refuse_unless_assumable(backend, asked["role"])
    plan_id = mock_random.get_random_hex(20)
    arn = f"arn:aws:guardduty:{backend.region_name}:{backend.account_id}:malware-protection-plan/{plan_id}"
    tagging = asked.get("actions", {}).get("tagging", {}).get("status", "DISABLED")
    prefixes = about.get("objectPrefixes", [])
    plan = Plan(plan_id, arn, asked["role"], bucket.name, prefixes, tagging, asked.get("tags", {}))
    plans_of(backend)[plan_id] = plan
    _listen(bucket)
    return ActionResult({"MalwareProtectionPlanId": plan_id})


@adds(GuardDutyResponse)
def get_malware_protection_plan(self: GuardDutyResponse) -> ActionResult:
    return ActionResult(_plan(self).described())


@adds(GuardDutyResponse)
def list_malware_protection_plans(self: GuardDutyResponse) -> ActionResult:
    wrong = AwsError("BadRequestException", "The request is rejected because the input nextToken is invalid.")
    token = self.querystring.get("nextToken", [None])[0]
    ids, following = page(sorted(plans_of(self.guardduty_backend)), PLANS_PER_PAGE, token, wrong)
    listed = [{"MalwareProtectionPlanId": each} for each in ids]
    return ActionResult({"MalwareProtectionPlans": listed} | ({"NextToken": following} if following else {}))


@adds(GuardDutyResponse)
def update_malware_protection_plan(self: GuardDutyResponse) -> ActionResult:
    plan, asked = _plan(self), json.loads(self.body)
    if "role" in asked:
        _refuse_unless_assumable(self.guardduty_backend, asked["role"])
    plan.role = asked.get("role", plan.role)
    plan.tagging = asked.get("actions", {}).get("tagging", {}).get("status", plan.tagging)
    plan.prefixes = asked.get("protectedResource", {}).get("s3Bucket", {}).get("objectPrefixes", plan.prefixes)
    return EmptyResult()


@adds(GuardDutyResponse)
def delete_malware_protection_plan(self: GuardDutyResponse) -> ActionResult:
    del plans_of(self.guardduty_backend)[_plan(self).id]
    return EmptyResult()


@adds(GuardDutyResponse)
def tag_resource(self: GuardDutyResponse) -> ActionResult:
    _tags(self).update(json.loads(self.body)["tags"])
    return EmptyResult()


@adds(GuardDutyResponse)
def untag_resource(self: GuardDutyResponse) -> ActionResult:
    tags = _tags(self)
    for key in self.querystring.get("tagKeys", []):
        tags.pop(key, None)
    return EmptyResult()


@adds(GuardDutyResponse)
def list_tags_for_resource(self: GuardDutyResponse) -> ActionResult:
    return ActionResult({"Tags": _tags(self)})


def _plan(response: GuardDutyResponse) -> Plan:
    plan = plans_of(response.guardduty_backend).get(unquote(response.path.rpartition("/")[2]))
    if plan is None:
        raise AwsError("ResourceNotFoundException", "The requested Malware Protection plan does not exist.")
    return plan


def _tags(response: GuardDutyResponse) -> dict[str, str]:
    kind, _slash, name = unquote(response.path).rpartition(":")[2].partition("/")
    backend = response.guardduty_backend
    owner = plans_of(backend).get(name) if kind == "malware-protection-plan" else backend.detectors.get(name)
    if owner is None:
        raise AwsError("BadRequestException", "The request is rejected because the resource does not exist.")
    return t.cast("dict[str, str]", owner.tags)


def _refuse_unless_assumable(backend: GuardDutyBackend, role: str) -> None:
    if not assumable(backend.account_id, role, SERVICE):
        raise AwsError("BadRequestException", "The request was rejected because GuardDuty cannot assume the IAM role.")


def _listen(bucket: FakeBucket) -> None:
    """Have the bucket tell EventBridge, besides whom it tells already, and leave the object that proves it ours."""
    if bucket.notification_configuration is None:
        bucket.notification_configuration = NotificationConfiguration()
    bucket.notification_configuration.event_bridge = {}
    s3_backends[bucket.account_id]["aws"].put_object(
        bucket.name, VALIDATION_OBJECT, b"", disable_notification=True)


def _because(status: str, code: str, message: str) -> dict[str, t.Any]:
    return {"Status": status, "StatusReasons": [{"Code": code, "Message": message}]}
