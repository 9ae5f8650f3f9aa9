# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All sorts of things that a tenant may have, in the order in which they are taken away."""

from __future__ import annotations

from ..things import Sort
from .access import POLICIES, ROLES, SECURITY_GROUPS
from .balancing import CERTIFICATES, LISTENER_CERTIFICATES, PACKS, RULES, TARGET_GROUPS
from .guarding import PLANS
from .mail import CONFIGURATION_SETS, IDENTITIES
from .names import RECORDS, ZONES
from .running import LOG_GROUPS, REVISIONS, SCALABLE_TARGETS, SERVICES, TASKS
from .sites import CERTIFICATES as SITE_CERTIFICATES
from .sites import DISTRIBUTIONS
from .storage import BUCKETS, KEYS, SECRETS
from .storage import RECORDS as RELEASE_RECORDS
from .watching import ALARMS, FUNCTIONS, TOPICS

PHASES: tuple[tuple[Sort, ...], ...] = (
    (SCALABLE_TARGETS, RECORDS, ALARMS),
    (SERVICES, RULES, LISTENER_CERTIFICATES, IDENTITIES, PLANS, DISTRIBUTIONS, FUNCTIONS),
    (TASKS,),
    (TARGET_GROUPS, CERTIFICATES, PACKS, SITE_CERTIFICATES, CONFIGURATION_SETS, REVISIONS, LOG_GROUPS, ROLES,
     SECURITY_GROUPS, TOPICS),
    (POLICIES, ZONES, BUCKETS, RELEASE_RECORDS),
    (SECRETS, KEYS),
)
"""What is in one phase is taken away at once; what needs it is in a phase before.

Records go first: one that led to what is gone could lead to somebody else's.  Keys go last."""

SORTS: tuple[Sort, ...] = tuple(sort for phase in PHASES for sort in phase)

__all__ = ["PHASES", "SORTS"]
