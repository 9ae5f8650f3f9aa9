# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The domains that the platform and its tenants send mail from, and by which configuration sets."""

from __future__ import annotations

import typing as t

from . import tenants
from .checks import Subject
from .live import Live
from .sources.sesv2 import CONFIGURATION_SETS, IDENTITIES

Found = t.Mapping[str, t.Any]


def senders(live: Live) -> t.Iterator[Subject]:
    """All of them, each as SES describes it."""
    owners = {found["name"]: one.name for one in live.place.tenants if (found := tenants.identity(live, one))}
    for one in live[IDENTITIES]:
        yield Subject(f"domain {one['name']}", one, owners.get(one["name"]))


def sets(live: Live) -> t.Iterator[Subject]:
    """The configuration sets that they send by, each once, with whose it is."""
    found = {one["ConfigurationSetName"]: one for one in live[CONFIGURATION_SETS]}
    used = {one.thing.get("ConfigurationSetName"): one.tenant for one in senders(live)}
    for name, tenant in used.items():
        if name in found:
            yield Subject(f"configuration set {name}", found[name], tenant)
