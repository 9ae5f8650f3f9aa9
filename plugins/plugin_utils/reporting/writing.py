# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a report."""

from __future__ import annotations

import json
import os
import re
import tempfile
import typing as t
from pathlib import Path

from ...module_utils.errors import Invalid
from . import markdown, page
from .words import Report

Format = t.Callable[[Report], str]


def _json(report: Report) -> str:
    return json.dumps(report, indent=1, ensure_ascii=False) + "\n"


FORMATS: t.Mapping[str, tuple[str, Format]] = {
    "json": ("json", _json),
    "markdown": ("md", markdown.text),
    "html": ("html", page.text),
}
"""What a report can be written as: what the file's name ends in, and what makes its text."""


def write(report: Report, directory: Path, formats: t.Iterable[str] = tuple(FORMATS)) -> list[Path]:
    """Write the report, and give the files; raises `Invalid` for a format that there is not.

    All of them are made before the first is written, so that they are of the same run.
    """
    asked = list(dict.fromkeys(formats))
    if unknown := [name for name in asked if name not in FORMATS]:
        raise Invalid(f"formats has {', '.join(unknown)}; allowed are {', '.join(FORMATS)}")
    texts = {path_of(directory, report["platform"]["name"], FORMATS[name][0]): FORMATS[name][1](report)
             for name in asked}
    directory.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        keep(path, text)
    return list(texts)


def path_of(directory: Path, platform: str, suffix: str) -> Path:
    """Where a platform's report is; a name out of a foreign account stays within the directory."""
    return directory / f"{re.sub('[^A-Za-z0-9_-]+', '-', platform).strip('-') or 'platform'}.{suffix}"


def keep(path: Path, text: str) -> None:
    """Put the text there at once: who reads meanwhile, or after a kill, finds the file that was there before."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.",
                                     delete=False) as written:
        try:
            written.write(text)
            written.flush()
            os.fchmod(written.fileno(), 0o644)
            Path(written.name).replace(path)
        except BaseException:
            Path(written.name).unlink(missing_ok=True)
            raise
