# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple Email Service, version 2."""

from __future__ import annotations

from .configuration_sets import ConfigurationSet
from .identities import EmailIdentity
from .service import sesv2

__all__ = ["ConfigurationSet", "EmailIdentity", "sesv2"]
