# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look what is wrong with a tenant."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import option, required
from ..on_call.services.asked import AboutServices
from ..on_call.tenants import looks, told_of
from ..on_call.triage.running import rolled_out, tasks_run
from ..on_call.triage.targets import targets_healthy
from ..on_call.triage.verdict import RETURNS, judged
from ..on_call.whose import Whose
from ..on_call.words import now
from ..onboarding.checks import answered, mail, reached, secret_readable


@dataclass(frozen=True, kw_only=True)
class TenantTriage(AboutServices):
    """Look what is wrong with a tenant: name, certificate, secret, bucket, mail, services, alarms, errors.

    Changes nothing. All is looked at at once, and what may not be read is said and stops nothing else.
    """

    module = "tenant_triage"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "tenant": "envelope-prod-pool-acme", "slug": "acme", "platform": "envelope-prod",
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "host": "acme.example", "zone": "acme.example",
        "role": "envelope-prod-task", "identity": "acme.example"}
    returns: t.ClassVar[dict[str, str]] = {**RETURNS}

    tenant: str = required("What the tenant's names in AWS begin with: its secret, bucket and configuration set.")
    slug: str = required("Its slug, which lines of a log name it by.")
    platform: str = required("What the names of its platform, and of the alarms, begin with.")
    host: str = required("Where people find it.")
    zone: str | None = option("Hosted zone of ours that the name is in. Left out, somebody else has it.")
    role: str = required("Role of the tasks that read its secret.")
    identity: str | None = option("Its mail identity.")

    def act(self, *, check: bool) -> Flow:
        return (yield from judged(self.tenant, self._looks()))

    def _looks(self) -> t.Iterator[tuple[str, Flow]]:
        today = now()
        yield "life", looks.life(self.tenant)
        yield "checks", looks.checks(dict(self._checks()))
        yield "certificate", looks.certificate(self.host, today)
        yield "bucket", looks.bucket(self.tenant)
        if self.identity:
            yield "mail", looks.mail(self.tenant, self.target or self.slug)
        yield from self._services(today)
        yield "alarms", told_of.alarms(self.platform, self.tenant, self.whose if self._own else None, today)
        words = () if self._own else (self.slug, self.host)
        yield "errors", told_of.errors(self.cluster, self.name, words, today, self._target)

    def _services(self, today: datetime.datetime) -> t.Iterator[tuple[str, Flow]]:
        whose = self.whose if self._own else Whose(self.name, without=f"{self.platform}-silo-")
        yield "services", tasks_run(self.cluster, whose, self._target, today)
        yield "targets", targets_healthy(self.cluster, whose, self._target, today)
        yield "deployments", rolled_out(self.cluster, whose, self._target, today)

    def _checks(self) -> t.Iterator[tuple[str, Flow]]:
        yield f"secret {self.tenant}", secret_readable(self.tenant, self.role)
        if self.zone:
            yield f"name {self.host}", answered(self.host, self.zone)
        if self.identity:
            yield f"mail of {self.identity}", mail(self.identity)
        yield f"https://{self.host}", reached(self.host, expected=bool(self.zone))

    @property
    def _own(self) -> bool:
        """Whether it has services of its own."""
        return self.name == self.tenant

    @property
    def _target(self) -> str | None:
        """Whom commands about services are for: the platform where the tenant has none of its own."""
        return self.target if self._own else None
