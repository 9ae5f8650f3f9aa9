# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Topics: who may publish, and who is told."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.tests.unit.monitoring.asked import made

OUR_ALARMS = {"StringEquals": {"aws:SourceAccount": "111122223333"},
              "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*"}}


def test_key_and_topic_are_what_the_modules_take():
    for module in ("kms_keys", "sns_topics"):
        [entry] = made()[module]
        assert list(KINDS[module].given(entry).problems()) == []


@pytest.mark.parametrize(("module", "actions"), [
    ("kms_keys", ["kms:Decrypt", "kms:GenerateDataKey*"]), ("sns_topics", ["sns:Publish"])])
def test_cloudwatch_may_publish_what_is_encrypted_for_alarms_of_this_account_alone(module, actions):
    [statement] = [each for each in made()[module][0]["policy"]["Statement"] if each["Sid"] == "Alarms"]

    assert (statement["Principal"], statement["Action"], statement["Condition"]) == (
        {"Service": "cloudwatch.amazonaws.com"}, actions, OUR_ALARMS)


def test_the_topic_is_encrypted_with_the_key():
    assert made()["sns_topics"][0]["kms_key"] == f"alias/{made()['kms_keys'][0]['alias']}"


@pytest.mark.parametrize("address", ["ops", "ops@example", "ops@example.com, me@example.com", "@example.com", ""])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(Invalid, match=f"monitoring_subscribers has '{address}': allowed are addresses such as"):
        made(subscribers=[address])


def test_one_address_alone_is_no_list():
    with pytest.raises(Invalid, match=r"monitoring_subscribers is 'ops@example.com': allowed is a list such as \["):
        made(subscribers="ops@example.com")
