# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`ansible-playbook playbooks/site.yml`, or another, as a person runs it, on an embedded AWS of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import typing as t
from dataclasses import dataclass
from pathlib import Path

import yaml
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "inventories/local"
PATIENCE = 300.0
"""Seconds after which a run, or what one waits for, is given up."""
Call = dict[str, t.Any]


@dataclass(frozen=True)
class Run:
    """What a run printed, its exit code, and the calls that the embedded AWS saw."""

    printed: str
    code: int
    calls: list[Call]

    @property
    def writes(self) -> list[str]:
        return [f"{call['service']}:{call['operation']}" for call in self.calls if call["write"]]

    @property
    def planned(self) -> list[str]:
        """The resources that `--diff` showed, each as `module name`."""
        return re.findall(r"^\+\+\+ after: (\w+ .+)$", self.printed, re.MULTILINE)

    @property
    def summary(self) -> str:
        return self.printed.partition("TASK [Site | Sum up]")[2]

    @property
    def problems(self) -> list[str]:
        """What the look at the inventory found, each as `host: problem`."""
        shown = self.printed.partition("nothing was done.")[2].partition("Origin:")[0]
        return [line.strip() for line in shown.splitlines() if line.strip()]

    def recap(self, host: str) -> dict[str, int]:
        """Ansible's figures for a host; empty for one that took no part."""
        found = re.search(rf"^{re.escape(host)} +: (.*)$", self.printed.partition("PLAY RECAP")[2], re.MULTILINE)
        return {name: int(count) for name, count in re.findall(r"(\w+)=(\d+)", found[1])} if found else {}


class Site:
    """A playbook, an inventory that may be edited, and an account."""

    def __init__(self, aws: LocalAws, directory: Path, playbook: str = "site", example: Path = EXAMPLE) -> None:
        self.aws = aws
        self.playbook = ROOT / f"playbooks/{playbook}.yml"
        self.directory = directory
        self.inventory = directory / "inventory"
        if not self.inventory.exists():
            shutil.copytree(example, self.inventory)
        [self.cell] = self.inventory.glob("group_vars/envelope_*.yml")
        cell = yaml.safe_load(self.cell.read_text())
        cell["cell_aws"]["endpoint_url"] = aws.url
        self.cell.write_text(yaml.safe_dump(cell))

    def client(self, service: str) -> t.Any:
        return self.aws.client(service)

    def running(self, playbook: str) -> Site:
        """The same inventory and account, for another playbook."""
        return Site(self.aws, self.directory, playbook)

    def run(self, *options: str, **variables: t.Any) -> Run:
        """A run to its end; `variables` win over those of the inventory."""
        before = self.aws.mark()
        with self._started(options, variables) as process:
            printed, _unused = process.communicate(timeout=PATIENCE)
        return Run(printed, process.returncode, self.aws.calls(since=before))

    def killed_at(self, service: str, operation: str, *options: str, after: int = 0, **variables: t.Any) -> Run:
        """A run that is killed, with all its workers, while AWS carries out this call: nobody hears of the outcome.

        `after` as many of these calls.
        """
        before = self.aws.mark()
        self.aws.fault(kind="latency", service=service, operation=operation, seconds=0.5, after=after)
        with self._started(options, variables) as process:
            self._until(lambda: self.aws.faults()[0]["fired"] or process.poll() is not None)
            assert process.poll() is None, f"ended without {operation}: {process.communicate()[0]}"
            kill(process.pid)
            printed, _unused = process.communicate(timeout=PATIENCE)
        self._until(lambda: any(call["operation"] == operation for call in self.aws.calls(since=before)))
        self.aws.clear_faults()
        return Run(printed, process.returncode, self.aws.calls(since=before))

    @contextlib.contextmanager
    def _started(self, options: t.Iterable[str], variables: dict[str, t.Any]) -> t.Iterator[subprocess.Popen[str]]:
        command = [Path(sys.executable).with_name("ansible-playbook"), "-i", self.inventory,
                   self.playbook, "-e", json.dumps(variables), *options]
        with subprocess.Popen(command, cwd=self.directory, env=self._environment(), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    kill(process.pid)

    def _environment(self) -> dict[str, str]:
        """The project's ansible.cfg, none of the caller's AWS settings, and one place for all that Ansible writes."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "ANSIBLE_"))}
        written = {f"ANSIBLE_{name}": str(self.directory / "written" / name.lower())
                   for name in ("HOME", "LOCAL_TEMP", "REMOTE_TEMP", "LOG_PATH")}
        return {**kept, **written, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "ANSIBLE_NOCOLOR": "1",
                "ANSIBLE_KEEP_REMOTE_FILES": "1", "AWS_CONFIG_FILE": os.devnull,
                "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true"}

    @staticmethod
    def _until(condition: t.Callable[[], t.Any]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.01)


def kill(pid: int) -> None:
    """End a process and its children at once; the parent stands still first, so that no child is missed."""
    os.kill(pid, signal.SIGSTOP)
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children = [int(line.split()[0]) for line in listed.splitlines() if int(line.split()[1]) == pid]
    for each in (pid, *children):
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
