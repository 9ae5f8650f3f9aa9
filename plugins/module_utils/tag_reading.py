# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tags of many resources in one call, where their own service tells those of one."""

from __future__ import annotations

import typing as t

from .calls import Batch, Flow, Service
from .tagging import Tags
from .wire import includes, pairs

tagged = Service(
    "resourcegroupstaggingapi",
    transient=frozenset({"ThrottledException", "InternalServiceException"}),
    batches={"get_resources": Batch("ResourceARNList", 100)},
)


def tags_of(arn: str, wanted: Tags | None, ask: t.Callable[[str], Flow]) -> Flow:
    """The tags of a resource; None where none are wanted, as they cost calls.

    The tagging API tells those of a hundred, but some time after they were set.  So what it does not confirm is asked
    of the service itself: `ask` returns the tags that this has for an ARN.
    """
    if wanted is None:
        return None
    listed = yield tagged.get_resources(ResourceARNList=[arn])
    entries = [each for each in listed.get("ResourceTagMappingList", ()) if each["ResourceARN"] == arn]
    found = pairs().into(entries[0].get("Tags") if entries else None)
    return found if includes(wanted, found) else (yield from ask(arn))
