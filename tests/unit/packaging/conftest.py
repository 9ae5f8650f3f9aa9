# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection's tarball, built once for all who look into it."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent


@pytest.fixture(scope="session")
def tarball(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make package` builds, where it builds it."""
    folder = tmp_path_factory.mktemp("checkout") / ".cache" / "package"
    command = [BIN / "ansible-galaxy", "collection", "build", "--output-path", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="session")
def installed(tarball: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all collections, with this one in it."""
    collections = tmp_path_factory.mktemp("collections")
    safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # not in the first releases of Python 3.11
    with tarfile.open(tarball) as archive:
        archive.extractall(collections / "ansible_collections" / "venturemond" / "envelope", **safely)
    return collections
