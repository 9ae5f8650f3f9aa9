# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The policies for whoever runs playbooks, on one platform: the templates in docs/permissions with its names."""

from __future__ import annotations

import json
import re
import typing as t
from pathlib import Path

from .access import Document
from .spelling import unknown

WORDS = ("PROJECT", "ENVIRONMENT", "PREFIX", "ACCOUNT", "REGION", "PARTITION")
"""What a template says instead of the names of a platform."""
NUMBERED = re.compile(r"-\d+$")


def policies(folder: str, names: t.Iterable[str], place: t.Mapping[str, str]) -> dict[str, Document]:
    """Policy documents by their names in AWS, for playbooks by name, `read_only`, `runbooks` or `roles/<role>`.

    `place` says `project`, `environment`, `prefix`, `account_id`, `region` and, if it is not `aws`, `partition`.
    """
    root = Path(folder)
    files = {path.relative_to(root).with_suffix("").as_posix(): path for path in sorted(root.glob("**/*.json"))}
    known, asked = {NUMBERED.sub("", stem) for stem in files}, list(names)
    for name in asked:
        if name not in known:
            raise ValueError(f"policy {unknown(name, known)}")
    words = _words(place)
    return {f"{words['PREFIX']}-{stem.replace('/', '-')}": replaced(json.loads(path.read_text(encoding="utf-8")), words)
            for stem, path in files.items() if NUMBERED.sub("", stem) in asked}


def replaced(document: t.Any, words: t.Mapping[str, str]) -> t.Any:
    """A template with a platform's names in it."""
    text = json.dumps(document)
    for word, value in words.items():
        text = text.replace(word, value)
    return json.loads(text)


def _words(place: t.Mapping[str, str]) -> dict[str, str]:
    given = {"partition": "aws", **place}
    keys = dict(zip(WORDS, ("project", "environment", "prefix", "account_id", "region", "partition"), strict=True))
    missing = [key for key in keys.values() if not given.get(key)]
    if missing:
        raise ValueError(f"the policies of a platform need its {', '.join(missing)}")
    return {word: str(given[key]) for word, key in keys.items()}
