# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a thing costs in a month, by order of magnitude and no more.

The dollars are list prices on demand in us-east-1 of 2026, some of them from general knowledge, at
730 hours a month, without traffic, discounts or free tiers; other regions differ by a fifth or so.  They only choose a
class, so that what is dear comes first.  Sorts that are not here cost nothing by being there.
"""

from __future__ import annotations

import typing as t

Cost = t.Literal["none", "cents", "dollars", "tens", "hundreds"]

COSTS: tuple[Cost, ...] = ("none", "cents", "dollars", "tens", "hundreds")

MONTHLY: t.Mapping[str, float] = {
    "NAT gateway": 33, "load balancer": 17, "elastic address": 3.65, "VPC endpoint": 7.3, "instance": 30,
    "service": 15,  # a task of half a CPU and 1 GB that always runs
    "KMS key": 1, "secret": 0.4, "web ACL": 5, "dashboard": 3, "alarm": 0.1, "hosted zone": 0.5,
    "s3 bucket": 0.1, "log group": 0.1, "ECR repository": 0.1, "backup vault": 0.1,  # what is in it is not known
    "cache snapshot": 0.1,
    "distribution": 0.1,  # nobody may come any more
}
"""Dollars by sort; of a service, while tasks of it run."""

PER_GIB: t.Mapping[str, float] = {"volume": 0.08, "snapshot": 0.05, "database snapshot": 0.095}
"""Dollars for each GiB."""

PER_NODE: t.Mapping[str, float] = {"micro": 12, "small": 24, "medium": 48}
"""Dollars by the size in the class of a database or a cache node; `large` and above are in the hundreds."""

LARGE = 110


def of_sort(sort: str) -> Cost:
    return order(MONTHLY.get(sort, 0))


def of_storage(sort: str, gib: float) -> Cost:
    return order(PER_GIB[sort] * gib)


def of_nodes(node: str, count: int = 1) -> Cost:
    """The cost of nodes of a class such as `db.t4g.micro`."""
    return order(PER_NODE.get(node.rpartition(".")[2], LARGE) * count)


def order(dollars: float) -> Cost:
    """`dollars` are less than ten, `tens` less than a hundred."""
    return COSTS[sum(dollars >= least for least in (0.001, 1, 10, 100))]
