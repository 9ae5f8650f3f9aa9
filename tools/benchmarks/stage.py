# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything is measured: an embedded AWS and a directory of its own, and playbooks run in them."""

from __future__ import annotations

import json
import os
import sys
import typing as t
from dataclasses import dataclass, field
from pathlib import Path

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws

from .measuring import Measured, measure

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "playbooks" / "site.yml"
AUDIT = ROOT / "playbooks" / "audit.yml"
ONBOARD = ROOT / "playbooks" / "onboard_tenant.yml"
INVENTORY = ROOT / "inventories" / "local"
IMAGES = [f"envelope-local-{name}" for name in ("api", "hq", "tenant")]
RELEASE = "1.0.0"
HERE = __package__ or "ansible_collections.venturemond.envelope.tools.benchmarks"


@dataclass(frozen=True)
class Stage:
    """The one place of a benchmark run; `quick` measures once and less, `full` leaves nothing to be scaled up."""

    aws: LocalAws
    directory: Path
    quick: bool = False
    full: bool = False

    @property
    def runs(self) -> int:
        return 1 if self.quick else 3

    @property
    def connection(self) -> dict[str, str]:
        return {"region": "eu-west-1", "endpoint_url": self.aws.url,
                "access_key": "bench", "secret_key": "accepts-anything"}

    @property
    def environment(self) -> dict[str, str]:
        """The caller's, without what would lead Ansible or an AWS SDK elsewhere."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "ANSIBLE_"))}
        return {**kept, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
                "AWS_EC2_METADATA_DISABLED": "true", "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"),
                "ANSIBLE_STDOUT_CALLBACK": "ansible.posix.json", "ANSIBLE_DEPRECATION_WARNINGS": "0"}

    def empty(self) -> None:
        """Begin anew, with the images that the services start with."""
        self.aws.reset()
        for image in IMAGES:
            self.aws.push(image, RELEASE)

    def write(self, name: str, content: t.Any) -> Path:
        """A file of JSON, which is YAML too, in the stage's directory."""
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    def replay(self, recorded: Path) -> Measured:
        """Make recorded calls again, with plain botocore in one process."""
        command = [sys.executable, "-m", f"{HERE}.replaying", str(recorded), self.aws.url]
        return measure(self.aws, command, self.directory, self.environment).without_writes()


@dataclass(frozen=True)
class Playbook:
    """A playbook and an inventory, run on a stage."""

    stage: Stage
    playbook: Path
    inventory: Path
    variables: dict[str, t.Any] = field(default_factory=dict)

    def run(self, *options: str, watch: bool = False, record: Path | None = None) -> Measured:
        """Run it; with `record` its reading calls are written to that file."""
        stage = self.stage
        variables = stage.write("variables.json", {"cell_aws": stage.connection, **self.variables})
        command = [str(Path(sys.executable).with_name("ansible-playbook")), "-i", str(self.inventory),
                   "-e", f"@{variables}", str(self.playbook), *options]
        environment = stage.environment
        if record is not None:
            environment |= {"ANSIBLE_CALLBACK_PLUGINS": str(Path(__file__).parent / "callback"),
                            "ANSIBLE_CALLBACKS_ENABLED": "record_calls", "RECORD_CALLS_TO": str(record)}
        return measure(stage.aws, command, stage.directory, environment, watch=watch)
