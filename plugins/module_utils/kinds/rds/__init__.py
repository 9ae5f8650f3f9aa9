# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Relational Database Service: instances, and the groups of subnets and parameters that they use."""

from __future__ import annotations

from .instances import Instance
from .parameter_groups import ParameterGroup
from .subnet_groups import SubnetGroup

__all__ = ["Instance", "ParameterGroup", "SubnetGroup"]
