# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trails at home elsewhere, and detectors that somebody else made or decides on."""

from __future__ import annotations

import boto3
import pytest
from ansible_collections.venturemond.envelope.tests.integration.kinds.cloudtrail import NAME, where_logs_go

TRAIL = {"name": NAME, "bucket": f"{NAME}-one", "log_file_validation": True, "tags": {"project": "envelope"}}
DETECTOR = {"region": "us-east-1", "features": {"S3_DATA_EVENTS": False}, "tags": {"project": "envelope"}}


@pytest.fixture
def abroad(account):
    def client(service):
        return boto3.client(service, endpoint_url=account.aws.url, region_name="us-east-1",
                            aws_access_key_id="test", aws_secret_access_key="test")

    return client


def test_a_trail_of_another_region_is_changed_there(account, abroad):
    where_logs_go(account.client)
    abroad("cloudtrail").create_trail(Name=NAME, S3BucketName=f"{NAME}-one", IsMultiRegionTrail=True)

    done = account.run("cloudtrail_trails", TRAIL)
    assert sorted(done["writes"]) == [f"cloudtrail:{each}" for each in ("AddTags", "StartLogging", "UpdateTrail")]
    assert not account.run("cloudtrail_trails", TRAIL)["changed"]
    assert abroad("cloudtrail").get_trail_status(Name=NAME)["IsLogging"]
    assert account.client("cloudtrail").describe_trails(includeShadowTrails=False)["trailList"] == []
    assert account.run("cloudtrail_trails", TRAIL, state="absent")["changed"]
    assert abroad("cloudtrail").describe_trails()["trailList"] == []


def test_a_detector_that_is_there_is_adopted_and_an_administrator_is_not_fought(account, abroad):
    abroad("guardduty").create_detector(Enable=True, Tags={"owner": "ops"})
    abroad("guardduty").enable_organization_admin_account(AdminAccountId="999988887777")

    done = account.run("guardduty_detectors", DETECTOR)
    assert done["writes"] == ["guardduty:TagResource"]
    found = done["guardduty_detectors"]["us-east-1"]
    assert found["left_alone"] == "Leaving alone features: account 999988887777 decides"
    assert (found["features"]["S3_DATA_EVENTS"], found["tags"]["owner"]) == ("true", "ops")
    assert not account.run("guardduty_detectors", DETECTOR)["changed"]
