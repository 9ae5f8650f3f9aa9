# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a role, a user or a group may do."""

from __future__ import annotations

import json

import pytest

READ = "secretsmanager:GetSecretValue"
SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:envelope-prod-api-AbCdEf"
OTHER = SECRET.replace("prod", "test")
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(action=READ, resource="*", **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(**more):
    return allow(**more) | {"Effect": "Deny"}


@pytest.fixture
def iam(client):
    return client("iam")


@pytest.fixture
def role(iam):
    return iam.create_role(RoleName="tasks", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]


@pytest.fixture
def grant(iam, role):
    """Gives the role an inline policy."""
    def put(*statements, name="inline"):
        iam.put_role_policy(RoleName="tasks", PolicyName=name, PolicyDocument=document(*statements))
    return put


@pytest.fixture
def simulate(iam, role):
    def ask(actions=(READ,), resources=(), source=role, **more):
        given = {"ResourceArns": list(resources)} if resources else {}
        reply = iam.simulate_principal_policy(PolicySourceArn=source, ActionNames=list(actions), **given, **more)
        return reply["EvaluationResults"]
    return ask


@pytest.fixture
def decision(simulate):
    """The decision on one action and one resource."""
    def ask(resource=SECRET, action=READ, **more):
        return simulate([action], [resource], **more)[0]["EvalDecision"]
    return ask


def entry(key, *values):
    return {"ContextKeyName": key, "ContextKeyValues": list(values), "ContextKeyType": "string"}


def test_nothing_is_allowed_unless_something_allows_it(grant, decision):
    assert decision() == "implicitDeny"
    grant(allow())
    assert decision() == "allowed"
    grant(deny(resource="arn:aws:secretsmanager:*:*:secret:envelope-test-*"), name="not test")
    assert (decision(), decision(OTHER)) == ("allowed", "explicitDeny")


@pytest.mark.parametrize(("statement", "expected"), [
    (allow("secretsmanager:*", SECRET), ("allowed", "implicitDeny")),
    (allow("SecretsManager:getsecretvalue", f"{SECRET[:-6]}??????"), ("allowed", "implicitDeny")),
    (allow(["s3:*", "secretsmanager:Get*"], [OTHER, "arn:aws:s3:::*"]), ("implicitDeny", "allowed")),
    ({"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}, ("allowed", "allowed")),
    ({"Effect": "Allow", "NotAction": "secretsmanager:Get*", "Resource": "*"}, ("implicitDeny", "implicitDeny")),
    ({"Effect": "Allow", "Action": "*", "NotResource": OTHER}, ("allowed", "implicitDeny")),
    (allow(resource="arn:aws:secretsmanager:eu-west-1:${aws:PrincipalAccount}:*"), ("implicitDeny", "implicitDeny")),
])
def test_statements(grant, decision, statement, expected):
    grant(statement)
    assert (decision(), decision(OTHER)) == expected


@pytest.mark.parametrize(("condition", "value", "expected"), [
    ({"StringEquals": {"aws:ResourceTag/tenant": ["acme", "globex"]}}, "globex", "allowed"),
    ({"StringEquals": {"aws:resourcetag/Tenant": "acme"}}, "acme", "allowed"),
    ({"StringEquals": {"aws:ResourceTag/tenant": "acme"}}, "ACME", "implicitDeny"),
    ({"StringLike": {"aws:ResourceTag/tenant": "ac*"}}, "acme", "allowed"),
    ({"StringNotEquals": {"aws:ResourceTag/tenant": "acme"}}, "acme", "implicitDeny"),
    ({"ArnLike": {"aws:ResourceTag/tenant": "arn:aws:ecs:*:*:task/*"}}, "arn:aws:ecs:a:b:task/c", "allowed"),
    ({"ArnEquals": {"aws:ResourceTag/tenant": "arn:aws:ecs:*:*:task/*"}}, "arn:aws:ecs:a:b:service/c", "implicitDeny"),
    ({"Bool": {"aws:ResourceTag/tenant": "true"}}, "true", "allowed"),
    ({"Bool": {"aws:ResourceTag/tenant": True}}, "false", "implicitDeny"),
])
def test_conditions(grant, simulate, condition, value, expected):
    grant(allow(Condition=condition))
    found = simulate(resources=[SECRET], ContextEntries=[entry("aws:ResourceTag/tenant", value)])[0]
    assert found["EvalDecision"] == expected
    assert found["ResourceSpecificResults"][0]["MissingContextValues"] == []


def test_of_several_values_one_has_to_match(grant, decision):
    grant(allow(Condition={"ForAnyValue:StringEquals": {"aws:TagKeys": "tenant"}}))
    assert decision(ContextEntries=[entry("aws:TagKeys", "project", "tenant")]) == "allowed"
    assert decision(ContextEntries=[entry("aws:TagKeys", "project", "tier")]) == "implicitDeny"


def test_a_key_that_is_missing_is_named(grant, simulate):
    grant(allow(Condition={"StringEquals": {"aws:ResourceTag/tenant": "acme"}}))
    everywhere, = simulate()
    assert everywhere["EvalDecision"] == "implicitDeny"
    assert everywhere["MissingContextValues"] == ["aws:ResourceTag/tenant"]
    somewhere, = simulate(resources=[SECRET])
    assert somewhere["MissingContextValues"] == []
    assert somewhere["ResourceSpecificResults"][0]["MissingContextValues"] == ["aws:ResourceTag/tenant"]


def test_each_action_on_each_resource_has_a_result(grant, simulate):
    grant(allow(resource=SECRET))
    found = simulate([READ, "s3:GetObject"], [SECRET, OTHER])
    assert [(each["EvalActionName"], each["EvalResourceName"], each["EvalDecision"]) for each in found] == [
        (READ, SECRET, "allowed"), (READ, OTHER, "implicitDeny"),
        ("s3:GetObject", SECRET, "implicitDeny"), ("s3:GetObject", OTHER, "implicitDeny")]
    assert [each["SourcePolicyId"] for each in found[0]["MatchedStatements"]] == ["role_tasks_inline"]
    specific, = found[0]["ResourceSpecificResults"]
    assert (specific["EvalResourceName"], specific["EvalResourceDecision"]) == (SECRET, "allowed")
    assert simulate()[0]["EvalResourceName"] == "*"


def test_pages(iam, role, grant):
    grant(allow())
    resources = [f"{SECRET}{number}" for number in range(5)]
    pages = list(iam.get_paginator("simulate_principal_policy").paginate(
        PolicySourceArn=role, ActionNames=[READ], ResourceArns=resources, PaginationConfig={"PageSize": 2}))
    assert [[each["EvalResourceName"] for each in page["EvaluationResults"]] for page in pages] == [
        resources[:2], resources[2:4], resources[4:]]
    assert [page["IsTruncated"] for page in pages] == [True, True, False]


def test_attached_policies_in_their_default_version(iam, role, decision):
    arn = iam.create_policy(PolicyName="read", PolicyDocument=document(allow("s3:*")))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="tasks", PolicyArn=arn)
    assert decision() == "implicitDeny"
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(allow()), SetAsDefault=True)
    assert decision() == "allowed"


def test_policies_of_aws(iam, role, decision):
    arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
    iam.attach_role_policy(RoleName="tasks", PolicyArn=arn)
    assert decision("*", "ecr:BatchGetImage") == "allowed"
    assert decision() == "implicitDeny"


def test_policies_of_the_call(decision):
    assert decision(PolicyInputList=[document(allow())]) == "allowed"


def test_a_boundary(iam, role, grant, simulate):
    grant(allow("*"))
    boundary = document(allow("s3:*"), deny(action="s3:Delete*"))
    arn = iam.create_policy(PolicyName="boundary", PolicyDocument=boundary)["Policy"]["Arn"]
    iam.put_role_permissions_boundary(RoleName="tasks", PermissionsBoundary=arn)
    found = simulate([READ, "s3:GetObject", "s3:DeleteObject"])
    assert [each["EvalDecision"] for each in found] == ["implicitDeny", "allowed", "explicitDeny"]
    within = [each["PermissionsBoundaryDecisionDetail"]["AllowedByPermissionsBoundary"] for each in found]
    assert within == [False, True, False]


def test_users_and_groups(iam, decision):
    user = iam.create_user(UserName="ann")["User"]["Arn"]
    group = iam.create_group(GroupName="operators")["Group"]["Arn"]
    iam.put_group_policy(GroupName="operators", PolicyName="read", PolicyDocument=document(allow()))
    assert (decision(source=group), decision(source=user)) == ("allowed", "implicitDeny")
    iam.add_user_to_group(GroupName="operators", UserName="ann")
    assert decision(source=user) == "allowed"
    iam.put_user_policy(UserName="ann", PolicyName="not ann", PolicyDocument=document(deny()))
    assert decision(source=user) == "explicitDeny"


def test_refusals(simulate, refused):
    with refused("NoSuchEntity", "The role with name nobody cannot be found."):
        simulate(source="arn:aws:iam::123456789012:role/nobody")
    with refused("InvalidInput", "does not clearly define entity type and name"):
        simulate(source="arn:aws:sts::123456789012:assumed-role/tasks/session")
    with refused("InvalidInput", "GetSecretValue is not the name of an action"):
        simulate(["GetSecretValue"])
    with refused("InvalidInput", "PolicyInputList.1"):
        simulate(PolicyInputList=["{}"])
