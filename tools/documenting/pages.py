# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of a checkout, laid out as they lie there, so that the links between them hold."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md", "docs/*/*.md", "roles/*/README.md",
         "extensions/local_aws/*.md", "tests/*/README.md")
SITE = Path("docs", "docsite")
"""What Sphinx is told, and the first page, which are of the site alone."""

LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def lay_out(checkout: Path, site: Path) -> None:
    """Copy all pages, and the files they lead to, to where Sphinx makes a site of them."""
    own = list((checkout / SITE).glob("*.*"))
    for path in sorted({path for pattern in PAGES for path in checkout.glob(pattern)} - set(own)):
        text, files = linked(path.read_text(), path)
        _there(path, checkout, site).write_text(text)
        for file in files:
            shutil.copy(file, _there(file, checkout, site))
    for path in own:
        shutil.copy(path, site)


def linked(text: str, page: Path) -> tuple[str, list[Path]]:
    """The text as a page of the site, and the files it leads to that are no pages.

    A link to a folder leads to its README.md; where it has none, the words stay and the link goes.
    """
    files: list[Path] = []

    def link(found: re.Match[str]) -> str:
        words, where, heading = found.groups("")
        target = page.parent / where
        if target.is_dir():
            readme = f"{where.rstrip('/')}/README.md"
            return f"[{words}]({readme})" if (page.parent / readme).is_file() else words
        if target.suffix != ".md":
            files.append(target.resolve())
            return f"[{words}]({where})"
        return f"[{words}]({where}{heading})"

    return LINK.sub(link, text), files


def _there(path: Path, checkout: Path, site: Path) -> Path:
    there = site / path.relative_to(checkout)
    there.parent.mkdir(parents=True, exist_ok=True)
    return there
