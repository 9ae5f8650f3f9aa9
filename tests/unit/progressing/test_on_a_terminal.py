# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The callback in a run of Ansible's own, on a terminal and without one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAYBOOK = """
- name: Provision tenants
  hosts: tenants
  gather_facts: false
  connection: local
  vars: { ansible_python_interpreter: "{{ ansible_playbook_python }}" }
  serial: [1, 3]
  tasks:
    - name: Tenant | Name it
      ansible.builtin.debug: { msg: "{{ inventory_hostname }}" }
    - name: Tenant | Take longer than the line is left as it is
      ansible.builtin.command: sleep 0.3
      when: inventory_hostname == "bluebird"
    - name: Tenant | Find room
      ansible.builtin.fail: { msg: "No room\\nfor kestrel" }
      when: inventory_hostname == "kestrel"
    - name: Tenant | Read its secret
      ansible.builtin.fail: { msg: hunter2 }
      no_log: true
      when: inventory_hostname == "plover"
"""
INVENTORY = "{tenants: {hosts: {acme: , bluebird: , kestrel: , plover: }}}"
CONFIGURATION = """
[defaults]
home = home
callbacks_enabled = venturemond.envelope.progress
"""
SUMMED_UP = "4 tenants in "


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (tmp_path / "playbook.yml").write_text(PLAYBOOK)
    (tmp_path / "hosts.yml").write_text(INVENTORY)
    (tmp_path / "ansible.cfg").write_text(CONFIGURATION)
    monkeypatch.setenv("ANSIBLE_CONFIG", str(tmp_path / "ansible.cfg"))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("AWX_ISOLATED_DATA_DIR", raising=False)
    return [str(Path(sys.executable).with_name("ansible-playbook")), "-i", "hosts.yml", "playbook.yml"]


def on_a_terminal(command: list[str], folder: Path, *, output: Path | None = None) -> str:
    """What somebody saw on the terminal."""
    master, tty = os.openpty()
    with os.fdopen(master, "rb", buffering=0) as screen:
        with os.fdopen(tty, "wb") as terminal, (output or Path(os.devnull)).open("wb") as file:
            run = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stderr=terminal,
                                   stdout=file if output else terminal)
        seen = b"".join(iter(lambda: chunk(screen), b""))
    assert run.wait() == 2, seen.decode()
    return seen.decode()


def chunk(screen) -> bytes:
    """What comes next; nothing when the other end is closed, of which Linux makes an error."""
    try:
        return screen.read(4096)
    except OSError:
        return b""


def test_a_terminal_has_the_line_below_the_output(command, tmp_path):
    seen = on_a_terminal(command, tmp_path)
    assert "\033[K1 of 4 tenants done" in seen
    assert "\033[Kok: [bluebird]" in seen
    last = seen.rstrip().splitlines()[-1]
    assert last.rpartition("\033[K")[2].startswith(SUMMED_UP)
    assert ", 2 failed" in last


def test_failures_come_to_the_terminal_while_the_output_goes_to_a_file(command, tmp_path):
    seen = on_a_terminal(command, tmp_path, output=tmp_path / "log")
    assert "\033[Kkestrel failed at Tenant | Find room: No room\r\n" in seen
    assert "plover failed at Tenant | Read its secret" in seen
    assert "hunter2" not in seen
    assert "tenants done" not in (tmp_path / "log").read_text()


def test_nothing_is_said_without_a_terminal(command, tmp_path):
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 2, run.stderr
    assert "tenants" not in run.stderr
    assert SUMMED_UP not in run.stdout
