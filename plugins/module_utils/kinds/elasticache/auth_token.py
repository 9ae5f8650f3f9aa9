# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The password of a cache: an entry of a secret, sent from here to ElastiCache and shown nowhere.

AWS tells nobody which token a cache has.  So the version of the secret that was sent is kept in a tag of the cache: a
version's id says nothing of the value, where a fingerprint would let whoever may read tags try out passwords.  And
nobody needs to read the value itself to see that nothing has changed.
"""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Absent, Invalid
from ...fields import Reference
from ..secretsmanager import Generated, entries_of, secretsmanager
from .service import available, elasticache, retag

TAG = "auth-token-version"
"""The tag of a cache that says which version of which entry it was given, and how far that is."""

CHARACTERS = r"[A-Za-z0-9!&#$^<>-]"
SHORTEST, LONGEST = 16, 128
TOKEN = re.compile(f"{CHARACTERS}{{{SHORTEST},{LONGEST}}}")
KEY = re.compile(r"[A-Za-z0-9_.-]{1,64}")
"""What may be in a tag, too."""

Phase = t.Literal["rotated", "set"]


@dataclass(frozen=True)
class Mark:
    """What the tag says: `set/REDIS_PASSWORD/7f3c...`; `rotated` while the token before is taken, too."""

    phase: Phase
    key: str
    version: str

    def __str__(self) -> str:
        return f"{self.phase}/{self.key}/{self.version}"

    @classmethod
    def parsed(cls, text: str | None) -> Mark | None:
        phase, _slash, rest = (text or "").partition("/")
        key, _slash, version = rest.partition("/")
        return cls(t.cast(Phase, phase), key, version) if phase in ("rotated", "set") and version else None


def find_secret(name: str) -> Flow:
    """The name itself, of a secret that is there and not on its way out."""
    found = yield secretsmanager.describe_secret(SecretId=name)
    return None if found.get("DeletedDate") else name


SECRET = Reference("secret", find_secret, role="secrets")


def settled(secret: str, key: str, mark: Mark | None, *, keep_former: bool) -> Flow:
    """Whether the cache takes what the secret holds now, and nothing else unless that is asked for."""
    try:
        found = yield secretsmanager.describe_secret(SecretId=secret)
    except Absent:
        return False
    stages: dict[str, list[str]] = found.get("VersionIdsToStages", {})
    if any(_rotates(label, key) for held in stages.values() for label in held):
        return True  # a rotation of the entry is under way, and sees to the cache itself
    now = next((version for version, held in stages.items() if "AWSCURRENT" in held), None)
    return bool(mark and (mark.key, mark.version) == (key, now) and (keep_former or mark.phase == "set"))


def _rotates(label: str, key: str) -> bool:
    """Whether a staging label is that of a rotation which has not come to its end: `ENVELOPE_ROLLING.KEY.KEY`."""
    return label.startswith("ENVELOPE_") and key in label.split(".")[1:]


def token_of(secret: str, key: str, version: str | None = None) -> Flow:
    """The token that a version of the secret holds, the current one unless named, and that version."""
    found = yield secretsmanager.get_secret_value(SecretId=secret, VersionId=version)
    token: t.Any = entries_of(secret, found.get("SecretString", "")).get(key)
    if token is None:
        raise Invalid(f"secret {secret} has no entry {key}, which is to be the auth token; role secrets makes it")
    if not isinstance(token, str) or not TOKEN.fullmatch(token):
        raise Invalid(f"entry {key} of secret {secret} cannot be an auth token: "
                      "16 to 128 letters, digits and ! & # $ ^ < > - are allowed")
    return token, found["VersionId"]


def renewed(name: str, arn: str | None, tag: str | None, secret: str, key: str, *, keep_former: bool,
            version: str | None = None) -> Flow:
    """Have the cache take the token of the secret, or of a version of it; returns the tag that it has then.

    ROTATE takes the new token besides the former one, SET takes the new one alone.  What a killed run has done is not
    done again.
    """
    token, version = yield from token_of(secret, key, version)
    mark = Mark.parsed(tag)
    phase = mark.phase if mark and (yield from _held(secret, mark)) == token else None
    if phase is None:
        phase = "rotated"
        yield from _changed(name, token, "ROTATE")
        tag = yield from _marked(arn, tag, Mark(phase, key, version))
    if phase == "rotated" and not keep_former:
        phase = "set"
        yield from _changed(name, token, "SET")
    return (yield from _marked(arn, tag, Mark(phase, key, version)))


def followed(arn: str, tag: str, secret: str, token: str | None, version: str) -> Flow:
    """Have the tag name the version that is current, where that holds the token which the cache has already.

    It is another version with every other entry that changes, and none of the cache's business.
    """
    mark = Mark.parsed(tag)
    if mark and mark.version != version and token == (yield from _held(secret, mark)):
        yield from _marked(arn, tag, Mark(mark.phase, mark.key, version))


def generated_problems(entry: Generated) -> t.Iterator[str]:
    """Why a value that is made like this could not be an auth token."""
    length = 2 * entry.length if entry.format == "hex" else entry.length
    plain = entry.format == "hex" or re.fullmatch(f"{CHARACTERS}+", entry.alphabet)
    if entry.format == "laravel_app_key" or not plain or not SHORTEST <= length <= LONGEST:
        yield (f"{entry.key}: cannot be the password of a cache as it is made (format {entry.format}, length "
               f"{entry.length}); allowed are text and hex of {SHORTEST} to {LONGEST} letters, digits and "
               "! & # $ ^ < > -")


def _changed(name: str, token: str, strategy: str) -> Flow:
    yield elasticache.modify_replication_group(
        ReplicationGroupId=name, AuthToken=token, AuthTokenUpdateStrategy=strategy, ApplyImmediately=True)
    yield available(name)


def _marked(arn: str | None, tag: str | None, mark: Mark) -> Flow:
    yield from retag(arn, {TAG: tag} if tag else None, {TAG: str(mark)})
    return str(mark)


def _held(secret: str, mark: Mark) -> Flow:
    """What the version in the tag holds: another entry of the secret may have changed, and not this one."""
    try:
        found = yield secretsmanager.get_secret_value(SecretId=secret, VersionId=mark.version)
    except Absent:
        return None
    return entries_of(secret, found.get("SecretString", "")).get(mark.key)
