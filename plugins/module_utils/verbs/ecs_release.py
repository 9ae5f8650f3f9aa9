# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deploy a release."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import option, required
from ..releasing.deploying import Deploy
from ..releasing.migrating import Migrate, Migration
from ..releasing.verbs import ServiceChange, least, release_problems
from ..spelling import unknown


@dataclass(frozen=True, kw_only=True)
class Release(ServiceChange):
    """Deploy a release to ECS services: verify it, migrate, roll out, judge each deployment, record; or undo all.

    The services run what they ran, with other tags on the application's images: how many tasks there are, and
    everything else, stays.  Where one service fails, those before it go back too.
    """

    module = "ecs_release"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "release": "1.4.2", "cluster": "envelope-prod-cluster", "bucket": "envelope-prod-releases",
        "name": "envelope-prod", "services": ["envelope-prod-api", "envelope-prod-worker"],
        "repositories": ["envelope-prod-api"],
        "migrate": {"service": "envelope-prod-api", "container": "api",
                    "command": ["php", "artisan", "migrate", "--force"]},
    }
    returns: t.ClassVar[dict[str, str]] = {
        "release": "The release.",
        "previous": "The release that was live before.",
        "services": "What each service runs now: its C(images), and the C(seconds) its rollout took.",
        "migration": "What became of the migration: C(task_arn), C(exit_code), C(seconds).",
        "notes": "What could not be checked, and what would help.",
        "msg": "What it came to.",
    }

    release: str = required("The release: the tag of the images.")
    repositories: list[str] = required("The repositories of the application's images. Other images stay as they are.")
    migrate: Migrate | None = option("The migration, if there is one.")
    keep: int | None = option("How many releases can be gone back to, this one among them. 5 when left out.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from release_problems(self.release)
        yield from least("keep", self.keep, 1)
        if not self.repositories:
            yield "repositories is empty, and no image would be of this release"
        if self.migrate and self.services and self.migrate.service not in self.services:
            yield f"migrate.service: {unknown(self.migrate.service, self.services)}"

    def act(self, *, check: bool) -> Flow:
        deploy = Deploy(
            changing=self.changing(f"deploy of {self.release}"), release=self.release, by=self.asks,
            repositories=tuple(self.repositories), keep=self.keep or 5,
            migration=Migration(self.migrate, self.name) if self.migrate else None,
            contracting=bool(self.migrate and self.migrate.contracting))
        return (yield from deploy.done(check=check))
