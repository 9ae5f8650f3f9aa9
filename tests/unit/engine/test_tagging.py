# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags, as services spell them."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Service
from ansible_collections.venturemond.envelope.plugins.module_utils.tagging import missing, retag
from ansible_collections.venturemond.envelope.tests.unit.script import requests

service = Service("x")


@pytest.mark.parametrize(("now", "wanted", "fresh"), [
    (None, None, {}), ({"a": "1"}, None, {}), (None, {"a": "1"}, {"a": "1"}), ({"a": "1"}, {"a": "1"}, {}),
    ({"a": "1", "b": "2"}, {"a": "2", "c": "3"}, {"a": "2", "c": "3"}),
])
def test_only_what_differs_is_set(now, wanted, fresh):
    assert missing(now, wanted) == fresh


def test_tags_are_spelt_as_the_resource_is_named():
    assert requests(retag(service, {}, {"a": "1"}, resourceArn="arn")) == [
        ("tag_resource", {"resourceArn": "arn", "tags": [{"key": "a", "value": "1"}]})]
    assert requests(retag(service, {}, {"a": "1"}, SecretId="x")) == [
        ("tag_resource", {"SecretId": "x", "Tags": [{"Key": "a", "Value": "1"}]})]


def test_nothing_is_sent_when_nothing_differs():
    assert requests(retag(service, {"a": "1", "b": "2"}, {"a": "1"}, SecretId="x")) == []
