# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an audit goes by besides AWS: whether a run would change something, and what is still somebody else's."""

from __future__ import annotations

import dataclasses
import types
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.options import OPTIONS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.audit import A3
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.automation import P1
from ansible_collections.venturemond.envelope.plugins.plugin_utils import settled, taking_over
from ansible_collections.venturemond.envelope.plugins.plugin_utils.audit_extras import Extras
from ansible_collections.venturemond.envelope.plugins.plugin_utils.looking import Looked
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import bearing, live, place, seen
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Box, SealedBox, tagged
from ansible_collections.venturemond.envelope.tests.unit.looking.test_taking_over import Account, boxes


@pytest.fixture(autouse=True)
def aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Box `a` is Terraform's, `ours` is ours and as it should be, and `hidden` may not be looked at."""
    there = Account({"Name": "a", "Shape": {"Size": 2}, "Tags": tagged(managed_by="terraform")},
                    {"Name": "ours", "Shape": {"Size": 2}, "Tags": tagged(managed_by="us")})
    clouds = types.SimpleNamespace(of=lambda params, **options: there)
    for module in (settled, taking_over):
        monkeypatch.setattr(module, "Clouds", lambda: clouds)


def known(*names: str, whole: bool = True, drift: bool = True, kind: type[Box] = Box) -> dict[str, t.Any]:
    """What is known where the inventory asks for boxes of these names."""
    cell = t.cast(t.Any, types.SimpleNamespace(looked=lambda: {"acme": Looked(sets=[boxes(*names, kind=kind)])}))
    options = {name: about.get("default") for name, about in OPTIONS.items()} | {"drift": drift}
    where = dataclasses.replace(place(), known_from="inventory" if whole else "discovery")
    return Extras(cell, where, options).known(live({}))


def test_what_is_somebody_else_s_is_still_to_be_taken_over():
    where = place(**known("a", "ours"))
    assert bearing("FAIL", A3, {}, where) == {"adopted"}
    assert seen(A3, "adopted", {}, where) == ["platform envelope-prod: still to be taken over: boxes a (terraform)"]
    assert bearing("FAIL", P1, {}, where) == {"drift"}


def test_what_is_ours_or_not_there_is_not_to_be_taken_over():
    assert bearing("PASS", A3, {}, place(**known("ours", "new"))) == {"adopted"}


def test_nothing_is_said_to_be_ours_where_not_all_could_be_seen():
    where = place(**known("ours", "hidden"))
    assert bearing("UNKNOWN", A3, {}, where) == {"adopted"}
    assert "boxes hidden: " in seen(A3, "adopted", {}, where)[0]
    assert bearing("FAIL", A3, {}, place(**known("a", "hidden"))) == {"adopted"}


def test_that_nothing_would_change_is_unknown_where_not_all_may_be_seen():
    assert bearing("PASS", P1, {}, place(**known("ours"))) == {"drift"}
    where = place(**known("ours", kind=SealedBox))
    assert bearing("UNKNOWN", P1, {}, where) == {"drift"}
    assert "acme: boxes ours: the credentials may not see content (AccessDenied of" in seen(P1, "drift", {}, where)[0]
    assert bearing("UNKNOWN", A3, {}, where) == {"adopted"}
    assert bearing("FAIL", P1, {}, place(**known("ours", "new", kind=SealedBox))) == {"drift"}


@pytest.mark.parametrize("about", [{"whole": False}, {"drift": False}])
def test_nobody_looks_unless_asked_or_without_an_inventory(about: dict[str, bool]):
    assert not {"drift", "adoption"} & known("a", **about).keys()
