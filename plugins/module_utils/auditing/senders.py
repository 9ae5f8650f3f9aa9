# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The domains that the platform and its tenants send mail from, and by which configuration sets."""

from __future__ import annotations

import collections
import contextlib
import typing as t

from ..errors import EnvelopeError
from . import tenants
from .checks import Subject
from .live import Live, once
from .sources.sesv2 import CONFIGURATION_SETS, IDENTITIES

Found = t.Mapping[str, t.Any]


def senders(live: Live) -> t.Iterator[Subject]:
    """All of them, each as SES describes it."""
    owners = _owners(live)
    for one in live[IDENTITIES]:
        yield Subject(f"domain {one['name']}", one, owners.get(one["name"]))


@once
def _owners(live: Live) -> dict[str, str]:
    """Whose each is; nobody's where what would tell that was refused."""
    found: dict[str, str] = {}
    for one in live.place.tenants:
        with contextlib.suppress(EnvelopeError):
            if mine := tenants.identity(live, one):
                found[mine["name"]] = one.name
    return found


@once
def uses(live: Live) -> tuple[collections.Counter[str | None], EnvelopeError | None]:
    """How many domains send by each configuration set, and why that is not told of all."""
    told: collections.Counter[str | None] = collections.Counter()
    refused = None
    for one in live[IDENTITIES]:
        try:
            told[one.get(tenants.SET)] += 1
        except EnvelopeError as error:
            refused = error
    return told, refused


def sets(live: Live) -> t.Iterator[Subject]:
    """The configuration sets that they send by, each once, with whose it is."""
    found, said = {one[tenants.SET]: one for one in live[CONFIGURATION_SETS]}, set()
    for one in senders(live):
        try:
            name = one.thing.get(tenants.SET)
        except EnvelopeError as error:
            yield Subject(f"configuration set of {one.name}", error, one.tenant)
            continue
        if name in found and name not in said:
            said.add(name)
            yield Subject(f"configuration set {name}", found[name], one.tenant)
