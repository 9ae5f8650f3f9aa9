# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Databases."""

from __future__ import annotations

from ...kinds.rds.service import rds
from ..reading import Source, asked

DATABASES = Source("databases", lambda place: asked(rds.describe_db_instances(), "DBInstances"))
"""All instances of the region, with their tags."""

EVERY = (DATABASES,)
