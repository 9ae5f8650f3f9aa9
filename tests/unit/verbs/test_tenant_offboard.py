# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an offboarding is asked for."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.tenant_offboard import OffboardTenant

OFFBOARD = OffboardTenant.given(OffboardTenant.examples)


def test_the_example_is_well():
    assert list(OFFBOARD.problems()) == []


@pytest.mark.parametrize(("about", "words"), [
    ({"confirm": "amce"}, "confirm is 'amce', and the tenant is 'acme'"),
    ({"slug": "other", "confirm": ""}, "tags name tenant 'acme', not 'other'"),
    ({"tags": {"tenant": "acme"}}, "tags lack project, environment, managed-by"),
    ({"prefix": "envelope-prod"}, "prefix is 'envelope-prod', and does not end with the slug"),
    ({"hosts": ["envelope.example"]}, "hosts name envelope.example, which the platform's envelope.example is"),
    ({"hosts": ["example"]}, "hosts name example, which the platform's envelope.example is, or is below"),
    ({"hold_days": -1}, "hold_days is -1, allowed are 0 to 3650"),
    ({"recovery_days": 6}, "recovery_days is 6, allowed are 7 to 30"),
])
def test_what_is_wrong_is_told(about: dict[str, t.Any], words: str):
    assert next(iter(dataclasses.replace(OFFBOARD, **about).problems())).startswith(words)
