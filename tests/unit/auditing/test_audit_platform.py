# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of an audit: what is read is read once, and what could not be written down is said."""

from __future__ import annotations

import collections
import typing as t
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.action.audit_platform import Audited
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.audit import Audit, Counted, looked_at
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.options import OPTIONS
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import read_only
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents import DOCUMENTS
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import place
from ansible_collections.venturemond.envelope.tests.unit.headroom.world import Account, cell, pool


@dataclass
class Recording(Account):
    """Remembers what it was asked, with all parameters."""

    asked: list[str] = field(default_factory=list)

    def __call__(self, call: Call) -> Reply:
        self.asked.append(call.identity)
        return super().__call__(call)


class Inventory:
    """What an audit goes by besides AWS."""

    def known(self, live: t.Any) -> dict[str, t.Any]:
        return {}

    def asked(self) -> None:
        return None

    def cells(self) -> list[t.Any]:
        return [cell(pool("acme"))]

    def written(self) -> None:
        return None


@pytest.fixture
def aws() -> Recording:
    return Recording(buckets=["envelope-prod-pool-acme"], zones={"envelope.example": 3})


@pytest.fixture
def calls(aws: Recording) -> Counted:
    return Counted(read_only(aws))


def audited(loop: Loop, **options: t.Any) -> Audited:
    given = {name: about.get("default") for name, about in OPTIONS.items()} | options
    return Audited(looked_at(place(), loop), t.cast(t.Any, Inventory()), given)


def documented(found: Audit) -> list[dict[str, t.Any]]:
    """What requirement P3 says of each document."""
    [row] = [one for one in found.data["requirements"] if one["id"] == "P3"]
    return t.cast("list[dict[str, t.Any]]", row["checks"][0]["findings"])


def test_no_read_is_made_twice_be_it_for_checks_orphans_or_headroom(aws: Recording, calls: Counted):
    loop = Loop(calls)
    audit = audited(loop)
    judged = len(aws.asked)
    audit.look_for_orphans(loop)
    looked = len(aws.asked)
    audit.look_at_headroom(loop)
    assert 0 < judged < looked < len(aws.asked) == calls.calls
    assert [asked for asked, times in collections.Counter(aws.asked).items() if times > 1] == []
    assert audit.orphans is not None and audit.headroom and audit.remarks == []


def test_all_reads_are_counted_in_the_report(calls: Counted):
    loop = Loop(calls)
    audit = audited(loop)
    audit.look_for_orphans(loop)
    found, _files = audit.written_down(calls)
    assert found.data["summary"]["calls"] == calls.calls and found.data["orphans"] == []


def test_documents_that_are_written_are_named_by_the_row_that_asks_for_them(calls: Counted, tmp_path: Path):
    found, files = audited(Loop(calls), documents=str(tmp_path / "docs")).written_down(calls)
    assert sorted(files) == sorted((tmp_path / "docs").iterdir()) and len(files) == len(DOCUMENTS)
    assert [(one["subject"], one["verdict"]) for one in documented(found)] == [
        (f"document {file}", "PASS") for file in files]


def test_documents_that_cannot_be_written_fail_the_row_that_asks_for_them(calls: Counted, tmp_path: Path):
    (tmp_path / "docs").write_text("a file is in the way")
    audit = audited(Loop(calls), documents=str(tmp_path / "docs"))
    found, files = audit.written_down(calls)
    [why] = [remark.removeprefix("documents could not be written: ") for remark in audit.remarks]
    assert files == [] and "File exists" in why
    assert {(one["verdict"], one["seen"]) for one in documented(found)} == {("FAIL", why)}


def test_where_none_are_asked_for_none_are_missed(calls: Counted):
    found, files = audited(Loop(calls)).written_down(calls)
    assert files == [] and [one["verdict"] for one in documented(found)] == ["NOT APPLICABLE"]
