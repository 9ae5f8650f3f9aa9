# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong on the way to AWS, and what becomes of a set then."""

from __future__ import annotations

import collections
import json
import time
import types
import typing as t

import botocore.endpoint
import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.venturemond.envelope.plugins.module_utils.binding import run
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import ATTEMPTS
from ansible_collections.venturemond.envelope.plugins.module_utils.options import argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.sts import VerifyAccount
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account, Result

CANARY = "c4n4ry-0f-a-s3cret"
MODULE = "secretsmanager_secrets"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """botocore tries again without a pause."""
    monkeypatch.setattr(botocore.endpoint, "time", types.SimpleNamespace(time=time.time, sleep=lambda seconds: None))


@pytest.fixture
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def secrets(count: int, **options: t.Any) -> list[dict[str, t.Any]]:
    return [{"name": f"envelope-test/t{n}", "generate": [{"key": "DB_PASSWORD"}], **options} for n in range(count)]


def operations(account: Account, since: int) -> dict[str, int]:
    return dict(collections.Counter(call["operation"] for call in account.aws.calls(since=since)))


def converged(account: Account, *wanted: dict[str, t.Any]) -> bool:
    again = account.run(MODULE, *wanted)
    return not again.get("failed") and not again["changed"] and again["writes"] == []


class TestPassingTroubles:
    @pytest.mark.parametrize("kind", ["throttle", "error", "drop"])
    @pytest.mark.parametrize("operation", ["DescribeSecret", "CreateSecret"])
    def test_are_survived(self, account: Account, kind: str, operation: str):
        account.aws.fault(kind=kind, service="secretsmanager", operation=operation, times=3)
        result = account.run(MODULE, *secrets(2))

        assert result["actions"] == {"envelope-test/t0": "create", "envelope-test/t1": "create"}
        assert len(account.client("secretsmanager").list_secrets()["SecretList"]) == 2
        assert [fault["fired"] for fault in account.aws.faults()] == [3]
        assert converged(account, *secrets(2))

    def test_that_do_not_pass_end_after_a_bound(self, account: Account):
        account.aws.fault(kind="throttle", service="secretsmanager", operation="DescribeSecret", times=None)
        result = account.run(MODULE, *secrets(1))

        assert "ThrottlingException" in result["msg"]
        assert result["calls"] == ATTEMPTS and result["writes"] == []


class TestRefusedWrites:
    def test_leave_a_set_that_the_next_run_completes(self, account: Account):
        account.aws.fault(kind="refuse", after=2)
        failed = account.run(MODULE, *secrets(5))

        [name] = failed["failures"]
        assert failed["failed"] and "AccessDenied" in failed["msg"] and "allow this action" in failed["msg"]
        assert len(failed["actions"]) == 4 and failed["changed"]

        done = account.run(MODULE, *secrets(5))
        assert done["writes"] == ["secretsmanager:CreateSecret"]
        assert {each for each, action in done["actions"].items() if action == "create"} == {name}
        assert converged(account, *secrets(5))

    def test_that_are_all_refused_alike_are_said_once(self, account: Account):
        account.aws.fault(kind="refuse", times=None)
        failed = account.run(MODULE, *secrets(5))

        assert failed["msg"].startswith(f"all {MODULE} envelope-test/t0, envelope-test/t1, ")
        assert failed["msg"].count("AccessDenied") == 1
        assert not failed["changed"]

    def test_in_the_middle_of_an_update_are_made_up_for(self, account: Account):
        account.run(MODULE, *secrets(1))
        wanted = secrets(1, description="What it needs", values={"MAIL": "x"}, tags={"tenant": "acme"})
        account.aws.fault(kind="refuse", after=1)

        assert account.run(MODULE, *wanted)["failed"]
        assert account.run(MODULE, *wanted)["changed"]
        assert converged(account, *wanted)


@pytest.mark.usefixtures("bare_environment")
class TestOneClearFailure:
    def test_without_credentials(self, account: Account):
        result = account.run(MODULE, *secrets(20), access_key=None, secret_key=None)

        assert result["failed"] and result["calls"] == 0
        assert result["msg"].count("NoCredentialsError") == 1
        assert "give access_key and secret_key, a profile, or AWS_PROFILE" in result["msg"]

    def test_when_nobody_answers(self, account: Account):
        result = account.run(MODULE, *secrets(20), endpoint_url="http://127.0.0.1:9")

        assert result["failed"] and result["calls"] == 0
        assert result["msg"].count("EndpointConnectionError") == 1
        assert "http://127.0.0.1:9" in result["msg"] and "check endpoint_url" in result["msg"]

    def test_when_the_endpoint_is_no_address(self, account: Account):
        result = account.run(MODULE, *secrets(20), endpoint_url="127.0.0.1:9")

        assert result["msg"].endswith("there is no way to secretsmanager: Invalid endpoint: 127.0.0.1:9")

    def test_when_the_profile_is_misspelt(self, account: Account):
        result = account.run(MODULE, *secrets(20), profile="nobody", access_key=None, secret_key=None)

        assert result["msg"].count("ProfileNotFound") == 1

    @pytest.mark.parametrize("check", [False, True])
    def test_with_the_credentials_of_another_account(self, account: Account, check: bool):
        def verified(account_id: str) -> Result:
            checked = ArgumentSpecValidator(argument_spec(VerifyAccount)).validate(
                {**account.connection, "account_id": account_id})
            return run(VerifyAccount, checked.validated_parameters, check=check)

        mine = account.client("sts").get_caller_identity()["Account"]
        assert verified(mine)["account"] == mine
        assert f"these are credentials of account {mine}" in verified("999988887777")["msg"]
        assert account.aws.writes() == []


class TestCheckMode:
    def test_writes_nothing_whatever_there_is_to_do(self, account: Account):
        account.run(MODULE, *secrets(2))
        wanted = [*secrets(1), {**secrets(2)[1], "description": "Another"}, {"name": "envelope-test/new"}]
        planned = account.run(MODULE, *wanted, check=True)

        assert planned["actions"] == {
            "envelope-test/t0": "none", "envelope-test/t1": "update", "envelope-test/new": "create"}
        assert planned["writes"] == []
        assert account.run(MODULE, *wanted, check=True, state="absent")["writes"] == []

    def test_finds_what_aws_would_refuse(self, account: Account):
        result = account.run(MODULE, {"name": "a" * 600}, {"name": "fine"}, check=True)

        assert "Name: 600 characters, allowed are 1 to 512" in result["msg"]
        assert result["actions"] == {"fine": "create"}


def test_one_that_cannot_be_planned_stops_the_set(account: Account):
    result = account.run(MODULE, *secrets(3), {"name": "a", "generate": [{"key": "K", "length": 3}]})

    assert result["writes"] == [] and not result["changed"]
    assert result["msg"].startswith(f"{MODULE} a: generate: K: length 3 is too short")


def test_a_secret_is_nowhere_to_be_seen(account: Account):
    told = [account.run(MODULE, *secrets(1, values={"API_KEY": value}), check=check)
            for value in (CANARY, f"new-{CANARY}") for check in (True, False, False)]
    account.aws.fault(kind="refuse", times=None)
    told.append(account.run(MODULE, *secrets(1, values={"API_KEY": f"third-{CANARY}"})))
    account.aws.clear_faults()
    told.append(account.run(MODULE, *secrets(1), state="absent"))

    assert [result["changed"] for result in told] == [True, True, False, True, True, False, False, True]
    assert told[-2]["failed"]
    assert CANARY not in json.dumps(told)
    assert CANARY not in json.dumps(account.aws.calls())


class TestCosts:
    def test_twenty_secrets_with_nothing_to_do(self, account: Account):
        account.run(MODULE, *secrets(20))
        before = account.aws.mark()
        account.run(MODULE, *secrets(20))

        assert operations(account, before) == {"DescribeSecret": 20, "BatchGetSecretValue": 1}

    def test_twenty_secrets_that_may_not_be_read(self, account: Account):
        account.run(MODULE, *secrets(20))
        before = account.aws.mark()
        account.aws.fault(kind="refuse", operation="BatchGetSecretValue", writes_only=False, times=None)
        result = account.run(MODULE, *secrets(20), check=True)

        assert len(result["unseen"]) == 20
        assert operations(account, before) == {"DescribeSecret": 20, "BatchGetSecretValue": 1}

    def test_twenty_secrets_to_make(self, account: Account):
        before = account.aws.mark()
        account.run(MODULE, *secrets(20))

        made = operations(account, before)
        assert made["CreateSecret"] == 20 and made["DescribeSecret"] == 40
        assert made["BatchGetSecretValue"] <= 2

    def test_twenty_five_values_take_two_requests(self, account: Account):
        account.run(MODULE, *secrets(25))
        before = account.aws.mark()
        account.run(MODULE, *secrets(25))

        assert operations(account, before)["BatchGetSecretValue"] == 2
