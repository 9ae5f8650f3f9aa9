# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents about a platform, made of what was found and what its inventory says: written anew, never kept by hand.

`write(report, headroom, values, directory)` writes them, and gives the files: `infrastructure-audit-report.md`,
`client-onboarding-runbook.md`, `scaling.md` and `scaling.svg`.  `report` is an audit's (docs/audit-report.md);
`headroom` is what `look_at_headroom` gives under `cells`, or nothing; `values` are those that the platform's roles go
by (`cell_prefix` and so on) with the inventory's path as `inventory`, or nothing where a platform was discovered.
"""

from __future__ import annotations

from .writing import DOCUMENTS, write

__all__ = ["DOCUMENTS", "write"]
