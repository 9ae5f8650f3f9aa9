# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The versions of a secret, and how far a rotation of it has come.

Which is told by staging labels of our own: they are moved in the same call that makes a version current, so that a run
that was killed leaves nothing in doubt.
"""

from __future__ import annotations

import datetime
import json
import typing as t
import uuid
from dataclasses import dataclass, field, replace

from ..calls import Flow
from ..errors import Absent, Invalid, Unresolved
from ..kinds.secretsmanager import entries_of, secretsmanager

CURRENT, PREVIOUS = "AWSCURRENT", "AWSPREVIOUS"
ANNOUNCED, ROLLING = "ENVELOPE_ANNOUNCED", "ENVELOPE_ROLLING"
"""How our labels begin: of a version that has the new values beside the old, and of one in which the new ones count."""

Stage = t.Literal["ENVELOPE_ANNOUNCED", "ENVELOPE_ROLLING"]


@dataclass(frozen=True)
class Version:
    id: str
    labels: frozenset[str]
    created: datetime.datetime | None = None
    """By AWS's clock; None for one that was made just now."""

    def label(self, beginning: str) -> str:
        """Its label that begins so; empty when there is none."""
        return next((each for each in self.labels if each.startswith(beginning)), "")


@dataclass(frozen=True, kw_only=True)
class Generations:
    """A secret as it is."""

    arn: str
    name: str
    modified: datetime.datetime
    """When anything of it was changed last."""
    current: Version
    previous: Version | None = None
    announced: Version | None = None
    rolling: Version | None = None
    entries: t.Mapping[str, str] = field(repr=False)
    """What the current version holds."""

    @property
    def stage(self) -> Stage | None:
        """How far a rotation that has not come to its end got; None when there is none."""
        return "ENVELOPE_ROLLING" if self.rolling else "ENVELOPE_ANNOUNCED" if self.announced else None

    @property
    def pending(self) -> Version | None:
        """The version that is being rolled out, or gone back from."""
        return self.rolling or self.announced

    @property
    def label(self) -> str:
        return self.pending.label(self.stage) if self.pending and self.stage else ""

    @property
    def going_back(self) -> bool:
        """Whether an older version was made current again, and the rest of that is yet to be done."""
        if self.pending is None or self.pending.created is None or self.current.created is None:
            return False
        return self.current.created < self.pending.created

    @property
    def former(self) -> Version | None:
        """The version to go back to; None where somebody else has made another version since."""
        if self.pending is None or self.pending.id != self.current.id:
            return None
        return self.announced if self.rolling and self.announced else self.previous

    def advanced(self, stage: Stage, label: str, entries: t.Mapping[str, str]) -> Flow:
        """Make these entries current under a label; the `Generations` then."""
        reply = yield secretsmanager.put_secret_value(
            SecretId=self.arn, ClientRequestToken=str(uuid.uuid4()), VersionStages=[CURRENT, label],
            SecretString=json.dumps(entries, sort_keys=True))
        made = Version(reply["VersionId"], frozenset({CURRENT, label}))
        after = replace(self, previous=self.current, current=made, entries=entries)
        return replace(after, rolling=made) if stage == ROLLING else replace(after, announced=made)

    def returned(self, former: Version) -> Flow:
        """Make the version before current again."""
        yield secretsmanager.update_secret_version_stage(
            SecretId=self.arn, VersionStage=CURRENT, MoveToVersionId=former.id, RemoveFromVersionId=self.current.id)

    def settled(self) -> Flow:
        """Take our labels away: the rotation has come to its end, whichever that is."""
        # in this order: what is left when it is killed in between is still understood
        for version, beginning in ((self.announced, ANNOUNCED), (self.rolling, ROLLING)):
            if version:
                yield secretsmanager.update_secret_version_stage(
                    SecretId=self.arn, VersionStage=version.label(beginning), RemoveFromVersionId=version.id)


def generations(name: str) -> Flow:
    """The `Generations` of a secret; raises `Unresolved` or `Invalid` where it cannot be rotated."""
    try:
        about = yield secretsmanager.describe_secret(SecretId=name)
    except Absent as error:
        raise Unresolved("secret", name, "secrets") from error
    if about.get("DeletedDate"):
        raise Invalid(f"secret {name} is scheduled for deletion; restore it, or name another one")
    if about.get("OwningService") or about.get("RotationEnabled"):
        raise Invalid(f"secret {name} is rotated by {about.get('OwningService') or 'a rotation of its own'} already")
    listed = yield secretsmanager.list_secret_version_ids(SecretId=about["ARN"])
    versions = [Version(each["VersionId"], frozenset(each.get("VersionStages") or ()), each["CreatedDate"])
                for each in listed.get("Versions", ())]
    current = _labelled(versions, CURRENT)
    if current is None:
        raise Invalid(f"secret {name} holds nothing yet; role secrets gives it its entries")
    reply = yield secretsmanager.get_secret_value(SecretId=about["ARN"], VersionId=current.id)
    return Generations(
        arn=about["ARN"], name=name, modified=about["LastChangedDate"], current=current,
        previous=_labelled(versions, PREVIOUS), announced=_labelled(versions, ANNOUNCED),
        rolling=_labelled(versions, ROLLING), entries=entries_of(name, reply.get("SecretString", "")))


def _labelled(versions: t.Sequence[Version], beginning: str) -> Version | None:
    return next((each for each in versions if each.label(beginning)), None)
