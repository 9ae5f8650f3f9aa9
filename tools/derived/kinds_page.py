# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/kinds.md: every module on one page, with its options and the calls it makes."""

from __future__ import annotations

import typing as t

from .conversations import operations
from .described import Docs
from .module import MODULES, documentation
from .operations import Operation
from .text import markdown, option_table

INTRODUCTION = """\
# Kinds of resources

Written by `tools/document.py` from `plugins/module_utils/kinds/` and `verbs/`. A module that is named after a kind
takes a set of them, as the list option that bears its name, and also takes `state`, `adopt` and `workers`. All modules
take the connection options of amazon.aws (`region`, `profile`, `endpoint_url` and so on). An option that is left out
is left alone. What the calls need in IAM is in [permissions.md](permissions.md).

"""

SECTION = """\
## {name}

{about}

{options}
- Reads {reads}.
- Writes {writes}.
"""


def text(names: t.Iterable[str] = MODULES) -> str:
    ordered = sorted(names)
    contents = "".join(f"- [{name}](#{name}): {documentation(name)['short_description']}\n" for name in ordered)
    return INTRODUCTION + contents + "".join(f"\n{section(name)}" for name in ordered)


def section(name: str) -> str:
    about = documentation(name)
    calls = operations(MODULES[name])
    return SECTION.format(
        name=name, about=markdown(about["description"][0]),
        options=option_table(_flat(about["options"], name), "suboptions"),
        reads=_named(call for call in calls if call.reads), writes=_named(call for call in calls if not call.reads))


def _flat(options: Docs, name: str) -> Docs:
    """What a task says for all of them first, then what it says of each."""
    shared = {option: about for option, about in options.items() if option != name}
    each = options[name]["suboptions"] if name in options else {}
    return {**shared, **{f"{name}[].{option}": about for option, about in each.items()}}


def _named(calls: t.Iterable[Operation]) -> str:
    return ", ".join(f"`{call.api}`" for call in sorted(calls)) or "nothing"
