# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is called as ours in AWX: everything starts with the project's name."""

from __future__ import annotations

import typing as t

Wanted = t.Mapping[str, t.Any]


def named(wanted: Wanted, name: str) -> str:
    """What something of ours is called in AWX."""
    return f"{wanted['prefix']} {name}"


def is_named(wanted: Wanted, name: str) -> bool:
    """Whether something is called as what we make."""
    return name.startswith(named(wanted, ""))
