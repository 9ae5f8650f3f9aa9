# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""P1 to P4: what is in the inventory is in AWS, by a pipeline without keys, and is written down."""

from __future__ import annotations

import typing as t

from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from .handed import first, handed, unless_handed
from .pipeline import CHECKS


def _drifted(live: Live, drift: t.Sequence[t.Mapping[str, str]]) -> Judged:
    return Judged(not drift, first([f"{one['host']}: {one['what']}" for one in drift]) or "a run would change nothing")


def _documents(live: Live) -> t.Iterator[Subject]:
    """Each file with why it could not be written; nothing where it was."""
    return (Subject(f"document {file}", why) for file, why in live.said("documents").items())


def _written(live: Live, why_not: str) -> Judged:
    return Judged(not why_not, why_not or "written in this run")


def _complete(live: Live, problems: t.Sequence[str]) -> Judged:
    return Judged(not problems, first(problems) or "nothing is wrong with it")


P1 = Requirement("P1", "Automation", "What is live is what the inventory says", ("manager 7",), (), (
    Check("P1.drift", "A run would change nothing", "medium", handed("drift"), _drifted, "no difference",
          Remedy("platform", text="Run playbooks/site.yml, which makes it so."),
          applies=unless_handed("drift", "site.yml --check --diff tells; audit_drift: true asks for it here"),
          iso_2013=("A.12.1.2",), iso_2022=("8.9", "8.32")),
))

P2 = Requirement("P2", "Automation", "A pipeline plans and applies, without stored keys", ("manager 8",),
                 ("5.1",), CHECKS)

P3 = Requirement("P3", "Automation", "What there is is written down from what there is", ("manager docs",), (), (
    Check("P3.documents", "The documents are written anew", "low", _documents, _written,
          "the audit report, the onboarding runbook and the scaling diagram",
          Remedy("audit", "audit_documents"),
          applies=unless_handed("documents", "playbooks/audit.yml writes them from what it finds (audit_documents)"),
          iso_2013=("A.12.1.1",), iso_2022=("5.37",)),
))

P4 = Requirement("P4", "Automation", "The inventory says all that has to be said", (), ("3.1",), (
    Check("P4.complete", "Nothing is missing or wrong in the inventory", "medium", handed("inventory_problems"),
          _complete, "no problem before AWS is asked", Remedy("platform", text="Say what is missing."),
          applies=unless_handed("inventory_problems", "the audit was given no inventory that was checked"),
          iso_2013=("A.12.1.2",), iso_2022=("8.9",)),
))
