# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flow logs of networks."""

from __future__ import annotations

from ...kinds.ec2.api import ec2
from ..reading import Source, asked

FLOW_LOGS = Source("flow logs", lambda place: asked(ec2.describe_flow_logs(), "FlowLogs"))
"""All of the region."""

EVERY = (FLOW_LOGS,)
