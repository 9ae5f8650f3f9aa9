# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written from the kinds: module documentation, the routing, the page of kinds."""

from __future__ import annotations

import typing as t

import pytest
import yaml
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec
from ansible_collections.venturemond.envelope.plugins.doc_fragments.aws import ModuleDocFragment
from ansible_collections.venturemond.envelope.plugins.module_utils.options import COMMON, argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.tests.unit.tools.flows import Queue
from ansible_collections.venturemond.envelope.tools.derived import described, module, module_of_kind, runtime, text

COMPARED = ("type", "elements", "required", "choices", "default")

every_module = pytest.mark.parametrize("name", module.MODULES)


def spec_of(docs: dict[str, t.Any]) -> dict[str, t.Any]:
    """What documented options say of themselves that an argument spec says too."""
    return {
        name: {key: about[key] for key in COMPARED if key in about} | (
            {"options": spec_of(about["suboptions"])} if "suboptions" in about else {})
        for name, about in docs.items()}


def stripped(spec: dict[str, t.Any]) -> dict[str, t.Any]:
    return {
        name: {key: about[key] for key in COMPARED if key in about} | (
            {"options": stripped(about["options"])} if "options" in about else {})
        for name, about in spec.items()}


@every_module
def test_options_are_documented_as_the_module_takes_them(name: str) -> None:
    spec = argument_spec(module.MODULES[name])
    shared = {*aws_argument_spec(), *(COMMON if name in KINDS else ())}
    own = {option: about for option, about in spec.items() if option not in shared}
    assert spec_of(module.documentation(name)["options"]) == stripped(own)


def test_the_options_of_every_set_are_documented_as_modules_take_them() -> None:
    assert spec_of(yaml.safe_load(ModuleDocFragment.DOCUMENTATION)["options"]) == COMMON


@every_module
def test_a_module_can_be_compiled_and_its_documentation_read(name: str) -> None:
    names: dict[str, t.Any] = {}
    head = module.source(name).partition("\nfrom ..module_utils")[0]
    exec(compile(head, name, "exec"), names)
    assert yaml.safe_load(names["DOCUMENTATION"])["module"] == name
    assert all(f"venturemond.envelope.{name}" in task for task in yaml.safe_load(names["EXAMPLES"]))
    assert isinstance(yaml.safe_load(names["RETURN"]), dict)


def test_a_sibling_is_referred_to_by_its_path_from_the_top() -> None:
    docs = described.options(Queue, "option", within="sqs_queues[].")
    assert docs["fifo"]["description"][0] == "Whether order counts, unlike O(sqs_queues[].redrive)."


def test_what_is_fixed_or_secret_is_said_without_being_written_by_hand() -> None:
    docs = described.options(Queue, "option")
    assert docs["fifo"]["description"][1:] == ["It cannot change once the resource is made."]
    assert docs["token"]["description"][1:] == ["What it holds is never shown."]


def test_return_values_are_what_a_result_holds() -> None:
    docs = module_of_kind.values(Queue, *described.SHOWN)
    assert list(docs) == ["name", "fifo", "token", "redrive", "url"]
    assert list(docs["redrive"]["contains"]) == ["topic"]


def test_what_is_written_by_hand_of_a_module_that_was_removed_is_kept() -> None:
    routing = {"modules": {"old": {"tombstone": {"removal_version": "1.0.0"}}}}
    now = yaml.safe_dump({"action_groups": {"aws": ["old"]}, "plugin_routing": routing})
    about = yaml.safe_load(runtime.text(now, {"ecs_services"}, {"ecs_services"}))
    assert about["plugin_routing"] == routing
    assert "old" not in about["action_groups"]["aws"]


def test_a_verb_shares_how_aws_is_reached_but_not_what_only_sets_take() -> None:
    groups = yaml.safe_load(runtime.text("", {"sts_verify_account", "ecs_services"}, {"ecs_services"}))["action_groups"]
    assert groups == {
        "aws": [{"metadata": {"extend_group": ["amazon.aws.aws"]}}, "ecs_services", "sts_verify_account"],
        "kinds": ["ecs_services"],
    }


def test_a_table_names_nested_options_by_their_path_and_escapes_what_would_end_a_cell() -> None:
    docs = described.options(Queue, "option")
    assert text.option_table(docs, "suboptions").splitlines()[2:] == [
        "| `fifo` | bool |  | Whether order counts, unlike `redrive`. It cannot change once the resource is made. |",
        r"| `token` | str |  | What the sender shows. Either `a)b` or `c\|d`. What it holds is never shown. |",
        "| `redrive` | list of dict |  | Where messages go in the end. |",
        "| `redrive[].topic` | str |  | Topic that is told. |",
    ]
