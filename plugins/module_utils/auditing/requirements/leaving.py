# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""T5: nothing is left of tenants that were to be gone."""

from __future__ import annotations

import datetime
import typing as t

from ...tagging import LEAVING
from .. import tenants
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..reading import now
from ..sources.s3 import BUCKETS
from ..sources.secretsmanager import SECRETS
from .elsewhere import elsewhere

HOLD_DAYS = 30
"""Between freeze and deletion, where the inventory says nothing else."""


def _leaving(live: Live) -> t.Iterator[Subject]:
    """Buckets and secrets that are marked as being taken away, each with since when."""
    for kind, source in (("bucket", BUCKETS), ("secret", SECRETS)):
        for one in live[source]:
            tags = tenants.tags_of(one)
            if LEAVING in tags:
                yield Subject(f"{kind} {one['Name']}", tags[LEAVING], tags.get("tenant"))


def _held(live: Live, since: str) -> Judged:
    days = int(live.said("tenant_offboarding_hold_days", HOLD_DAYS))
    try:
        age = _moment(now()) - _moment(since)
    except ValueError:
        return Judged(False, f"marked as leaving since {since!r}, which is no date")
    return Judged(age.days < days, f"frozen {since}, {age.days} days ago", f"deleted after {days} days")


def _moment(text: str) -> datetime.datetime:
    """A date of ISO 8601, with or without its time; without a zone it is UTC."""
    found = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


T5 = Requirement("T5", "Tenancy", "Who leaves is frozen, held, deleted, and that is proved", ("beyond",), (), (
    Check("T5.hold", "Nothing is left of a hold window that has run out", "medium", _leaving, _held,
          "deleted when the hold is over", Remedy("tenant", "tenant_offboarding_hold_days",
                                                  "Run playbooks/offboard_tenant.yml for the tenant again."),
          iso_2013=("A.8.3.2",), iso_2022=("8.10",)),
    elsewhere("T5.proof", "A proof lists everything that was deleted",
              "what is gone shows nothing: proof.json of playbooks/offboard_tenant.yml says what AWS answered last",
              Remedy("tenant", "tenant_offboarding_archive"), iso_2013=("A.8.3.2",), iso_2022=("8.10",)),
))
