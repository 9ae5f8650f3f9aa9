# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What those who connect to an instance have to know, by its name."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...fields import Reference
from ...wire import get
from .service import rds


def looked_up(what: str, *path: str) -> Reference:
    """What AWS says of an instance; all who ask share the call that the kind itself makes."""

    def find(name: str) -> Flow:
        listed: t.Any = (yield rds.describe_db_instances()).get("DBInstances", ())
        return get(next((each for each in listed if each["DBInstanceIdentifier"] == name), None), path)

    return Reference(f"{what} of a database", find, role="data_stores")


ENDPOINTS = {"endpoint": looked_up("endpoint", "Endpoint", "Address"),
             "port": looked_up("port", "Endpoint", "Port")}
"""What is public of it, by the name of the return value."""

MASTER_SECRET = looked_up("secret with the master password", "MasterUserSecret", "SecretArn")
MASTER_ENTRIES = ("password", "username")
"""What that secret holds."""
