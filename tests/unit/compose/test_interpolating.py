# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables in a text, with what Compose's own documentation says of each form."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.plugin_utils.compose.interpolating import interpolate

KNOWN = {"SET": "value", "EMPTY": "", "_2": "two"}


@pytest.mark.parametrize(("text", "expected"), [
    ("plain", "plain"),
    ("", ""),
    ("$SET", "value"),
    ("${SET}", "value"),
    ("a$SET-b", "avalue-b"),
    ("${_2}$_2", "twotwo"),
    ("[$UNSET${UNSET}]", "[]"),
    ("${SET:-other}", "value"),
    ("${EMPTY:-other}", "other"),
    ("${EMPTY-other}", ""),
    ("${UNSET-other}", "other"),
    ("${UNSET:-}", ""),
    ("${UNSET:-http://api:8000/?a=1}", "http://api:8000/?a=1"),
    ("${SET:?needed}", "value"),
    ("${EMPTY?needed}", ""),
    ("${SET:+other}", "other"),
    ("${EMPTY:+other}", ""),
    ("${EMPTY+other}", "other"),
    ("${UNSET+other}", ""),
    ("${UNSET:-${EMPTY:-${SET}}}!", "value!"),
    ("${UNSET:-$SET}", "value"),
    ("${UNSET:-$$SET}", "$SET"),
    ("${SET:+${UNSET-inner}}", "inner"),
    ("${SET:-${UNSET:?never looked at}}", "value"),
    ('${UNSET:-{"a": 1}}', '{"a": 1}'),
    ("${UNSET:-two\nlines}", "two\nlines"),
    ("$$SET", "$SET"),
    ("$$$SET", "$value"),
    ("$${SET}", "${SET}"),
    ("^[a-z]+$", "^[a-z]+$"),
    ("5$ or $5", "5$ or $5"),
    ("}", "}"),
])
def test_every_form(text: str, expected: str):
    assert interpolate(text, KNOWN) == expected


def test_what_is_put_in_is_not_read_again():
    assert interpolate("${A}", {"A": "$B ${C}"}) == "$B ${C}"


@pytest.mark.parametrize(("text", "why"), [
    ("${UNSET:?say it}", "variable UNSET is required and not set: say it; set it in .env"),
    ("${EMPTY:?}", "variable EMPTY is required and not set; set it in .env"),
    ("${UNSET?}", "variable UNSET is required"),
    ("${UNSET:-${EMPTY:?inner}}", "variable EMPTY is required and not set: inner"),
    ("hunter2 ${SET", "a .. has no . that closes it"),
    ("${SET:-${hunter2}", "a .. has no . that closes it"),
    ("${}", "none that Compose knows"),
    ("${ SET}", "none that Compose knows"),
    ("${SET/hunter2/b}", "none that Compose knows"),
    ("${SET:=hunter2}", "none that Compose knows"),
])
def test_what_cannot_be_is_refused_and_not_shown(text: str, why: str):
    with pytest.raises(Invalid, match=why) as refused:
        interpolate(text, KNOWN)
    assert "hunter2" not in str(refused.value)
