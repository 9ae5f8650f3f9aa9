# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who decides on the hub of a member of an organization.

moto knows one sort of configuration for all members: where it is CENTRAL, they are taken for accounts that a policy is
for, as AWS has them unless they are said to manage themselves.
"""

from __future__ import annotations

import typing as t

from moto.securityhub.models import SecurityHubBackend

from ._mend import AwsError

CENTRAL = ("This account is currently associated with a central configuration policy, so only the administrator can "
           "access this operation.")


def refuse_central(backend: SecurityHubBackend) -> None:
    """Refuse a change by a member that a central configuration policy is for."""
    if administrator(backend) and backend._get_org_config()["configuration"]["ConfigurationType"] == "CENTRAL":
        raise AwsError("AccessDeniedException", CENTRAL)


def administrator(backend: SecurityHubBackend) -> dict[str, t.Any] | None:
    return backend.get_administrator_account().get("Administrator")
