# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about what S3 refuses to open in all of an account."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3control import PublicAccessBlock
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ACCOUNT = "111122223333"
HERE = {"partition": "aws", "region": "eu-west-1", "account": ACCOUNT}
ALL = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)


def wanted(**options: t.Any) -> PublicAccessBlock:
    return PublicAccessBlock.given({"account": ACCOUNT, **options})


def seen(resource: PublicAccessBlock, found: t.Any) -> t.Any:
    return play(observe(resource), ("get_caller_identity", HERE), ("get_public_access_block", found))


def test_a_new_account_has_none() -> None:
    assert seen(wanted(), Absent) is None


def test_what_is_left_out_stays_as_it_is() -> None:
    resource = wanted(block_public_acls=True)
    now = seen(resource, {"PublicAccessBlockConfiguration": {**ALL, "BlockPublicAcls": False}})
    step = plan(resource, now)
    assert step.changes == {"block_public_acls": (False, True)}
    assert requests(step.flow()) == [
        ("put_public_access_block", {"AccountId": ACCOUNT, "PublicAccessBlockConfiguration": ALL})]


def test_what_an_organization_has_in_force_need_not_be_said_again() -> None:
    resource = wanted(block_public_acls=True, restrict_public_buckets=True)
    assert plan(resource, seen(resource, {"PublicAccessBlockConfiguration": ALL})).action == "none"


@pytest.mark.parametrize(("flow", "operation"), [
    (wanted(block_public_acls=True).create(), "put_public_access_block"),
    (wanted().delete(), "delete_public_access_block")])
def test_a_refusal_says_who_may_decide(flow: Flow, operation: str) -> None:
    with pytest.raises(AwsError, match="where an S3 policy of the organization decides, have it changed there"):
        play(flow, (operation, "AccessDenied"))


def test_credentials_of_another_account_are_refused_before_s3_is_asked() -> None:
    with pytest.raises(Invalid, match="account: 444455556666, but the credentials in use are of 111122223333"):
        play(wanted(account="444455556666").read(), ("get_caller_identity", HERE))


def test_problems_are_told_without_aws() -> None:
    assert list(wanted(account="4711").problems()) == ["account: '4711' is none, allowed are 12 digits, in quotes"]
    assert list(wanted().problems()) == []
