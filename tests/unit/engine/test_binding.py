# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options in, result out."""

from __future__ import annotations

import json
import typing as t
from dataclasses import dataclass

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.venturemond.envelope.plugins.module_utils import binding
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.fields import required
from ansible_collections.venturemond.envelope.plugins.module_utils.options import argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.verb import Verb
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Box, Boxes, boxes


@dataclass(frozen=True, kw_only=True)
class Shake(Verb):
    """Shake a box."""

    module = "boxes_shake"

    name: str = required("Which one.")
    times: int = required("How often.")

    def problems(self) -> t.Iterator[str]:
        if self.times < 1:
            yield f"times {self.times} is too few, allowed are 1 and more"

    def act(self, *, check: bool) -> Flow:
        yield boxes.describe_box(Name=self.name)
        if not check:
            yield boxes.update_box(Name=self.name)
        return {"changed": True}


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Boxes:
    """What `run` talks to instead of a cloud."""
    aws = Boxes({"Name": "old", "Shape": {"Size": 1}})
    monkeypatch.setattr(binding, "Cloud", lambda connection, **how: aws)
    return aws


def run(kind: t.Any, check: bool = False, **params: t.Any) -> dict[str, t.Any]:
    checked = ArgumentSpecValidator(argument_spec(kind)).validate(params)
    assert not checked.error_messages
    return binding.run(kind, checked.validated_parameters, check=check)


def test_a_set_is_converged(aws):
    result = run(Box, boxes=[{"name": "new"}, {"name": "old", "size": 3}])

    assert result["actions"] == {"new": "create", "old": "update"}
    assert sorted(aws.writes) == ["create_box new", "update_box old"]
    assert json.loads(json.dumps(result)) == result


def test_check_mode_writes_nothing(aws):
    assert run(Box, check=True, boxes=[{"name": "new"}])["changed"]
    assert aws.writes == []


def test_a_name_is_given_once(aws):
    result = run(Box, boxes=[{"name": "b"}, {"name": "a"}, {"name": "b"}, {"name": "a"}, {"name": "c"}])

    assert result == {"failed": True, "msg": "boxes names a, b more than once"}
    assert aws.calls == []


def test_a_verb_acts(aws):
    assert run(Shake, name="old", times=2) == {"changed": True}
    assert aws.writes == ["update_box old"]


def test_a_verb_in_check_mode_writes_nothing(aws):
    assert run(Shake, check=True, name="old", times=2) == {"changed": True}
    assert aws.writes == []


@pytest.mark.parametrize(("params", "message"), [
    ({"name": "old", "times": 0}, "times 0 is too few"),
    ({"name": "nobody", "times": 1}, "boxes:describe_box failed: no such box"),
])
def test_a_verb_that_fails_says_why(aws, params, message):
    result = run(Shake, **params)

    assert result["failed"] and result["msg"].startswith(message)
    assert aws.writes == []


def test_without_botocore_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(binding, "HAS_BOTOCORE", False)

    assert "botocore and boto3" in run(Box, boxes=[])["msg"]


def test_values_lose_the_marks_of_templating():
    class Marked(str):
        __slots__ = ()

    [plain] = binding.native([Marked("a")])
    assert plain.__class__ is str


class TestConnection:
    def params(self, **given: t.Any) -> dict[str, t.Any]:
        return ArgumentSpecValidator(argument_spec(Box)).validate({"boxes": [], **given}).validated_parameters

    def test_comes_from_the_options(self):
        assert binding.connection(self.params(
            region="eu-west-1", endpoint_url="http://localhost:1", access_key="a", secret_key="b", session_token="c",
            validate_certs=False, aws_config={"read_timeout": 7})) == {
                "region": "eu-west-1", "endpoint_url": "http://localhost:1", "profile": None, "access_key": "a",
                "secret_key": "b", "session_token": "c", "verify": False, "config": {"read_timeout": 7}}

    def test_comes_from_the_environment_where_no_option_says_it(self, monkeypatch):
        monkeypatch.setenv("AWS_REGION", "eu-central-1")
        monkeypatch.setenv("AWS_PROFILE", "envelope")

        found = binding.connection(self.params(region="eu-west-1"))
        assert (found["region"], found["profile"]) == ("eu-west-1", "envelope")
        assert binding.connection(self.params())["region"] == "eu-central-1"

    def test_that_says_two_things_is_refused(self, aws):
        result = run(Box, profile="a", access_key="b", secret_key="c", boxes=[{"name": "a"}])

        assert result["failed"] and "profile" in result["msg"]
        assert aws.calls == []
