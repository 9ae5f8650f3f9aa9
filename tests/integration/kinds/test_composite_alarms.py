# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Composite alarms that refer to each other, and go together."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.tests.integration.kinds.cloudwatch import given
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account

ALARMS = [{"name": "envelope-test-z", "rule": {"any": ["envelope-test-a"]}},
          {"name": "envelope-test-c", "rule": {"any": ["envelope-test-z", "envelope-test-b"]}}]


def test_those_above_are_deleted_before_those_below(account: Account) -> None:
    given(account.client)
    for alarm in ALARMS:
        account.run("cloudwatch_composite_alarms", alarm)

    result = account.run("cloudwatch_composite_alarms", *ALARMS, state="absent")

    assert result["changed"] and not result.get("failed"), result
    assert not account.run("cloudwatch_composite_alarms", *ALARMS, state="absent")["changed"]


def test_an_alarm_that_a_rule_names_is_not_deleted_and_aws_s_reason_is_told(account: Account) -> None:
    given(account.client)
    account.run("cloudwatch_composite_alarms", ALARMS[0])

    result = account.run("cloudwatch_alarms", {"name": "envelope-test-a"}, state="absent")

    assert "Cannot delete envelope-test-a as there are composite alarm(s) depending on it" in result["msg"]


def test_a_rule_with_an_alarm_that_is_not_there_is_refused_before_anything_is_written(account: Account) -> None:
    result = account.run("cloudwatch_composite_alarms", {"name": "envelope-test-d", "rule": {"any": ["envelope-gone"]}})

    assert "no alarm named envelope-gone" in result["msg"]
    assert result["writes"] == []
