# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bucket is made of: encryption, lifecycle rules, CORS rules, access logs."""

from __future__ import annotations

import dataclasses
import json
import typing as t
from dataclasses import dataclass

from ...fields import computed, option, required
from ...resource import Part
from ...wire import Codec, pairs
from ..kms import KEY

Found = t.Mapping[str, t.Any]

SIZES = {"ObjectSizeGreaterThan", "ObjectSizeLessThan"}

several = Codec(lambda value: sorted(value) if value else None, lambda found: list(found) if found else None)
"""A list whose order means nothing."""


def whole(wanted: list[Part], now: list[Part] | None) -> bool:
    """Whether two lists of rules are the same: what a rule leaves out, it does not do."""
    return list(map(_said, wanted)) == list(map(_said, now or ()))


def whole_unordered(wanted: list[Part], now: list[Part] | None) -> bool:
    """The same, where the order of the rules means nothing."""
    return sorted(map(_said, wanted)) == sorted(map(_said, now or ()))


def _said(rule: Part) -> str:
    return json.dumps([rule.wire(), getattr(rule, "beyond", None)], sort_keys=True)


def same_key(wanted: str, now: str | None) -> bool:
    """Whether two names are of one key: S3 gives back what it was given, be it an ARN or an id."""
    return now is not None and wanted.rpartition("/")[2] == now.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Encryption(Part):
    """How objects are encrypted that say nothing of it themselves."""

    examples: t.ClassVar[dict[str, t.Any]] = {"algorithm": "aws:kms", "kms_key": "alias/envelope-prod-acme"}

    algorithm: t.Literal["AES256", "aws:kms", "aws:kms:dsse"] = required(
        "Encryption with a key of S3's own, or with one of KMS.",
        wire="ApplyServerSideEncryptionByDefault.SSEAlgorithm")
    kms_key: str | None = option(
        "KMS key, by alias, id or ARN. AWS's own V(alias/aws/s3) where it is left out at creation.",
        wire="ApplyServerSideEncryptionByDefault.KMSMasterKeyID", alike=same_key, find=KEY)
    bucket_key_enabled: bool | None = option("Whether S3 asks KMS once for many objects, which is cheaper.")

    def problems(self) -> t.Iterator[str]:
        if self.kms_key is not None and self.algorithm == "AES256":
            yield "kms_key: has a meaning only with the algorithms aws:kms and aws:kms:dsse"

    def wire(self, *names: str) -> dict[str, t.Any]:
        rule = super().wire(*names)
        if self.algorithm == "AES256":  # when that is what changes, the key of before is still here
            rule["ApplyServerSideEncryptionByDefault"].pop("KMSMasterKeyID", None)
        return rule


@dataclass(frozen=True, kw_only=True)
class Transition(Part):
    """A move of objects to a cheaper storage class."""

    days: int = required("Days after the creation of the object.")
    storage_class: str = required("Storage class, such as V(STANDARD_IA) or V(GLACIER).")


@dataclass(frozen=True, kw_only=True)
class NoncurrentTransition(Part):
    """A move of former versions to a cheaper storage class."""

    days: int = required("Days after the version was superseded.", wire="NoncurrentDays")
    storage_class: str = required("Storage class, such as V(STANDARD_IA) or V(GLACIER).")


@dataclass(frozen=True, kw_only=True)
class LifecycleRule(Part):
    """What becomes of objects in time."""

    examples: t.ClassVar[dict[str, t.Any]] = {"status": "Enabled", "expired_object_delete_marker": None}

    id: str = required("Name of the rule.", wire="ID")
    status: t.Literal["Enabled", "Disabled"] | None = option(
        "Whether the rule is followed. V(Enabled) where it is left out.",
        codec=Codec(lambda value: value or "Enabled", lambda found: found))
    prefix: str | None = option("How the keys of the objects start. All objects where it is left out.")
    tags: dict[str, str] | None = option("Tags that the objects have.")
    expiration_days: int | None = option(
        "Days after which objects are deleted (with versioning: superseded by a delete marker).",
        wire="Expiration.Days")
    expired_object_delete_marker: bool | None = option(
        "Whether delete markers go that hide no version any more.", wire="Expiration.ExpiredObjectDeleteMarker",
        codec=Codec(lambda value: value or None, lambda found: found))
    noncurrent_version_expiration_days: int | None = option(
        "Days after which former versions are deleted.", wire="NoncurrentVersionExpiration.NoncurrentDays")
    newer_noncurrent_versions: int | None = option(
        "Former versions that are kept however old.", wire="NoncurrentVersionExpiration.NewerNoncurrentVersions")
    abort_incomplete_multipart_upload_days: int | None = option(
        "Days after which uploads are given up that did not come to their end.",
        wire="AbortIncompleteMultipartUpload.DaysAfterInitiation")
    transitions: list[Transition] | None = option("Moves to cheaper storage classes.")
    noncurrent_version_transitions: list[NoncurrentTransition] | None = option("The same for former versions.")
    beyond: bool | None = computed("Whether the rule says more than can be stated here, such as sizes and dates.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if self.expiration_days is not None and self.expired_object_delete_marker:
            yield f"{self.id}: expiration_days excludes expired_object_delete_marker; write two rules"
        actions = (self.expiration_days, self.expired_object_delete_marker, self.noncurrent_version_expiration_days,
                   self.abort_incomplete_multipart_upload_days, self.transitions, self.noncurrent_version_transitions)
        if not any(actions):
            yield f"{self.id}: does nothing; give an expiration, a transition or abort_incomplete_multipart_upload_days"

    def wire(self, *names: str) -> dict[str, t.Any]:
        rule = {name: value for name, value in super().wire(*names).items() if name not in ("Prefix", "Tags")}
        for moves in ("Transitions", "NoncurrentVersionTransitions"):
            rule[moves] = sorted(rule.get(moves) or (), key=str)
        return {**{name: value for name, value in rule.items() if value != []}, "Filter": self._filter()}

    @classmethod
    def taken(cls, found: Found) -> LifecycleRule:
        which = found.get("Filter", {})
        tests = which.get("And", which)
        tags = [*tests.get("Tags", ()), *([which["Tag"]] if "Tag" in which else ())]
        rule = super().taken({**found, "Prefix": tests.get("Prefix", found.get("Prefix")), "Tags": None})
        beyond = tests.keys() & SIZES or '"Date"' in json.dumps(found, default=str)
        return dataclasses.replace(rule, tags=pairs().into(tags) or None, beyond=bool(beyond) or None)

    def _filter(self) -> dict[str, t.Any]:
        tags = pairs().out(self.tags or {}) or []
        if len(tags) + bool(self.prefix) > 1:
            return {"And": {**({"Prefix": self.prefix} if self.prefix else {}), "Tags": tags}}
        return {"Tag": tags[0]} if tags else {"Prefix": self.prefix or ""}


@dataclass(frozen=True, kw_only=True)
class CorsRule(Part):
    """Which web pages may use the bucket from a browser."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "allowed_origins": ["https://acme.example.com"], "allowed_methods": ["PUT"]}

    allowed_origins: list[str] = required("Origins of the pages, such as V(https://acme.example.com).", codec=several)
    allowed_methods: list[t.Literal["GET", "PUT", "POST", "DELETE", "HEAD"]] = required(
        "What the pages may do.", codec=several)
    allowed_headers: list[str] | None = option("Headers that the pages may send.", codec=several)
    expose_headers: list[str] | None = option("Headers that the pages may read.", codec=several)
    max_age_seconds: int | None = option("Seconds that browsers may keep the answer.")


@dataclass(frozen=True, kw_only=True)
class Logging(Part):
    """Where S3 writes the log of accesses."""

    bucket: str = required("Bucket that takes the log; V('') switches it off.", wire="TargetBucket")
    prefix: str | None = option("How the keys of the log's objects start.", wire="TargetPrefix")
