# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take a tenant away."""

from __future__ import annotations

import getpass
import socket
import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import instruction, option, required
from ..offboarding.archive import Archive
from ..offboarding.going import Offboarding
from ..offboarding.tenant import Tenant
from ..tagging import MANAGED_BY
from ..verb import Verb

NEEDED = ("project", "environment", MANAGED_BY, "tenant")
"""Tags without which things of somebody else could be meant."""


@dataclass(frozen=True, kw_only=True)
class OffboardTenant(Verb):
    """Take a tenant away: export, freeze, hold, delete, prove. Nothing is done unless its slug is typed back.

    A run that was killed is gone on with by the next one.
    """

    module = "tenant_offboard"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "slug": "acme", "confirm": "acme", "prefix": "envelope-prod-pool-acme", "hosts": ["acme.envelope.example"],
        "domain": "envelope.example",
        "zones": ["envelope.example"], "cluster": "envelope-prod-cluster", "load_balancers": ["envelope-prod"],
        "archive": "envelope-prod-archive", "releases_bucket": "envelope-prod-releases",
        "tags": {"project": "envelope", "environment": "prod", MANAGED_BY: "venturemond.envelope", "tenant": "acme"},
    }
    returns: t.ClassVar[dict[str, str]] = {
        "stage": "How far it has come: V(none), V(exporting), V(frozen), V(deleting), V(ended), V(called off).",
        "found": "ARNs of what there is, or was.",
        "left": "ARNs of what bears its name or tags, and is not taken away.",
        "pending": "What is deleted and waits for its end, by ARN.",
        "not_before": "When deletion may begin, while it is held.",
        "clean": "Whether a last look has found nothing.",
        "lines": "All of it for a person to read.",
        "report_json": "The proof, when it has ended.",
        "report_markdown": "The proof as a page.",
        "msg": "What it came to.",
    }

    slug: str = required("The tenant.")
    confirm: str = instruction("Its slug once more. Left out, everything is listed and nothing is done.", default="")
    cancel: str = instruction("Its slug, to call an offboarding off that has deleted nothing yet.", default="")
    prefix: str = required("What its names in AWS are, or start with.")
    hosts: list[str] = required("Where it is found. What is below one of them is its too.")
    kept_hosts: list[str] | None = option("Hosts below its own that are another tenant's.")
    domain: str = required("The platform's own domain, which no host of a tenant is, or is above.")
    zones: list[str] | None = option(
        "Hosted zones that hold records of its. One that is tagged as its own is deleted as a whole.")
    cluster: str = required("Cluster that services of its own run in.")
    load_balancers: list[str] = required("Load balancers that may have rules and certificates of its.")
    releases_bucket: str | None = option("Bucket that its releases are recorded in.")
    tags: dict[str, str] = required("Tags of everything it has. What lacks one of them is not touched.")
    archive: str = required("Bucket that keeps the export, the record and the proof.")
    hold_days: int = instruction("Days between freeze and deletion. V(0) deletes at once.", default=30)
    recovery_days: int = instruction(
        "Days in which the deletion of its key and its secret can still be cancelled, 7 to 30.", default=30)
    holder: str | None = option("Who asks, for the proof. User and machine when left out.")
    about: dict[str, t.Any] | None = option("What the inventory says of it, to be kept with the export.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if self.confirm and self.confirm != self.slug:
            yield f"confirm is {self.confirm!r}, and the tenant is {self.slug!r}: nothing is done"
        if self.cancel and self.cancel != self.slug:
            yield f"cancel is {self.cancel!r}, and the tenant is {self.slug!r}: nothing is done"
        if self.cancel and self.confirm:
            yield "cancel and confirm are both given, allowed is one of them"
        if self.tags.get("tenant") != self.slug:
            yield f"tags name tenant {self.tags.get('tenant', 'nobody')!r}, not {self.slug!r}: this is no such tenant"
        if lacking := [name for name in NEEDED if not self.tags.get(name)]:
            yield f"tags lack {', '.join(lacking)}: without them, what belongs to others could be meant"
        if not self.prefix.endswith(f"-{self.slug}"):
            yield f"prefix is {self.prefix!r}, and does not end with the slug, -{self.slug}"
        yield from (f"hosts name {host}, which the platform's {self.domain} is, or is below"
                    for host in self.hosts if f".{self.domain}".endswith(f".{host}"))
        yield from _within("hold_days", self.hold_days, 0, 3650)
        yield from _within("recovery_days", self.recovery_days, 7, 30)

    def act(self, *, check: bool) -> Flow:
        tenant = Tenant(
            slug=self.slug, prefix=self.prefix, hosts=tuple(self.hosts), tags=self.tags,
            zones=tuple(self.zones or ()), cluster=self.cluster, load_balancers=tuple(self.load_balancers),
            releases_bucket=self.releases_bucket or "", kept_hosts=tuple(self.kept_hosts or ()),
            recovery_days=self.recovery_days)
        offboarding = Offboarding(tenant=tenant, archive=Archive(self.archive, self.slug), hold_days=self.hold_days,
                                  by=self.holder or _somebody(), about=self.about or {})
        if self.cancel:
            return (yield from offboarding.called_off(check=check))
        return (yield from offboarding.done(confirmed=bool(self.confirm), check=check))


def _within(name: str, value: int, least: int, most: int) -> t.Iterator[str]:
    if not least <= value <= most:
        yield f"{name} is {value}, allowed are {least} to {most}"


def _somebody() -> str:
    try:
        return f"{getpass.getuser()} on {socket.gethostname()}"
    except (KeyError, OSError):  # a container without a name for its user
        return f"somebody on {socket.gethostname()}"
