# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an audit found, written down: JSON for machines, Markdown for a pull request, a page for people.

`former(directory, platform)` gives the report that the last run left there, and a remark where it is of no use;
`trend(report, former)` gives the report with its changes since then; `write(report, directory, formats)` writes
`<platform>.json`, `.md` and `.html`, each at once or not at all.  The data is described in docs/audit-report.md.
"""

from __future__ import annotations

from .trends import former, trend
from .writing import FORMATS, write

__all__ = ["FORMATS", "former", "trend", "write"]
