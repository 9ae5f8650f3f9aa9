# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudWatch's API."""

from __future__ import annotations

from ...calls import Batch, Flow, Service
from ...wire import pairs

cloudwatch = Service(
    "cloudwatch",
    absent=frozenset({"ResourceNotFound", "ResourceNotFoundException"}),
    transient=frozenset({"ConcurrentModificationException"}),
    batches={"describe_alarms": Batch("AlarmNames", 100), "delete_alarms": Batch("AlarmNames", 100)},
)

one_by_one = Service("cloudwatch", absent=cloudwatch.absent, transient=cloudwatch.transient)
"""For composite alarms, of which one call deletes no more than one."""


def own_tags_of(arn: str) -> Flow:
    """The tags of an alarm or a dashboard, as CloudWatch has them."""
    return pairs().into((yield cloudwatch.list_tags_for_resource(ResourceARN=arn)).get("Tags"))
