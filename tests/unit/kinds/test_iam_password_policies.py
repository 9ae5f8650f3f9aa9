# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about password policies, and which of two is the stricter one."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.iam import PasswordPolicy
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ACCOUNT = "111122223333"
HERE = {"partition": "aws", "region": "eu-west-1", "account": ACCOUNT}
WEAK = {"MinimumPasswordLength": 6, "RequireSymbols": False, "RequireNumbers": False,
        "RequireUppercaseCharacters": False, "RequireLowercaseCharacters": False,
        "AllowUsersToChangePassword": False, "ExpirePasswords": False}


def wanted(**options: t.Any) -> PasswordPolicy:
    return PasswordPolicy.given({"account": ACCOUNT, **options})


def seen(resource: PasswordPolicy, **policy: t.Any) -> t.Any:
    return play(observe(resource), ("get_caller_identity", HERE),
                ("get_account_password_policy", {"PasswordPolicy": {**WEAK, **policy}}))


def planned(resource: PasswordPolicy, **policy: t.Any) -> t.Any:
    return plan(resource, seen(resource, **policy))


def test_there_is_none() -> None:
    script = [("get_caller_identity", HERE), ("get_account_password_policy", Absent)]
    assert play(observe(wanted()), *script) is None


def test_a_policy_is_sent_as_a_whole_without_what_aws_takes_by_its_absence_alone() -> None:
    step = planned(wanted(minimum_password_length=14, max_password_age=0), PasswordReusePrevention=5)
    assert step.changes == {"minimum_password_length": (6, 14)}
    assert requests(step.flow()) == [("update_account_password_policy", {
        "MinimumPasswordLength": 14, "RequireSymbols": False, "RequireNumbers": False,
        "RequireUppercaseCharacters": False, "RequireLowercaseCharacters": False, "PasswordReusePrevention": 5,
        "AllowUsersToChangePassword": False, "HardExpiry": False})]


STRICT = [
    ("minimum_password_length", 14, "MinimumPasswordLength", 20),
    ("password_reuse_prevention", 5, "PasswordReusePrevention", 24),
    ("require_symbols", False, "RequireSymbols", True),
    ("require_numbers", False, "RequireNumbers", True),
    ("require_uppercase_characters", False, "RequireUppercaseCharacters", True),
    ("require_lowercase_characters", False, "RequireLowercaseCharacters", True),
    ("hard_expiry", False, "HardExpiry", True),
    ("max_password_age", 90, "MaxPasswordAge", 30),
    ("max_password_age", 0, "MaxPasswordAge", 30),
]


@pytest.mark.parametrize(("option", "asked", "there", "stricter"), STRICT)
def test_what_is_stricter_already_is_left_so_and_said(option: str, asked: t.Any, there: str, stricter: t.Any) -> None:
    resource = wanted(**{option: asked})
    now = seen(resource, **{there: stricter})
    assert plan(resource, now).action == "none"
    assert now.left_alone == f"Leaving alone {option} ({stricter}): stricter than asked for"

    other = planned(wanted(**{option: asked, "allow_users_to_change_password": True}), **{there: stricter})
    [(_operation, sent)] = requests(other.flow())
    assert sent[there] == stricter, "another change made it weaker"


@pytest.mark.parametrize(("option", "asked", "there", "stricter"), STRICT)
def test_it_is_made_weaker_where_that_is_asked_for(option: str, asked: t.Any, there: str, stricter: t.Any) -> None:
    resource = wanted(**{option: asked}, loosen=True)
    now = seen(resource, **{there: stricter})
    assert now.left_alone is None
    assert plan(resource, now).changes == {option: (stricter, asked)}


def test_who_does_not_expire_is_made_to() -> None:
    assert planned(wanted(max_password_age=90)).changes == {"max_password_age": (0, 90)}
    assert planned(wanted(max_password_age=90), MaxPasswordAge=180).changes == {"max_password_age": (180, 90)}


def test_a_new_one_asks_for_no_shorter_passwords_than_there_were_without() -> None:
    assert requests(wanted(require_numbers=True).create()) == [
        ("update_account_password_policy", {"MinimumPasswordLength": 8, "RequireNumbers": True})]


def test_credentials_of_another_account_are_refused() -> None:
    with pytest.raises(Invalid, match="account: 444455556666, but the credentials in use are of 111122223333"):
        play(wanted(account="444455556666").read(), ("get_caller_identity", HERE))


@pytest.mark.parametrize(("options", "said"), [
    ({"account": "1"}, "account: '1' is none, allowed are 12 digits, in quotes"),
    ({"minimum_password_length": 129}, "minimum_password_length: 129, allowed are 6 to 128"),
    ({"minimum_password_length": 7}, "minimum_password_length: 7, allowed are 8 to 128; 6 and 7, less than IAM asks "
                                     "for without a policy, need loosen"),
    ({"minimum_password_length": 5, "loosen": True}, "minimum_password_length: 5, allowed are 6 to 128"),
    ({"max_password_age": 1096}, "max_password_age: 1096, allowed are 0 to 1095"),
    ({"password_reuse_prevention": 25}, "password_reuse_prevention: 25, allowed are 0 to 24"),
    ({"hard_expiry": True, "max_password_age": 0},
     "hard_expiry: true, but with max_password_age 0 passwords never expire; give 1 to 1095"),
])
def test_problems_are_told_without_aws(options: dict[str, t.Any], said: str) -> None:
    assert list(wanted(**options).problems()) == [said]
    assert list(wanted(minimum_password_length=6, loosen=True).problems()) == []
