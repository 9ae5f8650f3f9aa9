# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Envelope's compose file against what the roles run by their own defaults."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.application import application
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.parity import Running, compare
from ansible_collections.venturemond.envelope.plugins.plugin_utils.compose.reading import read_compose
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import platform, reverb


def by_roles() -> dict[str, Running]:
    definitions = [each for wanted in (platform(), reverb()) for each in application(wanted)["task_definitions"]]
    return {container["name"]: {
        "family": f"{each['family']}:1", "files": (), "secrets": container["secrets"],
        "environment": {**container["environment"], **container.get("environment_from", {})},
    } for each in definitions for container in each["containers"]}


@pytest.fixture
def told(envelope: Path) -> dict[str, t.Any]:
    return compare(read_compose(envelope, {}), by_roles(), file=envelope.name)


def test_nothing_is_missing(told: dict[str, t.Any]):
    assert [(one["service"], row["name"]) for one in told["services"] for row in one["variables"]
            if row["status"] == "missing"] == []
    assert told["file"] == "docker-compose.prod.yml"
    assert [one["compose"] for one in told["services"] if one["service"] is None] == ["mysql", "redis"]


def test_frontends_have_five_by_another_name(told: dict[str, t.Any]):
    renamed = {one["service"]: [row["live_name"] for row in one["variables"] if row["status"] == "different naming"]
               for one in told["services"]}
    frontend = ["NUXT_API_BASE_SERVER", "NUXT_PUBLIC_TENANT_PRIMARY_DOMAIN", "NUXT_PUBLIC_REVERB_APP_KEY",
                "NUXT_PUBLIC_REVERB_HOST", "NUXT_PUBLIC_REVERB_PORT"]
    assert {service: names for service, names in renamed.items() if names} == {"hq": frontend, "tenant": frontend}


def test_secrets_are_known_for_what_they_are(told: dict[str, t.Any]):
    api = next(one for one in told["services"] if one["compose"] == "api")
    assert {row["name"] for row in api["variables"] if row["secret"] and row["status"] == "same"} == {
        "APP_KEY", "DB_PASSWORD", "REDIS_PASSWORD", "REVERB_APP_SECRET"}
    assert not any(row["value_differs"] is not None for row in api["variables"] if row["secret"])
