# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorders and hubs that somebody else made, runs that are killed, and what one needs of the other."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.integration.kinds.config import NAME, where_history_goes

RECORDER = {"region": "eu-west-1", "bucket": f"{NAME}-one", "tags": {"managed-by": "envelope"}}
CIS = "cis-aws-foundations-benchmark/v/3.0.0"
HUB = {"region": "eu-west-1", "auto_enable_controls": False, "standards": [CIS]}
RULE = {"name": NAME, "source_identifier": "ROOT_ACCOUNT_MFA_ENABLED"}
WRITES = ["iam:CreateServiceLinkedRole", "config:PutConfigurationRecorder", "config:PutDeliveryChannel",
          "config:StartConfigurationRecorder"]


def test_a_recorder_of_any_name_is_adopted_on_request(account):
    where_history_goes(account.client)
    config, role = account.client("config"), account.client("iam").get_role(RoleName=NAME)["Role"]["Arn"]
    config.put_configuration_recorder(ConfigurationRecorder={"name": "theirs", "roleARN": role})
    config.put_delivery_channel(DeliveryChannel={"name": "history", "s3BucketName": f"{NAME}-two"})

    refused = account.run("config_recorders", RECORDER)
    assert "set adopt to take it over" in refused["msg"] and refused["writes"] == []
    done = account.run("config_recorders", RECORDER, adopt=True)
    assert sorted(done["writes"]) == ["config:PutDeliveryChannel", "config:StartConfigurationRecorder",
                                      "config:TagResource"]
    assert done["config_recorders"]["eu-west-1"]["name"] == "theirs"
    assert account.run("config_recorders", RECORDER)["writes"] == []
    (channel,) = config.describe_delivery_channels()["DeliveryChannels"]
    assert (channel["name"], channel["s3BucketName"]) == ("history", f"{NAME}-one")


def test_a_second_recorder_is_refused_before_any_call(account):
    refused = account.run("config_recorders", RECORDER, {**RECORDER, "bucket": f"{NAME}-two"})
    assert (refused["msg"], refused["calls"]) == ("config_recorders names eu-west-1 more than once", 0)


@pytest.mark.parametrize("let_through", range(len(WRITES)))
def test_a_killed_run_is_completed_by_the_next(account, let_through):
    where_history_goes(account.client)
    account.aws.fault(kind="refuse", after=let_through, times=None)
    assert account.run("config_recorders", RECORDER)["failed"]
    account.aws.clear_faults()

    assert account.run("config_recorders", RECORDER)["writes"] == WRITES[let_through:]
    assert account.run("config_recorders", RECORDER)["writes"] == []


def test_all_is_planned_on_an_empty_account_and_refused_where_one_lacks_the_other(account):
    for module, wanted in (("config_recorders", RECORDER), ("config_rules", RULE), ("securityhub_hubs", HUB)):
        planned = account.run(module, wanted, check=True)
        assert planned["changed"] and planned["writes"] == []
    assert "config_recorders makes one" in account.run("config_rules", RULE)["msg"]
    hub = account.run("securityhub_hubs", HUB)["securityhub_hubs"]["eu-west-1"]
    assert hub["wanting"] == [f"{CIS}: INCOMPLETE (NO_AVAILABLE_CONFIGURATION_RECORDER)"]
