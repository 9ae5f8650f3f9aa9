# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judge samples of what AWS shows."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.checks import Requirement
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.judging import Checked, judged
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.live import Live
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place, Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Seen
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Service
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, EnvelopeError

DENIED = AwsError(Service("ec2").describe_vpcs(), "AccessDenied", "no")

Found = dict[str, t.Any]
"""What each source shows, by its name, or why it does not."""


def place(tenants: tuple[Tenant, ...] = (), **values: t.Any) -> Place:
    """A platform; `values` are the inventory's role variables."""
    return Place("envelope-prod", "envelope", "prod", "eu-west-1", "envelope.example", tenants, values=values)


def live(found: Found, where: Place | None = None) -> Live:
    return Live(where or place(), {name: Seen(error=one) if isinstance(one, EnvelopeError) else Seen(one)
                                   for name, one in found.items()})


def checked(requirement: Requirement, found: Found, where: Place | None = None) -> dict[str, Checked]:
    """What came of each check, by its id."""
    [met] = judged([requirement], live(found, where), {})
    return {one.check.id: one for one in met.checks}


def bearing(verdict: str, requirement: Requirement, found: Found, where: Place | None = None) -> set[str]:
    """The checks with that verdict, by what follows the requirement's id."""
    return {name.partition(".")[2] for name, one in checked(requirement, found, where).items()
            if one.verdict == verdict}


def failing(requirement: Requirement, found: Found, where: Place | None = None) -> set[str]:
    return bearing("FAIL", requirement, found, where)


def seen(requirement: Requirement, check: str, found: Found, where: Place | None = None) -> list[str]:
    """What a check of the requirement says of each thing: `subject: seen`."""
    findings = checked(requirement, found, where)[f"{requirement.id}.{check}"].findings
    return [f"{one.subject}: {one.seen}" for one in findings]
