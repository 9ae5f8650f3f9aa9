# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bucket policy is asked about a request: who, what, and the condition keys that S3 knows."""

from __future__ import annotations

import json
import typing as t
from urllib.parse import parse_qsl
from xml.etree import ElementTree

from moto.core.request import Request
from moto.iam.models import iam_backends
from moto.s3.models import FakeBucket, FakeKey, s3_backends

from ..operations import access_key
from ..principals import principal_of
from ._policy import Asked, Value

HEADERS = ("x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id", "x-amz-acl")
TAGGING = "x-amz-tagging"

Context = dict[str, Value]


def asked_of(request: Request, bucket: FakeBucket, action: str, resource: str) -> Asked:
    key = access_key(request)
    principal = principal_of(key)
    if not principal.startswith("arn:"):
        principal = "anonymous" if key == "anonymous" else f"arn:aws:iam::{bucket.account_id}:root"
    context: Context = {f"s3:{header}": request.headers.get(header) for header in HEADERS}
    context |= {
        "aws:SecureTransport": str(request.headers.get("X-Forwarded-Proto") != "http").lower(),
        "aws:PrincipalArn": principal_arn(principal),
        "s3:prefix": request.args.get("prefix"),
    }
    # moto says "HeadObject" where AWS knows GetObject only
    action = action.replace("s3:HeadObject", "s3:GetObject").replace("s3:PostObject", "s3:PutObject")
    asks_for = request_tags(_tags_in(request, action))
    version = request.args.get("versionId")
    return Asked(principal, action, resource, context | asks_for | _tags_there(bucket, resource, version, asks_for))


def principal_arn(principal: str) -> str:
    """`aws:PrincipalArn`, which for a session is the ARN of its role."""
    if ":assumed-role/" not in principal:
        return principal
    account, name = principal.split(":")[4], principal.split("/")[1]
    role = next((each for each in iam_backends[account]["aws"].roles.values() if each.name == name), None)
    return str(role.arn) if role else f"arn:aws:iam::{account}:role/{name}"


def request_tags(tags: t.Mapping[str, str]) -> Context:
    """`s3:RequestObjectTag/...` and `s3:RequestObjectTagKeys`, for a request that says tags."""
    return {f"s3:RequestObjectTag/{name}": value for name, value in tags.items()} | {
        "s3:RequestObjectTagKeys": tuple(tags) or None
    }


def says_tags(request: Request) -> bool:
    """Whether a request that is not about tags brings some along."""
    return bool(request.headers.get(TAGGING) or request.args.get(TAGGING) or request.args.get("X-Amz-Tagging"))


def _tags_in(request: Request, action: str) -> dict[str, str]:
    if action in ("s3:PutObjectTagging", "s3:PutObjectVersionTagging") and request.args.get("tagging") is not None:
        return _tags_of(request.get_data(cache=True, parse_form_data=False))
    header = request.headers.get(TAGGING) or request.args.get(TAGGING) or request.args.get("X-Amz-Tagging") or ""
    return dict(parse_qsl(header, keep_blank_values=True))


def _tags_of(body: bytes) -> dict[str, str]:
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        return {}
    return {tag.findtext("{*}Key", ""): tag.findtext("{*}Value", "") for tag in root.iterfind(".//{*}Tag")}


def _tags_there(bucket: FakeBucket, resource: str, version: str | None, asks_for: Context) -> Context:
    """The tags that the object has; and of those that the policy asks for, which the object or the request lacks."""
    name = resource.partition("/")[2]
    versions = bucket.keys.getlist(name, [])
    key = next((each for each in versions if each.version_id == version), None) if version else bucket.keys.get(name)
    tagger = s3_backends[bucket.account_id]["aws"].tagger
    tags = tagger.get_tag_dict_for_resource(key.arn) if isinstance(key, FakeKey) else {}  # else deleted, or never there
    found: Context = {}
    for condition in _conditions(bucket):
        if condition.startswith("s3:ExistingObjectTag/"):
            found[condition] = tags.get(condition.partition("/")[2])
        elif condition.startswith("s3:RequestObjectTag/") and condition not in asks_for:
            found[condition] = None
    return found


def _conditions(bucket: FakeBucket) -> t.Iterator[str]:
    found = json.loads(bucket.policy or b"{}").get("Statement", [])
    for statement in found if isinstance(found, list) else [found]:
        for keys in statement.get("Condition", {}).values():
            yield from keys
