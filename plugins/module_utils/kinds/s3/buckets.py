# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buckets."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ... import policies
from ...calls import Call, Flow, here
from ...errors import Absent, Awaited, AwsError, Invalid
from ...fields import computed, instruction, key, option, tagging
from ...resource import Resource, properties
from ...wire import pairs
from .emptying import emptied
from .notifications import Notifications, notified
from .parts import CorsRule, Encryption, LifecycleRule, Logging, whole, whole_unordered
from .reading import BLOCKS, READERS
from .service import s3, settling
from .statements import LIMIT, joined, parted, repeats_tls

NAME = re.compile(r"(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9](?<!-s3alias)(?<!--ol-s3)(?<!--x-s3)")


@dataclass(frozen=True, kw_only=True)
class S3Bucket(Resource):
    """A bucket with all that keeps its objects private, encrypted and tidy."""

    plural = "s3_buckets"
    examples = {
        "name": "envelope-prod-acme", "versioning": True, "public_access_block": True,
        "encryption": {"algorithm": "aws:kms", "kms_key": "alias/envelope-prod-acme", "bucket_key_enabled": True},
        "object_ownership": "BucketOwnerEnforced", "tls_only": True,
        "policy": {"Version": "2012-10-17", "Statement": [{
            "Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::envelope-prod-acme/*"}]},
        "lifecycle_rules": [{"id": "tidy", "noncurrent_version_expiration_days": 90,
                             "abort_incomplete_multipart_upload_days": 7}],
        "cors_rules": [{"allowed_origins": ["https://acme.example.com"], "allowed_methods": ["PUT", "GET"],
                        "allowed_headers": ["*"], "max_age_seconds": 3600}],
        "logging": {"bucket": "envelope-prod-logs", "prefix": "s3/acme/"},
        "notifications": {"functions": [{"function": "envelope-prod-tag-clean", "events": ["s3:ObjectCreated:*"]}]},
        "tags": {"tenant": "acme"},
    }

    name: str = key("Name of the bucket. No two accounts of the world can have the same.", wire="Bucket")
    public_access_block: bool | None = option("Whether all four blocks against public access are on.")
    object_ownership: t.Literal["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] | None = option(
        "Who owns the objects; V(BucketOwnerEnforced) switches ACLs off.")
    encryption: Encryption | None = option("Encryption of objects that say nothing of it themselves.")
    versioning: bool | None = option("Whether former versions of objects are kept; V(false) suspends it.")
    tls_only: bool | None = option(
        "Whether requests without TLS are denied, by a statement of the bucket policy. Others of its statements are "
        "left alone, unless O(s3_buckets[].policy) is given.")
    policy: dict[str, t.Any] | None = option(
        "Bucket policy, as a JSON document: exactly these statements, besides that of O(s3_buckets[].tls_only). "
        "V({}) removes it.", alike=policies.alike)
    lifecycle_rules: list[LifecycleRule] | None = option(
        "What becomes of objects in time: exactly these rules.", alike=whole_unordered)
    cors_rules: list[CorsRule] | None = option(
        "Which web pages may use the bucket from a browser: exactly these rules, the first that fits counts.",
        alike=whole)
    logging: Logging | None = option("Where S3 writes the log of accesses.")
    notifications: Notifications | None = option(
        "Who is told of what happens in the bucket.", wire="Notifications")
    tags: dict[str, str] | None = tagging()
    force: bool = instruction("Delete the bucket together with all its objects and their versions.", default=False)
    made_elsewhere: bool = instruction(
        "Whether somebody else makes the bucket, such as the application: where it is not there yet, nothing is done.",
        default=False)
    arn: str | None = computed("ARN of the bucket.")
    region: str | None = computed("Region the bucket is in.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not NAME.fullmatch(self.name):
            yield (f"name: {self.name} is not allowed; allowed are 3 to 63 lower-case letters, digits and hyphens that "
                   "start and end with a letter or digit (a dot would break TLS), without AWS's own affixes")
        if self.tls_only is not None and repeats_tls(self.policy, self.name):
            yield "policy: has the statement that tls_only makes; leave it to tls_only"
        if self.policy and policies.size(self.policy) > LIMIT:
            yield f"policy: {policies.size(self.policy)} characters, allowed are {LIMIT}"
        ids = [rule.id for rule in self.lifecycle_rules or ()]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            yield f"lifecycle_rules: {', '.join(twice)} is there more than once; allowed is one rule of each id"

    def read(self) -> Flow:
        about = yield from self._place()
        for p in properties(type(self), "option"):
            if getattr(self, p.name) is not None:
                about |= yield from READERS[p.name](self.name)
        if self.tls_only is not None:
            about["Policy"], about["TlsOnly"] = parted(about["Policy"], about["Arn"])
        return self.seen(about)

    def create(self) -> Flow:
        """Make it closed, then set it up; what a run that was interrupted left open, the next one sets."""
        where = yield here()
        stated = {p.name for p in properties(type(self), "option") if getattr(self, p.name)}
        if self.public_access_block is False:  # a new bucket has the blocks, and nothing else to switch off
            stated |= {"public_access_block"}
        try:
            yield self._made(where["region"])
            stated -= {"object_ownership", "tags"}
        except AwsError as error:
            if error.code == "BucketAlreadyExists":
                raise self._taken() from error
            if error.code != "BucketAlreadyOwnedByYou":  # made by the same request, whose answer was lost
                raise
        yield from self._set(stated, f"arn:{where['partition']}:s3:::{self.name}")

    def update(self, now: S3Bucket, changed: t.AbstractSet[str]) -> Flow:
        yield from self._set(changed, t.cast(str, now.arn))

    def delete(self) -> Flow:
        if self.force:
            yield from emptied(self.name)
        try:
            yield s3.delete_bucket(Bucket=self.name)
        except AwsError as error:
            if error.code != "BucketNotEmpty":
                raise
            raise Invalid(f"bucket {self.name} holds objects (or versions of them) and is left alone: set force to "
                          "delete them with it") from error

    def _place(self) -> Flow:
        """Where the bucket is; raises `Absent` when it is nowhere, and an error when it is somebody else's."""
        try:
            found = yield s3.head_bucket(Bucket=self.name)
        except Absent as error:
            if self.made_elsewhere:
                raise Awaited(f"bucket {self.name} is not made yet") from error
            raise
        except AwsError as error:
            if error.code in ("403", "AccessDenied"):
                raise self._taken() from error
            raise
        where = yield here()
        return {"Region": found.get("BucketRegion"), "Arn": f"arn:{where['partition']}:s3:::{self.name}"}

    def _taken(self) -> Invalid:
        return Invalid(f"bucket {self.name} belongs to another account, or the credentials in use may not see it "
                       "(s3:ListBucket); names of buckets are global: use another name if it is not yours")

    def _made(self, region: str) -> Call:
        about: dict[str, t.Any] = {"Tags": pairs().out(self.tags)} if self.tags else {}
        if region != "us-east-1":  # AWS refuses to be told that one
            about["LocationConstraint"] = region
        return s3.create_bucket(
            Bucket=self.name, ObjectOwnership=self.object_ownership, CreateBucketConfiguration=about or None)

    def _set(self, changed: t.AbstractSet[str], arn: str) -> Flow:
        """Set what differs, the safest first."""
        yield from self._guard(changed)
        if "tags" in changed:
            yield settling.put_bucket_tagging(Bucket=self.name, Tagging={"TagSet": pairs().out(self.tags)})
        if self.encryption and "encryption" in changed:
            yield settling.put_bucket_encryption(
                Bucket=self.name, ServerSideEncryptionConfiguration={"Rules": [self.encryption.wire()]})
        if "versioning" in changed:
            yield settling.put_bucket_versioning(
                Bucket=self.name, VersioningConfiguration={"Status": "Enabled" if self.versioning else "Suspended"})
        if changed & {"policy", "tls_only"}:
            document = joined(self.policy, arn, tls_only=bool(self.tls_only))
            yield from policies.granted(self._put_policy(document), f"policy of bucket {self.name}")
        yield from self._tidy(changed)

    def _guard(self, changed: t.AbstractSet[str]) -> Flow:
        if "public_access_block" in changed and self.public_access_block:
            yield settling.put_public_access_block(
                Bucket=self.name, PublicAccessBlockConfiguration=dict.fromkeys(BLOCKS, True))
        elif "public_access_block" in changed:
            yield settling.delete_public_access_block(Bucket=self.name)
        if "object_ownership" in changed:
            yield settling.put_bucket_ownership_controls(
                Bucket=self.name, OwnershipControls={"Rules": [{"ObjectOwnership": self.object_ownership}]})

    def _put_policy(self, document: dict[str, t.Any] | None) -> Call:
        if document is None:
            return settling.delete_bucket_policy(Bucket=self.name)
        return settling.put_bucket_policy(Bucket=self.name, Policy=policies.policy.out(document))

    def _tidy(self, changed: t.AbstractSet[str]) -> Flow:
        rules = [rule.wire() for rule in self.lifecycle_rules or ()]
        if "lifecycle_rules" in changed and rules:
            yield settling.put_bucket_lifecycle_configuration(Bucket=self.name, LifecycleConfiguration={"Rules": rules})
        elif "lifecycle_rules" in changed:
            yield settling.delete_bucket_lifecycle(Bucket=self.name)
        cors = [rule.wire() for rule in self.cors_rules or ()]
        if "cors_rules" in changed and cors:
            yield settling.put_bucket_cors(Bucket=self.name, CORSConfiguration={"CORSRules": cors})
        elif "cors_rules" in changed:
            yield settling.delete_bucket_cors(Bucket=self.name)
        if self.logging and "logging" in changed:
            target = {"LoggingEnabled": {"TargetPrefix": "", **self.logging.wire()}} if self.logging.bucket else {}
            yield settling.put_bucket_logging(Bucket=self.name, BucketLoggingStatus=target)
        if self.notifications and "notifications" in changed:
            yield from notified(self.notifications, self.name)
