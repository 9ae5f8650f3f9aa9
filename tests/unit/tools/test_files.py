# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing derived files, and noticing that they have drifted."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.tools.derived.files import Files, settle


def tree(root: Path) -> Files:
    (root / "same").write_text("as it should be")
    (root / "other").write_text("edited by hand")
    (root / "stale").write_text("of a kind that is gone")
    return {
        root / "same": "as it should be", root / "other": "derived", root / "new" / "one": "derived",
        root / "stale": None,
    }


def there(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_what_differs_is_written_and_what_is_stale_removed(tmp_path: Path) -> None:
    assert settle(tmp_path, tree(tmp_path), check=False) == 0
    assert there(tmp_path) == {"same": "as it should be", "other": "derived", "new/one": "derived"}


def test_check_names_what_differs_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = tree(tmp_path)
    before = there(tmp_path)
    assert settle(tmp_path, files, check=True) == 1
    assert there(tmp_path) == before
    assert capsys.readouterr().out == "drifted: new/one\ndrifted: other\ndrifted: stale\n"


def test_what_was_just_written_has_not_drifted(tmp_path: Path) -> None:
    files = tree(tmp_path)
    settle(tmp_path, files, check=False)
    assert settle(tmp_path, files, check=True) == 0
