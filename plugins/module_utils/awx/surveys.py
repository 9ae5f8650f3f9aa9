# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX asks whoever launches a playbook, made of the playbook's arguments so that the two cannot differ."""

from __future__ import annotations

import json
import re
import typing as t

Option = t.Mapping[str, t.Any]
Survey = dict[str, t.Any]

MARKUP = re.compile(r"\b[A-Z]\(([^)]*)\)")
"""How Ansible's documentation marks what is code, an option or a value."""
SHORT, LONG = 1024, 65536
"""Characters that an answer may have, on one line and on several."""
ON_ONE_LINE = {"str", "path"}
NUMBERS = {"int": "integer", "float": "float"}


def survey(options: t.Mapping[str, Option], suggested: t.Mapping[str, t.Any] | None = None) -> Survey:
    """The survey that asks for these arguments of a playbook, as AWX takes it; empty where there are none.

    `suggested` are answers that are filled in. The playbook's own defaults never are: an answer wins over all that the
    inventory says, so that what nobody has said has to stay unsaid.  A list of values of several types is not asked
    for: the answer would be one of text.
    """
    spec = [_question(name, about, (suggested or {}).get(name)) for name, about in options.items()
            if about.get("elements") != "raw"]
    return {"name": "", "description": "", "spec": spec} if spec else {}


def _question(name: str, about: Option, suggested: t.Any) -> Survey:
    asked = _asked(about)
    said = [_plain(about.get("description", "")), asked.pop("hint", ""), _left_out(about)]
    return {
        "variable": name,
        "question_name": name.replace("_", " ").capitalize(),
        "question_description": " ".join(filter(None, said)),
        "required": bool(about.get("required")),
        **asked,
        **({} if suggested is None else {"default": suggested}),
    }


def _asked(about: Option) -> Survey:
    """How the question is put: its type, and what bounds the answer."""
    kind, choices = about.get("type", "str"), about.get("choices")
    if about.get("no_log"):
        return {"type": "password", "min": 0, "max": SHORT}
    if choices:
        return {"type": "multiselect" if kind == "list" else "multiplechoice", "choices": [str(one) for one in choices]}
    if kind == "bool":
        return {"type": "multiplechoice", "choices": ["true", "false"]}
    return {"type": NUMBERS[kind]} if kind in NUMBERS else _written(kind)


def _written(kind: str) -> Survey:
    """A question that is answered in words."""
    if kind == "list":
        return {"type": "text", "min": 0, "max": SHORT, "hint": "Several are separated by commas."}
    if kind in ON_ONE_LINE:
        return {"type": "text", "min": 0, "max": SHORT}
    return {"type": "textarea", "min": 0, "max": LONG, "hint": "As JSON."}


def _left_out(about: Option) -> str:
    """What holds where the question is left out, as far as it is worth a word."""
    default = about.get("default")
    return "" if default in (None, "", [], {}) else f"If left out: {json.dumps(default).strip(chr(34))}."


def _plain(description: str | t.Sequence[str]) -> str:
    said = description if isinstance(description, str) else " ".join(description)
    return MARKUP.sub(r"\1", said).strip()
