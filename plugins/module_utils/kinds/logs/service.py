# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudWatch Logs' API."""

from __future__ import annotations

from ...calls import Service

logs = Service(
    "logs",
    absent=frozenset({"ResourceNotFoundException"}),
    transient=frozenset({"OperationAbortedException"}),  # another change to the same log group is under way
)
