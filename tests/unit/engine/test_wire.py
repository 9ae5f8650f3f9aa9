# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names, codecs, and likeness."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import wire
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Lock


@pytest.mark.parametrize(("name", "pascal", "camel"), [
    ("kms_key_id", "KmsKeyId", "kmsKeyId"), ("name", "Name", "name"),
    ("task_definition", "TaskDefinition", "taskDefinition"),
])
def test_casings_and_their_way_back(name, pascal, camel):
    assert (wire.pascal(name), wire.camel(name)) == (pascal, camel)
    assert wire.snake(pascal) == wire.snake(camel) == name


@pytest.mark.parametrize(("codec", "here", "there"), [
    (wire.plain, {"a": 1}, {"a": 1}),
    (wire.truth, True, True),
    (wire.document, {"b": 1, "a": [2]}, '{"a": [2], "b": 1}'),
    (wire.pairs(), {"b": "2", "a": "1"}, [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]),
    (wire.pairs("key", "value"), {"a": "1"}, [{"key": "a", "value": "1"}]),
    (wire.pairs(), {}, []),
])
def test_codecs_go_there_and_back(codec, here, there):
    assert codec.out(here) == there
    assert codec.into(there) == here


@pytest.mark.parametrize("codec", [wire.plain, wire.truth, wire.text, wire.document, wire.pairs()])
def test_what_is_left_open_is_not_sent(codec):
    assert codec.out(None) is None


@pytest.mark.parametrize(("codec", "found", "value"), [
    (wire.truth, None, False), (wire.truth, "2026-01-01", True),
    (wire.pairs(), None, {}), (wire.pairs(), {"a": "1"}, {"a": "1"}), (wire.pairs(), [{"Key": "a"}], {"a": ""}),
    (wire.document, {"a": 1}, {"a": 1}), (wire.document, None, None),
])
def test_codecs_take_what_aws_gives(codec, found, value):
    assert codec.into(found) == value


def test_numbers_as_text():
    assert wire.text.out(60) == "60"


def test_put_and_get_go_down_a_path():
    params = {"Shape": {"Colour": "red"}}
    wire.put(params, ("Shape", "Size", "Width"), 3)

    assert params == {"Shape": {"Colour": "red", "Size": {"Width": 3}}}
    assert wire.get(params, ("Shape", "Size", "Width")) == 3
    assert wire.get(params, ("Shape", "Colour", "Width")) is None
    assert wire.get({}, ("Shape", "Size")) is None


@pytest.mark.parametrize(("wanted", "now", "same"), [
    ("a", "a", True), (1, 2, False), (["a"], ["a"], True), (["a", "b"], ["b", "a"], False), (["a"], ["a", "b"], False),
    ([], None, False), ({"a": 1}, {"a": 1, "b": 2}, False),
    (Lock(maker="abus"), Lock(maker="abus", pins=5), True),
    (Lock(maker="abus", pins=5), Lock(maker="abus"), False),
    ([Lock(maker="abus")], [Lock(maker="abus", pins=5)], True),
    (Lock(maker="abus"), None, False),
])
def test_same_leaves_alone_what_a_structure_leaves_out(wanted, now, same):
    assert wire.same(wanted, now) is same


@pytest.mark.parametrize(("wanted", "now", "alike"), [
    (["a", "b"], ["b", "a"], True), (["a", "a"], ["a", "b"], False), (["a"], ["a", "a"], False), ([], None, True),
    (["a"], None, False),
    ([Lock(maker="x"), Lock(maker="y")], [Lock(maker="y", pins=1), Lock(maker="x", pins=2)], True),
])
def test_unordered_counts_each_entry_once(wanted, now, alike):
    assert wire.unordered(wanted, now) is alike


@pytest.mark.parametrize(("wanted", "now", "included"), [
    ({"a": "1"}, {"a": "1", "b": "2"}, True), ({"a": "1"}, {"a": "2"}, False), ({"a": "1"}, None, False),
    ({}, None, True),
])
def test_includes_ignores_what_belongs_to_others(wanted, now, included):
    assert wire.includes(wanted, now) is included
