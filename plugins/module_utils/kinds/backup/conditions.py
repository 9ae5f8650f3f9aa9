# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions on tags: a mapping from the name of a tag to its value, or to several."""

from __future__ import annotations

import typing as t

from ...wire import Codec

PREFIX = "aws:ResourceTag/"
"""What AWS writes before the name of a tag in some conditions; here it may be left out."""

Tests = t.Mapping[str, t.Any]


def conditions(name: str, value: str, prefix: str = PREFIX, **more: str) -> Codec:
    """How tests are written as a list of entries with these members."""

    def out(given: Tests | None) -> list[dict[str, str]] | None:
        return None if given is None else [
            {**more, name: prefix + tag, value: each} for tag, values in _plain(given).items() for each in values]

    def into(found: t.Any) -> dict[str, t.Any]:
        tests: dict[str, list[str]] = {}
        for each in found or ():
            tests.setdefault(each[name].removeprefix(PREFIX), []).append(each[value])
        return {tag: values[0] if len(values) == 1 else sorted(values) for tag, values in tests.items()}

    return Codec(out, into)


def alike(wanted: Tests, now: Tests | None) -> bool:
    return _plain(wanted) == _plain(now or {})


def _plain(tests: Tests) -> dict[str, list[str]]:
    return {tag.removeprefix(PREFIX): sorted(set(map(_text, values if isinstance(values, list) else [values])))
            for tag, values in sorted(tests.items())}


def _text(value: t.Any) -> str:
    """A value of a tag: YAML makes numbers and truths of some."""
    return str(value).lower() if isinstance(value, bool) else str(value)
