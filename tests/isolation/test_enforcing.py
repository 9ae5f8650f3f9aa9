# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded AWS with IAM enforced: who may do what, and in which words AWS refuses it."""

from __future__ import annotations

import json

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.isolation.conftest import installed
from botocore.exceptions import ClientError

USER = "arn:aws:iam::123456789012:user/one"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]})
TAG = {"environment": "prod"}


def allow(action: str, resource: str = "*", effect: str = "Allow", **condition: dict) -> dict:
    found = {"Condition": condition} if condition else {}
    return {"Effect": effect, "Action": action, "Resource": resource, **found}


@pytest.fixture(scope="module")
def guarded():
    with LocalAws.running("--enforce-iam", str(installed())) as aws:
        yield aws


@pytest.fixture
def may(guarded):
    """`may(statements...)` gives clients of a user who may do that and no more."""
    guarded.reset()
    iam = guarded.client("iam")
    iam.create_user(UserName="one")
    key = iam.create_access_key(UserName="one")["AccessKey"]

    def clients(*statements: dict):
        document = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
        iam.put_user_policy(UserName="one", PolicyName="inline", PolicyDocument=document)
        return lambda service: guarded.client(
            service, aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])

    return clients


def refusal(call, **parameters) -> dict:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return caught.value.response


def test_what_is_allowed_is_done_and_what_is_not_is_refused_in_awss_words(may):
    ours = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ours-*"
    secrets = may(allow("secretsmanager:*", ours))("secretsmanager")
    secrets.create_secret(Name="ours-a", SecretString="x")
    found = refusal(secrets.create_secret, Name="theirs", SecretString="x")
    action, arn = "secretsmanager:CreateSecret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:theirs-unname"
    assert found["Error"] == {"Code": "AccessDeniedException", "Message": (
        f"User: {USER} is not authorized to perform: {action} on resource: {arn} "
        f"because no identity-based policy allows the {action} action")}
    assert found["ResponseMetadata"]["HTTPStatusCode"] == 400


@pytest.mark.parametrize(("service", "operation", "wanted"), [
    ("ec2", "describe_vpcs", ("UnauthorizedOperation", 403)),
    ("iam", "list_roles", ("AccessDenied", 403)),
    ("s3", "list_buckets", ("AccessDenied", 403)),
    ("ecs", "list_clusters", ("AccessDeniedException", 400)),
    ("route53", "list_hosted_zones", ("AccessDenied", 403)),
])
def test_each_protocol_refuses_in_its_own_form(may, service, operation, wanted):
    found = refusal(getattr(may(allow("sts:*"))(service), operation))
    assert (found["Error"]["Code"], found["ResponseMetadata"]["HTTPStatusCode"]) == wanted


def test_a_denial_wins(may):
    sns = may(allow("sns:*"), allow("sns:DeleteTopic", effect="Deny"))("sns")
    arn = sns.create_topic(Name="a")["TopicArn"]
    message = refusal(sns.delete_topic, TopicArn=arn)["Error"]["Message"]
    assert message.endswith("with an explicit deny in an identity-based policy")


def test_tags_that_are_held_and_that_are_given_count(guarded, may):
    held = {"StringEquals": {f"aws:ResourceTag/{key}": value for key, value in TAG.items()}}
    born = {"StringEquals": {f"aws:RequestTag/{key}": value for key, value in TAG.items()}}
    kms = may(allow("kms:CreateKey", **born), allow("kms:TagResource"), allow("kms:EnableKeyRotation", **held))("kms")
    ours = kms.create_key(Tags=[{"TagKey": "environment", "TagValue": "prod"}])["KeyMetadata"]["KeyId"]
    theirs = guarded.client("kms").create_key()["KeyMetadata"]["KeyId"]

    kms.enable_key_rotation(KeyId=ours)
    assert "kms:EnableKeyRotation" in refusal(kms.enable_key_rotation, KeyId=theirs)["Error"]["Message"]
    assert "kms:CreateKey" in refusal(kms.create_key)["Error"]["Message"]


def test_who_may_make_something_may_not_pass_any_role(may):
    ecs = may(allow("ecs:*"), allow("iam:PassRole", "arn:aws:iam::123456789012:role/ours"))("ecs")
    task = {"family": "a", "containerDefinitions": [{"name": "a", "image": "a", "memory": 128}]}
    ecs.register_task_definition(**task, taskRoleArn="arn:aws:iam::123456789012:role/ours")
    role = "arn:aws:iam::123456789012:role/theirs"
    found = refusal(ecs.register_task_definition, **task, taskRoleArn=role)
    assert f"iam:PassRole on resource: {role}" in found["Error"]["Message"]


def test_the_accounts_own_key_may_do_anything(guarded, may):
    may(allow("sts:*"))
    assert guarded.client("ecs").list_clusters()["clusterArns"] == []


def test_a_boundary_bounds(guarded, may):
    sns = may(allow("sns:*"))("sns")
    boundary = json.dumps({"Version": "2012-10-17", "Statement": [allow("sns:ListTopics")]})
    arn = guarded.client("iam").create_policy(PolicyName="edge", PolicyDocument=boundary)["Policy"]["Arn"]
    role = guarded.client("iam").create_role(
        RoleName="bound", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=arn)["Role"]["Arn"]
    everything = json.dumps({"Version": "2012-10-17", "Statement": [allow("*")]})
    guarded.client("iam").put_role_policy(RoleName="bound", PolicyName="all", PolicyDocument=everything)
    given = guarded.client("sts").assume_role(RoleArn=role, RoleSessionName="one")["Credentials"]
    bound = guarded.client("sns", aws_access_key_id=given["AccessKeyId"], aws_session_token=given["SessionToken"],
                           aws_secret_access_key=given["SecretAccessKey"])

    assert bound.list_topics()["Topics"] == sns.list_topics()["Topics"]
    assert "assumed-role/bound/one" in refusal(bound.create_topic, Name="a")["Error"]["Message"]
