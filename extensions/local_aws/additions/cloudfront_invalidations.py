# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invalidations that take time, and are asked for once.

moto completes them at once, in a word that AWS does not use, and makes another for the same reference.  AWS answers
with the former one where reference and paths are the same, and refuses a reference with other paths.
"""

from __future__ import annotations

import time
import typing as t

from moto.cloudfront.models import CloudFrontBackend, Invalidation

from ..timing import timing
from ._mend import AwsError, mends


@mends(CloudFrontBackend)
def create_invalidation(
    former: t.Any, self: CloudFrontBackend, dist_id: str, paths: list[str], caller_ref: str
) -> Invalidation:
    for each in self.invalidations.get(dist_id, ()):
        if each.caller_ref == caller_ref:
            return _same(each, paths)
    if wrong := [path for path in paths if not path.startswith("/") or "*" in path[:-1]]:
        text = "Your request contains one or more invalid invalidation paths."
        raise AwsError("InvalidArgument", f"{text} ({', '.join(wrong)})")
    made: Invalidation = former(self, dist_id, paths, caller_ref)
    made.__dict__["everywhere"] = time.time() + timing.cloudfront_seconds
    return _up_to_date(made)


@mends(CloudFrontBackend)
def list_invalidations(former: t.Any, self: CloudFrontBackend, dist_id: str, **page: t.Any) -> t.Any:
    self.get_distribution(dist_id)
    for each in self.invalidations.get(dist_id, ()):
        _up_to_date(each)
    return former(self, dist_id=dist_id, **page)


@mends(CloudFrontBackend)
def get_invalidation(former: t.Any, self: CloudFrontBackend, *which: str, **named: str) -> Invalidation:
    return _up_to_date(former(self, *which, **named))


def under_way(backend: CloudFrontBackend, distribution_id: str) -> int:
    """How many invalidations of a distribution are not everywhere yet."""
    return sum(_up_to_date(each).status == "InProgress" for each in backend.invalidations.get(distribution_id, ()))


def _same(former: Invalidation, paths: list[str]) -> Invalidation:
    if sorted(former.paths) != sorted(paths):
        text = "The caller reference that you're using was used for an invalidation of other paths."
        raise AwsError("InvalidationBatchAlreadyExists", text)
    return _up_to_date(former)


def _up_to_date(invalidation: Invalidation) -> Invalidation:
    invalidation.status = "Completed" if time.time() >= invalidation.__dict__["everywhere"] else "InProgress"
    return invalidation
