# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM Access Analyzer's answers."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {
    "get_analyzer": {"analyzer": {"status": "ACTIVE"}},
}
HELD: dict[str, t.Any] = {
    "Analyzer.analyzer_name": "envelope-prod", "Analyzer.status": "ACTIVE", "Analyzer.left_alone": None,
}
