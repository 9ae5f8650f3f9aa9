# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects nobody may read, as the bucket's policy has it."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.guarding import unread
from ansible_collections.venturemond.envelope.plugins.module_utils.scanning import GUARDDUTY, TAG_CLEAN, Scanner, guard
from ansible_collections.venturemond.envelope.tests.unit.script import play

ROLE, OBJECTS = "arn:aws:iam::111122223333:role/scan", "arn:aws:s3:::acme/*"


def why(tags: dict[str, str], answer: t.Any) -> str:
    return t.cast(str, play(unread("acme", tags), ("get_bucket_policy", answer)))


def policy(*statements: dict[str, t.Any]) -> dict[str, str]:
    return {"Policy": json.dumps({"Version": "2012-10-17", "Statement": statements})}


@pytest.mark.parametrize("scanner", [GUARDDUTY, TAG_CLEAN])
def test_our_own_guard_is_understood(scanner: Scanner):
    guarded = policy(*guard(scanner, ROLE, OBJECTS))
    assert why({}, guarded) == f"it was never scanned: it has no {scanner.tag}"
    assert why({scanner.tag: "THREATS_FOUND"}, guarded) == f"{scanner.tag} is THREATS_FOUND"
    assert why({scanner.tag: scanner.clean}, guarded) == ""


@pytest.mark.parametrize("answer", [
    Absent,
    policy({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": OBJECTS}),
    policy({"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": OBJECTS,
            "Condition": {"StringNotEquals": {"s3:ExistingObjectTag/Scan": "Clean"}}}),
    policy({"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": OBJECTS,
            "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}}),
])
def test_what_else_denies_it_is_no_reason(answer: t.Any):
    assert why({}, answer) == ""
