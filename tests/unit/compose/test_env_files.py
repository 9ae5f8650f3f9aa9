# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of variables, with what Compose's documentation says of quotes, comments and variables in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.plugin_utils.compose import env_files

KNOWN = {"HOME_OF": "known", "EARLIER": "known too"}


def read(tmp_path: Path, text: str, *, raw: bool = False) -> dict[str, str | None]:
    path = tmp_path / "app.env"
    path.write_text(text)
    return env_files.read_env_file(path, KNOWN, raw=raw)


@pytest.mark.parametrize(("line", "value"), [
    ("A=b", "b"),
    ("A = b ", "b"),
    ("export A=b", "b"),
    ("A=", ""),
    ("A='b c'", "b c"),
    ('A="b c"', "b c"),
    ("A=b # comment", "b"),
    ("A=b# none", "b# none"),
    ('A="b # none" # comment', "b # none"),
    ("A=b=c", "b=c"),
    ("A='$HOME_OF'", "$HOME_OF"),
    ("A=$HOME_OF", "known"),
    ('A="${HOME_OF}!"', "known!"),
    ("A=${NONE:-default}", "default"),
    ('A="b\\nc"', "b\nc"),
    ("A='b\\nc'", "b\\nc"),
    ("A='b\nc'", "b\nc"),
    ("\ufeffA=b", "b"),
    ("A=b\r\n", "b"),
    ("A", None),
])
def test_values(tmp_path: Path, line: str, value: str | None):
    assert read(tmp_path, line) == {"A": value}


def test_a_later_line_knows_the_earlier_ones_and_what_is_known_better(tmp_path: Path):
    text = "# comment\n\nA=1\nB=${A}2\nEARLIER=file\nC=$EARLIER\nHOME_OF\nA=3\n"
    assert read(tmp_path, text) == {
        "A": "3", "B": "12", "EARLIER": "file", "C": "known too", "HOME_OF": "known"}


def test_raw_files_have_no_quotes_comments_and_variables(tmp_path: Path):
    assert read(tmp_path, "\ufeff# comment\n\nA='b' # $HOME_OF\nHOME_OF\n", raw=True) == {
        "A": "'b' # $HOME_OF", "HOME_OF": "known"}


@pytest.mark.parametrize(("text", "line", "why"), [
    ("A=1\n\n\nB='hunter2\n", 4, "this is no NAME=value"),
    ("A=1\nB C=hunter2\n", 2, "this is no NAME=value"),
    ("A: hunter2\n", 1, "this is no NAME=value"),
    ("# c\nA:hunter2\n", 2, "this is no NAME=value"),
    ("=hunter2\n", 1, "this is no NAME=value"),
    ("A=1\n\nB=${NONE:?say it}\n", 3, "variable NONE is required and not set: say it"),
    ("A=hunter2${\n", 1, "has no } that closes it"),
])
def test_a_line_that_cannot_be_read_is_named_and_not_shown(tmp_path: Path, text: str, line: int, why: str):
    with pytest.raises(Invalid, match=re.escape(f"{tmp_path}/app.env:{line}: ")) as refused:
        read(tmp_path, text)
    assert why in str(refused.value) and "hunter2" not in str(refused.value)


def test_without_python_dotenv_its_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(env_files, "HAS_DOTENV", False)
    with pytest.raises(Invalid, match=r"app\.env cannot be read without .* python-dotenv: pip install python-dotenv"):
        read(tmp_path, "A=1")
