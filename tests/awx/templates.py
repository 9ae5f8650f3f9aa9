# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role `awx` works out, of its rows and the playbooks' arguments."""

from __future__ import annotations

import functools
import typing as t
from pathlib import Path

import yaml
from ansible_collections.venturemond.envelope.plugins.module_utils.awx import awx_plan
from ansible_collections.venturemond.envelope.plugins.module_utils.awx.templates import templates
from ansible_collections.venturemond.envelope.plugins.plugin_utils import playbooks

ROOT = Path(__file__).parents[2]
ROLE = ROOT / "roles/awx"
NOTHING: dict[str, list[t.Any]] = {kind: [] for kind in (
    "organizations", "labels", "execution_environments", "notification_templates", "credential_types", "credentials",
    "projects", "playbooks", "inventories", "job_templates", "workflow_job_templates", "nodes", "schedules")}
"""What an AWX holds that is new."""


@functools.cache
def rows(file: str) -> dict[str, t.Any]:
    """The rows in a file of the role's variables, by name."""
    [found] = yaml.safe_load((ROLE / "vars/main" / f"{file}.yml").read_text()).values()
    return found


@functools.cache
def specs() -> dict[str, t.Any]:
    """What each playbook can be told."""
    return {name: playbooks.spec(name) for name in playbooks.names()}


@functools.cache
def all_templates(slices: int = 4) -> dict[str, dict[str, t.Any]]:
    """Every job template by its name without the project's."""
    wanted = {"prefix": "envelope", "playbooks": "playbooks", "slices": slices, "templates": rows("templates"),
              "specs": specs()}
    return {about["name"].removeprefix("envelope "): about for about in templates(wanted)}


def plan(**other: t.Any) -> dict[str, t.Any]:
    """What AWX is to hold by the role's defaults, but for what is said here."""
    defaults = yaml.safe_load((ROLE / "defaults/main.yml").read_text())
    return awx_plan({
        "prefix": "envelope", "organization": "Envelope", "check": False, "slices": 4, "playbooks": "playbooks",
        "inventories": defaults["awx_inventories"], "inventory": "production", "credential_type": "Envelope AWS role",
        "label": "venturemond.envelope envelope", "execution_environment": "",
        "credentials": {}, "further_credentials": [], "notifications": {}, "notify": [], "update_secrets": False,
        "schedules": defaults["awx_schedules"], "templates": rows("templates"), "workflows": rows("workflows"),
        "specs": specs(), "there": NOTHING, **other})
