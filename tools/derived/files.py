# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole files that are derived from something else: written, or compared with what is there."""

from __future__ import annotations

import argparse
import typing as t
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Files = dict[Path, str | None]
"""The text of each derived file by its path; None for one that must not be there."""


def settle(root: Path, files: Files, *, check: bool) -> int:
    """Make `root` hold the files, or with `check` only name those that differ; the exit code."""
    drifted = [path for path in sorted(files) if current(path) != files[path]]
    for path in drifted:
        print(f"{'drifted' if check else 'written'}: {path.relative_to(root)}")
        if not check:
            _put(path, files[path])
    return int(check and bool(drifted))


def current(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def command(derive: t.Callable[[Path], Files], about: str, arguments: list[str]) -> int:
    """A command line that settles what `derive` says of the checkout."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a file has drifted")
    return settle(ROOT, derive(ROOT), check=parser.parse_args(arguments).check)


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
