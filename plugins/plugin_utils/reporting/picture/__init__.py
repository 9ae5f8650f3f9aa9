# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The architecture that was found, as a picture: `cards.py` says what is on it, `layout.py` where; the page's template
draws it."""

from __future__ import annotations

from .layout import Picture, draw

__all__ = ["Picture", "draw"]
