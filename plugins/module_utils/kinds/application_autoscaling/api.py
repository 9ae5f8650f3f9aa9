# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Application Auto Scaling's API."""

from __future__ import annotations

from ...calls import Batch, Service

autoscaling = Service(
    "application-autoscaling",
    absent=frozenset({"ObjectNotFoundException", "ResourceNotFoundException"}),  # by its id, and by its ARN
    transient=frozenset({"ConcurrentUpdateException"}),  # another change to the same target is under way
    batches={"describe_scalable_targets": Batch("ResourceIds", 50)},
)
