#!/usr/bin/env python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run ansible-test sanity on a copy of this checkout, from PyPI alone and without touching the home directory.

ansible-test wants a path .../ansible_collections/<namespace>/<name>, writes its results below it, and fetches pip
from a site of its own; a copy under .cache and a pip taken from PyPI free a fresh clone from all three.
Arguments are ansible-test's: `python tools/sanity.py --test validate-modules`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import ansible_test
import yaml
from ansible_test._internal.python_requirements import get_venv_packages

CHECKOUT = Path(__file__).resolve().parents[1]
CACHE = CHECKOUT / ".cache" / "sanity"
HOME = CACHE / "home"
COLLECTIONS = CACHE / "ansible_collections"
SITE_PACKAGES = Path(ansible_test.__file__).parents[1]
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"

# Runs in each of ansible-test's virtual environments: one pip, unpacked and compiled once, serves them all.
GET_PIP = """\
import pathlib
import sysconfig

pathlib.Path(sysconfig.get_path("purelib"), "pip.pth").write_text(str(pathlib.Path(__file__).parent) + "\\n")
"""


def copy_collection() -> Path:
    """Copy the checkout, without what is hidden or generated, beside the collections it depends on."""
    shutil.rmtree(COLLECTIONS, ignore_errors=True)
    galaxy = yaml.safe_load((CHECKOUT / "galaxy.yml").read_text())
    content = COLLECTIONS / galaxy["namespace"] / galaxy["name"]
    shutil.copytree(CHECKOUT, content, ignore=shutil.ignore_patterns(".*", "__pycache__", "*.tar.gz"), symlinks=True)
    for namespace, name in (dependency.split(".") for dependency in galaxy["dependencies"]):
        (COLLECTIONS / namespace).mkdir(exist_ok=True)
        (COLLECTIONS / namespace / name).symlink_to(SITE_PACKAGES / "ansible_collections" / namespace / name)
    return content


def provide_pip() -> None:
    """Put a pip of the version ansible-test asks for where it looks before it downloads one."""
    version = get_venv_packages(SimpleNamespace(version=PYTHON))["pip"]
    cache = HOME / ".ansible" / "test" / "cache"
    script = cache / f"get_pip_{version.replace('.', '_')}.py"
    if not script.exists():
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", cache, "--upgrade", f"pip=={version}"]
        subprocess.run(install, check=True)
        script.write_text(GET_PIP)
    configuration = HOME / ".config" / "pip" / "pip.conf"
    configuration.parent.mkdir(parents=True, exist_ok=True)
    configuration.write_text("[global]\nno-compile = true\nquiet = 1\n")


def main(arguments: list[str]) -> int:
    provide_pip()
    content = copy_collection()
    command = [Path(sys.executable).with_name("ansible-test"), "sanity", "--python", PYTHON, *arguments]
    # Without ANSIBLE_TEST_CONTENT_ROOT ansible-test finds the checkout's .git, which ignores the copy.
    environment = os.environ | {"HOME": str(HOME), "ANSIBLE_TEST_CONTENT_ROOT": str(content)}
    return subprocess.run(command, cwd=content, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
