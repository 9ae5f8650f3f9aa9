# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudWatch."""

from __future__ import annotations

from .api import cloudwatch
from .composite_alarms import CompositeAlarm
from .dashboards import Dashboard
from .metric_alarms import MetricAlarm

__all__ = ["CompositeAlarm", "Dashboard", "MetricAlarm", "cloudwatch"]
