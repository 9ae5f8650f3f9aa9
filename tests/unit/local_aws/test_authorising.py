# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IAM is asked of a request: actions, resources, tags and condition keys, as the journal records them."""

from __future__ import annotations

import contextlib
import json

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws import LocalAws
from ansible_collections.venturemond.envelope.tools.derived.grants import ALSO
from botocore.exceptions import ClientError

HERE = "eu-west-1:123456789012"
TAGS = [{"Key": "environment", "Value": "prod"}]
WEB_ACL = f"arn:aws:wafv2:{HERE}:regional/webacl/a/1"
BALANCER = f"arn:aws:elasticloadbalancing:{HERE}:loadbalancer/app/a/1"

CALLS = [
    ("s3", "put_bucket_cors", {"Bucket": "a", "CORSConfiguration": {"CORSRules": []}},
     {"s3:PutBucketCORS": ["arn:aws:s3:::a"]}),
    ("s3", "get_object", {"Bucket": "a", "Key": "b/c"}, {"s3:GetObject": ["arn:aws:s3:::a", "arn:aws:s3:::a/b/c"]}),
    ("ecs", "update_service", {"cluster": "one", "service": "api"}, {"ecs:UpdateService": [
        f"arn:aws:ecs:{HERE}:service/one/api", f"arn:aws:ecs:{HERE}:cluster/one"]}),
    ("secretsmanager", "describe_secret", {"SecretId": "a"}, {"secretsmanager:DescribeSecret": [
        f"arn:aws:secretsmanager:{HERE}:secret:a-unname"]}),
    ("iam", "put_role_policy", {"RoleName": "a", "PolicyName": "b", "PolicyDocument": "{}"}, {"iam:PutRolePolicy": [
        "arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:policy/b"]}),
    ("elbv2", "create_rule", {
        "ListenerArn": f"arn:aws:elasticloadbalancing:{HERE}:listener/app/a/1/2", "Priority": 1, "Tags": TAGS,
        "Conditions": [], "Actions": []}, {
        "elasticloadbalancing:CreateRule": [f"arn:aws:elasticloadbalancing:{HERE}:listener/app/a/1/2"],
        "elasticloadbalancing:AddTags": [f"arn:aws:elasticloadbalancing:{HERE}:listener-rule/app/a/1/2/unnamed"]}),
    ("ec2", "delete_subnet", {"SubnetId": "subnet-1"}, {"ec2:DeleteSubnet": [f"arn:aws:ec2:{HERE}:subnet/subnet-1"]}),
    ("wafv2", "get_ip_set", {"Name": "a", "Scope": "REGIONAL", "Id": "1"}, {"wafv2:GetIPSet": [
        f"arn:aws:wafv2:{HERE}:regional/ipset/a/1"]}),
    ("logs", "delete_log_group", {"logGroupName": "/a"}, {
        "logs:DeleteLogGroup": [f"arn:aws:logs:{HERE}:log-group:/a"]}),
    ("sts", "get_caller_identity", {}, {}),
    ("ecs", "register_task_definition", {
        "family": "a", "containerDefinitions": [], "taskRoleArn": "arn:aws:iam::123456789012:role/t"}, {
        "ecs:RegisterTaskDefinition": [f"arn:aws:ecs:{HERE}:task-definition/a:1", "arn:aws:iam::123456789012:role/t"],
        "iam:PassRole": ["arn:aws:iam::123456789012:role/t"]}),
    ("rds", "restore_db_instance_from_db_snapshot", {
        "DBInstanceIdentifier": "copy", "DBSnapshotIdentifier": "before", "Tags": TAGS}, {
        action: [f"arn:aws:rds:{HERE}:db:copy", f"arn:aws:rds:{HERE}:snapshot:before"]
        for action in ("rds:RestoreDBInstanceFromDBSnapshot", "rds:AddTagsToResource")}),
    ("config", "put_config_rule", {"ConfigRule": {"ConfigRuleName": "a", "Source": {
        "Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"}}, "Tags": TAGS}, {
        f"config:{name}": [f"arn:aws:config:{HERE}:config-rule/unnamed"] for name in ("PutConfigRule", "TagResource")}),
    ("wafv2", "associate_web_acl", {
        "WebACLArn": WEB_ACL, "ResourceArn": BALANCER}, {
        "wafv2:AssociateWebACL": [WEB_ACL, BALANCER], "elasticloadbalancing:SetWebACL": [WEB_ACL, BALANCER]}),
]


@pytest.fixture(scope="module")
def recording():
    with LocalAws.running("--record-iam") as aws:
        yield aws


@pytest.fixture
def told(recording):
    """`told(service, operation, **parameters)` gives what IAM was asked, whatever came of the call."""

    def ask(service, operation, /, **parameters):
        client = recording.client(service)
        before = recording.mark()
        with contextlib.suppress(ClientError):
            getattr(client, operation)(**parameters)
        [call] = recording.calls(since=before)
        assert call["status"] != 501
        return call["ruling"]["asked"]

    return ask


@pytest.mark.parametrize(("service", "operation", "parameters", "wanted"), CALLS, ids=[one[1] for one in CALLS])
def test_an_operation_asks_for_actions_on_what_it_names(told, service, operation, parameters, wanted):
    asked = told(service, operation, **parameters)
    assert {each["action"]: sorted(each["resources"]) for each in asked} == {
        action: sorted(arns) for action, arns in wanted.items()}


def test_what_is_made_with_tags_is_tagged_in_the_callers_name(told):
    specification = [{"ResourceType": "vpc", "Tags": TAGS}]
    create, tag = told("ec2", "create_vpc", CidrBlock="10.0.0.0/16", TagSpecifications=specification)
    assert (create["action"], tag["action"], tag["like"]) == ("ec2:CreateVpc", "ec2:CreateTags", "ec2:CreateVpc")
    assert tag["context"] == {"aws:RequestedRegion": "eu-west-1", "aws:TagKeys": ["environment"],
                              "aws:RequestTag/environment": "prod"}


@pytest.fixture
def role(recording):
    """`role(name, *services)` makes one that these may take on, and gives its ARN."""

    def make(name, *services):
        trust = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": list(services)}, "Action": "sts:AssumeRole"}]}
        return recording.client("iam").create_role(
            RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]

    return make


def passed(asked):
    return [each["context"].get("iam:PassedToService") for each in asked if each["action"] == "iam:PassRole"]


def test_a_role_is_passed_to_the_service_that_it_trusts(told, role):
    scan = role("scan", "malware-protection-plan.guardduty.amazonaws.com")
    asked = told("guardduty", "create_malware_protection_plan", Role=scan,
                 ProtectedResource={"S3Bucket": {"BucketName": "a"}})
    assert passed(asked) == ["malware-protection-plan.guardduty.amazonaws.com"]


def test_a_role_is_passed_whether_or_not_the_table_of_policies_knows_of_it(told, role):
    arn = role("enhanced", "monitoring.rds.amazonaws.com")
    assert "rds:add_role_to_db_cluster" not in ALSO
    asked = told("rds", "add_role_to_db_cluster", DBClusterIdentifier="a", RoleArn=arn)
    assert passed(asked) == ["monitoring.rds.amazonaws.com"]


def test_a_role_that_nobody_made_is_passed_to_nobody(told):
    asked = told("ecs", "register_task_definition", family="a", containerDefinitions=[],
                 taskRoleArn="arn:aws:iam::123456789012:role/missing")
    assert passed(asked) == [None]


def test_who_only_looks_at_a_role_passes_none(told, role):
    arn = role("looked-at", "ecs-tasks.amazonaws.com")
    assert passed(told("iam", "simulate_principal_policy", PolicySourceArn=arn, ActionNames=["s3:GetObject"])) == []
    assert passed(told("iam", "tag_role", RoleName="looked-at", Tags=TAGS)) == []


@pytest.mark.parametrize(("said", "asks"), [
    ({"VpcEndpointType": "Interface"}, True), ({"VpcEndpointType": "Interface", "PrivateDnsEnabled": False}, False),
    ({"VpcEndpointType": "Gateway"}, False),
])
def test_an_endpoint_gets_names_in_a_zone_of_aws(told, said, asks):
    asked = told("ec2", "create_vpc_endpoint", VpcId="vpc-1", ServiceName="com.amazonaws.eu-west-1.s3", **said)
    assert ("route53:AssociateVPCWithHostedZone" in [each["action"] for each in asked]) is asks


def test_a_linked_role_is_made_once(recording, told):
    linked = "iam:CreateServiceLinkedRole"
    before = [each["action"] for each in told("ecs", "create_cluster", clusterName="one")]
    recording.client("iam").create_service_linked_role(AWSServiceName="ecs.amazonaws.com")
    after = [each["action"] for each in told("ecs", "create_cluster", clusterName="two")]
    assert linked in before and linked not in after


MADE = [
    ("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16", "TagSpecifications": [{"ResourceType": "vpc", "Tags": TAGS}]},
     lambda made: ("delete_vpc", {"VpcId": made["Vpc"]["VpcId"]})),
    ("acm", "request_certificate", {"DomainName": "a.example", "Tags": TAGS},
     lambda made: ("delete_certificate", {"CertificateArn": made["CertificateArn"]})),
    ("kms", "create_key", {"Tags": [{"TagKey": "environment", "TagValue": "prod"}]},
     lambda made: ("enable_key_rotation", {"KeyId": made["KeyMetadata"]["KeyId"]})),
    ("sns", "create_topic", {"Name": "a", "Tags": TAGS},
     lambda made: ("delete_topic", {"TopicArn": made["TopicArn"]})),
]


@pytest.mark.parametrize("made", MADE, ids=[one[0] for one in MADE])
def test_the_tags_of_what_is_there_are_known(recording, told, made):
    service, operation, parameters, then = made
    after, about = then(getattr(recording.client(service), operation)(**parameters))
    first = told(service, after, **about)[0]
    assert list(first["resources"].values()) == [{"environment": "prod"}]


def test_the_policy_of_a_key_is_known(recording, told):
    key = recording.client("kms").create_key()["KeyMetadata"]
    first = told("kms", "enable_key_rotation", KeyId=key["KeyId"])[0]
    assert first["key_policies"][key["Arn"]]["Statement"]


def test_without_asking_nothing_is_recorded(aws):
    aws.client("sns").list_topics()
    assert ["ruling" in call for call in aws.calls()] == [False]
