# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The image of an execution environment has what a checkout has, in the versions that are tested."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
from pathlib import Path

import ansible_collections.amazon
import pytest
import yaml
from ansible_collections.venturemond.envelope.tests.unit.packaging.conftest import BIN, ROOT
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

BUNDLED = Path(next(iter(ansible_collections.amazon.__path__))).parent


@pytest.fixture(scope="module")
def definition() -> dict:
    return yaml.safe_load((ROOT / "execution-environment.yml").read_text())


def required(name: str) -> dict[str, Requirement]:
    """What a requirements file asks for itself, by package."""
    lines = [line for line in (ROOT / name).read_text().splitlines() if not line.startswith(("#", "-r"))]
    return {one.name: one for one in map(Requirement, lines)}


def bundled(name: str) -> str:
    """The version of a collection that comes with the package `ansible`."""
    manifest = json.loads(BUNDLED.joinpath(*name.split("."), "MANIFEST.json").read_text())
    return manifest["collection_info"]["version"]


def test_it_is_valid_and_takes_the_package(definition, tarball, tmp_path):
    checkout = tarball.parents[2]
    shutil.copy(ROOT / "execution-environment.yml", checkout)
    subprocess.run([BIN / "ansible-builder", "create", "--context", tmp_path], cwd=checkout, check=True)
    assert (tmp_path / "_build" / "package" / tarball.name).is_file()
    asked = yaml.safe_load((tmp_path / "_build" / "requirements.yml").read_text())["collections"]
    assert asked == definition["dependencies"]["galaxy"]["collections"]


def test_what_python_and_system_need_is_read_from_the_collection(installed):
    command = [BIN / "ansible-builder", "introspect", installed]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    found = {kind: [line.partition("  #")[0] for line in lines] for kind, lines in yaml.safe_load(run.stdout).items()}
    assert found == {"python": [str(one) for one in required("requirements.txt").values()],
                     "system": ["git-core [platform:rpm]", "git [platform:dpkg]"]}


def test_its_versions_are_those_that_are_tested(definition):
    asked = definition["dependencies"]
    for name in ("ansible-core", "ansible-runner"):
        pinned = asked[name.replace("-", "_")]["package_pip"]
        assert pinned == f"{name}=={importlib.metadata.version(name)}"
    for one in [*required("requirements.txt").values(), *required("requirements-local.txt").values()]:
        assert importlib.metadata.version(one.name) in one.specifier


def test_its_collections_are_those_that_are_tested(definition):
    (_ours, *others) = definition["dependencies"]["galaxy"]["collections"]
    assert {one["name"]: one["version"] for one in others} == {one["name"]: bundled(one["name"]) for one in others}


@pytest.mark.parametrize("name", ["requirements.yml", "galaxy.yml"])
def test_it_has_the_collections_that_are_depended_on(definition, name):
    about = yaml.safe_load((ROOT / name).read_text())
    needed = about.get("dependencies") or {one["name"]: one["version"] for one in about["collections"]}
    pinned = {one["name"]: one.get("version") for one in definition["dependencies"]["galaxy"]["collections"]}
    assert needed
    assert {one: pinned.get(one) for one, range_ in needed.items() if pinned.get(one) not in SpecifierSet(range_)} == {}
