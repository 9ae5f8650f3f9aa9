# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests, held against a service model."""

from __future__ import annotations

import botocore.model
import botocore.session
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending, Service
from ansible_collections.venturemond.envelope.plugins.module_utils.models import check, violations

SHAPES = botocore.model.ShapeResolver({
    "Name": {"type": "string", "min": 2, "max": 5, "pattern": "^[a-z]+$"},
    "Secret": {"type": "string", "max": 8, "pattern": "^[a-z]+$", "sensitive": True},
    "Sealed": {"type": "string", "enum": ["x"], "sensitive": True},
    "Colour": {"type": "string", "enum": ["red", "blue"]},
    "Java": {"type": "string", "pattern": r"[\p{L}]*"},
    "Any": {"type": "string", "min": 1},
    "Count": {"type": "integer", "min": 1},
    "Share": {"type": "double", "max": 1},
    "Flag": {"type": "boolean"},
    "Free": {"type": "structure", "members": {}, "document": True},
    "Bytes": {"type": "blob"},
    "Token": {"type": "string", "idempotencyToken": True},
    "Names": {"type": "list", "member": {"shape": "Name"}, "max": 2},
    "Colours": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Colour"}},
    "Inner": {"type": "structure", "required": ["Name"], "members": {"Name": {"shape": "Name"}}},
    "Box": {"type": "structure", "required": ["Any", "Token"], "members": {
        "Any": {"shape": "Any"}, "Token": {"shape": "Token", "idempotencyToken": True}, "Inner": {"shape": "Inner"}}},
    "Boxes": {"type": "list", "member": {"shape": "Box"}},
})


def wrong(shape: str, value) -> list[str]:
    return list(violations(SHAPES.get_shape_by_name(shape), value, "It"))


@pytest.mark.parametrize(("shape", "value"), [
    ("Name", "abc"), ("Colour", "red"), ("Count", 1), ("Share", 0.5), ("Share", 1), ("Flag", True), ("Java", "!"),
    ("Free", {"whatever": [1, {"a": None}]}), ("Free", "text"), ("Bytes", b"abc"),
    ("Names", ["ab", "cd"]), ("Names", ("ab",)),
    ("Colours", {"ab": "red"}), ("Box", {"Any": "a"}), ("Box", {"Any": "a", "Inner": {"Name": "abc"}}), ("Boxes", []),
])
def test_what_aws_takes_is_right(shape, value):
    assert wrong(shape, value) == []


@pytest.mark.parametrize(("shape", "value", "message"), [
    ("Name", "a", "It: 1 characters, allowed are 2 to 5"),
    ("Name", "abcdef", "It: 6 characters, allowed are 2 to 5"),
    ("Name", "ABC", "It: 'ABC' does not match ^[a-z]+$"),
    ("Name", 12, "It: 12 is not a string"),
    ("Any", "", "It: 0 characters, allowed are at least 1"),
    ("Colour", "green", "It: 'green' is not one of red, blue"),
    ("Count", 0, "It: 0, allowed are at least 1"),
    ("Count", "1", "It: '1' is not a integer"),
    ("Share", 1.5, "It: 1.5, allowed are at most 1"),
    ("Flag", "yes", "It: 'yes' is not a boolean"),
    ("Names", "ab", "It: 'ab' is not a list"),
    ("Names", ["ab"] * 3, "It: 3 entries, allowed are at most 2"),
    ("Names", ["ab", "X1"], "It[1]: 'X1' does not match ^[a-z]+$"),
    ("Colours", {"ab": "green"}, "It.ab: 'green' is not one of red, blue"),
    ("Colours", {"abcdef": "red"}, "It key: 6 characters, allowed are 2 to 5"),
    ("Box", {}, "It.Any: is required"),
    ("Box", {"Any": "a", "Colour": "red"}, "It.Colour: is not known to AWS"),
    ("Box", {"Any": "a", "Inner": {}}, "It.Inner.Name: is required"),
    ("Box", [], "It: [] is not a structure"),
    ("Boxes", [{"Any": "a"}, {"Any": ""}], "It[1].Any: 0 characters, allowed are at least 1"),
])
def test_what_aws_would_refuse_is_named(shape, value, message):
    assert wrong(shape, value) == [message]


def test_everything_wrong_is_said_at_once():
    assert wrong("Name", "ABCDEF") == ["It: 6 characters, allowed are 2 to 5", "It: 'ABCDEF' does not match ^[a-z]+$"]


def test_a_long_value_is_abbreviated():
    [_length, pattern] = wrong("Name", "A" * 500)

    assert len(pattern) < 120


@pytest.mark.parametrize(("shape", "value"), [("Secret", "S3CRET"), ("Sealed", "S3CRET"), ("Secret", ["S3CRET"])])
def test_what_is_sensitive_is_not_shown(shape, value):
    [message] = wrong(shape, value)

    assert message.startswith("It: (sensitive) ")
    assert "S3CRET" not in message


@pytest.mark.parametrize("shape", ["Name", "Colour", "Count", "Box", "Names"])
def test_what_is_pending_may_become_anything(shape):
    assert wrong(shape, Pending("it")) == []


class TestCalls:
    model = botocore.session.Session().get_service_model("secretsmanager")
    secretsmanager = Service("secretsmanager")

    def test_are_held_against_their_operation(self):
        call = self.secretsmanager.create_secret(Name="a" * 513, Colour="red")

        assert check(call, self.model.operation_model("CreateSecret")) == [
            "Name: 513 characters, allowed are 1 to 512", "Colour: is not known to AWS"]

    def test_whose_operation_takes_nothing_must_say_nothing(self):
        model = botocore.model.OperationModel({"name": "Ping"}, self.model, "Ping")

        assert check(self.secretsmanager.ping(), model) == []
        assert check(self.secretsmanager.ping(Name="a"), model) == ["Name: secretsmanager:ping takes no parameters"]
