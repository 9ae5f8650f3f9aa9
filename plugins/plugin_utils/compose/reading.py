# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the services of a compose file find in their environment."""

from __future__ import annotations

import typing as t
from collections import ChainMap
from pathlib import Path

from ...module_utils.errors import Invalid
from .env_files import read_env_file
from .interpolating import Known
from .services import ComposeFile, Said


def read_compose(path: str | Path, environment: Known) -> dict[str, dict[str, str | None]]:
    """Variables by service; None for a value that comes from wherever Compose runs, and is not known here.

    `environment` is what Compose would find in its own, and wins over `.env` beside the file.  The values may be
    secrets: they are for comparing.  Raises `Invalid` with file, line and reason.
    """
    path = Path(path)
    beside = path.parent / ".env"
    dotenv = read_env_file(beside, environment) if beside.is_file() else {}
    known = {**_given(dotenv), **environment}
    file = ComposeFile(path, known)
    return {str(name): _variables(file.said(name), known) for name in file.services}


def _variables(said: Said, known: Known) -> dict[str, str | None]:
    """The service's own words win over its files, and what is only named is taken from where Compose runs."""
    own = {name: known.get(name) if value is None else value for name, value in said.environment.items()}
    found: dict[str, str | None] = {}
    for file in said.env_files:
        if file.path.is_file():
            scope = ChainMap({}, t.cast("dict[str, str]", known), _given(own), _given(found))
            found.update(read_env_file(file.path, scope, raw=file.raw))
        elif file.required:
            raise Invalid(f"{file.named_at}: there is no file {file.path}, which env_file names")
    return {**own, **found, **_given(own)}


def _given(variables: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in variables.items() if value is not None}
