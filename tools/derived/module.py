# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module's file: documentation, and the three lines that run it."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS, VERBS
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Resource
from ansible_collections.venturemond.envelope.plugins.module_utils.verb import Verb

from . import module_of_kind, module_of_verb
from .described import Docs
from .text import to_yaml

MODULES: dict[str, type[Resource | Verb]] = {**KINDS, **VERBS}
"""What each module is made from, by its name."""

VERSION = "0.1.0"
"""The release that a module is new in."""

GENERATED = "# Written by tools/document.py from the kind: change that and run it again.\n"
"""What tells a module made here from one that is written by hand."""

CONNECTION = ["amazon.aws.common.modules", "amazon.aws.region.modules", "amazon.aws.boto3"]

SOURCE = '''\
#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
{generated}from __future__ import annotations

DOCUMENTATION = r"""
{documentation}"""

EXAMPLES = r"""
{examples}"""

RETURN = r"""
{returns}"""

from ..module_utils.binding import run_module
from ..module_utils.{module} import {kind}


def main() -> None:
    run_module({kind})


if __name__ == "__main__":
    main()
'''


ACTION = f'''\
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
{GENERATED}"""Runs the module of this name in the controller's process."""

from __future__ import annotations

from ..plugin_utils.in_process import ActionModule

__all__ = ["ActionModule"]
'''
"""The action plugin of each of them."""


def source(name: str) -> str:
    """The whole file of a module."""
    kind = MODULES[name]
    about = _about(kind)
    return SOURCE.format(
        generated=GENERATED, documentation=to_yaml(documentation(name)), examples=to_yaml(about.examples(kind)),
        returns=to_yaml(about.returns(kind)), module=kind.__module__.partition(".module_utils.")[2], kind=kind.__name__)


def documentation(name: str) -> Docs:
    own = _about(MODULES[name]).documentation(MODULES[name])
    return {
        "module": name,
        "short_description": own["short_description"],
        "version_added": VERSION,
        "description": own["description"],
        "author": ["Venturemond (@venturemond)"],
        "extends_documentation_fragment": [*CONNECTION, *own["extends_documentation_fragment"]],
        "options": own["options"],
    }


def _about(kind: type[Resource | Verb]) -> t.Any:
    return module_of_verb if issubclass(kind, Verb) else module_of_kind
