# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a thing is, and why it is nobody's."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass, field

from ...tagging import LEAVING
from ..place import Place
from .things import Item

Asked = t.Mapping[str, t.Collection[str]]
"""The names that the roles of an inventory ask for, by module."""

EXACT = ("secret", "configuration set")
"""Sorts of which a tenant has one that is called just as it is."""

CALLED = (*EXACT, "s3 bucket", "KMS key")
"""Sorts of which it has one that is called so, and perhaps others that are called more."""


@dataclass(frozen=True)
class Verdict:
    """That a thing is nobody's, and why; or that it is being taken away."""

    item: Item
    tenant: str | None
    why: str
    leaving: bool = False


@dataclass
class Judge:
    """Knows a platform, its tenants and what its roles ask for; None where there is no inventory to go by."""

    place: Place
    asked: Asked | None
    strangers: set[str] = field(default_factory=set)
    """Tenants that are in no inventory."""
    leaving: dict[str, str] = field(default_factory=dict)
    """Tenants that are being offboarded, and since when."""

    def __post_init__(self) -> None:
        self._declared = [each for each in self.place.tenants if each.declared]
        self._said = set(_texts(self.place.values)) - {self.place.prefix}
        self._pattern = re.compile(rf"{re.escape(self.place.prefix)}-(?:pool|silo)-(.+)")

    def meet(self, items: t.Iterable[Item]) -> None:
        """Learn of the tenants that things are of."""
        for item in items:
            tags = item.tags or {}
            slug = _tag(tags, "tenant") or (self._by_name(item) if item.sort in EXACT else "")
            if slug and self.mine(item):
                if not self._is_declared(slug):
                    self.strangers.add(slug)
                if LEAVING in tags:
                    self.leaving[slug] = tags[LEAVING]

    def mine(self, item: Item) -> bool:
        """Whether it is this platform's by its tags or, where these say nothing of that, by its name."""
        tags = item.tags or {}
        project, environment = _tag(tags, "project"), _tag(tags, "environment")
        if not project and not environment:
            return self._named(item)
        fits = project in ("", self.place.project) and environment in ("", self.place.environment)
        return fits and (bool(project and environment) or self._named(item))

    def judge(self, item: Item) -> Verdict | None:
        """Why it is nobody's; None where it is somebody's."""
        if not self.mine(item) or self._wanted(item):
            return None
        tenant = self.tenant(item)
        if why := self._going(item, tenant):
            return Verdict(item, tenant, why, leaving=True)
        if tenant and self.asked is not None and not self._is_declared(tenant):
            return Verdict(item, tenant, f"tenant {tenant} is in no inventory")
        why = self._unwanted(item)
        return Verdict(item, tenant, "; ".join(dict.fromkeys(filter(None, (why, item.idle))))) if why else None

    def tenant(self, item: Item) -> str | None:
        """The tenant it is of, by its tags, else by its name or its host."""
        if said := _tag(item.tags or {}, "tenant"):
            return said
        return self._by_name(item) or self._by_host(item)

    def _going(self, item: Item, tenant: str | None) -> str:
        """That it is being taken away; nothing of a tenant of the inventory that does not say so itself."""
        since = (item.tags or {}).get(LEAVING) or ("" if self._is_declared(tenant) else self.leaving.get(tenant or ""))
        if item.pending:
            return f"deleted already, {item.pending}"
        return f"tenant {tenant} is being offboarded since {since}" if since else ""

    def _wanted(self, item: Item) -> bool:
        """Whether a role asks for it, or the inventory mentions it."""
        asked = (self.asked or {}).get(item.module, ())
        return item.name in asked or not self._said.isdisjoint((item.name, item.arn, item.arn.rpartition("/")[2]))

    def _unwanted(self, item: Item) -> str:
        if self.asked is None or not item.judged:
            return item.idle
        return "no role asks for it" if item.module else "no role makes such things"

    def _named(self, item: Item) -> bool:
        prefix, domain = self.place.prefix, self.place.domain
        return item.stem == prefix or item.stem.startswith(f"{prefix}-") or bool(domain and _within(item.host, domain))

    def _is_declared(self, slug: str | None) -> bool:
        return any(each.name == slug for each in self._declared)

    def _by_name(self, item: Item) -> str | None:
        """The longest name that fits counts: one may begin like another."""
        found = self._pattern.match(item.stem)
        start, rest = (item.stem[:found.start(1)], found[1]) if found else ("", "")
        fits = {each.prefix: each.name for each in self._declared if each.prefix}
        fits |= {f"{start}{slug}": slug for slug in self.strangers if start}
        known = [prefix for prefix in fits if f"{item.stem}-".startswith(f"{prefix}-")]
        if known:
            return fits[max(known, key=len)]
        return rest or None if item.sort in CALLED else None

    def _by_host(self, item: Item) -> str | None:
        hosts = {host: each.name for each in self._declared for host in (each.host, each.domain, each.mail_domain)
                 if host}
        hosts |= {f"{slug}.{self.place.domain}": slug for slug in self.strangers}
        return next((hosts[host] for host in sorted(hosts, key=len, reverse=True) if _within(item.host, host)), None)


def _tag(tags: t.Mapping[str, str], name: str) -> str:
    return tags.get(name) or tags.get(name.capitalize()) or ""


def _within(host: str, domain: str) -> bool:
    return f".{host}".endswith(f".{domain}")


def _texts(value: t.Any) -> t.Iterator[str]:
    """All texts in a structure: names and ids that an inventory mentions."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, t.Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
