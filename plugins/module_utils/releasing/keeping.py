# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep some releases to go back to, and no revision that nobody needs."""

from __future__ import annotations

import typing as t

from ..calls import Flow
from .records import Live, Manifest, Records
from .revisions import all_of, family, revisions, withdraw


def given_up(records: Records, arns: t.Collection[str]) -> Flow:
    """Withdraw the revisions of a release that failed, lest site.yml takes the newest of a family for what is meant."""
    manifests: list[Manifest] = yield from records.manifests()
    named = {arn for each in manifests for arn in each.task_definitions.values()}
    yield from withdraw(arn for arn in arns if arn not in named)


def tidied(records: Records, keep: int, in_use: t.Mapping[str, str]) -> Flow:
    """Forget all but what is live and `keep` - 1 releases to go back to; the revisions that were withdrawn.

    Those that were live before count first, and then the newest: what was gone back from is missed least.  A revision
    that a kept release names, or that runs (`in_use`, by service), stays.
    """
    live: Live | None = yield from records.live()
    manifests: list[Manifest] = yield from records.manifests()
    times = {each.release: each.at for each in manifests}
    line = [live.release, *live.before] if live else []
    order = dict.fromkeys([*(release for release in line if release in times), *times])
    kept = set(list(order)[:max(1, keep)])
    oldest = min((times[release] for release in kept), default="")
    kept |= {each.release for each in manifests if each.contracting and each.at > oldest}  # nobody goes back unwarned
    for each in manifests:
        if each.release not in kept:
            yield from records.forget(each.release)
    if live:
        yield from records.trim(live, kept)
    named = {arn for each in manifests if each.release in kept for arn in each.task_definitions.values()}
    there = yield from all_of([revisions(name) for name in sorted({family(arn) for arn in in_use.values()})])
    unneeded = [arn for arns in there for arn in arns if arn not in named and arn not in in_use.values()]
    yield from withdraw(unneeded)
    return unneeded
