# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hubs, their standards, and who decides on them."""

from __future__ import annotations

import json

import pytest

FOUNDATIONAL = "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0"
OLDEST = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"
CIS = "arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/3.0.0"
HUB = "arn:aws:securityhub:eu-west-1:123456789012:hub/default"
NOBODY = "is not subscribed to AWS Security Hub"


@pytest.fixture
def securityhub(client):
    return client("securityhub")


@pytest.fixture
def hub(securityhub):
    securityhub.enable_security_hub(EnableDefaultStandards=False, Tags={"project": "envelope"})
    return securityhub


@pytest.fixture
def member(aws, client, securityhub):
    """The hub of an account whose organization is managed from this one."""
    organizations = client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    number = organizations.create_account(AccountName="member", Email="member@example.com")[
        "CreateAccountStatus"]["AccountId"]
    securityhub.enable_organization_admin_account(AdminAccountId="123456789012")
    keys = client("sts").assume_role(RoleArn=f"arn:aws:iam::{number}:role/them", RoleSessionName="them")["Credentials"]
    theirs = aws.client("securityhub", aws_access_key_id=keys["AccessKeyId"],
                        aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
    theirs.enable_security_hub(EnableDefaultStandards=False)
    return theirs


def enable(hub, *standards):
    return hub.batch_enable_standards(StandardsSubscriptionRequests=[{"StandardsArn": arn} for arn in standards])[
        "StandardsSubscriptions"]


def record(client):
    """Have Config record, with a role of one's own."""
    trust = {"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}
    role = client("iam").create_role(RoleName="own", AssumeRolePolicyDocument=json.dumps({"Statement": [trust]}))
    client("s3").create_bucket(Bucket="history", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    config = client("config")
    config.put_configuration_recorder(ConfigurationRecorder={"name": "ours", "roleARN": role["Role"]["Arn"]})
    config.put_delivery_channel(DeliveryChannel={"name": "ours", "s3BucketName": "history"})
    config.start_configuration_recorder(ConfigurationRecorderName="ours")


def enabled(hub):
    return {each["StandardsArn"]: each["StandardsStatus"] for each in
            hub.get_enabled_standards()["StandardsSubscriptions"]}


def test_without_a_hub_there_is_no_access(securityhub, refused):
    for ask in (securityhub.describe_hub, securityhub.get_enabled_standards, securityhub.describe_standards,
                securityhub.list_enabled_products_for_import, securityhub.disable_security_hub):
        with refused("InvalidAccessException", NOBODY):
            ask()
    with refused("InvalidAccessException", NOBODY):
        enable(securityhub, CIS)


def test_a_hub_keeps_its_settings_and_tags(hub, refused):
    with refused("ResourceConflictException"):
        hub.enable_security_hub()
    found = hub.describe_hub()
    assert (found["AutoEnableControls"], found["ControlFindingGenerator"]) == (True, "SECURITY_CONTROL")
    hub.update_security_hub_configuration(AutoEnableControls=False)
    found = hub.describe_hub()
    assert (found["AutoEnableControls"], found["ControlFindingGenerator"]) == (False, "SECURITY_CONTROL")
    hub.tag_resource(ResourceArn=HUB, Tags={"owner": "ops"})
    hub.untag_resource(ResourceArn=HUB, TagKeys=["project"])
    assert hub.list_tags_for_resource(ResourceArn=HUB)["Tags"] == {"owner": "ops"}


def test_a_hub_takes_in_what_it_finds_itself(hub):
    (own,) = hub.list_enabled_products_for_import()["ProductSubscriptions"]
    assert own == "arn:aws:securityhub:eu-west-1:123456789012:product-subscription/aws/securityhub"


def test_a_new_hub_has_the_usual_standards_unless_told_not_to(securityhub):
    securityhub.enable_security_hub(ControlFindingGenerator="STANDARD_CONTROL")
    assert enabled(securityhub).keys() == {FOUNDATIONAL, OLDEST}
    assert securityhub.describe_hub()["ControlFindingGenerator"] == "STANDARD_CONTROL"
    securityhub.disable_security_hub()
    securityhub.enable_security_hub(EnableDefaultStandards=False)
    assert enabled(securityhub) == {}


def test_standards_need_a_recorder_to_be_ready(client, hub):
    (made,) = enable(hub, CIS)
    assert made["StandardsStatus"] == "PENDING"
    (found,) = hub.get_enabled_standards()["StandardsSubscriptions"]
    assert found["StandardsStatus"] == "INCOMPLETE"
    assert found["StandardsStatusReason"] == {"StatusReasonCode": "NO_AVAILABLE_CONFIGURATION_RECORDER"}
    record(client)
    assert enabled(hub) == {CIS: "READY"}
    client("config").stop_configuration_recorder(ConfigurationRecorderName="ours")
    assert enabled(hub) == {CIS: "INCOMPLETE"}


def test_standards_come_and_go(hub, refused):
    with refused("InvalidInputException", "Invalid StandardsSubscriptionRequest"):
        enable(hub, f"{CIS}.9")
    listed = {each["StandardsArn"]: each["EnabledByDefault"] for each in hub.describe_standards()["Standards"]}
    assert (listed[FOUNDATIONAL], listed[OLDEST], listed[CIS]) == (True, True, False)
    made = enable(hub, CIS, FOUNDATIONAL)
    assert len(hub.get_enabled_standards(MaxResults=1)["StandardsSubscriptions"]) == 1
    gone = hub.batch_disable_standards(StandardsSubscriptionArns=[made[0]["StandardsSubscriptionArn"]])
    assert gone["StandardsSubscriptions"][0]["StandardsStatus"] == "DELETING"
    assert enabled(hub).keys() == {FOUNDATIONAL}


def test_the_administrator_says_how_a_member_finds_things(member, refused):
    assert member.get_administrator_account()["Administrator"]["AccountId"] == "123456789012"
    with refused("InvalidAccessException", "cannot be updated by a member account"):
        member.update_security_hub_configuration(ControlFindingGenerator="STANDARD_CONTROL")
    enable(member, CIS)


def test_a_central_policy_leaves_nothing_to_a_member(member, securityhub, refused):
    securityhub.update_organization_configuration(
        AutoEnable=False, AutoEnableStandards="NONE",
        OrganizationConfiguration={"ConfigurationType": "CENTRAL", "Status": "ENABLED"})
    for change in (lambda: enable(member, CIS), member.disable_security_hub, member.enable_security_hub,
                   lambda: member.update_security_hub_configuration(AutoEnableControls=False)):
        with refused("AccessDeniedException", "associated with a central configuration policy"):
            change()
