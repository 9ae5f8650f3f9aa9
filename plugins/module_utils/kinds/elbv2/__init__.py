# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Elastic Load Balancing: load balancers, target groups, listeners and their rules and certificates."""

from __future__ import annotations

from .listener_certificates import ListenerCertificate
from .listener_rules import ListenerRule
from .listeners import Listener
from .load_balancers import LoadBalancer
from .references import LOAD_BALANCER, TARGET_GROUP
from .target_groups import TargetGroup

__all__ = [
    "LOAD_BALANCER",
    "TARGET_GROUP",
    "Listener",
    "ListenerCertificate",
    "ListenerRule",
    "LoadBalancer",
    "TargetGroup",
]
