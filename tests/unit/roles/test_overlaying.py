# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mappings by name, changed by name."""

from __future__ import annotations

import copy

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.overlaying import merge, named, overlay


@pytest.mark.parametrize(("below", "above", "result"), [
    ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
    ({"a": {"b": 1, "c": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
    ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
    ({"a": {"b": 1}}, {"a": None}, {"a": None}),
    ({"a": None}, {"a": {"b": 1}}, {"a": {"b": 1}}),
    ({"a": 1}, {"a": {"b": 1}}, {"a": {"b": 1}}),
    (None, {"a": 1}, {"a": 1}),
])
def test_merging_goes_deep_into_dictionaries_and_replaces_all_else(below, above, result):
    assert merge(below, above) == result


class TestOverlay:
    def test_lists_each_with_its_name(self):
        assert overlay({"APP_KEY": {"format": "hex"}, "DB": {}}, key="key") == [
            {"key": "APP_KEY", "format": "hex"}, {"key": "DB"}]

    def test_lays_changes_over_each_other_in_their_order(self):
        assert overlay({"a": {"x": 1, "y": 1}}, {"a": {"x": 2}, "b": {"x": 2}}, {"a": {"x": 3}}) == [
            {"name": "a", "x": 3, "y": 1}, {"name": "b", "x": 2}]

    def test_lays_what_is_common_under_each(self):
        assert overlay({"a": {"x": 1}, "b": None}, each={"x": 0, "z": {"q": 0}}) == [
            {"name": "a", "x": 1, "z": {"q": 0}}, {"name": "b", "x": 0, "z": {"q": 0}}]

    def test_leaves_out_what_is_changed_to_null(self):
        assert overlay({"a": {"x": 1}, "b": {}}, {"a": None}) == [{"name": "b"}]
        assert overlay({"a": {"x": 1}}, {"a": None}, {"a": {"x": 2}}) == [{"name": "a", "x": 2}]

    def test_changes_nothing_that_it_is_given(self):
        given = {"a": {"x": {"y": 1}}}, {"a": {"x": {"y": 2}}}, {"x": {"z": 3}}
        before = copy.deepcopy(given)
        overlay(given[0], given[1], each=given[2])
        assert given == before


def test_what_has_an_empty_name_is_left_out():
    acme, none = {"name": "acme"}, {"name": ""}
    assert named([acme, none]) == [acme]
    assert named([{"alias": "key"}, none], "alias") == [{"alias": "key"}]
