# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Organisations, to which an account does not belong unless it is told to.

moto lists delegated administrators all the same, and refuses services that it does not know first.
"""

from __future__ import annotations

import typing as t

from moto.organizations.models import OrganizationsBackend

from ._mend import mends


@mends(OrganizationsBackend)
def list_delegated_administrators(former: t.Any, self: OrganizationsBackend, **kwargs: str) -> dict[str, t.Any]:
    self.describe_organization()
    return t.cast("dict[str, t.Any]", former(self, **kwargs))
