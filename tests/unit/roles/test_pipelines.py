# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom the role `pipelines` trusts, and with what."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import policies
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.iam import IamRole
from ansible_collections.venturemond.envelope.plugins.module_utils.pipelines import ISSUER, pipelines
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import asked

OWN = "venturemond/platform"


def made(repository: str = OWN, **said: t.Any) -> dict[str, t.Any]:
    return pipelines(asked("pipelines", repository=repository, **said))


def roles(**said: t.Any) -> dict[str, t.Any]:
    return {each["name"].removeprefix("envelope-prod-"): each for each in made(**said)["iam_roles"]}


def condition(role: dict[str, t.Any]) -> dict[str, t.Any]:
    [statement] = policies.statements(role["assume_role_policy"])
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert statement["Principal"] == {"Federated": f"arn:aws:iam::123456789012:oidc-provider/{ISSUER}"}
    return statement["Condition"]


def subjects(role: dict[str, t.Any]) -> list[str]:
    found = condition(role)
    assert found["StringEquals"][f"{ISSUER}:aud"] == "sts.amazonaws.com"
    [sub] = [tests[f"{ISSUER}:sub"] for tests in found.values() if f"{ISSUER}:sub" in tests]
    return sub


def test_nothing_is_made_where_no_repository_is_said():
    assert not any(made(repository="").values())


def test_each_role_trusts_what_runs_it_and_nothing_else():
    assert {name: subjects(role) for name, role in roles().items()} == {
        "plan": [f"repo:{OWN}:pull_request", f"repo:{OWN}:ref:refs/heads/main"],
        "apply": [f"repo:{OWN}:environment:prod"],
        "images": [f"repo:{OWN}:ref:refs/heads/main", f"repo:{OWN}:ref:refs/tags/*"],
        "deploy": [f"repo:{OWN}:environment:prod"],
    }


def test_a_plan_may_have_to_be_approved_too():
    assert subjects(roles(plan_environment="plans")["plan"]) == [
        f"repo:{OWN}:environment:plans", f"repo:{OWN}:ref:refs/heads/main"]


def test_only_the_name_of_a_git_tag_is_a_pattern():
    patterns = {name: "StringLike" in condition(role) for name, role in roles().items()}
    assert patterns == {"plan": False, "apply": False, "images": True, "deploy": False}
    whole = roles(release_tags=[])["images"]
    assert "StringLike" not in condition(whole) and subjects(whole) == [f"repo:{OWN}:ref:refs/heads/main"]


def test_a_repository_that_has_ids_in_its_tokens_is_trusted_with_them():
    assert subjects(roles(repository="venturemond@12/platform@34")["apply"]) == [
        "repo:venturemond@12/platform@34:environment:prod"]


def test_images_may_come_from_repositories_of_their_own_and_releases_be_approved_elsewhere():
    found = roles(images_repositories=["venturemond/api"], deploy_environment="releases", branch="trunk")
    assert subjects(found["images"])[0] == "repo:venturemond/api:ref:refs/heads/trunk"
    assert subjects(found["deploy"]) == [f"repo:{OWN}:environment:releases"]
    assert subjects(found["apply"]) == [f"repo:{OWN}:environment:prod"]


def test_what_they_may_do_is_said_by_playbook():
    found = made()
    known = {each["name"] for each in found["iam_policies"]}
    by_role = {name: {each.removeprefix("envelope-prod-").rstrip("-0123456789") for each in role["managed_policies"]}
               for name, role in roles().items()}
    assert by_role == {"plan": {"plan"}, "apply": {"site"}, "images": set(), "deploy": {"deploy"}}
    assert known == {name for role in found["iam_roles"] for name in role["managed_policies"]}


def test_what_plans_may_audit():
    def actions(**said: t.Any) -> set[str]:
        return {action for each in made(**said)["iam_policies"] for statement in policies.statements(each["policy"])
                for action in statement["Action"]}

    alone = {"apply_policies": [], "deploy_policies": []}
    assert actions(plan_policies=["audit"], **alone) <= actions(**alone)


def test_a_policy_that_two_roles_have_is_made_once():
    names = [each["name"] for each in made(deploy_policies=["deploy", "read_only"])["iam_policies"]]
    assert len(names) == len(set(names))


def test_images_are_pushed_to_the_cells_repositories_and_nowhere_else():
    [sign_in, push] = roles(images=["api"])["images"]["inline_policies"]["push"]["Statement"]
    assert sign_in["Action"] == ["ecr:GetAuthorizationToken"]
    assert push["Resource"] == ["arn:aws:ecr:eu-west-1:123456789012:repository/envelope-prod-api"]
    assert {action for action in push["Action"] if "Delete" in action or "Policy" in action} == set()


def test_the_provider_of_the_account_is_left_to_another_cell():
    assert made(provider=False)["iam_open_id_connect_providers"] == []
    [provider] = made()["iam_open_id_connect_providers"]
    assert provider["client_ids"] == ["sts.amazonaws.com"]


def test_sessions_are_short_and_bounded_where_that_is_said():
    found = roles(permissions_boundary="limits")
    assert {(each["max_session_duration"], each["permissions_boundary"]) for each in found.values()} == {
        (3600, "limits")}
    assert not [problem for each in roles().values() for problem in IamRole.given(each).problems()]


@pytest.mark.parametrize(("said", "says"), [
    ({"repository": "venturemond/*"}, "pipelines_repository: 'venturemond/*' is not allowed: owner/name"),
    ({"repository": "venturemond"}, "pipelines_repository: 'venturemond'"),
    ({"repository": "https://github.com/a/b"}, "pipelines_repository: 'https://github.com/a/b'"),
    ({"images_repositories": ["a/b", "a/*"]}, "pipelines_images_repositories: 'a/*'"),
    ({"branch": "release/*"}, "pipelines_branch: 'release/*' is not allowed: the name of a branch"),
    ({"branch": ""}, "pipelines_branch: ''"),
    ({"apply_environment": "prod:x"}, "pipelines_apply_environment: 'prod:x'"),
    ({"plan_environment": "plans*"}, "pipelines_plan_environment: 'plans*'"),
    ({"deploy_environment": "*"}, "pipelines_deploy_environment: '*'"),
    ({"release_tags": ["v?"]}, "pipelines_release_tags: 'v?'"),
    ({"session_seconds": 60}, "pipelines_session_seconds: 60, allowed are 3600 to 43200"),
    ({"images": []}, "pipelines_images: []"),
    ({"deploy_policies": ["deplyo"]}, "pipelines_deploy_policies: "),
    ({"apply_policies": ["site", "onboard_tenant", "offboard_tenant", "rollback", "migrate", "deploy", "releases",
                         "rotate_secret", "check_tenant", "audit", "read_only"]}, "allowed are 10 for a role"),
])
def test_what_would_trust_more_than_is_meant_is_refused(said, says):
    with pytest.raises(Invalid) as raised:
        made(**said)
    assert says in str(raised.value)
