# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""S3 Control: what holds for all of S3 in an account."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..advising import advised
from ..calls import Flow, Service
from ..fields import key, option
from ..places import misnumbered_account, within
from ..resource import Resource
from ..wire import truth

s3control = Service("s3control", absent=frozenset({"NoSuchPublicAccessBlockConfiguration"}),
                    transient=frozenset({"OperationAborted"}))

WHERE = "PublicAccessBlockConfiguration"
ADVICE = {"AccessDenied": "where an S3 policy of the organization decides, have it changed there, or leave it out "
                          "here; else allow s3:PutAccountPublicAccessBlock"}


@dataclass(frozen=True, kw_only=True)
class PublicAccessBlock(Resource):
    """What S3 refuses to open to the public in all of an account, whatever its buckets say; in all regions."""

    plural = "s3control_public_access_blocks"
    examples = {"account": "111122223333", "block_public_acls": True, "ignore_public_acls": True,
                "block_public_policy": True, "restrict_public_buckets": True}

    account: str = key("Number of the account, that of the credentials.", wire="AccountId")
    block_public_acls: bool | None = option(
        "Whether ACLs that open something to the public are refused. AWS's default is V(false), as for the others.",
        wire=f"{WHERE}.BlockPublicAcls", codec=truth)
    ignore_public_acls: bool | None = option(
        "Whether such ACLs that are there already have no effect.", wire=f"{WHERE}.IgnorePublicAcls", codec=truth)
    block_public_policy: bool | None = option(
        "Whether policies that open a bucket to the public are refused.", wire=f"{WHERE}.BlockPublicPolicy",
        codec=truth)
    restrict_public_buckets: bool | None = option(
        "Whether a bucket with such a policy opens to services of AWS and to its own account alone.",
        wire=f"{WHERE}.RestrictPublicBuckets", codec=truth)

    def problems(self) -> t.Iterator[str]:
        yield from misnumbered_account(self.account)

    def read(self) -> Flow:
        yield from within(self.account)
        # what is in force, be it an organization's
        return self.seen((yield s3control.get_public_access_block(AccountId=self.account)))

    def create(self) -> Flow:
        yield from advised(s3control.put_public_access_block(**{WHERE: {}, **self.wire()}), ADVICE)

    def update(self, now: PublicAccessBlock, changed: t.AbstractSet[str]) -> Flow:
        yield from self.create()  # all four at once

    def delete(self) -> Flow:
        yield from advised(s3control.delete_public_access_block(AccountId=self.account), ADVICE)
