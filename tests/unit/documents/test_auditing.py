# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An audit as a document: by the gap analysis's numbers, by ISO control, and by what is to be done."""

from __future__ import annotations

import re

from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents.auditing import GAPS, view
from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents.writing import made
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples

NAME = "infrastructure-audit-report.md"


def test_all_gaps_of_the_analysis_are_there_in_its_order(texts):
    assert re.findall(r"^#### (\d\.\d) ", texts[NAME], re.MULTILINE) == list(GAPS) == sorted(GAPS)


def test_a_gap_has_the_verdict_of_what_it_is_about_and_the_evidence(texts):
    section = texts[NAME].partition("#### 1.1 ")[2].partition("####")[0]
    assert section.startswith("Reverb and WebSockets: PASS\n") and "Requirements T1, T2." in section
    assert "`T1.first`" in section and "ecs:ListServices (eu-west-1, 15:00:01)" in section


def test_of_a_gap_that_no_requirement_is_about_nothing_is_known(texts):
    section = texts[NAME].partition("#### 5.1 ")[2].partition("####")[0]
    assert section.startswith("CI/CD pipeline: UNKNOWN\n") and "PASS" not in section


def test_a_requirement_without_a_gap_is_told_too(texts):
    assert "### T3 Everything that T3 says is true: PASS" in texts[NAME].partition("## Beyond the gap analysis")[2]


def test_controls_of_both_years_stand_side_by_side_in_order():
    found = samples.report()
    found["requirements"][0]["checks"][0].update(iso_2013=["A.9.4.1"], iso_2022=["8.3", "5.15"])
    controls = view(found).controls
    assert [(one.number, one.in_2022) for one in controls] == [("A.9.4.1", "5.15, 8.3"), ("A.13.1.1", "8.20")]
    assert [one.verdict for one in controls] == ["PASS", "FAIL"]


def test_steps_name_role_and_variable_the_most_severe_first(texts):
    steps = texts[NAME].partition("## Next steps")[2]
    assert re.findall(r"^### (\w+)", steps, re.MULTILINE) == ["Critical", "High", "Medium", "Not"]
    assert "role `network`, variable `network_ssl_policy`. Run the role again." in steps
    assert "playbooks/site.yml --check --diff" in steps


def test_what_aws_refused_is_told_and_not_taken_for_a_pass(texts):
    assert "| cloudwatch:DescribeAlarms | eu-west-1 | AccessDenied |" in texts[NAME]
    assert "`O1.alarms`" in texts[NAME].partition("### Not known")[2]


def test_what_aws_did_not_tell_of_the_platform_is_unknown_and_not_absent(untold):
    scope = untold[NAME].partition("## Scope")[2].partition("## Method")[0]
    for said in ("an unknown VPC, an unknown number of zones", "an unknown number of services in an unknown cluster",
                 "an unknown number of databases", "an unknown number of mail domains"):
        assert said in scope
    assert not re.search(r"\bno\b|\b0\b", scope)


def test_where_nothing_fails_it_says_so():
    found = samples.report()
    assert view({**found, "requirements": []}).steps == {}


def test_that_there_is_no_such_platform_is_told_first():
    found = samples.report()
    found["platform"]["note"] = "nothing bears the names of envelope-prod"
    assert "\n\nnothing bears the names of envelope-prod\n\n## Scope" in made(found, None, None)[NAME]
