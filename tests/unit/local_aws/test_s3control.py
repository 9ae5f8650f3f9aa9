# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What S3 refuses to open in all of an account, asked at an address that has no host for each account."""

from __future__ import annotations

import pytest

ACCOUNT = "123456789012"
NAMES = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


@pytest.fixture
def control(client):
    return client("s3control")


def test_calls_are_written_down_as_those_of_s3_control(aws, control, client, refused):
    before = aws.mark()
    with refused("NoSuchPublicAccessBlockConfiguration"):
        control.get_public_access_block(AccountId=ACCOUNT)
    control.put_public_access_block(
        AccountId=ACCOUNT, PublicAccessBlockConfiguration={"BlockPublicAcls": True, "BlockPublicPolicy": False})
    client("s3").list_buckets()
    assert [(each["service"], each["operation"], each["write"]) for each in aws.calls(since=before)] == [
        ("s3control", "GetPublicAccessBlock", False), ("s3control", "PutPublicAccessBlock", True),
        ("s3", "ListBuckets", False)]


def test_what_is_not_named_is_off(control, refused):
    control.put_public_access_block(
        AccountId=ACCOUNT, PublicAccessBlockConfiguration={"BlockPublicAcls": True})
    found = control.get_public_access_block(AccountId=ACCOUNT)["PublicAccessBlockConfiguration"]
    assert found == {**dict.fromkeys(NAMES, False), "BlockPublicAcls": True}
    control.delete_public_access_block(AccountId=ACCOUNT)
    with refused("NoSuchPublicAccessBlockConfiguration"):
        control.get_public_access_block(AccountId=ACCOUNT)


def test_another_account_is_refused(control, refused):
    with refused("AccessDenied"):
        control.get_public_access_block(AccountId="999988887777")
