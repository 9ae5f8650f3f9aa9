# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Go back to a release."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import instruction, option
from ..releasing.going_back import Rollback
from ..releasing.verbs import ServiceChange, release_problems


@dataclass(frozen=True, kw_only=True)
class RollBack(ServiceChange):
    """Go back to a release that was live before: its very revisions, rolled out and judged as a deploy is."""

    module = "ecs_roll_back"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "bucket": "envelope-prod-releases", "name": "envelope-prod",
        "services": ["envelope-prod-api", "envelope-prod-worker"],
    }
    returns: t.ClassVar[dict[str, str]] = {
        "release": "The release that is live now.",
        "previous": "The release that was live before.",
        "services": "The C(seconds) that each service's rollout took.",
        "msg": "What it came to.",
    }

    release: str | None = option("The release to go back to. The one before the live one when left out.")
    across_contracting: bool = instruction(
        "Whether to go back across a migration that took away what the older release needs.", default=False)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if self.release:
            yield from release_problems(self.release)

    def act(self, *, check: bool) -> Flow:
        rollback = Rollback(changing=self.changing(f"rollback to {self.release or 'the release before'}"),
                            release=self.release or None, across_contracting=self.across_contracting)
        return (yield from rollback.done(check=check))
