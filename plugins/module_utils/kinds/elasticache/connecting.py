# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What those who connect to a replication group have to know, by its name."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...fields import Reference
from .reading import endpoints
from .service import elasticache


def looked_up(what: str, place: str) -> Reference:
    """What AWS says of a replication group; all who ask share the call that the kind itself makes."""

    def find(name: str) -> Flow:
        listed: t.Any = (yield elasticache.describe_replication_groups()).get("ReplicationGroups", ())
        found = next((each for each in listed if each["ReplicationGroupId"] == name), None)
        return endpoints(found)[place] if found else None

    return Reference(f"{what} of a replication group", find, role="data_stores")


ENDPOINTS = {"primary_endpoint": looked_up("primary endpoint", "PrimaryEndpoint"),
             "reader_endpoint": looked_up("reader endpoint", "ReaderEndpoint"),
             "configuration_endpoint": looked_up("configuration endpoint", "ConfigurationEndpoint"),
             "port": looked_up("port", "Port")}
"""By the name of the return value."""
