# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several sets in one task: in order, as far as the first that fails, with one result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import typing as t
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account

ROOT = Path(__file__).parents[3]
TAGS = {"managed-by": "tests"}
GROUP = {"logs_groups": {"logs_groups": [{"name": "/a", "tags": TAGS}]}}
BUCKET = {"s3_buckets": {"s3_buckets": [{"name": "converge-a", "tags": TAGS}]}}
NOWHERE = {"ec2_subnets": {"vpc": "nowhere", "ec2_subnets": [{"name": "a", "cidr_block": "10.0.0.0/24"}]}}


@pytest.fixture
def run(account: Account, tmp_path: Path) -> t.Callable[..., dict[str, t.Any]]:
    """The result of a task with these sets, and other keywords."""
    def play(*sets: t.Any, name: str = "sets", options: tuple[str, ...] = (), **keywords: t.Any) -> dict[str, t.Any]:
        reach = {"region": "eu-west-1", "endpoint_url": account.aws.url,
                 "access_key": "converging", "secret_key": "converging"}
        task = {"venturemond.envelope.converge": {name: list(sets), **reach}, "register": "found",
                "ignore_errors": True, **keywords}
        kept = {"ansible.builtin.copy": {"content": "{{ found | to_json }}", "dest": str(tmp_path / "found")},
                "check_mode": False}
        play = [{"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": [task, kept]}]
        (tmp_path / "play.yml").write_text(json.dumps(play))
        command = [Path(sys.executable).with_name("ansible-playbook"), "-i", "localhost,", tmp_path / "play.yml"]
        subprocess.run([*command, *options], cwd=tmp_path, check=True, capture_output=True, text=True,
                       env={**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_HOME": str(tmp_path)})
        return json.loads((tmp_path / "found").read_text())

    return play


def test_they_are_made_and_then_left_alone(run: t.Callable[..., dict[str, t.Any]], account: Account):
    planned = run(GROUP, BUCKET, options=("--check",))
    assert planned["changed"] and account.aws.writes() == []

    made = run(GROUP, BUCKET)
    assert [each["module"] for each in made["results_by_set"]] == ["logs_groups", "s3_buckets"]
    assert [each["actions"] for each in made["results_by_set"]] == [{"/a": "create"}, {"converge-a": "create"}]
    assert [each["after_header"] for each in made["diff"]] == ["logs_groups /a", "s3_buckets converge-a"]

    before = account.aws.mark()
    assert not run(GROUP, BUCKET)["changed"]
    assert account.aws.writes(since=before) == []


def test_the_first_that_fails_is_the_last(run: t.Callable[..., dict[str, t.Any]], account: Account):
    failed = run(GROUP, NOWHERE, BUCKET)
    assert failed["failed"] and failed["changed"]
    assert failed["msg"].startswith("ec2_subnets a: ") and "nowhere" in failed["msg"]
    assert {call["service"] for call in account.aws.writes()} == {"logs"}


@pytest.mark.parametrize(("sets", "words"), [
    ([{"logs_group": {}}], "entry 1: logs_group is not known, did you mean logs_groups?"),
    ([GROUP, {"s3_buckets": {"s3_buckets": [{"nam": "a"}]}}], "nam is not known, did you mean name?"),
])
def test_mistakes_are_named_before_anything_is_asked(
        run: t.Callable[..., dict[str, t.Any]], account: Account, sets: list[t.Any], words: str):
    before = account.aws.mark()
    assert words in run(*sets)["msg"]
    assert account.aws.calls(since=before) == []


def test_without_sets_there_is_nothing_to_do_and_that_is_said(run: t.Callable[..., dict[str, t.Any]]):
    assert "set is not known, did you mean sets?" in run(GROUP, name="set")["msg"]


def test_keywords_that_would_be_ignored_are_refused(run: t.Callable[..., dict[str, t.Any]]):
    assert "a task of its own" in run(GROUP, delegate_to="127.0.0.2")["msg"]
