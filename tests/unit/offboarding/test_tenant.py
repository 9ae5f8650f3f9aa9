# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a thing is."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.tenant import Tenant

TAGS = {"tenant": "kes", "managed-by": "venturemond.envelope"}
KES = Tenant(slug="kes", prefix="envelope-prod-silo-kes", hosts=("kes.test",), tags=TAGS, zones=(), cluster="c",
             load_balancers=(), kept_hosts=("b.kes.test",))


@pytest.mark.parametrize(("name", "may"), [
    ("envelope-prod-silo-kes", True), ("envelope-prod-silo-kes-api", True), ("envelope-prod-silo-kestrel", False),
    ("envelope-prod-pool-kes", False)])
def test_a_name_may_be_its(name: str, may: bool):
    assert KES.names(name) is may


@pytest.mark.parametrize(("tags", "own"), [
    ({**TAGS, "Name": "x"}, True), ({**TAGS, "tenant": "kes-trel"}, False), ({"tenant": "kes"}, False), ({}, False)])
def test_its_tags_tell(tags: dict[str, str], own: bool):
    assert KES.owns(tags) is own


@pytest.mark.parametrize(("host", "own"), [
    ("kes.test", True), ("WS.Kes.test.", True), ("xkes.test", False), ("test", False), ("b.kes.test", False),
    ("_dmarc.b.kes.test", False)])
def test_hosts_below_its_own_are_its(host: str, own: bool):
    assert KES.serves(host) is own
