# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo runs from where the tarball was installed, in an empty home and with nothing set up."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
LAST = 4000
"""Characters that say why it failed."""
GALAXY = Path(sys.executable).with_name("ansible-galaxy")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """That of somebody who has Python, make and pip's settings, and nothing of this checkout."""
    home = tmp_path / "home"
    home.mkdir()
    base = str(Path(sys.base_prefix, "bin"))
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    return {**kept, "HOME": str(home), "PATH": f"{base}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The collection as Ansible installs it."""
    subprocess.run([GALAXY, "collection", "build", "--output-path", tmp_path, ROOT], check=True)
    (tarball,) = tmp_path.glob("*.tar.gz")
    # the checkout counts as installed, too: without --force there is nothing to do
    options = ["--no-deps", "--offline", "--force"]
    subprocess.run([GALAXY, "collection", "install", tarball, "--collections-path", tmp_path, *options], check=True)
    return tmp_path / "ansible_collections" / "venturemond" / "envelope"


@pytest.fixture
def port() -> int:
    """One that nobody uses, and that nobody who takes any free one is given in the minutes until the demo does."""
    while True:
        found = random.randrange(20000, 30000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", found))
            return found


def test_builds_platform_and_tenants_from_what_is_installed(installed, environment, port):
    made = subprocess.run(["make", "demo", f"PORT={port}"], cwd=installed, env=environment, check=False,
                          capture_output=True, text=True)
    subprocess.run(["make", "down"], cwd=installed, env=environment, check=False)
    assert made.returncode == 0, made.stdout[-LAST:] + made.stderr[-LAST:]
    assert "Tenant kestrel (silo): https://kestrel.test" in made.stdout
    assert str(ROOT) not in made.stdout
