# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an orphan costs by magnitude, and how old it is."""

from __future__ import annotations

import datetime

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.orphans import monthly
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.orphans.looking import LISTINGS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.orphans.marked import NAMED, UNTOLD
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.orphans.things import Item, moment

MADE = datetime.datetime(2026, 1, 2, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))


@pytest.mark.parametrize(("dollars", "cost"), [
    (0, "none"), (0.4, "cents"), (1, "dollars"), (9.9, "dollars"), (10, "tens"), (99, "tens"), (100, "hundreds")])
def test_a_cost_is_an_order_of_magnitude(dollars: float, cost: str):
    assert monthly.order(dollars) == cost


@pytest.mark.parametrize(("node", "count", "cost"), [
    ("db.t4g.micro", 1, "tens"), ("cache.t4g.medium", 2, "tens"), ("cache.t4g.medium", 3, "hundreds"),
    ("db.r7g.2xlarge", 1, "hundreds")])
def test_nodes_cost_by_size_and_number(node: str, count: int, cost: str):
    assert monthly.of_nodes(node, count) == cost


def test_what_costs_by_being_there_is_a_sort_that_is_looked_for():
    sorts = {each.sort for each in LISTINGS} | {sort for sort, _module in NAMED.values()} | set(UNTOLD.values())
    assert {*monthly.MONTHLY, *monthly.PER_GIB} <= sorts


@pytest.mark.parametrize("told", [MADE, "2026-01-02T00:00:00Z", "2026-01-02T00:00:00", 1767312000000])
def test_times_are_told_in_many_ways_and_are_utc_here(told: object):
    assert moment(told) == "2026-01-02T00:00:00Z"


def test_age_is_in_whole_days_and_not_known_where_nobody_tells():
    item = Item("s3 bucket", "arn:aws:s3:::a", "a")
    assert item.age("2026-01-03T00:00:00Z") is None
    made = Item("s3 bucket", "arn:aws:s3:::a", "a", created=moment(MADE))
    assert (made.age("2026-01-02T23:59:59Z"), made.age("2026-01-03T00:00:00Z")) == (0, 1)
