# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Route 53."""

from __future__ import annotations

from .hosted_zones import Route53HostedZone
from .records import Route53Record
from .service import ZONE, route53

__all__ = ["ZONE", "Route53HostedZone", "Route53Record", "route53"]
