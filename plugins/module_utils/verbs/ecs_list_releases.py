# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""See the releases that are recorded."""

from __future__ import annotations

import typing as t
from dataclasses import asdict, dataclass

from ..calls import Flow
from ..releasing.records import Live, Manifest, Records
from ..releasing.verbs import Recorded


@dataclass(frozen=True, kw_only=True)
class ListReleases(Recorded):
    """List the releases that are recorded, the newest first, and say which is live."""

    module = "ecs_list_releases"
    examples: t.ClassVar[dict[str, t.Any]] = {"bucket": "envelope-prod-releases", "name": "envelope-prod"}
    returns: t.ClassVar[dict[str, str]] = {
        "live": "The release that runs.",
        "before": "The releases that can be gone back to, the newest first.",
        "releases": "What each consists of: C(release), C(at), C(by), C(task_definitions), C(images), C(secrets), "
                    "C(contracting).",
        "lines": "The same for a person, a line each.",
    }

    def act(self, *, check: bool) -> Flow:
        records = Records(self.store)
        live: Live | None = yield from records.live()
        manifests: list[Manifest] = yield from records.manifests()
        return {
            "changed": False, "live": live.release if live else None, "before": list(live.before) if live else [],
            "releases": [asdict(each) for each in manifests], "lines": [_line(each, live) for each in manifests],
        }


def _line(manifest: Manifest, live: Live | None) -> str:
    mark = " (live)" if live and live.release == manifest.release else ""
    contracting = ", contracting" if manifest.contracting else ""
    return f"{manifest.release}{mark}: {manifest.at}, by {manifest.by}{contracting}"
