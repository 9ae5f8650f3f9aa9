# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/playbooks.md: every playbook on one page, with what it can be told."""

from __future__ import annotations

import typing as t
from pathlib import Path

import yaml

from .text import markdown, option_table

META = ".meta.yml"
INTRODUCTION = """\
# Playbooks

Written by `tools/document.py` from the `.meta.yml` beside each playbook. What is said with `-e` is looked at before
anything is asked of AWS: a misspelt option is told with the nearest real one. `--limit`, `--tags`, `--check` and
`--diff` work as Ansible has them. The surveys of [AWX](awx.md) are made of the same files.

| Playbook | |
| --- | --- |
"""

SECTION = """
## {name}

{about}

{options}
```text
{examples}
```
"""


def text(playbooks: Path) -> str:
    """The page, with those that build first, and the runbooks after them."""
    found = {file.relative_to(playbooks).as_posix().removesuffix(META): yaml.safe_load(file.read_text("utf-8"))
             for file in playbooks.rglob(f"*{META}")}
    ordered = sorted(found, key=lambda name: ("/" in name, name))
    contents = "".join(f"| [{name}](#{_anchor(name)}) | {found[name]['short_description']} |\n" for name in ordered)
    return INTRODUCTION + contents + "".join(_section(name, found[name]) for name in ordered)


def _section(name: str, meta: dict[str, t.Any]) -> str:
    [spec] = meta["argument_specs"].values()
    options = option_table(spec["options"], "options") if spec["options"] else "It takes no options.\n"
    about = f"{meta['short_description']}. {markdown(meta['description'])}"
    return SECTION.format(name=name, about=about, options=options, examples=spec["examples"].rstrip())


def _anchor(name: str) -> str:
    """As Markdown's readers make it of a heading."""
    return name.replace("/", "")
