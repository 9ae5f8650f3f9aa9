# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the audit says of a site."""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

FAULTS = ("FAIL", "UNKNOWN")


def faults(site: Site, **variables: t.Any) -> dict[str, list[str]]:
    """What does not hold, or could not be told: by requirement, each as `check subject`."""
    reports = site.directory / "audit"
    run = site.running("audit").run(audit_reports=str(reports), audit_formats=["json"], audit_fail_on="none",
                                    audit_orphans=False, **variables)
    assert run.code == 0 and run.writes == [], run.printed
    [report] = reports.glob("*.json")
    return {requirement["id"]: [f"{check['id']} {finding['subject']}" for check in requirement["checks"]
                                for finding in check["findings"] if finding["verdict"] in FAULTS]
            for requirement in json.loads(report.read_text())["requirements"] if requirement["verdict"] in FAULTS}
