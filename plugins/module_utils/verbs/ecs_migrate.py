# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the migration of a release alone."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..errors import Invalid
from ..fields import required
from ..releasing.fitness import refuse_unfit
from ..releasing.migrating import Migrate, Migration
from ..releasing.records import Records
from ..releasing.revisions import Running, register, repository, running
from ..releasing.verbs import Locking, release_problems
from ..releasing.verifying import Candidate


@dataclass(frozen=True, kw_only=True)
class MigrateOnly(Locking):
    """Run the migration of a release with its image, and touch no service: a deploy of that release finds it done."""

    module = "ecs_migrate"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "release": "1.4.2", "cluster": "envelope-prod-cluster", "bucket": "envelope-prod-releases",
        "name": "envelope-prod", "repositories": ["envelope-prod-api"],
        "migrate": {"service": "envelope-prod-api", "container": "api",
                    "command": ["php", "artisan", "migrate", "--force"]},
    }
    returns: t.ClassVar[dict[str, str]] = {
        "migration": "What became of it: C(task_arn), C(exit_code), C(seconds), C(started).",
        "msg": "What it came to.",
    }

    release: str = required("The release: the tag of the image.")
    repositories: list[str] = required("The repositories of the application's images.")
    migrate: Migrate = required("The migration.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from release_problems(self.release)

    def act(self, *, check: bool) -> Flow:
        [of] = yield from running(self.cluster, [self.migrate.service])
        definition = self._definition(of)
        Migration(self.migrate, self.name).fits(definition)
        yield from refuse_unfit(self.release, [Candidate(of.service, definition, self.release, tuple(
            each["image"] for each in definition["containerDefinitions"]
            if repository(each["image"]) in self.repositories))])
        if check:
            return {"changed": True, "msg": f"the migration of {self.name} to {self.release} would be run"}
        lease = self.lease(f"migration to {self.release}")
        migrated = yield from lease.holding(lambda: self._migrated(of, definition, lease.kept))
        return {"changed": migrated["started"], "migration": migrated,
                "msg": f"{self.name} is migrated to {self.release}"}

    def _definition(self, of: Running) -> dict[str, t.Any]:
        definition = of.released(self.release, self.repositories)
        images = {repository(each["image"]) for each in definition["containerDefinitions"]}
        if not images.intersection(self.repositories):
            raise Invalid(f"repositories {', '.join(self.repositories)}: {of.name} runs no image from one of them "
                          f"(it runs {', '.join(sorted(images))})")
        return definition

    def _migrated(self, of: Running, definition: dict[str, t.Any], meanwhile: t.Callable[[], Flow]) -> Flow:
        arn = (yield from register(definition)) if definition != of.definition else of.arn
        # a failure leaves the revision: others who migrate with this service may use it, and the next deploy prunes
        migrated = yield from Migration(self.migrate, self.name).done(
            of.service, definition, arn, self.release, meanwhile)
        if self.migrate.contracting:
            yield from Records(self.store).note_taken(self.release)
        return migrated
