# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags, which every service spells its own way but means the same."""

from __future__ import annotations

import typing as t

from .calls import Flow, Service
from .wire import camel, pairs, pascal

Tags = t.Mapping[str, str]

MANAGED_BY = "managed-by"
"""The tag that says whose a resource is."""

LEAVING = "offboarding"
"""The tag that says since when a resource is being taken away together with its tenant: nobody changes it."""


def owner(resource: t.Any) -> str | None:
    """Whose a resource is by its tags, or is to be; None where they do not say."""
    return (getattr(resource, "tags", None) or {}).get(MANAGED_BY)


def missing(now: Tags | None, wanted: Tags | None) -> dict[str, str]:
    """The tags to set so that `wanted` holds; what else is there is left alone."""
    return {name: value for name, value in (wanted or {}).items() if (now or {}).get(name) != value}


def retag(service: Service, now: Tags | None, wanted: Tags | None, **which: t.Any) -> Flow:
    """Set the tags that differ, by the `tag_resource` that most services have.

    `which` names the resource as the service does: `resourceArn=...`.
    """
    case = camel if min(which)[0].islower() else pascal
    if fresh := missing(now, wanted):
        yield service.tag_resource(**which, **{case("tags"): pairs(case("key"), case("value")).out(fresh)})
