# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ElastiCache."""

from __future__ import annotations

from .parameter_groups import CacheParameterGroup
from .replication_groups import ReplicationGroup
from .service import elasticache
from .subnet_groups import CacheSubnetGroup

__all__ = ["CacheParameterGroup", "CacheSubnetGroup", "ReplicationGroup", "elasticache"]
