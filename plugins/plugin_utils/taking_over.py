# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hosts ask for and somebody else has made: found for many hosts at once, and tagged as ours."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ..module_utils.adopting import Found, examined, name_of
from ..module_utils.binding import Clouds, asked
from ..module_utils.engine import Outcome
from ..module_utils.errors import EnvelopeError
from ..module_utils.resource import Resource
from ..module_utils.results import difference
from ..module_utils.verb import Verb
from ..module_utils.verbs.sts import VerifyAccount
from .looking import Looked, Set
from .settled import WORKERS, Look, hold

Facts = dict[str, t.Any]


@dataclass
class Inventory:
    """What was found of all that some hosts ask for."""

    hosts: list[str]
    foreign: list[Look] = field(default_factory=list)
    """What is there, and is not ours; of what several hosts ask for, the first."""
    ours: list[Look] = field(default_factory=list)
    missing: list[Look] = field(default_factory=list)
    unknown: list[Look] = field(default_factory=list)
    """What AWS did not tell about."""


def inventory(hosts: t.Mapping[str, Looked]) -> Inventory:
    """Look at all that they ask for, without a write; raises where the credentials are those of another account."""
    clouds = Clouds()
    _in_their_accounts([look for host, about in hosts.items() for one in about.sets if one.module is VerifyAccount
                        for look in [_verification(host, one, clouds)]])
    looks = [look for host, about in hosts.items() for one in about.sets for look in _looks(host, one, clouds)]
    hold(looks)
    return _sorted(list(hosts), looks)


def of(host: str, looks: t.Iterable[Look]) -> list[Look]:
    """Those of one host."""
    return [look for look in looks if look.host == host]


def tagged(looks: t.Sequence[Look]) -> list[Look]:
    """Tag what was found as ours, and write nothing else; what did not succeed has an error as `found`."""
    writes = [Look(look.host, look.of, look.cloud, look.found.tagging.flow(), look.what) for look in looks]
    hold(writes, writing=True)
    return writes


def facts(look: Look) -> Facts:
    """One resource of somebody else's, as data."""
    found: Found = look.found
    return {"host": look.host, "module": found.wanted.plural, "name": look.what.partition(" ")[2],
            "id": name_of(t.cast(Resource, found.now)), "managed_by": found.whose, "changes": list(found.changes),
            "refused": found.refused}


def diff(look: Look) -> Facts:
    """What tagging it changes, as Ansible's diff."""
    return difference(Outcome(look.found.wanted.id, look.found.tagging))


def _verification(host: str, of: Set, clouds: Clouds) -> Look:
    verb = t.cast("type[Verb]", of.module).given(of.params)
    return Look(host, of, clouds.of(of.params, workers=WORKERS), verb.act(check=True), "account")


def _in_their_accounts(looks: t.Sequence[Look]) -> None:
    hold(looks)
    if wrong := [look for look in looks if isinstance(look.found, EnvelopeError)]:
        raise EnvelopeError(f"{wrong[0].host}: {wrong[0].found}")


def _looks(host: str, of: Set, clouds: Clouds) -> t.Iterator[Look]:
    if issubclass(of.module, Verb) or of.params["state"] == "absent":
        return
    cloud = clouds.of(of.params, workers=WORKERS)
    for resource in asked(of.module, of.params):
        yield Look(host, of, cloud, examined(resource, cloud), f"{of.module.plural} {resource.id}")


def _sorted(hosts: list[str], looks: t.Iterable[Look]) -> Inventory:
    found, seen = Inventory(hosts), set()
    for look in looks:
        if isinstance(look.found, EnvelopeError):
            found.unknown.append(look)
        elif look.found.now is None:
            found.missing.append(look)
        elif look.found.ours:
            found.ours.append(look)
        elif look.found.foreign and (one := (id(look.cloud), look.what, name_of(look.found.now))) not in seen:
            seen.add(one)
            found.foreign.append(look)
    return found
