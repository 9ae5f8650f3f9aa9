# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ECS is going to do, and when."""

from __future__ import annotations

import typing as t

from moto.core.responses import BaseResponse
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends

from ._agenda import Agenda
from ._mend import mends


def agenda_of(backend: EC2ContainerServiceBackend) -> Agenda:
    """The agenda of a region of an account; it is forgotten with the rest of the region's state."""
    if "agenda" not in backend.__dict__:
        backend.__dict__["agenda"] = Agenda()
    return t.cast(Agenda, backend.__dict__["agenda"])


def catch_up() -> None:
    """Bring all regions of all accounts up to now."""
    for account in list(ecs_backends.values()):
        for backend in list(account.values()):
            agenda_of(backend).catch_up()


def kept_up(owner: type[BaseResponse]) -> None:
    """Have a service's calls answered from what ECS has come to by now."""

    @mends(owner)
    def call_action(former: t.Any, self: BaseResponse) -> t.Any:
        agenda_of(ecs_backends[self.current_account][self.region]).catch_up()
        return former(self)
