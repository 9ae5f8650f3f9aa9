# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which hosts have all that their role asks for: told for many at once, in one process and with shared reads.

A task of Ansible costs a process for each host, which is most of what a host with nothing to change costs.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..module_utils.binding import Clouds, asked
from ..module_utils.calls import Flow
from ..module_utils.cloud import Cloud
from ..module_utils.engine import Outcome, Plan, planned, read_only
from ..module_utils.errors import EnvelopeError, Leaving
from ..module_utils.kinds.kms import KmsKey
from ..module_utils.kinds.secretsmanager import Secret
from ..module_utils.loop import Loop
from ..module_utils.replacing import agreed_names
from ..module_utils.results import report
from ..module_utils.verb import Verb
from .looking import Looked, Set

WORKERS = 16

PRIVATE = (KmsKey, Secret)

Results = list[dict[str, t.Any]]


@dataclass
class Look:
    """How a resource, or what a verb would do, is looked at, and what was seen."""

    host: str
    of: Set
    cloud: Cloud
    flow: Flow
    what: str
    """The module, and the name of the resource."""
    found: t.Any = None

    @property
    def settled(self) -> bool:
        if isinstance(self.found, Plan):
            return self.found.action == "none"
        return isinstance(self.found, dict) and not self.found.get("changed", True)

    @property
    def unseen(self) -> str:
        """What of it the credentials may not see; empty where that is nothing."""
        return self.found.unseen if isinstance(self.found, Plan) else ""

    @property
    def refused(self) -> str:
        """Why it cannot be made or changed; empty where it can."""
        if isinstance(self.found, Plan):
            return self.found.refused
        return str(self.found) if isinstance(self.found, EnvelopeError) else ""


@dataclass(frozen=True)
class Found:
    """What there is to say of some hosts."""

    settled: dict[str, Results]
    """Those with nothing to change, and for each the results that its tasks would have."""
    refused: dict[str, list[str]]
    """Those of which something cannot be made, and why."""
    leaving: dict[str, str]
    """Those among them that are being taken away, of which nothing is to be made."""
    held: dict[str, list[str]]
    """Those that have a key or a secret already, and which: what nobody has made by chance."""
    unseen: dict[str, list[str]]
    """Those of which the credentials may not see all, and what."""


def settled(hosts: t.Mapping[str, Looked], *, check: bool = False) -> Found:
    """Look at AWS for all of them, without a write.  What cannot be told for sure is not settled.

    What the credentials may not see is no reason to run a role in check mode, which would see no more; a run needs it.
    """
    clouds = Clouds()
    looks: dict[str, list[Look]] = {}
    refused: dict[str, list[str]] = {}
    for host, about in hosts.items():
        try:
            looks[host] = [each for one in about.sets for each in _looks(host, one, clouds)]
        except EnvelopeError as error:
            refused[host] = [str(error)]
    hold([look for every in looks.values() for look in every])
    sure = {host: every for host, every in looks.items() if hosts[host].complete and not hosts[host].problems}
    unseen = {host: said for host, every in looks.items() if (said := _unseen(every))}
    refused.update({} if check else unseen)
    refused.update({host: said for host, every in looks.items() if (said := list(_refusals(every)))})
    done = {host: every for host, every in sure.items() if all(look.settled for look in every) and host not in refused}
    return Found({host: _results(every) for host, every in done.items()}, refused,
                 {host: said for host, every in looks.items() if (said := _leaving(every))},
                 {host: said for host, every in looks.items() if (said := _held(every))}, unseen)


def _looks(host: str, of: Set, clouds: Clouds) -> t.Iterator[Look]:
    cloud = clouds.of(of.params, workers=WORKERS)
    if issubclass(of.module, Verb):
        yield Look(host, of, cloud, of.module.given(of.params).act(check=True), of.module.module)
        return
    agreed = agreed_names(of.params["replace"], of.module)
    for resource in asked(of.module, of.params):
        yield Look(host, of, cloud, planned(resource, cloud, absent=of.params["state"] == "absent",
                                            adopt=of.params["adopt"], replace=resource.id in agreed, check=True),
                   f"{of.module.plural} {resource.id}")


def hold(looks: t.Sequence[Look], *, writing: bool = False) -> None:
    """Hold all conversations, those with one account and region together; without `writing`, none writes."""
    by_cloud: dict[int, list[Look]] = {}
    for look in looks:
        by_cloud.setdefault(id(look.cloud), []).append(look)
    for some in by_cloud.values():
        cloud = some[0].cloud
        found = Loop(cloud if writing else read_only(cloud), workers=WORKERS).run([look.flow for look in some])
        for look, result in zip(some, found, strict=True):
            look.found = result


def _refusals(looks: list[Look]) -> t.Iterator[str]:
    """What cannot be, each said once."""
    if leaving := _leaving(looks):
        yield leaving
        return
    yield from {look.refused: f"{look.what}: {look.refused}" for look in looks if look.refused}.values()


def _leaving(looks: list[Look]) -> str:
    """That it is being taken away; empty where it is not."""
    return next((str(look.found) for look in looks if isinstance(look.found, Leaving)), "")


def _held(looks: list[Look]) -> list[str]:
    return [look.what for look in looks if isinstance(look.found, Plan) and look.found.now is not None
            and isinstance(look.found.wanted, PRIVATE)]


def _unseen(looks: list[Look]) -> list[str]:
    return [f"{look.what}: the credentials may not see {look.unseen}" for look in looks if look.unseen]


def _results(looks: list[Look]) -> Results:
    """Module results as the host's tasks would have registered them."""
    sets: dict[int, list[Look]] = {}
    for look in looks:
        if isinstance(look.found, Plan):
            sets.setdefault(id(look.of), []).append(look)
    return [report(t.cast(t.Any, some[0].of.module),
                   [Outcome(look.found.wanted.id, look.found, after=look.found.now) for look in some], check=False)
            for some in sets.values()]
