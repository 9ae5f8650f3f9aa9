# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buckets, keys and secrets."""

from __future__ import annotations

import contextlib

from ...calls import Flow, here
from ...errors import Absent
from ...kinds.kms import KmsKey, key_arn, kms
from ...kinds.s3 import S3Bucket, s3
from ...kinds.s3.emptying import emptied
from ...kinds.secretsmanager import Secret, secretsmanager
from ...wire import pairs
from ..closing import WRITES, closed
from ..tenant import Tenant
from ..things import Seen, Sort, Thing


def _buckets(tenant: Tenant) -> Flow:
    listed = yield s3.list_buckets()
    place = yield here()
    return [Thing(BUCKETS.name, f"arn:{place['partition']}:s3:::{each['Name']}", each["Name"])
            for each in listed.get("Buckets", ()) if tenant.names(each["Name"])]


def _bucket(thing: Thing) -> Flow:
    yield s3.head_bucket(Bucket=thing.name)
    try:
        tagged = yield s3.get_bucket_tagging(Bucket=thing.name)
    except Absent:
        tagged = {}
    return Seen(pairs().into(tagged.get("TagSet")))


def _bucket_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield from closed(thing.name, WRITES)  # nothing comes while it is emptied
    yield from S3Bucket(name=thing.name, force=True).delete()


def _records(tenant: Tenant) -> Flow:
    """What is recorded of its releases, in the cell's bucket for that, under its name."""
    if not tenant.releases_bucket:
        return []
    place = yield here()
    thing = Thing(RECORDS.name, f"arn:{place['partition']}:s3:::{tenant.releases_bucket}/{tenant.prefix}/*",
                  f"{tenant.releases_bucket}/{tenant.prefix}/")
    try:
        yield from _recorded(thing)
    except Absent:
        return []
    return [thing]


def _recorded(thing: Thing) -> Flow:
    bucket, _unused, prefix = thing.name.partition("/")
    call = s3.list_object_versions(Bucket=bucket, Prefix=prefix, MaxKeys=1)
    page = yield call
    if not page.get("Versions") and not page.get("DeleteMarkers"):
        raise Absent(call, "NotFound", "there are none")
    return Seen(None)


def _records_taken(thing: Thing, tenant: Tenant) -> Flow:
    bucket, _unused, prefix = thing.name.partition("/")
    yield from emptied(bucket, prefix)


def _keys(tenant: Tenant) -> Flow:
    listed = yield kms.list_aliases()
    return [Thing(KEYS.name, key_arn(each), each["TargetKeyId"]) for each in listed.get("Aliases", ())
            if each.get("TargetKeyId") and tenant.names(each["AliasName"].removeprefix("alias/"))]


def _key(thing: Thing) -> Flow:
    about = (yield kms.describe_key(KeyId=thing.name))["KeyMetadata"]
    tagged = yield kms.list_resource_tags(KeyId=thing.name)
    until = about.get("DeletionDate")
    return Seen(pairs("TagKey", "TagValue").into(tagged.get("Tags")), f"lost on {until}" if until else "")


def _key_taken(thing: Thing, tenant: Tenant) -> Flow:
    """What it has encrypted cannot be read from now on, unless the deletion is cancelled in time."""
    yield from KmsKey(
        alias=tenant.prefix, key_id=thing.name, deletion_window_in_days=tenant.recovery_days).delete()


def _secrets(tenant: Tenant) -> Flow:
    """By name too: a list may lag five minutes behind."""
    listed = yield secretsmanager.list_secrets(
        IncludePlannedDeletion=True, Filters=[{"Key": "name", "Values": [tenant.prefix]}])
    arns = {each["ARN"] for each in listed.get("SecretList", ()) if tenant.names(each["Name"])}
    with contextlib.suppress(Absent):
        arns.add((yield secretsmanager.describe_secret(SecretId=tenant.prefix))["ARN"])
    return [Thing(SECRETS.name, arn, arn) for arn in sorted(arns)]


def _secret(thing: Thing) -> Flow:
    """Never its value."""
    about = yield secretsmanager.describe_secret(SecretId=thing.name)
    since = about.get("DeletedDate")
    return Seen(pairs().into(about.get("Tags")), f"lost on {since}" if since else "")


def _secret_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield from Secret(name=thing.name, recovery_window_in_days=tenant.recovery_days).delete()


BUCKETS = Sort("s3_buckets", r"arn:[^:]+:s3:::(?P<name>[^/]+)", _buckets, _bucket, _bucket_taken)
RECORDS = Sort("s3_objects", r"arn:[^:]+:s3:::(?P<name>[^/]+/.+/)\*", _records, _recorded, _records_taken)
KEYS = Sort("kms_keys", r"arn:[^:]+:kms:[^:]+:\d+:key/(?P<name>.+)", _keys, _key, _key_taken)
SECRETS = Sort("secretsmanager_secrets", r"(?P<name>arn:[^:]+:secretsmanager:[^:]+:\d+:secret:.+)",
               _secrets, _secret, _secret_taken)
