# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an audit goes by besides AWS: the inventory's faults, a compose file, what site.yml would change, and adopt."""

from __future__ import annotations

import functools
import os
import typing as t
from pathlib import Path

from ..module_utils.auditing import parity
from ..module_utils.auditing.live import Live
from ..module_utils.auditing.orphans import names_asked
from ..module_utils.auditing.place import Place
from ..module_utils.auditing.sources.ecs import SERVICES
from ..module_utils.binding import asked
from ..module_utils.errors import EnvelopeError
from ..module_utils.headroom import looking as counting
from ..module_utils.verb import Verb
from . import taking_over
from .audited import Cell
from .compose.reading import read_compose
from .looking import Looked
from .settled import settled

Variables = dict[str, t.Any]


class Extras:
    """Works them out once AWS was read, each only where it was asked for."""

    def __init__(self, cell: Cell, place: Place, options: Variables) -> None:
        self._cell = cell
        self._place = place
        self._options = options
        self._whole = place.known_from == "inventory"
        """Whether the inventory is one that provisions."""

    def known(self, live: Live) -> Variables:
        """Values that requirements look at; an error where one could not be worked out."""
        found: Variables = {}
        if self._options["compose_file"]:
            found["parity"] = _unless_wrong(functools.partial(self._compared, live))
        if self._whole:
            found["inventory_problems"] = [f"{host}: {problem}" for host, one in self.looked.items()
                                           for problem in dict.fromkeys(one.problems)]
        if self._whole and self._options["drift"]:
            found["drift"] = _unless_wrong(self._drift)
            found["adoption"] = _unless_wrong(self._foreign)
        return found

    @functools.cached_property
    def looked(self) -> dict[str, Looked]:
        """What the roles would ask for, by host."""
        return self._cell.looked()

    def asked(self) -> dict[str, set[str]] | None:
        """The names of all that the inventory's roles ask for, by module; None where there are none to go by."""
        if not self._whole or any(one.problems for one in self.looked.values()):
            return None
        return names_asked(resource for one in self.looked.values() for each in one.sets
                           if not issubclass(each.module, Verb) for resource in asked(each.module, each.params))

    def cells(self) -> list[counting.Cell]:
        """What tenants there may be more of is counted by; none where there is no inventory to go by."""
        return self._cell.counted() if self._whole else []

    def written(self) -> Variables | None:
        """What the documents say of the inventory."""
        return {**self._place.values, "inventory": self._cell.inventory} if self._whole else None

    def _compared(self, live: Live) -> Variables:
        path = Path(self._options["compose_file"])
        compose = read_compose(path, os.environ)
        return parity.compare(compose, parity.running(live[SERVICES], live.place.prefix), file=path.name,
                              services=self._options["compose_services"], names=self._options["compose_names"])

    def _drift(self) -> list[dict[str, str]]:
        """The hosts on which site.yml would change something, or fail; raises where that cannot be seen."""
        seen = settled(self.looked, check=True)
        found = [{"host": host, "what": "; ".join(seen.refused.get(host) or ["something would be changed"])}
                 for host in self.looked if host not in seen.settled]
        if seen.unseen and not found:
            host, what = next(iter(seen.unseen.items()))
            raise EnvelopeError(f"{host}: {what[0]}")
        return found

    def _foreign(self) -> list[str]:
        """What the inventory asks for that is there and not ours; raises where none is seen, but not all was told."""
        found = taking_over.inventory(self.looked)
        if found.unknown and not found.foreign:
            raise EnvelopeError(f"{found.unknown[0].what}: {found.unknown[0].found}")
        return [f"{each.what} ({each.found.whose or 'nobody says whose'})" for each in found.foreign]


def _unless_wrong(work_out: t.Callable[[], t.Any]) -> t.Any:
    try:
        return work_out()
    except EnvelopeError as error:
        return error
