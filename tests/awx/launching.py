# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Launch a job template as AWX does: through ansible-runner, with the survey's answers, in slices."""

from __future__ import annotations

import os
import shutil
import tempfile
import typing as t
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import ansible_runner
import yaml

from .answering import Answers, extra_vars
from .inventories import ROOT, Inventory

Template = t.Mapping[str, t.Any]
Variables = dict[str, t.Any]


@dataclass(frozen=True)
class Job:
    """What became of one slice: its exit code, what it printed, counts by host, and what it hands on."""

    code: int
    printed: str
    stats: dict[str, dict[str, int]]
    artifacts: Variables


class Unsafe(str):
    """An answer: Ansible must not take it for a template."""


class _Dumper(yaml.SafeDumper):
    """Marks answers as AWX does."""


_Dumper.add_representer(Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text)))


def launch(template: Template, answers: Answers, inventory: Inventory, *, artifacts: Variables | None = None,
           check: bool = False) -> list[Job]:
    """Run the jobs of a template, all slices at a time; raises `Refused` for answers that AWX would not take.

    `artifacts` are what jobs before it in a workflow have handed on; `check` has it run in check mode, whatever the
    template says.
    """
    said = {name: _unsafe(value) for name, value in extra_vars(template["survey_spec"], answers).items()}
    count = min(template["job_slice_count"], max(len(inventory.hosts), 1))
    options = {"check": check or template["job_type"] == "check", "diff": template["diff_mode"]}

    def run(number: int) -> Job:
        known = {f"{prefix}_{name}": value for prefix in ("awx", "tower") for name, value in (
            ("job_id", number), ("job_launch_type", "manual"), ("inventory_name", "envelope"), ("user_name", "admin"),
            ("job_template_name", template["name"]), ("workflow_job_id", 1), ("project_revision", "0" * 40),
            ("execution_node", "awx-task"))}
        return _run(template["playbook"], inventory.script(number, count), template["limit"],
                    [f"--{name}" for name, wanted in options.items() if wanted],
                    {**template["extra_vars"], **(artifacts or {}), **said, **known})

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(1, count + 1)))


def _unsafe(value: t.Any) -> t.Any:
    if isinstance(value, str):
        return Unsafe(value)
    return [_unsafe(one) for one in value] if isinstance(value, list) else value


def _run(playbook: str, script: str, limit: str, options: list[str], said: Variables) -> Job:
    """One job in a folder of its own, laid out as AWX lays it out for ansible-runner."""
    here = Path(tempfile.mkdtemp(prefix="awx_"))
    try:
        for folder in ("inventory", "env"):
            (here / folder).mkdir()
        (here / "inventory/hosts").write_text(script)
        (here / "inventory/hosts").chmod(0o700)
        (here / "env/extravars").write_text(yaml.dump(said, Dumper=_Dumper))
        result = ansible_runner.run(
            private_data_dir=str(here), project_dir=str(ROOT), playbook=playbook, quiet=True,
            limit=limit or None, cmdline=" ".join(options) or None,
            envvars={"ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "PATH": os.environ["PATH"], "ANSIBLE_NOCOLOR": "1",
                     "PWD": str(here)},  # reports are written there
            settings={"suppress_env_files": True})
        with result.stdout as printed:
            return Job(result.rc, printed.read(), result.stats or {}, _handed_on(result))
    finally:
        shutil.rmtree(here)


def _handed_on(result: t.Any) -> Variables:
    """What `set_stats` has kept, as AWX reads it from the last event."""
    return next((event["event_data"]["artifact_data"] for event in result.events
                 if event["event"] == "playbook_on_stats" and "artifact_data" in event["event_data"]), {})
