# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What action plugins ask AWS that are written by hand."""

from __future__ import annotations

from pathlib import Path

from ansible_collections.venturemond.envelope.plugins.module_utils.headroom.seeing import DISTRIBUTIONS, LISTS
from ansible_collections.venturemond.envelope.tools.derived.actions import by_hand
from ansible_collections.venturemond.envelope.tools.derived.module import MODULES

ROOT = Path(__file__).parents[3]


def test_the_reads_of_a_look_at_headroom_are_all_found() -> None:
    found = by_hand(ROOT)
    listed = {(call.service.name, call.operation) for call, *_unused in (*LISTS.values(), DISTRIBUTIONS)}
    assert found.keys() == {"audit_platform", "look_at_headroom"}, "others run modules, which are looked at themselves"
    assert listed | {("service-quotas", "list_service_quotas"), ("route53", "get_hosted_zone_limit"),
                     ("iam", "get_policy_version")} <= found["look_at_headroom"]
    assert all(operation.reads for operations in found.values() for operation in operations)


def test_what_is_generated_is_no_concern_of_it() -> None:
    assert not by_hand(ROOT).keys() & MODULES.keys()
