# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A revision of a release is what runs, with other images."""

from __future__ import annotations

import botocore.session
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.revisions import (
    ANSWERED,
    Running,
    described,
    family,
    register,
    repository,
    retagged,
    revisions,
    running,
    shown,
    tag,
    withdraw,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import API, SERVICES, WORKER, Account
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import CLUSTER, ECS, REGISTRY
from ansible_collections.venturemond.envelope.tests.unit.script import play


class TestImages:
    @pytest.mark.parametrize(("image", "path", "version"), [
        (f"{REGISTRY}/team/api:1.0", "team/api", "1.0"),
        (f"{REGISTRY}/api", "api", "latest"),
        (f"{REGISTRY}/api:1.0@sha256:{'0' * 64}", "api", "1.0"),
        (f"{REGISTRY}/api@sha256:{'0' * 64}", "api", "latest"),
        ("localhost:5000/api:1.0", "api", "1.0"),
        ("localhost:5000/api", "api", "latest"),
        ("localhost/api:1.0", "api", "1.0"),
        ("team/api:1.0", "team/api", "1.0"),
        ("api:1.0", "api", "1.0"),
    ])
    def test_have_a_repository_and_a_tag(self, image: str, path: str, version: str):
        assert (repository(image), tag(image)) == (path, version)

    @pytest.mark.parametrize(("image", "then"), [
        (f"{REGISTRY}/api:1.0", f"{REGISTRY}/api:2.0"),
        (f"{REGISTRY}/api", f"{REGISTRY}/api:2.0"),
        (f"{REGISTRY}/api:1.0@sha256:{'0' * 64}", f"{REGISTRY}/api:2.0"),
        (f"{REGISTRY}/api@sha256:{'0' * 64}", f"{REGISTRY}/api:2.0"),
        ("api.example.com:5000/api:api", "api.example.com:5000/api:2.0"),
        ("localhost:5000/api", "localhost:5000/api:2.0"),
        ("api:1.0", "api:2.0"),
        (f"{REGISTRY}/nginx:1.0", f"{REGISTRY}/nginx:1.0"),
        (f"{REGISTRY}/other/api:1.0", f"{REGISTRY}/other/api:1.0"),
    ])
    def test_of_the_application_get_the_release_for_a_tag(self, image: str, then: str):
        assert retagged(image, "2.0", {"api"}) == then

    def test_are_changed_in_a_copy(self):
        before = {"family": "f", "containerDefinitions": [{"image": "api:1"}, {"image": "x:1"}]}
        of = Running({"serviceName": "s", "taskDefinition": "arn"}, before)
        after = of.released("2", {"api"})

        assert [each["image"] for each in after["containerDefinitions"]] == ["api:2", "x:1"]
        assert of.images == ["api:1", "x:1"]

    def test_are_shown_a_line_for_a_service(self):
        assert shown({"api": ["a:1", "b:1"], "worker": ["a:1"]}) == "api: a:1, b:1\nworker: a:1\n"


class TestWhatRuns:
    def test_is_told_in_the_order_that_was_asked_for_with_one_call(self, account: Account):
        found = account.play(running(CLUSTER, SERVICES[::-1]))

        assert [each.name for each in found] == SERVICES[::-1]
        assert [each.arn for each in found] == [f"{ECS}:task-definition/{name}:1" for name in SERVICES[::-1]]
        assert [call.operation for call in account.calls].count("describe_services") == 1

    def test_is_an_error_where_there_is_no_such_service(self, account: Account):
        with pytest.raises(Invalid, match=rf"cluster {CLUSTER}: service envelope-prod-aip.*did you mean {API}"):
            account.play(running(CLUSTER, ["envelope-prod-aip"]))

    def test_is_an_error_where_the_service_is_deleted(self, account: Account):
        account.fleet.services[API].status = "INACTIVE"
        with pytest.raises(Invalid, match=f"service {API} is not known"):
            account.play(running(CLUSTER, [API]))


class TestADefinition:
    def test_is_what_register_takes(self):
        ecs = botocore.session.Session().get_service_model("ecs")
        said = set(ecs.shape_for("TaskDefinition").members)
        taken = set(ecs.operation_model("RegisterTaskDefinition").input_shape.members)

        assert said - taken == ANSWERED

    def test_has_its_tags_but_not_those_of_aws(self):
        reply = {"taskDefinition": {"family": "f", "revision": 1, "volumes": [], "cpu": "256"},
                 "tags": [{"key": "aws:cloudformation:stack-name", "value": "x"}, {"key": "project", "value": "p"}]}

        assert play(described("arn"), ("describe_task_definition", reply)) == {
            "family": "f", "cpu": "256", "tags": [{"key": "project", "value": "p"}]}

    def test_has_none_where_there_are_none(self):
        reply = {"taskDefinition": {"family": "f"}, "tags": [{"key": "aws:x", "value": "x"}]}

        assert play(described("arn"), ("describe_task_definition", reply)) == {"family": "f"}


class TestRegistering:
    wanted = {"family": "f", "cpu": "256"}
    made = {"taskDefinition": {**wanted, "taskDefinitionArn": "arn:f:2"}}

    def test_makes_one(self):
        other = {"taskDefinition": {"family": "f", "cpu": "512", "taskDefinitionArn": "arn:f:1"}}

        assert play(register(self.wanted), ("describe_task_definition", other),
                    ("register_task_definition", self.made)) == "arn:f:2"

    def test_makes_the_first_of_a_family(self):
        assert play(register(self.wanted), ("describe_task_definition", Absent),
                    ("register_task_definition", self.made)) == "arn:f:2"

    def test_takes_the_newest_where_that_is_so(self):
        assert play(register(self.wanted), ("describe_task_definition", self.made)) == "arn:f:2"

    def test_does_not_take_one_with_other_tags(self):
        tagged = {**self.made, "tags": [{"key": "project", "value": "p"}]}

        assert play(register(self.wanted), ("describe_task_definition", tagged),
                    ("register_task_definition", self.made)) == "arn:f:2"


def test_the_revisions_of_a_family_are_its_own(account: Account):
    account.fleet.add(f"{API}-canary", f"{REGISTRY}/envelope-prod-api:1")
    account.fleet.deregister_task_definition(None, f"{ECS}:task-definition/{WORKER}:1")

    assert account.play(revisions(API)) == [f"{ECS}:task-definition/{API}:1"]
    assert account.play(revisions(WORKER)) == []


def test_a_family_is_read_from_an_arn():
    assert family(f"{ECS}:task-definition/envelope-prod-api:12") == "envelope-prod-api"


def test_revisions_are_withdrawn_one_by_one(account: Account):
    account.play(withdraw([f"{ECS}:task-definition/{API}:1"]))

    assert account.fleet.active == [f"{name}:1" for name in SERVICES[1:]]


def test_of_flows_held_together_the_first_error_counts(account: Account):
    account.refused["describe_task_definition"] = "AccessDeniedException"
    with pytest.raises(AwsError, match="AccessDenied"):
        account.play(running(CLUSTER, SERVICES))
