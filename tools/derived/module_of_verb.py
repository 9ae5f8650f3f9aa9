# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation of a module that does one thing."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.plugins.module_utils.verb import Verb

from .described import Docs, options, sentence


def documentation(verb: type[Verb]) -> Docs:
    """What is particular to the module in its `DOCUMENTATION`."""
    return {
        "short_description": sentence(verb).partition(". ")[0].removesuffix("."),
        "description": [sentence(verb)],
        "extends_documentation_fragment": ["venturemond.envelope.attributes"],
        "options": options(verb, "option", "instruction"),
    }


def examples(verb: type[Verb]) -> list[Docs]:
    return [{"name": documentation(verb)["short_description"], f"venturemond.envelope.{verb.module}": verb.examples}]


def returns(verb: type[Verb]) -> Docs:
    return {name: {"description": [doc], "returned": "success", "type": "raw"} for name, doc in verb.returns.items()}
