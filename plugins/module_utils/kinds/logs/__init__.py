# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudWatch Logs."""

from __future__ import annotations

from .groups import LOG_GROUP, LogGroup
from .metric_filters import MetricFilter
from .service import logs

__all__ = ["LOG_GROUP", "LogGroup", "MetricFilter", "logs"]
