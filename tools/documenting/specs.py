# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of a role, as antsibull-docs takes them."""

from __future__ import annotations

import typing as t

import yaml


def without_templates(text: str) -> str:
    """Argument specs in which no default is a template: antsibull-docs holds it against the option's type."""
    described = yaml.safe_load(text)
    for entry in described["argument_specs"].values():
        _drop_templates(entry.get("options") or {})
    return yaml.safe_dump(described, sort_keys=False, width=1000)


def _drop_templates(options: dict[str, t.Any]) -> None:
    for about in options.values():
        default = about.get("default")
        if isinstance(default, str) and "{{" in default:
            del about["default"]
        _drop_templates(about.get("options") or {})
