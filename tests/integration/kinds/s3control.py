# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of S3 Control's kinds."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

BLOCKS = ("block_public_acls", "ignore_public_acls", "block_public_policy", "restrict_public_buckets")
ACCOUNT = "123456789012"


def open_to_all(client: Client) -> None:
    client("s3control").put_public_access_block(
        AccountId=ACCOUNT, PublicAccessBlockConfiguration={"BlockPublicAcls": False, "IgnorePublicAcls": True})


LIVES = [
    Life(
        module="s3control_public_access_blocks",
        base={"account": ACCOUNT, **dict.fromkeys(BLOCKS, True)},
        changes=dict.fromkeys(BLOCKS, False),
        edit=open_to_all,
        remove=lambda client: client("s3control").delete_public_access_block(AccountId=ACCOUNT),
    ),
]
