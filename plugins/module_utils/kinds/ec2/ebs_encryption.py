# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether new EBS volumes are encrypted, and with which key: one setting of a region."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, in_region
from ...fields import key, option
from ...places import misnamed_region
from ...resource import Resource
from ...wire import truth
from ..kms import KEY
from .api import ec2

AWS_KEY = "alias/aws/ebs"
"""How EC2 calls the key that AWS keeps for EBS, while no other one is set; all others it calls by their ARN."""

VOLUME_KEY = dataclasses.replace(KEY, is_id=lambda name: name == AWS_KEY or KEY.is_id(name))


@dataclass(frozen=True, kw_only=True)
class EbsEncryptionDefault(Resource):
    """How new EBS volumes are encrypted in one region of the account; V(absent) means what AWS gives a new account."""

    plural = "ec2_ebs_encryption_defaults"
    examples = {"region": "eu-west-1", "enabled": True, "kms_key": "alias/envelope-prod"}

    region: str = key("Region it holds in, such as V(eu-west-1), whatever the region of the task.")
    enabled: bool | None = option(
        "Whether new volumes and copies of snapshots are encrypted even if nobody asks. AWS's default is V(false).",
        wire="EbsEncryptionByDefault", codec=truth)
    kms_key: str | None = option(
        "Key that encrypts them where none is named: alias, id or ARN of a symmetric key in that region. AWS's default "
        "is its own key, V(alias/aws/ebs).", wire="KmsKeyId", find=VOLUME_KEY)

    @property
    def gone(self) -> bool:
        """Whether it is as AWS has it in a new account: there is always a setting."""
        return not self.enabled and self.kms_key == AWS_KEY

    def problems(self) -> t.Iterator[str]:
        yield from misnamed_region(self.region)
        arn = (self.kms_key or "").split(":")
        if len(arn) > 3 and arn[3] != self.region:
            yield f"kms_key: {self.kms_key} is of {arn[3]}, allowed are keys of {self.region}"

    def resolved(self, *, pending: bool = False) -> Flow:
        return (yield from in_region(self.region, super().resolved(pending=pending)))

    def read(self) -> Flow:
        now = yield from in_region(self.region, self._there())
        return None if now.gone and not self.like(now) else now  # untouched, it is no setting of ours

    def create(self) -> Flow:
        untouched = dataclasses.replace(self, enabled=False, kms_key=AWS_KEY)
        yield from self.update(untouched, self.changes(untouched).keys())

    def update(self, now: EbsEncryptionDefault, changed: t.AbstractSet[str]) -> Flow:
        yield from in_region(self.region, self._changed(changed))

    def delete(self) -> Flow:
        untouched = dataclasses.replace(self, enabled=False, kms_key=AWS_KEY)
        yield from untouched.update(self, untouched.changes(self).keys())

    def _there(self) -> Flow:
        enabled = yield ec2.get_ebs_encryption_by_default()
        return self.seen({**enabled, **(yield ec2.get_ebs_default_kms_key_id())})

    def _changed(self, changed: t.AbstractSet[str]) -> Flow:
        """The key comes first, so that no volume is encrypted with another one meanwhile."""
        if "kms_key" in changed:
            yield (ec2.reset_ebs_default_kms_key_id() if self.kms_key == AWS_KEY
                   else ec2.modify_ebs_default_kms_key_id(KmsKeyId=self.kms_key))
        if "enabled" in changed:
            yield ec2.enable_ebs_encryption_by_default() if self.enabled else ec2.disable_ebs_encryption_by_default()
