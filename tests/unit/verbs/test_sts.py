# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose account it is."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.sts import VerifyAccount
from ansible_collections.venturemond.envelope.tests.unit.script import play

IDENTITY = {"account": "111122223333", "arn": "arn:aws:iam::111122223333:user/x",
            "partition": "aws", "region": "eu-west-1"}


@pytest.mark.parametrize("check", [False, True])
def test_the_account_that_is_meant_is_let_through(check):
    flow = VerifyAccount(account_id="111122223333").act(check=check)

    assert play(flow, ("get_caller_identity", IDENTITY)) == {
        "changed": False, "account": "111122223333", "arn": "arn:aws:iam::111122223333:user/x"}


@pytest.mark.parametrize("check", [False, True])
def test_another_one_is_refused_with_both_accounts_and_who_it_is(check):
    flow = VerifyAccount(account_id="444455556666").act(check=check)

    with pytest.raises(Invalid, match=r"of account 111122223333 .*:user/x.* and account 444455556666 is meant"):
        play(flow, ("get_caller_identity", IDENTITY))


@pytest.mark.parametrize("number", ["12345", "1111-2222-3333", "11112222333x", ""])
def test_what_is_no_account_number_is_said_so(number):
    assert list(VerifyAccount(account_id=number).problems()) == [
        f"account_id {number!r} is not the 12 digits of an account: put them in quotes, lest a leading 0 be lost"]


def test_an_account_number_may_begin_with_a_zero():
    assert list(VerifyAccount(account_id="012345678901").problems()) == []
