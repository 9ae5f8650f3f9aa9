# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors, of which there is one in a region."""

from __future__ import annotations

import pytest

SIX = {"CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS", "S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION",
       "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS"}


@pytest.fixture
def guardduty(client):
    return client("guardduty")


@pytest.fixture
def detector(guardduty):
    return guardduty.create_detector(Enable=True)["DetectorId"]


def features(guardduty, detector):
    return {each["Name"]: each for each in guardduty.get_detector(DetectorId=detector)["Features"]}


def test_there_is_one_in_a_region(client, guardduty, detector, refused):
    with refused("BadRequestException", "a detector already exists for the current account"):
        guardduty.create_detector(Enable=True)
    client("guardduty", "us-east-1").create_detector(Enable=True)
    assert guardduty.list_detectors()["DetectorIds"] == [detector]


def test_a_new_one_has_all_features_but_runtime_monitoring(guardduty, detector):
    found = features(guardduty, detector)
    assert {name for name, each in found.items() if each["Status"] == "ENABLED"} == SIX
    assert found.keys() - SIX == {"RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING"}


def test_features_that_are_not_named_stay_as_they_are(guardduty, detector, refused):
    agents = [{"Name": "ECS_FARGATE_AGENT_MANAGEMENT", "Status": "ENABLED"}]
    runtime = {"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": agents}
    guardduty.update_detector(
        DetectorId=detector, Features=[{"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}, runtime])
    found = features(guardduty, detector)
    assert {name for name, each in found.items() if each["Status"] == "ENABLED"} == SIX - {"S3_DATA_EVENTS"} | {
        "RUNTIME_MONITORING"}
    inner = {each["Name"]: each["Status"] for each in found["RUNTIME_MONITORING"]["AdditionalConfiguration"]}
    assert inner == {"EKS_ADDON_MANAGEMENT": "DISABLED", "ECS_FARGATE_AGENT_MANAGEMENT": "ENABLED",
                     "EC2_AGENT_MANAGEMENT": "DISABLED"}
    with refused("BadRequestException", "cannot be specified together"):
        guardduty.update_detector(
            DetectorId=detector, Features=[runtime, {"Name": "EKS_RUNTIME_MONITORING", "Status": "ENABLED"}])


def test_data_sources_say_what_features_do(guardduty, detector):
    guardduty.update_detector(DetectorId=detector, Features=[{"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}])
    sources = guardduty.get_detector(DetectorId=detector)["DataSources"]
    assert sources["CloudTrail"]["Status"] == sources["Kubernetes"]["AuditLogs"]["Status"] == "ENABLED"
    assert sources["S3Logs"]["Status"] == "DISABLED"


def test_an_administrator_decides_for_its_members(guardduty, detector, refused):
    assert "Administrator" not in guardduty.get_administrator_account(DetectorId=detector)
    guardduty.enable_organization_admin_account(AdminAccountId="999988887777")
    above = guardduty.get_administrator_account(DetectorId=detector)["Administrator"]
    assert (above["AccountId"], above["RelationshipStatus"]) == ("999988887777", "Enabled")
    with refused("BadRequestException", "administrator"):
        guardduty.update_detector(DetectorId=detector, Enable=False)
    with refused("BadRequestException", "associated with an administrator account"):
        guardduty.delete_detector(DetectorId=detector)
