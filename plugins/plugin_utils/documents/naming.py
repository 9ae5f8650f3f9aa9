# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What things are called on one platform, for commands and tables that can be copied."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..reporting.words import Report

Values = t.Mapping[str, t.Any]
"""What a platform's roles go by, as far as it is known."""


@dataclass(frozen=True)
class Names:
    """The names of a platform, and of what its tenants get."""

    platform: str
    project: str
    environment: str
    prefix: str
    region: str
    account: str
    domain: str
    inventory: str
    """What `ansible-playbook -i` is given."""
    load_balancers: tuple[str, ...]
    hosts: t.Mapping[str, str]
    """The platform's own names, by what is there."""
    reserved: tuple[str, ...]
    """What no tenant may be called."""
    hold_days: int
    recovery_days: int
    step_minutes: int
    guessed: tuple[str, ...]
    """What the inventory did not say, so that a name is a default or a placeholder."""


def names(report: Report, values: Values) -> Names:
    """As the inventory says, else as the audit has found, else as the roles' defaults make them."""
    platform = report["platform"]
    domain = values.get("cell_domain") or platform["domain"] or ""
    shown = domain or "the-platforms-domain.example"
    place = values.get("cell_aws") or {}
    hosts = {what: str(values.get(f"cell_{what}_host") or f"{label}.{shown}")
             for what, label in (("api", "api"), ("hq", "hq"), ("reverb", "ws"))}
    found = [each["name"] for each in report["architecture"]["load_balancers"] or ()]
    return Names(
        platform=platform["name"], project=platform["project"], environment=platform["environment"],
        prefix=str(values.get("cell_prefix") or platform["prefix"]), region=place.get("region") or platform["region"],
        account=str(values.get("aws_account_id") or platform["account"] or "unknown"), domain=shown,
        inventory=str(values.get("inventory") or f"inventories/{platform['environment']}"),
        load_balancers=tuple(values.get("cell_load_balancers") or found), hosts=hosts,
        reserved=tuple(values.get("cell_reserved_slugs") or ()),
        hold_days=int(values.get("tenant_offboarding_hold_days", 30)),
        recovery_days=int(values.get("tenant_offboarding_recovery_days", 30)),
        step_minutes=int(values.get("tenant_steps_timeout_seconds", 900)) // 60,
        guessed=tuple(_guessed(values, domain)))


def _guessed(values: Values, domain: str) -> t.Iterator[str]:
    if not values.get("inventory"):
        yield "the inventory's path"
    if not domain:
        yield "the platform's domain"
    if not values.get("cell_reserved_slugs"):
        yield "the names that no tenant may have"
