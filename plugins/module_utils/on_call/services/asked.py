# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules that look at services, or do something to one, are told."""

from __future__ import annotations

import abc
import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...spelling import unknown
from ...verb import Verb
from ..whose import Whose
from ..words import command


@dataclass(frozen=True, kw_only=True)
class AboutServices(Verb, abc.ABC):
    """A verb about the services of a platform or a tenant."""

    cluster: str = required("Cluster the services run in.")
    name: str = required("Whose services these are: the prefix of the platform's or tenant's names.")
    services: list[str] | None = option(
        "Names of its services, without O(name). Left out, all whose names begin with O(name) are.")
    target: str | None = option("The host of the inventory that was named, for the commands that are told.")

    @property
    def whose(self) -> Whose:
        return Whose(self.name, tuple(self.services or ()))

    def runbook(self, name: str, **variables: t.Any) -> str:
        """The command line of another runbook, for the same host."""
        return command(f"runbooks/{name}", **variables, target=self.target)


@dataclass(frozen=True, kw_only=True)
class AboutService(AboutServices, abc.ABC):
    """A verb about one service."""

    service: str = required("The service, by its name without the prefix, such as V(api), or with it.")

    @property
    def whole(self) -> str:
        """The name of the service in AWS."""
        return self.service if self.service.startswith(f"{self.name}-") else f"{self.name}-{self.service}"

    @property
    def short(self) -> str:
        return self.whole.removeprefix(f"{self.name}-")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not self.service:
            yield "service is missing: say which, as in -e service=api"
        elif self.services and self.short not in self.services:
            yield f"service {unknown(self.short, self.services)}"
