# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the tarball, and what is not."""

from __future__ import annotations

import re
import tarfile
from pathlib import Path

import pytest

LARGEST = 1_000_000
NEEDED = {
    "LICENSE", "README.md", "CHANGELOG.md", "Makefile", "ansible.cfg", "requirements.txt", "requirements-local.txt",
    "tools/setup.sh", "meta/runtime.yml", "docs/map.md", "playbooks/site.yml", "inventories/local/hosts.yml",
    "plugins/callback/progress.py", "extensions/local_aws/__main__.py", "roles/tenant/tasks/main.yml",
}
KEPT_OUT = re.compile(r"^(audit|offboarded|tests)/|(^|/)(\.|__pycache__/)|\.(pyc|pem|key|retry|tar\.gz)$")
# a key's id and an opening line of a private key, in two halves lest this file be found
SECRET = re.compile(rb"A" rb"KIA[0-9A-Z]{16}|BEGIN (RSA |EC |OPENSSH )?PRIVATE" rb" KEY")
DOCUMENTED = {b"AKIAIOSFODNN7EXAMPLE"}
"""What AWS's own documentation shows for a key."""


@pytest.fixture(scope="module")
def contents(tarball: Path) -> dict[str, bytes]:
    with tarfile.open(tarball) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}


def test_has_what_a_demo_needs(contents):
    assert contents.keys() >= NEEDED


def test_has_nothing_that_is_of_a_checkout_alone(contents):
    assert [name for name in contents if KEPT_OUT.search(name)] == []


def test_has_no_large_file(contents):
    assert {name: len(content) for name, content in contents.items() if len(content) > LARGEST} == {}


def test_has_no_secret(contents):
    found = {name: [match.group() for match in SECRET.finditer(content)] for name, content in contents.items()}
    assert {name: keys for name, keys in found.items() if set(keys) - DOCUMENTED} == {}


def test_what_is_run_can_be_run(tarball):
    with tarfile.open(tarball) as archive:
        assert archive.getmember("tools/setup.sh").mode & 0o100
