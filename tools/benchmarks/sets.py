# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets of any size, made of the one resource that the life of a kind begins with."""

from __future__ import annotations

import copy
import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import properties
from ansible_collections.venturemond.envelope.tests.integration.kinds.elbv2 import certificate
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account, Life

Options = dict[str, t.Any]

APART: dict[str, t.Callable[[int], Options]] = {
    "ec2_subnets": lambda number: {"cidr_block": f"10.0.{100 + number}.0/24"},
    "ec2_route_tables": lambda number: {"subnets": []},
    "ec2_vpc_endpoints": lambda number: {"private_dns_enabled": False},
    "elbv2_listener_rules": lambda number: {"conditions": {"host_header": [f"n{number}.envelope.test"]}},
}
"""What besides its name two resources of a kind cannot have in common."""


def nth(life: Life, number: int) -> Options:
    """The resource of a life under another name; number 0 is itself."""
    resource = copy.deepcopy(life.base)
    if number == 0:
        return resource
    key = properties(KINDS[life.module], "key")[0].name
    apart = APART.get(life.module)
    return {**resource, key: another(resource[key], number), **(apart(number) if apart else {})}


def another(name: str | int, number: int) -> str | int:
    return name + number if isinstance(name, int) else f"n{number}-{name}"


def given(account: Account, life: Life, wanted: list[Options]) -> None:
    """Make what the set needs: what the life needs, and for some kinds what each resource is about."""
    life.given(account.client)
    if life.module == "ec2_security_group_rules":
        groups = [{"name": rules["security_group"], "description": "for its rules"} for rules in wanted[1:]]
        account.run("ec2_security_groups", *groups, vpc="envelope-test")
    if life.module == "elbv2_listener_certificates":
        for listed in wanted[1:]:
            certificate(account.client, listed["certificate"])
