# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the documentation site into .cache/docsite/html: our pages, and the reference that antsibull-docs writes.

A warning of either fails.  Both read a copy: defaults of roles that are templates are left out of it, since
antsibull-docs takes them for values, and links to files that are no pages lead to the file as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import ansible_collections.amazon
from ansible_collections.venturemond.envelope.tools.documenting import pages, specs

CHECKOUT = Path(__file__).resolve().parents[1]
SITE = CHECKOUT / ".cache" / "docsite"
COLLECTIONS = SITE / "collections"
COPY = COLLECTIONS / "ansible_collections" / "venturemond" / "envelope"
SOURCE = SITE / "source"
REFERENCE = SOURCE / "reference"
BIN = Path(sys.executable).parent

IN_THE_COPY = ("plugins", "roles", "meta", "docs", "changelogs", "galaxy.yml", "README.md", "CHANGELOG.md")


def copy_collection() -> None:
    """What antsibull-docs reads, beside the collection it depends on."""
    COPY.mkdir(parents=True)
    for name in IN_THE_COPY:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, COPY / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, COPY)
    for spec in COPY.glob("roles/*/meta/argument_specs.yml"):
        spec.write_text(specs.without_templates(spec.read_text()))
    amazon = Path(next(iter(ansible_collections.amazon.__path__)))
    (COLLECTIONS / "ansible_collections" / "amazon").symlink_to(amazon)


def run(*command: str | Path) -> None:
    environment = os.environ | {"ANSIBLE_COLLECTIONS_PATH": str(COLLECTIONS)}
    subprocess.run([BIN / command[0], *command[1:]], cwd=COPY, env=environment, check=True)


def main() -> None:
    shutil.rmtree(SITE, ignore_errors=True)
    copy_collection()
    pages.lay_out(CHECKOUT, SOURCE)
    REFERENCE.mkdir(mode=0o755)
    run("antsibull-docs", "lint-collection-docs", "--plugin-docs", COPY)
    run("antsibull-docs", "collection", "--use-current", "--squash-hierarchy", "--fail-on-error",
        "--dest-dir", REFERENCE, "venturemond.envelope")
    run("sphinx-build", "--quiet", "--fail-on-warning", "--keep-going", "--jobs", "auto", SOURCE, SITE / "html")
    print(f"The site is {SITE.relative_to(CHECKOUT)}/html/index.html")


if __name__ == "__main__":
    main()
