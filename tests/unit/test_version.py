# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The version is said in two places."""

from __future__ import annotations

import pathlib

import yaml
from ansible_collections.venturemond.envelope.plugins.module_utils.version import VERSION


def test_is_that_of_the_collection():
    about = yaml.safe_load((pathlib.Path(__file__).parents[2] / "galaxy.yml").read_text())
    assert about["version"] == VERSION
