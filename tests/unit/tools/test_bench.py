# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the benchmark comes to its figures; what it measures is not tested, and never timed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.kinds.test_lives import LIVES
from ansible_collections.venturemond.envelope.tools import bench
from ansible_collections.venturemond.envelope.tools.benchmarks.measuring import Measured, Unusable, measure
from ansible_collections.venturemond.envelope.tools.benchmarks.sets import nth
from ansible_collections.venturemond.envelope.tools.benchmarks.stage import Stage
from ansible_collections.venturemond.envelope.tools.benchmarks.tables import Report, Table, Verdict, text
from ansible_collections.venturemond.envelope.tools.benchmarks.timeline import ELSEWHERE, Share, shares


class Journal(LocalAws):
    """An embedded AWS that nobody calls."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:9")

    def mark(self) -> int:
        return 0

    def calls(self, since: int = 0) -> list[dict[str, object]]:
        return []


def call(operation: str, second: float, *, write: bool = False) -> dict[str, object]:
    return {"service": "s3", "operation": operation, "write": write, "at": f"2026-01-01T00:00:{second:06.3f}+00:00"}


def task(name: str, start: int, end: int | None) -> dict[str, object]:
    edges = {"start": start, "end": end}
    duration = {edge: f"2026-01-01T00:00:{at:02}.000000Z" for edge, at in edges.items() if at is not None}
    return {"task": {"name": name, "duration": duration}}


def ran(output: str, *calls: dict[str, object]) -> Measured:
    return Measured(10.0, 1.0, list(calls), output, 0)


def test_a_call_belongs_to_the_role_whose_task_had_begun_and_the_rest_of_the_time_to_none():
    network = "venturemond.envelope.network : Network"
    tasks = [task("Site | Look", 1, 2), task(f"{network} | Have a VPC", 3, 5), task(f"{network} | Have subnets", 5, 6),
             task("Site | Nobody", 7, None)]
    output = f"  progress: {{waiting}}\n{json.dumps({'plays': [{'tasks': tasks}]}, indent=4)}\nsaid afterwards\n"
    found = shares(ran(output, call("A", 1.5), call("B", 3.0), call("C", 5.5), call("D", 6.5)))
    assert found == {"Look": Share(1.0, 1), "network": Share(3.0, 3), ELSEWHERE: Share(6.0, 0)}


def test_a_run_with_nothing_to_do_that_writes_is_refused():
    quiet = ran("", call("GetBucketTagging", 1))
    assert quiet.without_writes() is quiet
    with pytest.raises(Unusable, match="s3:PutBucketTagging"):
        ran("", call("PutBucketTagging", 1, write=True)).without_writes()


def test_a_command_that_fails_is_no_measurement(tmp_path: Path):
    command = [sys.executable, "-c", "import sys; print('its last words'); sys.exit(3)"]
    with pytest.raises(Unusable, match=r"(?s)ended with 3.*its last words"):
        measure(Journal(), command, tmp_path, dict(os.environ))


def test_memory_is_that_of_the_command_and_of_what_it_starts(tmp_path: Path):
    hold = "import sys, time; held = b'x' * (int(sys.argv[1]) << 20); time.sleep(0.5)"
    script = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {hold!r}, '64'], check=True)"
    found = measure(Journal(), [sys.executable, "-c", script], tmp_path, dict(os.environ), watch=True)
    assert found.largest_bytes > 64 << 20 > found.playbook_bytes > 0
    assert found.together_bytes > 64 << 20


def test_no_two_resources_of_a_set_have_one_name():
    for life in LIVES:
        wanted = [nth(life, number) for number in range(20)]
        assert wanted[0] == life.base
        assert len({json.dumps(each, sort_keys=True, default=str) for each in wanted}) == 20, life.module


@pytest.mark.parametrize(("figure", "bounds", "met"), [
    (30.0, {"at_least": 25}, True), (24.9, {"at_least": 25}, False),
    (5.0, {"at_most": 5}, True), (5.1, {"at_most": 5}, False), (5.0, {}, None)])
def test_a_verdict(figure, bounds, met):
    assert Verdict("what", figure, "s", **bounds).met is met


@pytest.mark.parametrize(("cell", "shown"), [(None, "-"), (1234, "1,234"), (1.234, "1.23"), (12.34, "12.3")])
def test_a_cell(cell, shown):
    assert text(cell) == shown


def test_the_figures_are_printed_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    table = Table("All of it", ["way", "s"], [["ours", 1.5], ["theirs", None]])
    report = Report([table], [Verdict("faster", 31.0, "times")])
    monkeypatch.setattr(bench, "on_a_stage", lambda benchmark, **options: report)
    assert bench.main(["reads", "--json", str(tmp_path / "found.json")]) == 0
    assert {"All", "ours", "1.50", "faster", "31.0"} <= set(capsys.readouterr().out.split())
    found = json.loads((tmp_path / "found.json").read_text())
    assert found["tables"]["reads"][0]["rows"] == [{"way": "ours", "s": 1.5}, {"way": "theirs", "s": None}]
    assert found["verdicts"][0]["figure"] == 31.0


def test_what_leads_to_another_aws_is_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("ANSIBLE_INVENTORY", "inventories/production")
    environment = Stage(Journal(), tmp_path).environment
    assert not {"AWS_PROFILE", "ANSIBLE_INVENTORY"} & environment.keys()
