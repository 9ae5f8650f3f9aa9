# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every requirement, in the order in which they were written down; a file for each area."""

from __future__ import annotations

from .audit import A1, A3
from .automation import P1, P2, P3, P4
from .baseline import B3
from .cluster import C1
from .contract import C3
from .data_stores import D1
from .health import C4
from .images import C7
from .inbound import E2
from .isolation import T4
from .leaving import T5
from .load_balancer import N2
from .logs import C6
from .mail import E1
from .mail_events import E3
from .monitoring import O1
from .names import N3
from .network import N1
from .parity import A2
from .releases import C5
from .reverb import C2
from .scaling import C9
from .scanning import S3
from .secrets import B2
from .static_sites import F1
from .storage import S1, S2, S4
from .task_secrets import C8
from .tenancy import T1, T2, T3
from .tenant_alarms import O2
from .waf import B1

EVERY = (
    T1, T2, T3, T4, T5, N1, N2, N3, C1, C2, C3, C4, C5, C6, C7, C8, C9, D1, S1, S2, S3, S4, F1, E1, E2, E3, B1, B2,
    B3, O1, O2, P1, P2, P3, P4, A1, A2, A3,
)
