# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All DNS records of an identity, and how strict DMARC may be."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ...calls import Flow, Reply
from .needs import Wishes, needs
from .reputation import Rates, rates_of
from .texts import Policy, published, stricter
from .zone import Publication, publications


class Asked(Wishes, t.Protocol):
    """What is asked for a domain and its zone."""

    @property
    def zone(self) -> str | None: ...
    @property
    def configuration_set(self) -> str | None: ...
    @property
    def dmarc_policy(self) -> Policy | None: ...
    @property
    def bounce_rate_limit(self) -> float: ...
    @property
    def complaint_rate_limit(self) -> float: ...


@dataclass(frozen=True)
class Dns:
    """The records that are needed, beside those that are there."""

    publications: list[Publication] = field(default_factory=list)
    policy: Policy | None = None
    """The DMARC policy in the zone."""
    held: list[str] = field(default_factory=list)
    """Why DMARC is not to be made stricter now."""

    @property
    def conflicts(self) -> list[str]:
        return [each.conflict for each in self.publications if each.conflict]

    @property
    def published(self) -> bool:
        return all(each.published for each in self.publications) and not self.conflicts

    def shown(self, *, known: bool) -> list[dict[str, t.Any]]:
        return [each.shown(known=known) for each in self.publications]


def dns_of(asked: Asked, region: str, found: Reply) -> Flow:
    """The `Dns` of a domain, whose keys are in what SES `found`.

    Bounces and complaints are asked for only where DMARC is to become stricter.
    """
    dkim = found.get("DkimAttributes", {})
    seen = yield from publications(asked.zone, needs(asked, region, dkim, asked.dmarc_policy))
    if asked.zone is None or asked.dmarc_policy is None:
        return Dns(seen)
    policy = published(_texts(asked, seen))
    if asked.dmarc_loosen or not found or not stricter(asked.dmarc_policy, policy):
        return Dns(seen, policy)
    account = asked.configuration_set or str(found.get("ConfigurationSetName") or "")
    rates: Rates = (yield from rates_of([account]))[account]
    if not (held := rates.over(asked.bounce_rate_limit, asked.complaint_rate_limit)):
        return Dns(seen, policy)
    kept = needs(asked, region, dkim, policy or "none")
    return Dns([Publication(need, each.there) for need, each in zip(kept, seen, strict=True)], policy, held)


def _texts(asked: Asked, seen: t.Iterable[Publication]) -> list[str]:
    name = f"_dmarc.{asked.email_identity}"
    return next((each.now for each in seen if each.need.name == name), [])
