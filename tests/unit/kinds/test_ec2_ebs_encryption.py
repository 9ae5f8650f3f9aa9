# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about how new volumes are encrypted."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2 import EbsEncryptionDefault
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests, sent

ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
AWS_KEY = "alias/aws/ebs"


def wanted(**options: t.Any) -> EbsEncryptionDefault:
    return EbsEncryptionDefault.given({"region": "us-east-1", **options})


def seen(resource: EbsEncryptionDefault, *, enabled: bool, kms_key: str = AWS_KEY) -> t.Any:
    return play(observe(resource), ("get_ebs_encryption_by_default", {"EbsEncryptionByDefault": enabled}),
                ("get_ebs_default_kms_key_id", {"KmsKeyId": kms_key}))


def test_all_calls_are_made_in_its_region() -> None:
    resource = wanted(enabled=True, kms_key="alias/envelope")
    calls = [*sent(resource.resolved(pending=True)), *sent(wanted(enabled=True, kms_key=ARN).read()),
             *sent(wanted(enabled=True, kms_key=ARN).create())]
    assert {call.service.region for call in calls} == {"us-east-1"}
    assert {call.service.name for call in calls} == {"kms", "ec2"}


def test_what_a_new_account_has_counts_as_nothing() -> None:
    assert plan(wanted(enabled=True), seen(wanted(enabled=True), enabled=False)).action == "create"
    assert plan(wanted(), seen(wanted(), enabled=False), absent=True).action == "none"


def test_what_shall_stay_as_in_a_new_account_is_left_alone() -> None:
    as_new = wanted(enabled=False, kms_key=AWS_KEY)
    assert plan(as_new, seen(as_new, enabled=False)).action == "none"


def test_the_key_is_there_before_anything_is_encrypted() -> None:
    assert requests(wanted(enabled=True, kms_key=ARN).create()) == [
        ("modify_ebs_default_kms_key_id", {"KmsKeyId": ARN}), ("enable_ebs_encryption_by_default", {})]


def test_a_run_that_was_killed_between_the_two_is_completed() -> None:
    resource = wanted(enabled=True, kms_key=ARN)
    step = plan(resource, seen(resource, enabled=False, kms_key=ARN))
    assert requests(step.flow()) == [("enable_ebs_encryption_by_default", {})]


def test_a_key_that_does_not_exist_yet_is_planned() -> None:
    resource = wanted(enabled=True, kms_key=Pending("KMS key alias/envelope"))
    assert plan(resource, seen(resource, enabled=True)).changes.keys() == {"kms_key"}


def test_awss_own_key_is_asked_for_by_its_alias() -> None:
    resource = play(wanted(kms_key=AWS_KEY).resolved())
    step = plan(resource, seen(resource, enabled=True, kms_key=ARN))
    assert requests(step.flow()) == [("reset_ebs_default_kms_key_id", {})]


def test_absent_brings_back_what_a_new_account_has() -> None:
    step = plan(wanted(), seen(wanted(), enabled=True, kms_key=ARN), absent=True)
    assert requests(step.flow()) == [("reset_ebs_default_kms_key_id", {}), ("disable_ebs_encryption_by_default", {})]
    only_on = plan(wanted(), seen(wanted(), enabled=True), absent=True)
    assert requests(only_on.flow()) == [("disable_ebs_encryption_by_default", {})]


@pytest.mark.parametrize(("options", "said"), [
    ({"region": "Virginia"}, "region: 'Virginia' is none, allowed are names such as eu-west-1"),
    ({"region": "eu-west-1", "kms_key": ARN}, f"kms_key: {ARN} is of us-east-1, allowed are keys of eu-west-1"),
])
def test_problems_are_told_without_aws(options: dict[str, t.Any], said: str) -> None:
    assert list(wanted(**options).problems()) == [said]
    assert list(wanted(kms_key=ARN).problems()) == []
