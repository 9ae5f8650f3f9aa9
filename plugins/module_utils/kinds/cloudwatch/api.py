# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudWatch's API: the service, and the tags of many alarms at once."""

from __future__ import annotations

from ...calls import Batch, Flow, Service
from ...tagging import Tags
from ...wire import includes, pairs

cloudwatch = Service(
    "cloudwatch",
    absent=frozenset({"ResourceNotFound", "ResourceNotFoundException"}),
    transient=frozenset({"ConcurrentModificationException"}),
    batches={"describe_alarms": Batch("AlarmNames", 100), "delete_alarms": Batch("AlarmNames", 100)},
)

one_by_one = Service("cloudwatch", absent=cloudwatch.absent, transient=cloudwatch.transient)
"""For composite alarms, of which one call deletes no more than one."""

tagged = Service(
    "resourcegroupstaggingapi",
    transient=frozenset({"ThrottledException", "InternalServiceException"}),
    batches={"get_resources": Batch("ResourceARNList", 100)},
)


def tags_of(arn: str, wanted: Tags | None) -> Flow:
    """The tags of an alarm; None where none are wanted, as they cost calls.

    CloudWatch tells those of one alarm in a call, the tagging API those of a hundred, but some time after they were
    set.  So what that one does not confirm is asked of CloudWatch itself.
    """
    if wanted is None:
        return None
    listed = yield tagged.get_resources(ResourceARNList=[arn])
    entries = [each for each in listed.get("ResourceTagMappingList", ()) if each["ResourceARN"] == arn]
    found = pairs().into(entries[0].get("Tags") if entries else None)
    return found if includes(wanted, found) else (yield from own_tags_of(arn))


def own_tags_of(arn: str) -> Flow:
    """The tags of an alarm or a dashboard, as CloudWatch has them."""
    return pairs().into((yield cloudwatch.list_tags_for_resource(ResourceARN=arn)).get("Tags"))
