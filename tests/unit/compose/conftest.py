# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compose files of a test's own, and Envelope's."""

from __future__ import annotations

import shutil
import typing as t
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.compose.reading import read_compose

ENVELOPE = Path(__file__).parent / "envelope"

Environments = dict[str, dict[str, str | None]]


@pytest.fixture
def read(tmp_path: Path) -> t.Callable[..., Environments]:
    """What `docker-compose.yml` gives its services, beside files by name."""
    def reads(compose: str, files: dict[str, str] | None = None, **environment: str) -> Environments:
        for name, text in {"docker-compose.yml": compose, **(files or {})}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return read_compose(tmp_path / "docker-compose.yml", environment)
    return reads


@pytest.fixture
def envelope(tmp_path: Path) -> Path:
    """Envelope's compose file, with its `.env` beside it."""
    place = shutil.copytree(ENVELOPE, tmp_path / "envelope")
    (place / "example.env").rename(place / ".env")
    return place / "docker-compose.prod.yml"
