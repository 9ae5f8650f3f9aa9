# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The version is said in several places."""

from __future__ import annotations

import pathlib

import yaml
from ansible_collections.venturemond.envelope.plugins.module_utils.version import VERSION

ROOT = pathlib.Path(__file__).parents[2]


def test_is_that_of_the_collection():
    assert yaml.safe_load((ROOT / "galaxy.yml").read_text())["version"] == VERSION


def test_is_that_of_the_package_in_the_execution_environment():
    definition = yaml.safe_load((ROOT / "execution-environment.yml").read_text())
    package = f"package/venturemond-envelope-{VERSION}.tar.gz"
    assert definition["dependencies"]["galaxy"]["collections"][0]["name"] == package
    assert definition["additional_build_files"][0]["src"] == f".cache/{package}"


def test_is_the_last_one_of_the_changelog():
    written = (ROOT / "changelogs" / "changelog.yaml")
    released = yaml.safe_load(written.read_text())["releases"] if written.exists() else {}
    assert not released or max(released, key=lambda version: [int(part) for part in version.split(".")]) == VERSION
