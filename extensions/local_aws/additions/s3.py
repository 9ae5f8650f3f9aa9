# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buckets as AWS makes them, and bucket policies with their conditions.

moto ignores `Condition` and takes any principal but a bare name for everybody, so that the usual TLS-only Deny blocks
every object; makes buckets without the encryption, public access block and ownership that AWS gives each new one since
April 2023; loses parts of lifecycle rules; takes PutBucketRequestPayment for CreateBucket; fails on a log bucket whose
policy names everybody; shows every account the buckets of all others; and stores nothing of an upload sent with a
form's content type.

The loopback address stands for AWS's https endpoint: a request is secure unless it says `X-Forwarded-Proto: http`.
"""

from __future__ import annotations

import json
import typing as t
import uuid
from urllib.parse import unquote
from xml.etree import ElementTree

from flask import has_request_context
from flask import request as current_request
from moto.core.request import Request
from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.s3.exceptions import S3AccessDeniedError, S3ClientError
from moto.s3.models import FakeBucket, PublicAccessBlock, S3Backend, s3_backends
from moto.s3.responses import S3Response

from ._mend import adds, mends
from ._policy import Asked, verdict
from ._s3_asked import asked_of, says_tags

Reply = t.Any

XMLNS = "http://s3.amazonaws.com/doc/2006-03-01/"
SSE_S3 = {"Rule": {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": "false"}}
MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size"
OBJECT_ACTION = {"GET": "Get", "HEAD": "Get", "PUT": "Put", "POST": "Put", "DELETE": "Delete"}
SUB_RESOURCE = {"tagging": "Tagging", "acl": "Acl", "retention": "Retention", "legal-hold": "LegalHold"}


@mends(S3Backend)
def create_bucket(former: t.Any, self: S3Backend, bucket_name: str, *rest: t.Any, **settings: t.Any) -> FakeBucket:
    bucket: FakeBucket = former(self, bucket_name, *rest, **settings)
    bucket.encryption = SSE_S3
    bucket.public_access_block = PublicAccessBlock(*["true"] * 4)
    bucket.ownership_rule = "BucketOwnerEnforced"  # type: ignore[assignment]
    return bucket


@mends(S3Backend)
def delete_bucket_encryption(former: t.Any, self: S3Backend, bucket_name: str) -> None:
    """There is no bucket without encryption any more."""
    self.get_bucket(bucket_name).encryption = SSE_S3


@mends(S3Backend)
def put_bucket_policy(former: t.Any, self: S3Backend, bucket_name: str, policy: bytes) -> None:
    try:
        statements = json.loads(policy)["Statement"]
    except (ValueError, KeyError, TypeError):
        text = "Policies must be valid JSON and the first byte must be '{'"
        raise S3ClientError("MalformedPolicy", text) from None
    for statement in statements if isinstance(statements, list) else [statements]:
        resources = statement.get("Resource", statement.get("NotResource", []))
        for resource in resources if isinstance(resources, list) else [resources]:
            if resource.partition("/")[0] not in (f"arn:aws:s3:::{bucket_name}", "*"):
                raise S3ClientError("MalformedPolicy", "Policy has invalid resource")
    former(self, bucket_name, policy)


@mends(FakeBucket)
def get_permission(former: t.Any, self: FakeBucket, action: str, resource: str) -> PermissionResult:
    if self.policy is None or not has_request_context():
        return PermissionResult.NEUTRAL
    if current_request.method == "OPTIONS":  # a preflight is anybody's to ask, and CORS rules alone answer it
        return PermissionResult.NEUTRAL
    said = verdict(self.policy, asked_of(current_request, self, _precisely(action, current_request), resource))
    return {"Deny": PermissionResult.DENIED, "Allow": PermissionResult.PERMITTED}.get(
        said or "", PermissionResult.NEUTRAL
    )


@mends(S3Response)
def setup_class(former: t.Any, self: S3Response, request: Request, *args: t.Any, **kwargs: t.Any) -> None:
    """Keep the body of an upload whose type happens to be that of a form; moto reads it as one and stores nothing."""
    request.get_data(cache=True, parse_form_data=False)
    former(self, request, *args, **kwargs)


@mends(S3Response)
def _key_response(former: t.Any, self: S3Response, request: Request, full_url: str) -> Reply:
    name, key = self.parse_bucket_name_from_url(request, full_url), self.parse_key_name()
    action = _precisely("s3:" + OBJECT_ACTION.get(request.method, "Get") + "Object", request)
    _refuse_if_denied(self, name, action, f"arn:aws:s3:::{name}/{key}")
    if action == "s3:PutObject" and says_tags(request):
        _refuse_if_denied(self, name, "s3:PutObjectTagging", f"arn:aws:s3:::{name}/{key}")
    if source := request.headers.get("x-amz-copy-source"):
        origin, _slash, original = unquote(source.partition("?")[0]).lstrip("/").partition("/")
        _refuse_if_denied(self, origin, "s3:GetObject", f"arn:aws:s3:::{origin}/{original}")
    return former(self, request, full_url)


@mends(S3Response)
def _bucket_response(former: t.Any, self: S3Response, request: Request, full_url: str) -> Reply:
    name = self.parse_bucket_name_from_url(request, full_url)
    if name and request.method in ("HEAD", "GET", "PUT", "DELETE"):
        self._set_action("BUCKET", request.method, dict(request.args))
        action = "ListBucket" if request.method == "HEAD" else self.data["Action"]
        _refuse_if_denied(self, name, f"s3:{action}", f"arn:aws:s3:::{name}")
    if "requestPayment" in request.args:
        return _request_payment(self, request, name)
    return former(self, request, full_url)


@mends(S3Response)
def _bucket_response_put(
    former: t.Any, self: S3Response, request: Request, bucket_name: str, querystring: t.Any
) -> Reply:
    reply = former(self, request, bucket_name, querystring)
    if "lifecycle" in querystring:
        bucket = self.backend.get_bucket(bucket_name)
        bucket.lifecycle = _with_ids(self.body)  # type: ignore[attr-defined]
        minimum = request.headers.get(MINIMUM_SIZE, "all_storage_classes_128K")
        bucket.lifecycle_minimum = minimum  # type: ignore[attr-defined]
        return 200, {MINIMUM_SIZE: minimum}, ""
    return reply


@mends(S3Response)
def get_bucket_lifecycle(former: t.Any, self: S3Response) -> Reply:
    """The rules as they were put: moto knows some of their elements only."""
    former(self)
    bucket = self.backend.get_bucket(self.bucket_name)
    return 200, {MINIMUM_SIZE: bucket.lifecycle_minimum}, bucket.lifecycle  # type: ignore[attr-defined]


@adds(S3Response)
def get_bucket_request_payment(self: S3Response) -> Reply:
    payer = getattr(self.backend.get_bucket(self.bucket_name), "payer", "BucketOwner")
    self.data["Action"] = "GetBucketRequestPayment"
    return self.serialized(ActionResult({"Payer": payer}))


def _may_deliver_logs(self: FakeBucket, target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    """Whether the log bucket's policy lets S3's log delivery put objects below a prefix, for this bucket."""
    resource = f"arn:aws:s3:::{target_bucket.name}/{target_prefix or ''}log"
    context = {"aws:SecureTransport": "true", "aws:SourceArn": self.arn, "aws:SourceAccount": self.account_id}
    asked = Asked("logging.s3.amazonaws.com", "s3:PutObject", resource, context)
    return target_bucket.policy is not None and verdict(target_bucket.policy, asked) == "Allow"


FakeBucket._log_permissions_enabled_policy = _may_deliver_logs  # type: ignore[assignment]


def _request_payment(response: S3Response, request: Request, name: str) -> Reply:
    bucket = response.backend.get_bucket(name)
    if request.method == "PUT":
        bucket.payer = ElementTree.fromstring(response.body).findtext(f"{{{XMLNS}}}Payer")  # type: ignore[attr-defined]
        return 200, {}, ""
    return response.get_bucket_request_payment()  # type: ignore[attr-defined]


def _refuse_if_denied(response: S3Response, name: str, action: str, resource: str) -> None:
    """What the bucket's policy denies, and what it does not allow to another account than the bucket's."""
    bucket = response.backend.buckets.get(name) or _elsewhere(name)
    if not bucket or action == "s3:CreateBucket":
        return
    said = bucket.get_permission(action, resource)
    theirs = bucket.account_id != response.get_current_account()
    if said == PermissionResult.DENIED or (theirs and said != PermissionResult.PERMITTED):
        raise S3AccessDeniedError


def _precisely(action: str, request: Request) -> str:
    """The action on an object as IAM calls it, where moto says no more than what is done: of its tags, of a version."""
    if not action.endswith("Object"):
        return action
    version = "Version" if "versionId" in request.args else ""
    return action + version + next((suffix for word, suffix in SUB_RESOURCE.items() if word in request.args), "")


def _elsewhere(name: str) -> FakeBucket | None:
    account = s3_backends.bucket_accounts.get(name)
    return s3_backends[account[1]]["aws"].buckets.get(name) if account else None


def _with_ids(body: bytes) -> bytes:
    """AWS names the rules that have no ID."""
    ElementTree.register_namespace("", XMLNS)
    root = ElementTree.fromstring(body)
    namespace = root.tag.partition("}")[0] + "}" if root.tag.startswith("{") else ""
    for rule in root.iter(f"{namespace}Rule"):
        if rule.find(f"{namespace}ID") is None:
            ElementTree.SubElement(rule, f"{namespace}ID").text = uuid.uuid4().hex
    return t.cast(bytes, ElementTree.tostring(root, encoding="utf-8"))
