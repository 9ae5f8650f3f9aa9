# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Key Management Service."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from .. import policies
from ..calls import Flow, Service
from ..errors import Absent, AwsError, Invalid
from ..fields import Reference, computed, constant, instruction, key, option, tagging
from ..resource import Resource
from ..tagging import missing
from ..wire import moment, pairs, truth

kms = Service(
    "kms",
    absent=frozenset({"NotFoundException"}),
    transient=frozenset({"DependencyTimeoutException", "KMSInternalException"}),
)

CREATED_FOR = "created-for"
"""The tag that tells, before a new key has its alias, which one it was made for."""

KEY_ID = re.compile(r"(mrk-)?[0-9a-f-]{32,36}")


def find_key(name: str) -> Flow:
    """The ARN of the key with that alias (`alias/` may be left out), alias ARN or id."""
    if KEY_ID.fullmatch(name) or name.startswith("alias/aws/"):  # AWS makes its own keys when they are first asked for
        found = yield kms.describe_key(KeyId=name)
        return found["KeyMetadata"]["Arn"]
    entry = yield from find_alias(name)
    return entry and key_arn(entry)


def find_alias(name: str) -> Flow:
    """AWS's entry for an alias that points to a key, or None."""
    listed = yield kms.list_aliases()
    wanted = full_alias(name)
    return next((each for each in listed.get("Aliases", ())
                 if each["AliasName"] == wanted and each.get("TargetKeyId")), None)


def full_alias(name: str) -> str:
    """`x`, `alias/x` and the ARN of an alias, as `alias/x`."""
    plain = name.rpartition(":")[2]
    return plain if plain.startswith("alias/") else f"alias/{plain}"


def key_arn(entry: dict[str, str]) -> str:
    """The ARN of the key that an alias points to."""
    return f"{entry['AliasArn'].rpartition(':')[0]}:key/{entry['TargetKeyId']}"


KEY = Reference("KMS key", find_key, is_id=lambda name: name.startswith("arn:") and ":alias/" not in name)


@dataclass(frozen=True, kw_only=True)
class KmsKey(Resource):
    """A customer managed key for encryption, known by its alias."""

    plural = "kms_keys"
    fixed = frozenset({"multi_region"})
    kept = "what it has encrypted would be lost: say what is there, or make one under another alias"
    examples = {
        "alias": "envelope-prod-acme", "description": "Encrypts what belongs to acme",
        "policy": {"Version": "2012-10-17", "Statement": [{
            "Sid": "Account", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "kms:*",
            "Resource": "*"}]},
        "enable_key_rotation": True, "rotation_period_in_days": 365, "tags": {"tenant": "acme"},
    }

    alias: str = key("Alias of the key, with or without V(alias/).", wire="AliasName")
    description: str | None = option("What the key is for.")
    policy: dict[str, t.Any] | None = option(
        "Key policy: who may use and manage the key. Left out at creation, the account's IAM policies decide.",
        codec=policies.policy, alike=policies.alike)
    enabled: bool | None = option("Whether the key can be used. A disabled key can be enabled again.")
    enable_key_rotation: bool | None = option(
        "Whether AWS makes new key material every O(kms_keys[].rotation_period_in_days).", wire="KeyRotationEnabled")
    rotation_period_in_days: int | None = option(
        "Days between two rotations, 90 to 2560. 365 where it is left out.")
    multi_region: bool | None = option("Whether the key can have replicas in other regions.")
    tags: dict[str, str] | None = tagging(codec=pairs("TagKey", "TagValue"))
    deletion_window_in_days: int = instruction(
        "Days between the deletion and the loss of the key, 7 to 30.", default=30)
    restore: bool = instruction(
        "Cancel a deletion that is scheduled and enable the key again. Without it such an alias is refused, so that a "
        "reused name does not open what was shredded.", default=False)
    key_id: str | None = computed("Id of the key.")
    arn: str | None = computed("ARN of the key.")
    aliased: bool = constant(True, "Whether the alias points to it.")
    deletion_date: str | None = computed("When it is lost, while it awaits deletion.", codec=moment)
    deleted: bool = constant(False, "Whether it awaits deletion.", wire="DeletionDate", codec=truth)

    @property
    def gone(self) -> bool:
        return self.deleted

    def problems(self) -> t.Iterator[str]:
        if full_alias(self.alias).startswith("alias/aws/"):
            yield f"alias: {self.alias} is of AWS's own; allowed are names that do not start with aws/"
        if not 7 <= self.deletion_window_in_days <= 30:
            yield f"deletion_window_in_days: {self.deletion_window_in_days}, allowed are 7 to 30"
        if self.rotation_period_in_days is not None and not 90 <= self.rotation_period_in_days <= 2560:
            yield f"rotation_period_in_days: {self.rotation_period_in_days}, allowed are 90 to 2560"
        if self.rotation_period_in_days is not None and not self.enable_key_rotation:
            yield "rotation_period_in_days: has a meaning only together with enable_key_rotation: true"

    def read(self) -> Flow:
        entry = yield from find_alias(self.alias)
        key_id = entry["TargetKeyId"] if entry else (yield from self._unfinished())
        found = yield kms.describe_key(KeyId=key_id)
        about = {**found["KeyMetadata"], "Aliased": entry is not None}
        if about.get("DeletionDate"):  # neither usable nor disabled by anybody
            about["Enabled"] = None
        if self.policy is not None:
            about["Policy"] = (yield kms.get_key_policy(KeyId=key_id, PolicyName="default"))["Policy"]
        if self.tags is not None:
            about["Tags"] = (yield kms.list_resource_tags(KeyId=key_id)).get("Tags")
        if self.enable_key_rotation is not None and not about.get("DeletionDate"):
            about.update((yield kms.get_key_rotation_status(KeyId=key_id)), KeyId=key_id)
        return self.seen(about)

    def create(self) -> Flow:
        marked = {CREATED_FOR: full_alias(self.alias), **(self.tags or {})}
        about = {**self.wire("description", "policy", "multi_region"), "Tags": pairs("TagKey", "TagValue").out(marked)}
        made = yield from policies.granted(kms.create_key(**about), f"policy of key {self.alias}")
        key_id = made["KeyMetadata"]["KeyId"]
        yield kms.create_alias(AliasName=full_alias(self.alias), TargetKeyId=key_id)
        if self.enable_key_rotation:
            yield from self._rotate(key_id)
        if self.enabled is False:
            yield kms.disable_key(KeyId=key_id)

    def update(self, now: KmsKey, changed: t.AbstractSet[str]) -> Flow:
        which = {"KeyId": now.key_id}
        if "deleted" in changed:
            yield from self._restored(now)
        if "aliased" in changed:
            yield kms.create_alias(AliasName=full_alias(self.alias), TargetKeyId=now.key_id)
        if "enabled" in changed and self.enabled:
            yield kms.enable_key(**which)
        if "description" in changed:
            yield kms.update_key_description(**which, Description=self.description)
        if "policy" in changed:
            text = policies.policy.out(self.policy)
            yield from policies.granted(
                kms.put_key_policy(**which, PolicyName="default", Policy=text), f"policy of key {self.alias}")
        if changed & {"enable_key_rotation", "rotation_period_in_days"}:  # refused while the key is disabled
            yield from self._rotate(now.key_id)
        if "tags" in changed:
            yield kms.tag_resource(**which, Tags=pairs("TagKey", "TagValue").out(missing(now.tags, self.tags)))
        if "enabled" in changed and not self.enabled:
            yield kms.disable_key(**which)

    def delete(self) -> Flow:
        """Schedule it, and keep the alias: so the name tells what became of it, and finds it again in time."""
        yield kms.schedule_key_deletion(KeyId=self.key_id, PendingWindowInDays=self.deletion_window_in_days)

    def _rotate(self, key_id: str | None) -> Flow:
        if self.enable_key_rotation:
            yield kms.enable_key_rotation(KeyId=key_id, **self.wire("rotation_period_in_days"))
        else:
            yield kms.disable_key_rotation(KeyId=key_id)

    def _restored(self, now: KmsKey) -> Flow:
        if not self.restore:
            raise Invalid(f"key {self.alias} is scheduled for deletion until {now.deletion_date} and is not revived, "
                          "lest it opens what was shredded: wait until it is gone, use another alias, or set restore")
        yield kms.cancel_key_deletion(KeyId=now.key_id)
        if self.enabled is not False:
            yield kms.enable_key(KeyId=now.key_id)

    def _unfinished(self) -> Flow:
        """The id of a key that was made for the alias and did not come to have it; raises `Absent`."""
        aliases = yield kms.list_aliases()
        known = {each.get("TargetKeyId") for each in aliases.get("Aliases", ())}
        keys = yield kms.list_keys()
        for key_id in (each["KeyId"] for each in keys.get("Keys", ()) if each["KeyId"] not in known):
            if (yield from _made_for(key_id)) == full_alias(self.alias):
                found = yield kms.describe_key(KeyId=key_id)
                if not found["KeyMetadata"].get("DeletionDate"):
                    return key_id
        raise Absent(kms.list_aliases(), "NotFoundException", f"there is no alias {self.alias}")


def _made_for(key_id: str) -> Flow:
    """The alias that a key was made for, as far as it is known."""
    try:
        found = yield kms.list_resource_tags(KeyId=key_id)
    except AwsError as error:
        if error.code != "AccessDeniedException":  # by the policy of a key of somebody else's
            raise
        return None
    return pairs("TagKey", "TagValue").into(found.get("Tags")).get(CREATED_FOR)
