# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files: all of one run, each at once, none outside its folder."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import jsonschema
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.plugin_utils import reporting
from ansible_collections.venturemond.envelope.plugins.plugin_utils.reporting import writing
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "audit-report.schema.json").read_text())


def test_all_forms_are_written_and_read_back(tmp_path):
    report = samples.report()
    written = reporting.write(report, tmp_path / "new" / "folder")
    assert [path.name for path in written] == ["envelope-prod.json", "envelope-prod.md", "envelope-prod.html"]
    assert json.loads(written[0].read_text()) == report
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o644}
    assert sorted(path.name for path in written[0].parent.iterdir()) == sorted(path.name for path in written)


def test_only_what_is_asked_for_is_written(tmp_path):
    assert reporting.write(samples.report(), tmp_path, ["json", "json"]) == [tmp_path / "envelope-prod.json"]


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(Invalid, match="formats has pdf; allowed are json, markdown, html"):
        reporting.write(samples.report(), tmp_path, ["json", "pdf"])
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_former_file_alone(tmp_path, monkeypatch):
    kept = tmp_path / "envelope-prod.json"
    kept.write_text("former")

    def fail(*_arguments):
        raise OSError("no space left on device")

    monkeypatch.setattr(writing.os, "fchmod", fail)
    with pytest.raises(OSError, match="no space"):
        reporting.write(samples.report(), tmp_path, ["json"])
    assert [path.read_text() for path in tmp_path.iterdir()] == ["former"]


@pytest.mark.parametrize(("name", "file"), [
    ("../../etc/passwd", "etc-passwd.json"), ("a b/c", "a-b-c.json"), ("...", "platform.json")])
def test_a_name_stays_within_the_folder(tmp_path, name, file):
    report = samples.report()
    report["platform"]["name"] = name
    assert reporting.write(report, tmp_path, ["json"]) == [tmp_path / file]


@pytest.mark.parametrize("report", [
    samples.report(), samples.large(), samples.report(parity=None, orphans=None, trend=None),
    samples.report(architecture=samples.architecture(vpc=None, cluster=None, services=[])),
    samples.report(architecture=samples.architecture(**samples.untold()))])
def test_a_report_is_as_its_schema_says(report):
    jsonschema.Draft202012Validator(SCHEMA).validate(report)


@pytest.mark.parametrize("change", [
    {"schema": "venturemond.envelope.audit/1"}, {"tenants": [{"name": "acme"}]}, {"extra": 1}, {"refused": None}])
def test_the_schema_refuses_what_is_no_report(change):
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid({**samples.report(), **change})


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
