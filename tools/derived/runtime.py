# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""meta/runtime.yml: which modules share options."""

from __future__ import annotations

import typing as t

import yaml

from .text import to_yaml


def text(now: str, modules: t.AbstractSet[str], kinds: t.AbstractSet[str]) -> str:
    """The file, with the rest of what it says kept.

    Group `aws` shares how AWS is reached with amazon.aws's modules; `kinds` has what only sets of resources take.
    """
    about: dict[str, t.Any] = yaml.safe_load(now) or {}
    return to_yaml({
        **about,
        "requires_ansible": ">=2.17.0",
        "action_groups": {
            "aws": [{"metadata": {"extend_group": ["amazon.aws.aws"]}}, *sorted(modules)],
            "kinds": sorted(kinds),
        },
    })
