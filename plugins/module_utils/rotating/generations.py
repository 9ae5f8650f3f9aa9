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

from ..calls import Flow, Reply
from ..errors import Absent, Invalid, Unresolved
from ..kinds.secretsmanager import entries_of, secretsmanager

CURRENT, PREVIOUS = "AWSCURRENT", "AWSPREVIOUS"
Stage = t.Literal["ENVELOPE_PREPARED", "ENVELOPE_ANNOUNCED", "ENVELOPE_ROLLING"]

PREPARED: t.Final = "ENVELOPE_PREPARED"
ANNOUNCED: t.Final = "ENVELOPE_ANNOUNCED"
ROLLING: t.Final = "ENVELOPE_ROLLING"
"""How our labels begin: of a version that holds new values and is not current, of one that has them beside the old, and
of one in which the new ones count."""

STAGES: tuple[Stage, ...] = (PREPARED, ANNOUNCED, ROLLING)
"""In the order they come."""


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
    prepared: Version | None = None
    announced: Version | None = None
    rolling: Version | None = None
    entries: t.Mapping[str, str] = field(repr=False)
    """What the current version holds."""
    offered: t.Mapping[str, str] = field(default_factory=dict, repr=False)
    """What the prepared version holds."""

    @property
    def stage(self) -> Stage | None:
        """How far a rotation that has not come to its end got; None when there is none."""
        return ROLLING if self.rolling else ANNOUNCED if self.announced else PREPARED if self.prepared else None

    @property
    def pending(self) -> Version | None:
        """The version that is being rolled out, or gone back from."""
        return self.rolling or self.announced

    @property
    def label(self) -> str:
        furthest = self.pending or self.prepared
        return furthest.label(self.stage) if furthest and self.stage else ""

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
        """Write these entries under a label, and make them current unless they are only prepared.

        Returns the `Generations` then.
        """
        labels = [label] if stage == PREPARED else [CURRENT, label]
        reply = yield secretsmanager.put_secret_value(
            SecretId=self.arn, ClientRequestToken=str(uuid.uuid4()), VersionStages=labels,
            SecretString=json.dumps(entries, sort_keys=True))
        made = Version(reply["VersionId"], frozenset(labels))
        if stage == PREPARED:
            return replace(self, prepared=made, offered=entries)
        after = replace(self, previous=self.current, current=made, entries=entries)
        return replace(after, rolling=made) if stage == ROLLING else replace(after, announced=made)

    def returned(self, former: Version) -> Flow:
        """Make the version before current again."""
        yield secretsmanager.update_secret_version_stage(
            SecretId=self.arn, VersionStage=CURRENT, MoveToVersionId=former.id, RemoveFromVersionId=self.current.id)

    def settled(self) -> Flow:
        """Take our labels away: the rotation has come to its end, whichever that is."""
        # in this order: what is left when it is killed in between is still understood
        held = {PREPARED: self.prepared, ANNOUNCED: self.announced, ROLLING: self.rolling}
        for beginning, version in held.items():
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
    prepared = _labelled(versions, PREPARED)
    return Generations(
        arn=about["ARN"], name=name, modified=about["LastChangedDate"], current=current,
        previous=_labelled(versions, PREVIOUS), prepared=prepared, announced=_labelled(versions, ANNOUNCED),
        rolling=_labelled(versions, ROLLING), entries=(yield from _held(about, current)),
        offered=(yield from _held(about, prepared)) if prepared else {})


def _held(about: Reply, version: Version) -> Flow:
    """The entries of a version."""
    reply = yield secretsmanager.get_secret_value(SecretId=about["ARN"], VersionId=version.id)
    return entries_of(about["Name"], reply.get("SecretString", ""))


def _labelled(versions: t.Sequence[Version], beginning: str) -> Version | None:
    return next((each for each in versions if each.label(beginning)), None)
