# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What came of an audit, as data: the report that is kept, drawn and compared (docs/audit-report.md)."""

from __future__ import annotations

import collections
import typing as t

from ..cloud import api_name
from ..errors import AwsError
from .judging import Checked, Finding, Met
from .place import Tenant
from .reading import Asked, Seen
from .verdicts import SEVERITIES, Severity, Verdict, as_severe, worst

SCHEMA = "venturemond.envelope.audit/2"
Data = dict[str, t.Any]


def requirement(met: Met) -> Data:
    about = met.requirement
    return {"id": about.id, "area": about.area, "title": about.title, "source": list(about.source),
            "gaps": list(about.gaps), "verdict": met.verdict, "checks": [_check(each) for each in met.checks]}


def _check(checked: Checked) -> Data:
    check = checked.check
    evidence = [{"api": _api(asked), "region": asked.region, "at": at} for asked, at in checked.evidence.items()]
    return {
        "id": check.id, "title": check.title, "severity": check.severity, "iso_2013": list(check.iso_2013),
        "iso_2022": list(check.iso_2022), "verdict": checked.verdict,
        "remedy": {"role": check.remedy.role, "variable": check.remedy.variable, "text": check.remedy.text},
        "explained": checked.explained or None,
        "evidence": sorted(evidence, key=lambda one: (one["api"], one["region"])),
        "findings": [_finding(each) for each in checked.findings],
    }


def _finding(finding: Finding) -> Data:
    return {"subject": finding.subject, "tenant": finding.tenant, "verdict": finding.verdict, "seen": finding.seen,
            "expected": finding.expected}


def _api(asked: Asked) -> str:
    return api_name(asked.service, asked.operation)


def summary(mets: t.Sequence[Met], seconds: float, calls: int) -> Data:
    """Counted in checks."""
    every = [checked for met in mets for checked in met.checks]
    counts: collections.Counter[Verdict] = collections.Counter(checked.verdict for checked in every)
    failed: collections.Counter[Severity] = collections.Counter(
        checked.check.severity for checked in every if checked.verdict == "FAIL")
    verdicts: tuple[Verdict, ...] = ("PASS", "FAIL", "UNKNOWN", "NOT APPLICABLE", "EXPLAINED")
    return {
        "verdict": worst(counts), "counts": {verdict: counts[verdict] for verdict in verdicts},
        "failed_by_severity": {severity: failed[severity] for severity in SEVERITIES},
        "seconds": round(seconds, 1), "calls": calls,
    }


def tenants(every: t.Iterable[Tenant], mets: t.Sequence[Met]) -> list[Data]:
    """Each with the worst that was found of it."""
    found: dict[str, list[Verdict]] = collections.defaultdict(list)
    for finding in (one for met in mets for checked in met.checks for one in checked.findings):
        if finding.tenant:
            found[finding.tenant].append(finding.verdict)
    return [{"name": each.name, "tier": each.tier, "host": each.host, "declared": each.declared,
             "verdict": worst(found[each.name])} for each in every]


def refused(read: t.Mapping[str, Seen]) -> list[Data]:
    """What AWS did not tell, each operation once."""
    found: dict[Asked, AwsError] = {asked: error for seen in read.values() for asked, error in seen.refused.items()}
    return [{"api": _api(asked), "region": asked.region, "code": error.code, "message": error.message}
            for asked, error in sorted(found.items())]


def failures(mets: t.Sequence[Met], least: str) -> list[Checked]:
    """The checks that fail, or could not be told, and are as severe as that."""
    return [checked for met in mets for checked in met.checks
            if checked.verdict in ("FAIL", "UNKNOWN") and as_severe(checked.check.severity, least)]
