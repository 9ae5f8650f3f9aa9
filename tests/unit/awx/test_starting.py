# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded AWX in the background: started once, and ended by whoever started it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ansible_collections.venturemond.envelope.tests.awx.__main__ import EMBEDDED_AWX, pid_at


def run(command: str, state: Path, port: int = 0) -> str:
    line = [sys.executable, "-m", EMBEDDED_AWX.package, command, "--port", str(port), "--state-dir", str(state)]
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout.strip()


def test_it_is_started_once_and_ended_by_whoever_started_it(tmp_path):
    said = run("start", tmp_path)
    try:
        there = json.loads((tmp_path / "awx.json").read_text())
        pid, port = there["pid"], there["port"]
        assert said == f"The embedded AWX is up at http://127.0.0.1:{port}, process {pid}, log {tmp_path / 'awx.log'}."
        assert run("start", tmp_path, port) == f"The embedded AWX is already up at http://127.0.0.1:{port}."
        assert "No embedded AWX" in run("stop", tmp_path / "another")
        assert pid_at(port) == pid
    finally:
        ended = run("stop", tmp_path)
    assert ended == f"The embedded AWX of process {pid} has ended."
    assert pid_at(port) is None


def test_a_process_that_has_its_number_by_now_is_left_alone(tmp_path):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        started = tmp_path / "awx.json"
        started.write_text(json.dumps({"pid": other.pid, "port": 1, "log": ""}))
        assert run("stop", tmp_path) == f"The embedded AWX of process {other.pid} had ended already."
        assert other.poll() is None
        other.communicate(b"\n")
    assert not started.exists()
