# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets Manager."""

from __future__ import annotations

import dataclasses
import json
import typing as t
from dataclasses import dataclass

from ..calls import Batch, Call, Flow, Service
from ..errors import AwsError, Invalid, Unseen
from ..fields import computed, constant, instruction, key, option, required, tagging
from ..generating import ALPHABET, Format, generate
from ..resource import Part, Resource
from ..tagging import retag
from ..wire import includes, moment, truth

secretsmanager = Service(
    "secretsmanager",
    absent=frozenset({"ResourceNotFoundException"}),
    batches={"batch_get_secret_value": Batch("SecretIdList", 20, undivided=True)},
)


@dataclass(frozen=True, kw_only=True)
class Generated(Part):
    """A value that is made when it is not there yet, and then kept."""

    key: str = required("Name of the entry in the JSON object that the secret holds.")
    format: Format = instruction("How the value is made.", default="text")
    length: int = instruction("Characters of a V(text), bytes of a V(hex) value.", default=32)
    alphabet: str = instruction("Characters that a V(text) value is drawn from.", default=ALPHABET)

    def problems(self) -> t.Iterator[str]:
        if self.format != "laravel_app_key" and self.length < 16:
            yield f"{self.key}: length {self.length} is too short for a secret, allowed are 16 and more"
        if len(set(self.alphabet)) < 10:
            yield f"{self.key}: alphabet has {len(set(self.alphabet))} different characters, allowed are 10 and more"


def holds_all(wanted: list[Generated], now: list[Generated] | None) -> bool:
    return {entry.key for entry in wanted} <= {entry.key for entry in now or ()}


def same_key(wanted: str, now: str | None) -> bool:
    """Whether two spellings are one key: AWS gives ARNs, and leaves out the key that is its own."""
    here, there = (key.rpartition(":")[2].removeprefix("key/") for key in (wanted, now or "alias/aws/secretsmanager"))
    return here == there


@dataclass(frozen=True, kw_only=True)
class Secret(Resource):
    """A secret holding a JSON object, whose values are given or generated inside the module and never returned."""

    plural = "secretsmanager_secrets"
    examples = {
        "name": "envelope-prod/acme", "kms_key": "alias/envelope-prod-acme", "values": {"MAIL_USERNAME": "acme"},
        "generate": [{"key": "APP_KEY", "format": "laravel_app_key"}, {"key": "DB_PASSWORD", "length": 40}],
        "tags": {"tenant": "acme"},
    }

    name: str = key("Name of the secret.")
    description: str | None = option("What the secret is for.")
    kms_key: str | None = option(
        "Key that encrypts the value: id, ARN or V(alias/name).", wire="KmsKeyId", alike=same_key)
    generate: list[Generated] | None = option(
        "Entries to make where the secret does not hold them yet. What is there is kept.", alike=holds_all)
    values: dict[str, str] | None = option(
        "Entries with given values. Entries that are not named are left alone.", alike=includes, sensitive=True)
    tags: dict[str, str] | None = tagging()
    restore: bool = instruction(
        "Cancel a deletion that is scheduled, and so take over the values held before it. "
        "Without it such a name is refused, so that a reused name inherits nothing.", default=False)
    recovery_window_in_days: int = instruction(
        "Days between the deletion and the loss of the value, 7 to 30.", default=30)
    arn: str | None = computed("ARN of the secret.", wire="ARN")
    keys: list[str] | None = computed("Names of the entries it holds.")
    deletion_date: str | None = computed(
        "When it is lost, while it awaits deletion.", wire="DeletedDate", codec=moment)
    deleted: bool = constant(False, "Whether it awaits deletion.", wire="DeletedDate", codec=truth)

    @property
    def gone(self) -> bool:
        return self.deleted

    def read(self) -> Flow:
        found = yield secretsmanager.describe_secret(SecretId=self.name)
        if found.get("DeletedDate"):  # AWS will not show the value of a deleted secret
            return self.seen({**found, "Generate": None, "Values": None})
        try:
            held = yield from self._held()
        except AwsError as error:
            if not error.denied:
                raise
            known = dataclasses.replace(self.seen(found), generate=self.generate, values=self.values)
            if not self.generate and not self.values:
                return known
            raise Unseen(error, "entries", known) from error
        made = [{"Key": name} for name, value in held.items() if value]
        return self.seen({**found, "Generate": made, "Values": held, "Keys": sorted(held)})

    def create(self) -> Flow:
        yield secretsmanager.create_secret(
            **self.wire("name", "description", "kms_key", "tags"), SecretString=self._filled({}))

    def update(self, now: Secret, changed: t.AbstractSet[str]) -> Flow:
        if "deleted" in changed:
            yield self._restored(now)
            now = yield from self.read()
        if changed & {"description", "kms_key"}:
            yield secretsmanager.update_secret(SecretId=self.name, **self.wire("description", "kms_key"))
        if changed & {"values", "generate", "deleted"} and (self.values or self.generate):
            yield secretsmanager.put_secret_value(SecretId=self.name, SecretString=self._filled(now.values or {}))
        if "tags" in changed:
            yield from retag(secretsmanager, now.tags, self.tags, SecretId=self.name)

    def delete(self) -> Flow:
        yield secretsmanager.delete_secret(SecretId=self.name, RecoveryWindowInDays=self.recovery_window_in_days)

    def _held(self) -> Flow:
        """The entries of the JSON object in it; empty while it has no value."""
        call = secretsmanager.batch_get_secret_value(SecretIdList=[self.name])
        batch = yield call
        for refused in batch.get("Errors") or ():
            if refused["SecretId"] == self.name and refused["ErrorCode"] != "ResourceNotFoundException":
                raise AwsError(call, refused["ErrorCode"], refused.get("Message", ""))
        value = next((s.get("SecretString", "") for s in batch.get("SecretValues", ()) if s["Name"] == self.name), "{}")
        return entries_of(self.name, value)

    def _filled(self, held: dict[str, str]) -> str:
        """The JSON object it is to hold: what is there, what is given, and what has to be made."""
        made = {
            entry.key: generate(entry.format, length=entry.length, alphabet=entry.alphabet)
            for entry in self.generate or () if not held.get(entry.key)
        }
        return json.dumps({**held, **made, **(self.values or {})}, sort_keys=True)

    def _restored(self, now: Secret) -> Call:
        if not self.restore:
            raise Invalid(f"secret {self.name} is scheduled for deletion until {now.deletion_date} and is not revived, "
                          "lest its old values pass to somebody new: wait until it is gone, use another name, or set "
                          "restore")
        if not includes(self.tags or {}, now.tags):
            raise Invalid(f"secret {self.name} is scheduled for deletion and has other tags, so it is somebody else's")
        return secretsmanager.restore_secret(SecretId=self.name)


def entries_of(name: str, value: str) -> dict[str, str]:
    """The JSON object that a secret's value is; raises `Invalid` for anything else, and shows none of it."""
    try:
        held = json.loads(value)
    except ValueError:
        held = None
    if not isinstance(held, dict):
        raise Invalid(f"secret {name} holds something that is not a JSON object, and is left alone")
    return held
