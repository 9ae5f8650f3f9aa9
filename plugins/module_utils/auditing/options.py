# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of the module that audits, as module and action both take them."""

from __future__ import annotations

import typing as t

OPTIONS: dict[str, dict[str, t.Any]] = {
    "reports": {"type": "path", "required": True},
    "formats": {"type": "list", "elements": "str", "choices": ["json", "markdown", "html"], "default": ["json"]},
    "fail_on": {"type": "str", "choices": ["critical", "high", "medium", "low", "none"], "default": "high"},
    "explained": {"type": "dict", "default": {}},
    "orphans": {"type": "bool", "default": True},
    "drift": {"type": "bool", "default": False},
    "compose_file": {"type": "path", "default": ""},
    "compose_services": {"type": "dict", "default": {}},
    "compose_names": {"type": "dict", "default": {}},
    "documents": {"type": "path", "default": ""},
}
