# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names in AWS, cut where its limit is shorter."""

from __future__ import annotations

import re

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.names import prefixed, short_name

LONG = "envelope-prod-silo-kestrel-scheduler"


@pytest.mark.parametrize("name", ["a", "envelope-prod-api", "x" * 32])
def test_a_name_that_fits_is_itself(name: str):
    assert short_name(name) == name


def test_a_longer_one_keeps_its_beginning_and_stays_what_it_was():
    assert short_name(LONG) == "envelope-prod-silo-kestre-86d839", "a name in AWS must never change"
    assert len(short_name("x" * 33)) == 32
    assert short_name(LONG, limit=63) == LONG and len(short_name(LONG, limit=20)) == 20


def test_those_that_begin_alike_are_told_apart():
    names = [f"envelope-prod-silo-kestrel-of-the-north-{role}" for role in ("api", "tenant", "worker", "hq")]
    assert len({short_name(name) for name in names}) == 4


def test_there_are_no_two_hyphens_where_it_is_cut():
    assert re.fullmatch("x{23}-[0-9a-f]{6}", short_name("x" * 23 + "--" + "y" * 10))


def test_prefixes_come_before_each_thing_in_their_order():
    assert prefixed(["a", "b"], "envelope", "public") == ["envelope-public-a", "envelope-public-b"]
    assert prefixed([], "envelope") == []
