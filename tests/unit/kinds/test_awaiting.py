# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else makes: nothing is done until it is there."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.guardduty import MalwareProtectionPlan
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3 import S3Bucket

HERE = {"partition": "aws", "region": "eu-west-1", "account": "1", "arn": "a"}
BUCKET = S3Bucket(name="acme", versioning=True, made_elsewhere=True)


class Account:
    """An account with or without a bucket that has nothing set, and without any plan."""

    def __init__(self, *, bucket: bool) -> None:
        self.bucket = bucket
        self.asked: list[str] = []

    def __call__(self, call):
        self.asked.append(call.operation)
        if call.operation == "get_bucket_tagging" or (call.operation == "head_bucket" and not self.bucket):
            raise Absent(call, "404", "not found")
        return HERE if call.operation == "get_caller_identity" else {}

    def check(self, call):
        """Nothing is wrong with it."""


def plan(**said):
    return MalwareProtectionPlan(bucket="acme", role="arn:aws:iam::1:role/scan", **said)


def looked_at(resource, account):
    """What would be done to it, in check mode."""
    [outcome] = converge([resource], account, check=True, adopt=True)
    assert outcome.error is None
    return outcome


@pytest.mark.parametrize("resource", [BUCKET, plan(awaits_bucket=True)], ids=["bucket", "plan"])
def test_what_awaits_a_bucket_is_left_alone_until_it_is_there(resource):
    outcome = looked_at(resource, Account(bucket=False))
    assert (outcome.action, outcome.changed, outcome.after) == ("none", False, None)


@pytest.mark.parametrize("resource", [BUCKET, plan(awaits_bucket=True)], ids=["bucket", "plan"])
def test_so_it_is_when_it_is_to_be_gone(resource):
    [outcome] = converge([resource], Account(bucket=False), absent=True)
    assert (outcome.action, outcome.error) == ("none", None)


def test_a_bucket_that_is_there_is_brought_to_what_is_wanted():
    outcome = looked_at(BUCKET, Account(bucket=True))
    assert (outcome.action, set(outcome.plan.changes)) == ("update", {"versioning"})


def test_a_plan_is_made_once_its_bucket_is_there():
    assert looked_at(plan(awaits_bucket=True), Account(bucket=True)).action == "create"


@pytest.mark.parametrize("resource", [S3Bucket(name="acme"), plan()], ids=["bucket", "plan"])
def test_what_is_ours_is_made(resource):
    assert looked_at(resource, Account(bucket=False)).action == "create"


def test_a_plan_of_a_bucket_of_ours_is_no_reason_to_ask_for_it():
    account = Account(bucket=True)
    looked_at(plan(), account)
    assert "head_bucket" not in account.asked
