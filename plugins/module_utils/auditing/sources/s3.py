# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buckets, with what they are set to."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...kinds.s3.reading import READERS
from ...kinds.s3.service import s3
from ..place import Place
from ..reading import Source, each, parts

PARTS = ("versioning", "encryption", "public_access_block", "object_ownership", "policy", "lifecycle_rules",
         "cors_rules", "notifications", "tags")


def _buckets(place: Place) -> Flow:
    """Those called as the platform's, each with what it is set to, as the kind of buckets reads it."""
    reply = yield s3.list_buckets()
    return (yield from each(
        parts(one, **{name: _told(READERS[name](one["Name"])) for name in PARTS})
        for one in reply["Buckets"] if one["Name"].startswith(f"{place.prefix}-")))


def _told(flow: Flow) -> Flow:
    """The one thing that a reader of the kind tells."""
    found = yield from flow
    [told] = t.cast("dict[str, t.Any]", found).values()
    return told


BUCKETS = Source("buckets", _buckets)
EVERY = (BUCKETS,)
