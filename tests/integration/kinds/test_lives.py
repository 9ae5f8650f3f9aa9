# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every module leads the whole life of its kind."""

from __future__ import annotations

import importlib
import pathlib

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account, Life, live

FOLDER = "ansible_collections.venturemond.envelope.tests.integration.kinds"
LIVES: list[Life] = [
    life
    for path in sorted(pathlib.Path(__file__).parent.glob("[a-z]*.py"))
    if not path.stem.startswith("test_")
    for life in importlib.import_module(f"{FOLDER}.{path.stem}").LIVES
]


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.module)
def test_life(life: Life, account: Account) -> None:
    live(life, account)


def test_every_kind_has_a_life() -> None:
    assert {life.module for life in LIVES} == set(KINDS)
