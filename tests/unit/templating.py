# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ansible's own templating outside of a playbook."""

from __future__ import annotations

from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible_collections.venturemond.envelope.plugins.filter.envelope import FilterModule
from ansible_collections.venturemond.envelope.plugins.plugin_utils.templating import Templates


def templates() -> Templates:
    """It, with our filters put in: Ansible's importer, which would find them, was not there first."""
    found = Templates(Templar(loader=DataLoader()))
    filters = found._templar._engine.environment.filters
    for name, function in FilterModule().filters().items():
        filters[f"venturemond.envelope.{name}"] = function
    return found
