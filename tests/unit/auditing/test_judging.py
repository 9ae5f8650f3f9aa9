# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What checks say, what counts of it, and what becomes of it in the report."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing import report
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.checks import (
    Check,
    Judged,
    Remedy,
    Requirement,
    Subject,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.judging import Met, judged, refuse_unknown
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.live import Live
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place, Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Asked, Seen, Source, Thing
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.telling import lines
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.verdicts import VERDICTS, as_severe, worst
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Service
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid

TENANT = Tenant("acme", "pool", "envelope-prod-pool-acme", "acme.envelope.example")
PLACE = Place("envelope-prod", "envelope", "prod", "eu-west-1", tenants=(TENANT,))
THINGS = Source("things", lambda place: iter(()))
LIST = Asked("rds", "describe_db_instances", "eu-west-1")
DENIED = AwsError(Service("rds").describe_db_instances(), "AccessDenied", "no")


def subjects(live: Live) -> t.Iterator[Subject]:
    return (Subject(f"thing {one['name']}", one, one.get("tenant")) for one in live[THINGS])


def check(**about: t.Any) -> Check:
    said: dict[str, t.Any] = {
        "id": "X1.good", "title": "Things are good", "severity": "high", "of": subjects, "expected": "good",
        "judge": lambda live, thing: Judged(thing["good"], f"good is {thing['good']}"), "remedy": Remedy("network")}
    return Check(**said | about)


def found(things: t.Any, explained: t.Mapping[str, str] | None = None, **about: t.Any) -> Met:
    seen = Seen(error=things) if isinstance(things, AwsError) else Seen(things, calls={LIST: "2026-11-22T15:00:00Z"})
    if isinstance(things, AwsError):
        seen.refused[LIST] = things
    row = Requirement("X1", "Network", "All is well", ("manager 2",), ("3.2",), (check(**about),))
    [met] = judged([row], Live(PLACE, {"things": seen}), explained or {})
    return met


def verdicts(met: Met) -> list[str]:
    return [finding.verdict for checked in met.checks for finding in checked.findings]


GOOD, BAD = Thing(name="a", good=True), Thing(name="b", good=False, tenant="acme")
UNTOLD = Thing(name="c", good=DENIED)


@pytest.mark.parametrize(("things", "expected"), [
    ([GOOD], ["PASS"]), ([GOOD, BAD], ["PASS", "FAIL"]), ([GOOD, UNTOLD], ["PASS", "UNKNOWN"]), (DENIED, ["UNKNOWN"]),
    ([], ["NOT APPLICABLE"]),
])
def test_each_thing_is_judged_by_itself(things: t.Any, expected: list[str]):
    met = found(things)
    assert verdicts(met) == expected
    assert met.verdict == worst(t.cast(t.Any, expected))


def test_that_there_is_nothing_can_be_a_failure():
    assert verdicts(found([], nothing="there is no thing")) == ["FAIL"]


def test_what_does_not_apply_is_not_looked_at():
    [finding] = found([BAD], applies=lambda live: "switched off").checks[0].findings
    assert (finding.verdict, finding.seen) == ("NOT APPLICABLE", "switched off")


def test_that_it_applies_may_be_unknown():
    assert verdicts(found(DENIED, applies=lambda live: "" if live[THINGS] else "none")) == ["UNKNOWN"]


@pytest.mark.parametrize("by", ["X1", "X1.good", "X1.good thing b"])
def test_a_failure_can_be_accepted_but_nothing_else(by: str):
    met = found([GOOD, BAD, UNTOLD], {by: "until March"})
    assert verdicts(met) == ["PASS", "EXPLAINED", "UNKNOWN"]


def test_why_it_is_accepted_is_told_where_it_is():
    [checked] = found([GOOD, BAD], {"X1.good thing b": "until March"}).checks
    assert checked.explained == "thing b: until March"
    assert found([BAD], {"X1": "until March"}).checks[0].explained == "until March"
    assert found([GOOD], {"X1": "until March"}).checks[0].explained == ""


def test_an_explanation_of_what_is_not_there_is_refused_with_the_nearest():
    row = Requirement("X1", "Network", "All is well", (), (), (check(),))
    refuse_unknown({"X1": "", "X1.good": "", "X1.good thing b": ""}, [row])
    with pytest.raises(Invalid, match=r"X1\.god is the id of no requirement and no check, did you mean X1\.good\?"):
        refuse_unknown({"X1.god thing b": "why"}, [row])


def test_an_explanation_of_another_thing_accepts_nothing():
    assert verdicts(found([BAD], {"X1.good thing a": "why", "X2": "why"})) == ["FAIL"]


def test_the_worst_counts():
    assert [worst(VERDICTS[place:]) for place in range(len(VERDICTS))] == list(VERDICTS)
    assert worst([]) == "NOT APPLICABLE"


@pytest.mark.parametrize(("severity", "least", "counts"), [
    ("critical", "high", True), ("high", "high", True), ("medium", "high", False), ("critical", "none", False),
    ("low", "low", True)])
def test_severities_are_in_order(severity: t.Any, least: str, counts: bool):
    assert as_severe(severity, least) is counts


def test_a_report_has_the_evidence_by_the_names_that_aws_has():
    [told] = report.requirement(found([GOOD, BAD]))["checks"]
    assert told["evidence"] == [
        {"api": "rds:DescribeDBInstances", "region": "eu-west-1", "at": "2026-11-22T15:00:00Z"}]
    assert told["findings"][1] == {"subject": "thing b", "tenant": "acme", "verdict": "FAIL", "seen": "good is False",
                                   "expected": "good"}


def test_a_tenant_has_the_worst_that_was_found_of_it():
    mets = [found([GOOD, BAD])]
    assert report.tenants([TENANT, Tenant("zeta")], mets) == [
        {"name": "acme", "tier": "pool", "host": "acme.envelope.example", "declared": True, "verdict": "FAIL"},
        {"name": "zeta", "tier": None, "host": None, "declared": True, "verdict": "NOT APPLICABLE"}]


def test_what_could_not_be_told_fails_a_run_as_what_fails_does():
    for things in ([BAD], [UNTOLD]):
        mets = [found(things)]
        assert [checked.check.id for checked in report.failures(mets, "high")] == ["X1.good"]
        assert report.failures(mets, "critical") == []
    assert report.failures([found([BAD], {"X1": "why"})], "low") == []


def test_a_person_is_told_what_fails_where_and_what_makes_it_true():
    mets = [found([Thing(name=f"t{number}", good=False) for number in range(7)])]
    told = "\n".join(lines({
        "platform": {"prefix": "envelope-prod", "region": "eu-west-1", "account": None, "note": "there is no such"},
        "summary": report.summary(mets, 1, 2), "requirements": [report.requirement(met) for met in mets],
        "refused": [{"api": "rds:DescribeDBInstances", "region": "eu-west-1", "code": "AccessDenied", "message": "no"}],
        "orphans": None, "leaving": [{}, {}], "trend": {"since": "yesterday", "newly_failing": ["X1.good"]}}))
    assert "leaving     2 that are" in told and "newly failing since yesterday: X1.good" in told
    assert "Platform envelope-prod (eu-west-1, account unknown): 1 FAIL" in told
    assert "FAIL     high      X1.good: Things are good (role network)" in told
    assert "thing t4: good is False" in told and "thing t5" not in told and "and 2 more" in told
    assert "AccessDenied: rds:DescribeDBInstances" in told and "there is no such" in told
