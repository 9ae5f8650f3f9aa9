# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation of a module that converges a set of one kind."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Resource, properties

from .described import ASKED, SHOWN, Docs, options, sentence, values
from .titles import title


def documentation(kind: type[Resource]) -> Docs:
    """What is particular to the module in its `DOCUMENTATION`."""
    each = {"description": [f"The {title(kind)}."], "type": "list", "elements": "dict", "required": True,
            "suboptions": options(kind, *ASKED, within=f"{kind.plural}[].")}
    return {
        "short_description": f"Manage {title(kind)}",
        "description": [
            sentence(kind),
            "One task brings a whole set to what is described, several at a time.",
            "An option that is left out is left alone.",
        ],
        "extends_documentation_fragment": ["venturemond.envelope.aws", "venturemond.envelope.attributes"],
        "options": {**options(kind, "scope"), kind.plural: each},
    }


def examples(kind: type[Resource]) -> list[Docs]:
    """Tasks that make the kind's own example, and take it away again."""
    shared = {p.name: kind.examples[p.name] for p in properties(kind, "scope") if p.name in kind.examples}
    each = {name: value for name, value in kind.examples.items() if name not in shared}
    which = {p.name: each[p.name] for p in properties(kind, "key", "option") if p.required}
    module = f"venturemond.envelope.{kind.plural}"
    return [
        {"name": f"Create or update {title(kind)}", module: {**shared, kind.plural: [each]}},
        {"name": f"Delete {title(kind)}", module: {"state": "absent", **shared, kind.plural: [which]}},
    ]


def returns(kind: type[Resource]) -> Docs:
    key = "/".join(p.name for p in properties(kind, "key"))
    return {
        kind.plural: {
            "description": [
                f"The {title(kind)} as they are now, or in check mode as they would be, each under its C({key}).",
                "In check mode C((known after apply\\)) stands for what AWS has yet to decide.",
            ],
            "returned": "always", "type": "dict",
            "contains": values(kind, *SHOWN, within=f"{kind.plural}[]."),
        },
        "actions": {
            "description": ["What was (or in check mode would be) done to each: C(create), C(update), C(replace), "
                            "C(delete) or C(none)."],
            "returned": "always", "type": "dict", "sample": {"acme": "create", "bravo": "none"},
        },
        "refused": {
            "description": ["What a run would refuse, and why, under the name of each."],
            "returned": "in check mode, when there is some", "type": "dict",
        },
        "unseen": {
            "description": ["What the credentials may not see of each, and why. It is taken to be as it is wanted."],
            "returned": "in check mode, when there is some", "type": "dict",
        },
        "failures": {
            "description": ["What went wrong, under the name of what it befell."],
            "returned": "when something failed", "type": "dict",
        },
    }
