# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every document has to be, whatever is known of its platform."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents import DOCUMENTS, write, writing
from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents.writing import made
from ansible_collections.venturemond.envelope.tests.unit.documents.conftest import VALUES
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples

KNOWN = pytest.mark.parametrize("known", ["texts", "bare", "untold"])
MARKDOWN = [name for name in DOCUMENTS if name.endswith(".md")]


@KNOWN
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_left_open(name, known, request):
    text = request.getfixturevalue(known)[name]
    assert re.findall(r"\b(?:None|undefined|Undefined|null|nan)\b|\{[{%]|[%}]\}", text) == []
    assert text.endswith("\n") and "\n\n\n" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@KNOWN
@pytest.mark.parametrize("name", MARKDOWN)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(name, known, request):
    tables = re.findall(r"(?:^\|.*\|\n)+", request.getfixturevalue(known)[name], re.MULTILINE)
    widths = [{line.count("|") for line in table.splitlines()} for table in tables]
    assert (widths or name == "scaling.md") and all(len(width) == 1 for width in widths)
    assert all(re.match(r"\|( --- \|)+$", table.splitlines()[1]) for table in tables)


@KNOWN
@pytest.mark.parametrize("name", MARKDOWN)
def test_headings_go_down_one_by_one_and_come_once(name, known, request):
    text = re.sub(r"```.*?```", "", request.getfixturevalue(known)[name], flags=re.DOTALL)
    headings = re.findall(r"^(#+) (.+)$", text, re.MULTILINE)
    levels = [len(marks) for marks, _title in headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_names_out_of_a_foreign_account_stay_text(texts):
    assert "<script>" not in "".join(texts.values())


def test_the_same_data_makes_the_same_documents(report, headroom, texts):
    assert made(report, headroom, VALUES) == texts


def test_a_hundred_tenants_are_no_other_matter(headroom):
    found = made(samples.large(), headroom, VALUES)
    assert "100 tenants" in found["scaling.md"] and "tenant-099" in found["client-onboarding-runbook.md"]


def test_they_are_written_for_all_to_read(report, headroom, tmp_path: Path):
    files = write(report, headroom, VALUES, tmp_path / "docs")
    assert [path.name for path in files] == list(DOCUMENTS) == sorted(
        (path.name for path in (tmp_path / "docs").iterdir()), key=DOCUMENTS.index)
    assert {path.stat().st_mode & 0o777 for path in files} == {0o644}


def test_no_report_says_of_others_that_they_are_written_where_they_are_not(report, tmp_path: Path, monkeypatch):
    def keep(path: Path, text: str) -> None:
        if path.name == "scaling.md":
            raise OSError("No space left on device")
        path.write_text(text)

    monkeypatch.setattr(writing, "keep", keep)
    with pytest.raises(OSError, match="No space"):
        write(report, None, None, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["scaling.svg"]


def test_where_one_cannot_be_made_none_is_written(report, headroom, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(writing.drawing, "drawn", lambda platform, view: None)
    with pytest.raises(Exception, match="None"):
        write(report, headroom, VALUES, tmp_path)
    assert list(tmp_path.iterdir()) == []
