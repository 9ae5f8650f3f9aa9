# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about roles and managed policies."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.iam import POLICY, ROLE, IamPolicy, IamRole
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

HERE = {"partition": "aws", "region": "eu-west-1", "account": "111122223333"}
ARN = "arn:aws:iam::111122223333:policy/envelope/data"


def allow(*actions: str) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]}


def role(**options: t.Any) -> IamRole:
    return IamRole(name="task", **options)


def role_as_found(**about: t.Any) -> dict[str, t.Any]:
    arn = "arn:aws:iam::111122223333:role/task"
    return {"Role": {"RoleName": "task", "Path": "/", "MaxSessionDuration": 3600, "Arn": arn, **about}}


def version(number: int, *, default: bool = False) -> dict[str, t.Any]:
    return {"VersionId": f"v{number}", "IsDefaultVersion": default}


def test_only_what_is_stated_is_read() -> None:
    found = play(role(description="").read(), ("get_role", role_as_found()))
    assert plan(role(description="", path="/", max_session_duration=3600), found).action == "none"


def test_policies_are_read_where_they_are_stated() -> None:
    wanted = role(managed_policies=[ARN], inline_policies={"logs": allow("logs:*")})
    found = play(
        wanted.read(),
        ("get_role", role_as_found(PermissionsBoundary={"PermissionsBoundaryArn": ARN})),
        ("list_attached_role_policies", {"AttachedPolicies": [{"PolicyName": "data", "PolicyArn": ARN}]}),
        ("list_role_policies", {"PolicyNames": ["logs"]}),
        ("get_role_policy", {"PolicyDocument": "%7B%22Statement%22%3A%5B%5D%7D"}),
    )
    assert (found.managed_policies, found.permissions_boundary) == ([ARN], ARN)
    assert plan(wanted, found).changes.keys() == {"inline_policies"}


def test_a_role_gets_what_is_new_before_it_loses_what_is_old() -> None:
    now = role(managed_policies=["arn:aws:iam::aws:policy/Old"],
               inline_policies={"kept": allow("a:b"), "old": allow("c:d")})
    wanted = role(managed_policies=["arn:aws:iam::aws:policy/New"],
                  inline_policies={"kept": allow("A:B"), "new": allow("e:f")})
    made = requests(wanted.over(now).update(now, {"managed_policies", "inline_policies"}))
    assert [operation for operation, _params in made] == [
        "attach_role_policy", "put_role_policy", "detach_role_policy", "delete_role_policy"]
    assert made[1][1]["PolicyName"] == "new"


def test_permissions_that_are_not_stated_are_left_alone() -> None:
    now = role(description="old")
    made = requests(role(description="new").over(now).update(now, {"description"}))
    assert made == [("update_role", {"RoleName": "task", "Description": "new"})]


def test_a_new_description_keeps_the_duration_of_sessions() -> None:
    now = role(description="old", max_session_duration=7200)
    (_operation, params), = requests(role(description="new").over(now).update(now, {"description"}))
    assert params["MaxSessionDuration"] == 7200


def test_a_role_that_was_left_without_its_policies_is_completed() -> None:
    wanted = role(managed_policies=[ARN], inline_policies={"logs": allow("logs:*")})
    found = play(wanted.read(), ("get_role", role_as_found()), ("list_attached_role_policies", {}),
                 ("list_role_policies", {}))
    made = requests(wanted.over(found).update(found, plan(wanted, found).changes.keys()))
    assert [operation for operation, _params in made] == ["attach_role_policy", "put_role_policy"]


def test_deleting_a_role_takes_from_it_what_holds_it() -> None:
    play(
        role().delete(),
        ("list_attached_role_policies", {"AttachedPolicies": [{"PolicyArn": ARN}]}), ("detach_role_policy", {}),
        ("list_role_policies", {"PolicyNames": ["logs"]}), ("delete_role_policy", {}),
        ("list_instance_profiles_for_role", {"InstanceProfiles": [{"InstanceProfileName": "p"}]}),
        ("remove_role_from_instance_profile", {}), ("delete_role", {}),
    )


def test_limits_of_a_role_are_told_beforehand() -> None:
    inline = {"big": allow("a:" + "b" * 10_240), "empty": {}}
    problems = list(role(max_session_duration=60, inline_policies=inline).problems())
    assert len(problems) == 3
    assert "allowed are 10240" in problems[1]


@pytest.mark.parametrize(("name", "exchanges", "arn"), [
    ("data", [("list_policies", {"Policies": [{"PolicyName": "data", "Arn": ARN}]})], ARN),
    ("ReadOnlyAccess", [("list_policies", {}), ("get_caller_identity", HERE), ("get_policy", {})],
     "arn:aws:iam::aws:policy/ReadOnlyAccess"),
    ("service-role/X", [("list_policies", {}), ("get_caller_identity", HERE), ("get_policy", {})],
     "arn:aws:iam::aws:policy/service-role/X"),
    ("AmazonECSTaskExecutionRolePolicy",
     [("list_policies", {}), ("get_caller_identity", HERE), ("get_policy", Absent), ("get_policy", {})],
     "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"),
])
def test_a_managed_policy_is_found_by_name(name: str, exchanges: t.Any, arn: str) -> None:
    assert play(POLICY.resolve(name, pending=False), *exchanges) == arn


def test_a_name_that_nothing_bears_is_pending_or_an_error() -> None:
    nothing = [("list_policies", {}), ("get_caller_identity", HERE), *[("get_policy", Absent)] * 3]
    assert isinstance(play(POLICY.resolve("x", pending=True), *nothing), Pending)
    with pytest.raises(Unresolved, match="no IAM role named task"):
        play(ROLE.resolve("task", pending=False), ("get_role", Absent))


def test_a_policy_is_found_on_any_path_and_its_default_version_is_what_counts() -> None:
    found = play(
        IamPolicy(name="data", policy=allow("s3:*")).read(),
        ("list_policies", {"Policies": [{"PolicyName": "data", "Arn": ARN}]}),
        ("get_policy", {"Policy": {"Arn": ARN, "Path": "/envelope/", "DefaultVersionId": "v3"}}),
        ("get_policy_version", {"PolicyVersion": {"Document": allow("s3:*")}}),
    )
    assert (found.arn, found.path, found.policy, found.description) == (ARN, "/envelope/", allow("s3:*"), "")


def test_a_policy_that_is_not_listed_is_absent() -> None:
    with pytest.raises(Absent):
        play(IamPolicy(name="data").read(), ("list_policies", {"Policies": [{"PolicyName": "other", "Arn": ARN}]}))


@pytest.mark.parametrize(("versions", "deleted"), [
    ([version(1), version(2, default=True)], []),
    ([version(11), version(10, default=True), version(9), version(8), version(12)], ["v8"]),
    ([version(1, default=True), version(5), version(4), version(3), version(2)], ["v2"]),
], ids=["room", "numbers", "default is oldest"])
def test_the_oldest_version_makes_room_for_a_sixth(versions: t.Any, deleted: list[str]) -> None:
    now = IamPolicy(name="data", policy=allow("s3:*"), arn=ARN)
    play(
        IamPolicy(name="data", policy=allow("s3:GetObject")).update(now, {"policy"}),
        ("list_policy_versions", {"Versions": versions}), *[("delete_policy_version", {}) for _version in deleted],
        ("create_policy_version", {}),
    )


def test_the_version_that_goes_is_named() -> None:
    flow = IamPolicy(name="data", policy=allow("a:b")).update(IamPolicy(name="data", arn=ARN), {"policy"})
    next(flow)
    call = flow.send({"Versions": [version(n, default=n == 9) for n in (10, 9, 8, 7, 6)]})
    assert call.params == {"PolicyArn": ARN, "VersionId": "v6"}


def test_deleting_a_policy_takes_it_from_everybody() -> None:
    play(
        IamPolicy(name="data", arn=ARN).delete(),
        ("list_entities_for_policy", {"PolicyRoles": [{"RoleName": "r"}], "PolicyUsers": [{"UserName": "u"}],
                                      "PolicyGroups": [{"GroupName": "g"}]}),
        ("detach_role_policy", {}), ("detach_user_policy", {}), ("detach_group_policy", {}),
        ("list_policy_versions", {"Versions": [version(2, default=True), version(1)]}),
        ("delete_policy_version", {}), ("delete_policy", {}),
    )


def test_limits_of_a_policy_are_told_beforehand() -> None:
    assert list(IamPolicy(name="data", policy={}).problems()) == ["policy: has no Statement"]
    assert "allowed are 6144" in next(IamPolicy(name="data", policy=allow("a:" + "b" * 6144)).problems())
    assert not list(IamPolicy(name="data", policy=allow("a:b" + " " * 7000)).problems())


def test_statements_that_are_called_alike_are_told_beforehand() -> None:
    twice = {"Statement": [{"Sid": "Read"}, {"Sid": "Write"}, {"Sid": "Read"}, {}, {}]}
    [problem] = IamPolicy(name="data", policy=twice).problems()
    assert problem == "policy: calls several statements Read; a Sid is one statement's only"
    [problem] = role(inline_policies={"data": twice}).problems()
    assert problem.startswith("inline_policies: data calls several")
