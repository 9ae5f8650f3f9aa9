# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules as Ansible runs them: in its own process, or as plain modules where a keyword asks for that."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import typing as t
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account

CANARY = "c4n4ry-0f-a-s3cret"
MODULE = "venturemond.envelope.secretsmanager_secrets"
SET = {"secretsmanager_secrets": [{"name": "envelope-test/a", "generate": [{"key": "K"}], "tags": {"tenant": "acme"}}]}
INVENTORY = {"all": {"hosts": {name: {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
                               for name in ("here", "there")}}}


class Playbook:
    """Runs plays against one account, in a directory of its own."""

    def __init__(self, account: Account, directory: Path) -> None:
        self.account = account
        self.directory = directory
        (directory / "inventory.json").write_text(json.dumps(INVENTORY))
        (directory / "ansible.cfg").write_text("[defaults]\n")

    @property
    def connection(self) -> dict[str, str]:
        return self.account.connection

    @property
    def principals(self) -> list[str]:
        """Whose keys signed the calls so far, in the order they were used."""
        return [key for key, _calls in itertools.groupby(call["principal"] for call in self.account.aws.calls())]

    def run(self, *tasks: dict[str, t.Any], verbosity: int = 0, callback: str = "default", **play: t.Any) -> str:
        """What Ansible printed while it did these tasks on the host `here`."""
        plays = [{"hosts": "here", "gather_facts": False, "tasks": list(tasks), **play}]
        (self.directory / "play.json").write_text(json.dumps(plays))
        command = [Path(sys.executable).with_name("ansible-playbook"), "-i", "inventory.json", "play.json"]
        done = subprocess.run([*command, *["-v"] * verbosity], cwd=self.directory, env=self.environment(callback),
                              capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def results(self, *tasks: dict[str, t.Any], **play: t.Any) -> list[dict[str, t.Any]]:
        """The result of each task."""
        printed = json.loads(self.run(*tasks, callback="ansible.posix.json", **play))
        return [task["hosts"]["here"] for task in printed["plays"][0]["tasks"]]

    def environment(self, callback: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "ANSIBLE_"))}
        return {**kept, "ANSIBLE_HOME": str(self.directory / "home"),
                "ANSIBLE_REMOTE_TMP": str(self.directory / "remote"),
                "ANSIBLE_ASYNC_DIR": str(self.directory / "async"),
                "ANSIBLE_STDOUT_CALLBACK": callback, "ANSIBLE_NOCOLOR": "1", "ANSIBLE_DEPRECATION_WARNINGS": "0",
                "ANSIBLE_CONFIG": str(self.directory / "ansible.cfg"), "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}


@pytest.fixture
def playbook(account: Account, tmp_path: Path) -> Playbook:
    return Playbook(account, tmp_path)


def task(options: dict[str, t.Any] | None = None, **keywords: t.Any) -> dict[str, t.Any]:
    return {MODULE: options or SET, "ignore_errors": True, **keywords}


def essence(result: dict[str, t.Any]) -> dict[str, t.Any]:
    """A result without what Ansible adds to it."""
    ours = ("changed", "failed", "msg", "failures", "actions", "diff", "secretsmanager_secrets")
    return {name: result[name] for name in ours if result.get(name) not in (None, False)}


def test_both_ways_of_running_give_equal_results(playbook: Playbook):
    wanted = {**playbook.connection, **SET}
    other = {**playbook.connection, "secretsmanager_secrets": [{"name": "envelope-test/b", "values": {"K": CANARY}}]}
    twice = {**playbook.connection, "secretsmanager_secrets": [{"name": "x"}, {"name": "x"}]}
    made, *results = playbook.results(
        task(wanted),
        *[task(wanted, **how) for how in ({}, {"delegate_to": "there"}, {"async": 30, "poll": 1})],
        *[task(other, check_mode=True, **how) for how in ({}, {"delegate_to": "there"})],
        *[task(twice, **how) for how in ({}, {"delegate_to": "there"})],
    )

    assert made["actions"] == {"envelope-test/a": "create"}
    same, planned, failed = results[:3], results[3:5], results[5:]
    for found in (same, planned, failed):
        assert all(essence(result) == essence(found[0]) for result in found), found
    assert same[0]["actions"] == {"envelope-test/a": "none"} and not same[0]["changed"]
    assert planned[0]["changed"] and planned[0]["diff"]
    assert failed[0]["msg"] == "secretsmanager_secrets names x more than once"
    assert ["invocation" in result for result in same] == [False, True, True], "not run in the way this test is about"
    assert len(playbook.account.aws.writes()) == 1


def test_a_misspelt_option_is_answered_with_the_nearest(playbook: Playbook):
    [result] = playbook.results(task({"secretsmanager_secrets": [{"nmae": "a"}]}))

    assert result["failed"]
    assert "secretsmanager_secrets: nmae is not known, did you mean name?" in result["msg"]
    assert playbook.account.aws.calls() == []


def test_the_environment_of_a_task_is_honoured(playbook: Playbook):
    def environment(key: str) -> dict[str, str]:
        return {"AWS_ENDPOINT_URL": playbook.account.aws.url, "AWS_REGION": "eu-west-1",
                "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": "x"}

    here, there, without = playbook.results(
        task(environment=environment("here")), task(environment=environment("there"), delegate_to="there"), task())

    assert here["actions"] == {"envelope-test/a": "create"} and there["actions"] == {"envelope-test/a": "none"}
    assert playbook.principals == ["here", "there"]
    assert without["failed"] and "NoRegionError" in without["msg"]


def test_module_defaults_are_taken_and_the_nearest_wins(playbook: Playbook):
    def signed(**keys: str) -> dict[str, t.Any]:
        """Defaults for groups, each with an access key that tells whose it is."""
        named = {"aws": "aws", "amazon": "amazon.aws.aws", "ours": "venturemond.envelope.aws"}
        return {f"group/{named[group]}": {**playbook.connection, "access_key": key} for group, key in keys.items()}

    results = playbook.results(
        task(module_defaults=signed(aws="a")),
        task(module_defaults=signed(amazon="b")),
        task(module_defaults=signed(ours="c")),
        task(module_defaults=signed(aws="d"), delegate_to="there"),
        task(module_defaults=signed(amazon="e", ours="f")),
        task({**SET, "access_key": "h"}, module_defaults=signed(aws="g")),
    )

    assert [result["actions"]["envelope-test/a"] for result in results] == ["create", *["none"] * 5]
    assert playbook.principals == ["a", "b", "c", "d", "f", "h"]


def test_nothing_that_is_printed_holds_a_secret(playbook: Playbook):
    def secret(**options: t.Any) -> dict[str, t.Any]:
        given = {"name": "envelope-test/a", "values": {"K": "{{ canary }}"}, **options}
        return {**playbook.connection, "secretsmanager_secrets": [given]}

    (playbook.directory / "vars.json").write_text(json.dumps({"canary": CANARY}))
    playbook.account.aws.fault(kind="refuse", operation="UpdateSecret")
    printed = playbook.run(
        task(secret()), task(secret(), **{"async": 30, "poll": 1}), task(secret(), delegate_to="there"),
        task(secret(tgas={})), task(secret(description="refused")),
        vars_files=["vars.json"], verbosity=4, diff=True)

    assert "envelope-test/a" in printed and "AccessDenied" in printed and "did you mean tags?" in printed
    assert CANARY not in printed
