# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed since the last run, and which files are of no use to tell."""

from __future__ import annotations

import copy
import json

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils import reporting
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples


def changed(verdicts):
    """The sample, with other verdicts of some checks; without those that are None."""
    report = copy.deepcopy(samples.report(generated_at="2026-11-20T08:00:00Z"))
    for requirement in report["requirements"]:
        requirement["checks"] = [{**one, "verdict": verdicts.get(one["id"], one["verdict"])}
                                 for one in requirement["checks"] if verdicts.get(one["id"], "") is not None]
    return report


def test_what_changed_sides_is_told():
    former = changed({"N2.tls": "PASS", "B1.present": "UNKNOWN", "C1.first": "FAIL", "S3.scan": "FAIL",
                      "P2.second": "FAIL", "S1.tenants": None, "T1.first": None})
    told = reporting.trend(samples.report(), former)["trend"]
    assert told == {
        "since": "2026-11-20T08:00:00Z", "before": former["summary"]["counts"],
        "newly_failing": ["N2.tls", "B1.present"], "mended": ["C1.first"], "new_checks": ["T1.first", "S1.tenants"]}


def test_without_a_former_report_there_is_no_trend():
    report = samples.report()
    assert reporting.trend(report, None) == {**report, "trend": None}
    assert report["trend"], "the report that was given is left alone"


def test_the_last_run_is_found_where_it_was_written(tmp_path):
    report = samples.report()
    reporting.write(report, tmp_path)
    assert reporting.former(tmp_path, "envelope-prod") == (report, "")


def test_a_first_run_is_nothing_to_speak_of(tmp_path):
    assert reporting.former(tmp_path / "missing", "envelope-prod") == (None, "")


@pytest.mark.parametrize(("content", "said"), [
    ("{", "cannot be read as a report"), ("[]", "cannot be read as a report"), ("\udcff", "cannot be read as a report"),
    ('{"schema": "venturemond.envelope.audit/0"}', "schema venturemond.envelope.audit/0, and this is"),
    (json.dumps(samples.report(requirements=[{}])), "KeyError: 'checks'"),
    (json.dumps(samples.report(platform={"name": "envelope-dev"})), "it is about envelope-dev"),
])
def test_a_file_of_no_use_is_said_and_ignored(tmp_path, content, said):
    (tmp_path / "envelope-prod.json").write_bytes(content.encode(errors="surrogateescape"))
    found, remark = reporting.former(tmp_path, "envelope-prod")
    assert found is None
    assert remark.startswith(str(tmp_path / "envelope-prod.json"))
    assert said in remark
