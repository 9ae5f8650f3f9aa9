# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written down of an export."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding import exporting
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.archive import Archive, begun

LISTED = [{"Key": key, "ETag": "1", "Size": 1, "LastModified": "today"} for key in "abc"]


class Kept(Archive):
    """An archive in memory."""

    def __init__(self) -> None:
        super().__init__("archive", "acme")
        self.documents: dict[str, t.Any] = {}

    def put(self, record: t.Any, name: str, content: t.Any) -> Flow:
        self.documents[name.rpartition("/")[2]] = content
        yield from ()

    def get(self, record: t.Any, name: str) -> Flow:
        yield from ()
        return self.documents[name.rpartition("/")[2]]


def exports(kept: Kept, whys: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """One run, an object at a time, in which each is kept back for a reason."""
    def exported(self: t.Any, found: t.Any) -> Flow:
        yield from ()
        return {"key": found["Key"], "etag": "1", "size": 1, "kept_back": whys[found["Key"]]}

    def perform(call: Call) -> Reply:
        return {"Contents": LISTED if call.params["Bucket"] == "acme" else [{"Key": f"x/{name}"} for name in there]}

    there = [*kept.documents]
    monkeypatch.setattr(exporting, "BATCH", 1)
    monkeypatch.setattr(exporting.Export, "_exported", exported)
    [result] = Loop(perform).run([exporting.Export(kept, begun("ann"), "acme").done()])
    assert len(result["kept_back"]) == len(whys)


def test_no_run_writes_over_what_another_has_written_down(monkeypatch: pytest.MonkeyPatch):
    kept = Kept()
    exports(kept, {"a": "1", "b": "1", "c": "1"}, monkeypatch)
    exports(kept, {"a": "1", "b": "1", "c": "2"}, monkeypatch)
    written = dict(kept.documents)
    exports(kept, {"a": "3", "b": "3", "c": "3"}, monkeypatch)

    assert [*written] == [f"{number:05d}.json" for number in range(4)]
    assert {name: kept.documents[name] for name in written} == written and len(kept.documents) == 7
