# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about Lambda functions."""

from __future__ import annotations

import io
import json
import typing as t
import zipfile

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.lambda_ import LambdaFunction
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.lambda_.code import Archive
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.lambda_.service import state_of
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests, sent

CODE = {"handler.py": "def handle(event, context):\n    pass\n"}
ROLE = "arn:aws:iam::111122223333:role/tag"
S3 = {"statement_id": "s3", "principal": "s3.amazonaws.com", "source_arn": "arn:aws:s3:::acme"}
STATEMENT = {
    "Sid": "s3", "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "lambda:InvokeFunction",
    "Resource": "arn:function", "Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:s3:::acme"}}}


def function(**options: t.Any) -> LambdaFunction:
    return LambdaFunction.given({"name": "tag", **options})


def names(flow: t.Any) -> list[str]:
    return [operation for operation, _params in requests(flow)]


class TestCode:
    def test_equal_files_are_equal_bytes_wherever_they_come_from(self, tmp_path):
        (tmp_path / "handler.py").write_text(CODE["handler.py"])
        (tmp_path / "__pycache__").mkdir()
        (tmp_path / "__pycache__" / "handler.pyc").write_bytes(b"\0")
        (tmp_path / ".hidden").write_text("x")
        texts, folder = Archive.of(CODE), Archive.of(str(tmp_path))

        assert texts == folder and texts.content == folder.content
        assert folder.names == ("handler.py",)

    def test_the_archive_holds_what_was_given(self):
        archive = zipfile.ZipFile(io.BytesIO(Archive.of({"b/c.py": "2", "a.py": "1"}).content))

        assert [(each.filename, each.external_attr >> 16) for each in archive.infolist()] == [
            ("a.py", 0o644), ("b/c.py", 0o644)]
        assert archive.read("b/c.py") == b"2"

    @pytest.mark.parametrize(("code", "words"), [("/nowhere/at/all", "not a directory"), (["a"], "neither")])
    def test_what_is_no_code(self, code, words):
        with pytest.raises(Invalid, match=words):
            function(code=code)

    def test_code_that_is_there_is_not_sent_again(self):
        wanted = function(code=CODE)
        now = play(wanted.read(), ("get_function", {"Configuration": {"CodeSha256": str(Archive.of(CODE))}}))

        assert wanted.changes(now) == {}
        assert function(code={"handler.py": ""}).changes(now).keys() == {"code"}


class TestReading:
    def test_takes_what_aws_leaves_out_for_nothing(self):
        now = play(function().read(), ("get_function", {"Configuration": {"State": "Active"}}))

        assert (now.environment, now.reserved_concurrency, now.description, now.tags) == ({}, -1, "", {})
        assert (now.permissions, now.state) == ([], "ready")

    def test_asks_for_the_policy_only_where_it_matters(self):
        found = {"Configuration": {"FunctionName": "tag"}, "Concurrency": {"ReservedConcurrentExecutions": 0}}
        wanted = function(permissions=[S3], reserved_concurrency=0)
        document = json.dumps({"Statement": [STATEMENT]})

        now = play(wanted.read(), ("get_function", found), ("get_policy", {"Policy": document}))
        assert wanted.changes(now) == {}
        now = play(wanted.read(), ("get_function", found), ("get_policy", Absent))
        assert wanted.changes(now).keys() == {"permissions"}

    def test_does_not_show_what_looks_like_somebody_elses_secret(self):
        environment = {"Variables": {"DB_PASSWORD": "hunter2", "STATUS": "Clean"}}
        now = play(function().read(), ("get_function", {"Configuration": {"Environment": environment}}))

        assert now.environment == {"DB_PASSWORD": "(sensitive)", "STATUS": "Clean"}

    @pytest.mark.parametrize(("about", "state"), [
        ({"State": "Pending"}, "Pending"), ({"State": "Failed"}, "Failed"), ({"State": "Inactive"}, "ready"),
        ({"State": "Active", "LastUpdateStatus": "InProgress"}, "update InProgress"),
        ({"State": "Active", "LastUpdateStatus": "Failed"}, "update Failed")])
    def test_its_state(self, about, state):
        assert state_of(about) == state


class TestWriting:
    def test_a_new_one_is_waited_for_before_it_is_told_more(self):
        wanted = function(code=CODE, role=ROLE, reserved_concurrency=0, permissions=[S3], environment={"A_B": "c"})
        made = sent(wanted.create())

        assert [call.operation for call in made] == [
            "create_function", "get_function_configuration", "put_function_concurrency", "add_permission"]
        assert made[0].params == {
            "FunctionName": "tag", "Role": ROLE, "Code": {"ZipFile": Archive.of(CODE).content},
            "Environment": {"Variables": {"A_B": "c"}}}
        assert made[2].params == {"FunctionName": "tag", "ReservedConcurrentExecutions": 0}

    def test_nothing_is_reserved_unless_asked_for(self):
        assert names(function(code=CODE).create()) == ["create_function", "get_function_configuration"]

    def test_one_change_after_the_other(self):
        now = function(memory_size=128, timeout=3)
        now = LambdaFunction(**{**vars(now), "state": "ready"})
        wanted = function(code=CODE, memory_size=256)

        assert names(wanted.over(now).update(now, {"code", "memory_size"})) == [
            "update_function_code", "get_function_configuration", "update_function_configuration",
            "get_function_configuration"]

    def test_what_a_killed_run_left_under_way_is_waited_for_first(self):
        now = LambdaFunction(**{**vars(function(timeout=3)), "state": "Pending"})

        assert names(function(timeout=5).over(now).update(now, {"timeout"}))[:2] == [
            "get_function_configuration", "update_function_configuration"]

    def test_what_is_concealed_is_never_written_back(self):
        concealed = function(timeout=3, environment={"DB_PASSWORD": "(sensitive)"}, runtime="python3.13")
        now = LambdaFunction(**{**vars(concealed), "state": "ready"})
        [configured, _looked] = sent(function(timeout=5).over(now).update(now, {"timeout"}))

        assert configured.params == {"FunctionName": "tag", "Timeout": 5}

    @pytest.mark.parametrize("how", ["create", "update"])
    def test_a_role_that_is_too_new_is_waited_for(self, how):
        wanted = function(code=CODE, role=ROLE)
        now = LambdaFunction(**{**vars(function(code=CODE, role="other")), "state": "ready"})
        flow = wanted.create() if how == "create" else wanted.update(now, {"role"})
        call = next(flow)
        text = "The role defined for the function cannot be assumed by Lambda."
        step = flow.throw(AwsError(call, "InvalidParameterValueException", text))

        assert isinstance(step, Wait) and step.call == call
        assert not step.passing(AwsError(call, "InvalidParameterValueException", "Unzipped size must be smaller"))

    def test_the_processor_changes_with_the_code_only(self):
        now = LambdaFunction(**{**vars(function(architectures=["x86_64"])), "state": "ready", "code": "digest"})
        with pytest.raises(Invalid, match="give code too"):
            names(function(architectures=["arm64"]).over(now).update(now, {"architectures"}))
        made = sent(function(architectures=["arm64"], code=CODE).over(now).update(now, {"architectures"}))
        assert made[0].params["Architectures"] == ["arm64"]

    def test_a_reservation_is_taken_back(self):
        now = LambdaFunction(**{**vars(function(reserved_concurrency=5)), "state": "ready"})

        assert names(function(reserved_concurrency=-1).update(now, {"reserved_concurrency"})) == [
            "delete_function_concurrency"]


class TestPermissions:
    def calls(self, wanted: list[t.Any], now: list[t.Any]) -> list[tuple[str, str]]:
        there = LambdaFunction(**{**vars(function(permissions=now)), "state": "ready"})
        made: list[Call] = sent(function(permissions=wanted).update(there, {"permissions"}))
        return [(call.operation, call.params["StatementId"]) for call in made]

    def test_exactly_these(self):
        other = {**S3, "statement_id": "other"}

        assert self.calls([S3], [S3]) == []
        assert self.calls([S3], [other]) == [("remove_permission", "other"), ("add_permission", "s3")]

    @pytest.mark.parametrize("change", [{"source_arn": None}, {"source_account": "1"}, {"principal": "111122223333"}])
    def test_one_that_changes_is_made_anew(self, change):
        wanted = function(permissions=[{**S3, **change}])

        assert wanted.changes(function(permissions=[S3])).keys() == {"permissions"}
        assert self.calls([{**S3, **change}], [S3]) == [("remove_permission", "s3"), ("add_permission", "s3")]

    def test_an_account_is_its_number(self):
        account = {"statement_id": "a", "principal": "111122223333"}
        statement = {"Sid": "a", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                     "Action": "lambda:InvokeFunction"}
        wanted = function(permissions=[account])
        now = play(wanted.read(), ("get_function", {"Configuration": {}}),
                   ("get_policy", {"Policy": json.dumps({"Statement": statement})}))

        assert wanted.changes(now) == {}


@pytest.mark.parametrize(("options", "words"), [
    ({"name": "a.b"}, "name: 'a.b' is not allowed"),
    ({"memory_size": 64}, "memory_size: 64, allowed are 128 to 10240"),
    ({"timeout": 901}, "timeout: 901, allowed are 1 to 900"),
    ({"reserved_concurrency": -2}, "reserved_concurrency: -2"),
    ({"architectures": []}, "architectures: 0, allowed is one"),
    ({"environment": {"DB_PASSWORD": "x"}}, "environment: DB_PASSWORD would be there for all to read"),
    ({"code": {}}, "code: has no files"),
    ({"code": CODE, "runtime": "python3.13", "handler": "other.handle"}, "there is no other.py"),
    ({"permissions": [S3, S3]}, "permissions: s3 is there more than once"),
])
def test_problems(options, words):
    assert words in "; ".join(function(**options).problems())


def test_no_problems():
    assert list(LambdaFunction.given(LambdaFunction.examples).problems()) == []
