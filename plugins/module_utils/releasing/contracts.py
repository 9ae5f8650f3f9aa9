# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Releases that cannot simply be gone back from, because their migration took something away."""

from __future__ import annotations

import typing as t

from ..calls import Flow
from ..errors import EnvelopeError
from .records import Live, Manifest, Records, Taken, now


class Contracted(EnvelopeError):
    """Between here and there lies a migration that took away what the older release needs."""


def refuse_contracted(records: Records, live: Live | None, release: str) -> Flow:
    """Raise `Contracted` if to go from what is live to that release is to go back across such a migration."""
    if live is None or live.release == release:
        return
    manifests: list[Manifest] = yield from records.manifests()
    noted: list[Taken] = yield from records.taken()
    target = next((each.at for each in manifests if each.release == release), now())
    later = [each.release for each in noted if each.at > target and each.release != release]
    if crossed := [*later, *contracting(manifests, live.release, release)]:
        raise Contracted(
            f"{release} needs what the migration of {', '.join(crossed)} took away from the database; nothing was "
            f"changed. Deploy a newer release, or restore the database first and say so "
            f"(playbooks/rollback.yml -e release={release} -e across_contracting=true)")


def contracting(manifests: t.Sequence[Manifest], live: str, release: str) -> list[str]:
    """The releases with such a migration that are newer than `release` and not newer than `live`."""
    times = {each.release: each.at for each in manifests}
    if release not in times:
        return []
    until = times.get(live, max(times.values()))
    return [each.release for each in manifests if each.contracting and times[release] < each.at <= until]
