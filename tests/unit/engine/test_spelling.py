# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody may have meant."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.spelling import nearest, unknown


@pytest.mark.parametrize(("word", "near"), [("retenton", "retention"), ("Name", "name"), ("xyzzy", None), ("", None)])
def test_the_nearest_word_is_found_if_it_is_near(word, near):
    assert nearest(word, {"name", "retention", "tags"}) == near


def test_an_unknown_word_is_answered_with_the_nearest_and_all():
    assert unknown("nam", ["tags", "name"]) == "nam is not known, did you mean name? (allowed: name, tags)"
    assert unknown("xyzzy", ["tags"]) == "xyzzy is not known (allowed: tags)"
