# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument specs, derived."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.fields import option, required, scope
from ansible_collections.venturemond.envelope.plugins.module_utils.options import (
    argument_spec,
    mistakes,
    option_type,
    suboptions,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.verb import Verb
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Box, Lock


@dataclass(frozen=True, kw_only=True)
class Shelved(Box):
    plural = "shelved_boxes"

    shelf: str = scope("The shelf of all of them.")


@dataclass(frozen=True, kw_only=True)
class Stack(Verb):
    """Stack boxes."""

    module = "boxes_stack"

    height: int = required("How high.")
    slowly: bool | None = option("Whether to take one's time.")

    def act(self, *, check: bool) -> Flow:
        return {"changed": False}
        yield


def checked(kind: t.Any = Shelved, **params: t.Any) -> t.Any:
    return ArgumentSpecValidator(argument_spec(kind)).validate(params)


class TestOfAKind:
    spec = argument_spec(Shelved)

    def test_has_everything_that_amazon_aws_has(self):
        assert aws_argument_spec().items() <= self.spec.items()

    def test_has_the_state_the_scope_and_the_set(self):
        assert self.spec["state"] == {"type": "str", "choices": ["present", "absent"], "default": "present"}
        assert self.spec["shelf"] == {"type": "str", "required": True}
        assert {name: self.spec["shelved_boxes"][name] for name in ("type", "elements", "required")} == {
            "type": "list", "elements": "dict", "required": True}

    def test_asks_for_what_the_user_decides_and_nothing_else(self):
        assert list(self.spec["shelved_boxes"]["options"]) == [
            "name", "material", "serial", "size", "room", "lock", "spares", "content", "tags", "gently"]

    def test_tells_the_types(self):
        options = self.spec["shelved_boxes"]["options"]

        assert options["name"] == {"type": "str", "required": True}
        assert options["material"] == {"type": "str", "choices": ["wood", "steel"]}
        assert options["gently"] == {"type": "bool", "default": True}
        assert options["tags"] == {"type": "dict"}
        assert options["lock"]["options"] == options["spares"]["options"] == suboptions(Lock)
        assert (options["spares"]["type"], options["spares"]["elements"]) == ("list", "dict")

    def test_hides_what_is_sensitive_at_every_depth_and_only_that(self):
        options = self.spec["shelved_boxes"]["options"]

        assert options["content"]["no_log"] is options["lock"]["options"]["code"]["no_log"] is True
        assert "no_log" not in options["size"]


@pytest.mark.parametrize(("hint", "spec"), [
    (str, {"type": "str"}), (int, {"type": "int"}), (float, {"type": "float"}), (bool, {"type": "bool"}),
    (dict, {"type": "dict"}), (dict[str, str], {"type": "dict"}), (t.Any, {"type": "raw"}),
    (list[str], {"type": "list", "elements": "str"}), (list[int], {"type": "list", "elements": "int"}),
    (list[dict[str, t.Any]], {"type": "list", "elements": "dict"}),
    (t.Literal["a", "b"], {"type": "str", "choices": ["a", "b"]}),
    (t.Literal[7, 30], {"type": "int", "choices": [7, 30]}),
    (list[t.Literal["a", "b"]], {"type": "list", "elements": "str", "choices": ["a", "b"]}),
    (Lock, {"type": "dict", "options": suboptions(Lock)}),
    (list[Lock], {"type": "list", "elements": "dict", "options": suboptions(Lock)}),
])
def test_types(hint, spec):
    assert option_type(hint) == spec


def test_a_name_that_sounds_secret_but_is_not_says_so():
    @dataclass(frozen=True, kw_only=True)
    class Sounding(Lock):
        key_name: str | None = option("Which key.")
        password_policy: str | None = option("Which policy.")

    assert suboptions(Sounding)["key_name"]["no_log"] is suboptions(Sounding)["password_policy"]["no_log"] is False


def test_of_a_verb():
    spec = argument_spec(Stack)

    assert spec["height"] == {"type": "int", "required": True}
    assert spec["slowly"] == {"type": "bool"}
    assert "state" not in spec and "region" in spec


class TestMistakes:
    def test_there_are_none(self):
        assert mistakes(checked(shelf="a", shelved_boxes=[{"name": "a", "lock": {"maker": "abus"}}])) == []

    @pytest.mark.parametrize(("params", "message"), [
        ({"shelv": "b"}, "shelv is not known, did you mean shelf? (allowed: "),
        ({"shelved_boxes": [{"name": "a", "matrial": "wood"}]},
         "shelved_boxes: matrial is not known, did you mean material? ("),
        ({"shelved_boxes": [{"name": "a", "lock": {"maker": "a", "pin": 5}}]},
         "shelved_boxes.lock: pin is not known, did you mean pins? (allowed: code, maker, pins, reason, shared)"),
        ({"shelved_boxes": [{"name": "a", "xyzzy": 1}]}, "shelved_boxes: xyzzy is not known (allowed: content, "),
        ({"shelved_boxes": [{}]}, "missing required arguments: name found in shelved_boxes"),
        ({"state": "presnt"}, "value of state must be one of: present, absent, got: presnt"),
    ])
    def test_are_named_with_what_was_meant(self, params, message):
        [found] = mistakes(checked(**{"shelf": "a", "shelved_boxes": [], **params}))

        assert found.startswith(message)

    def test_are_all_named(self):
        found = mistakes(checked(shelved_boxes=[{"nme": "a"}]))

        assert len(found) == 3, found
