# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Surveys are made of playbooks' arguments, AWX takes them, and answers outside of them get nowhere."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.awx.surveys import survey
from ansible_collections.venturemond.envelope.plugins.module_utils.playbook_arguments import problems
from ansible_collections.venturemond.envelope.plugins.plugin_utils import playbooks
from ansible_collections.venturemond.envelope.tests.awx.answering import Refused, extra_vars
from ansible_collections.venturemond.envelope.tests.awx.checking import survey_problem
from ansible_collections.venturemond.envelope.tests.awx.templates import all_templates

FAIL_ON = {"fail_on": {"description": ["The least C(severity).", "Or V(none)."], "type": "str",
                       "choices": ["high", "none"], "default": "high"}}


def question(about, **suggested):
    [asked] = survey({"it": {"description": "It.", **about}}, suggested)["spec"]
    return asked


def test_a_list_of_values_of_several_types_is_not_asked_for():
    assert survey({"serial": {"description": "How many.", "type": "list", "elements": "raw"}}) == {}


def test_a_choice_is_asked_with_its_choices_and_without_an_answer_that_would_win_over_the_inventory():
    assert survey(FAIL_ON)["spec"] == [{
        "variable": "fail_on", "question_name": "Fail on", "required": False, "type": "multiplechoice",
        "question_description": "The least severity. Or none. If left out: high.", "choices": ["high", "none"]}]


@pytest.mark.parametrize(("about", "wanted"), [
    ({"type": "str", "required": True}, {"type": "text", "required": True, "max": 1024}),
    ({"type": "path"}, {"type": "text", "required": False}),
    ({"type": "bool", "default": False}, {"type": "multiplechoice", "choices": ["true", "false"]}),
    ({"type": "int"}, {"type": "integer"}),
    ({"type": "float"}, {"type": "float"}),
    ({"type": "list"}, {"type": "text", "question_description": "It. Several are separated by commas."}),
    ({"type": "list", "choices": ["a", "b"]}, {"type": "multiselect", "choices": ["a", "b"]}),
    ({"type": "dict"}, {"type": "textarea", "question_description": "It. As JSON."}),
    ({"type": "str", "no_log": True}, {"type": "password"}),
])
def test_each_type_has_its_question(about, wanted):
    assert question(about).items() >= wanted.items()


def test_an_answer_may_be_filled_in():
    assert question({"type": "path"}, it="inventories/tenants")["default"] == "inventories/tenants"


def test_a_playbook_that_is_told_nothing_has_no_survey():
    assert survey({}) == {}


@pytest.mark.parametrize("name", all_templates())
def test_awx_takes_the_survey_of_each_template(name):
    asked = all_templates()[name]["survey_spec"]
    assert not asked or survey_problem(asked) is None


@pytest.mark.parametrize("name", all_templates())
def test_what_awx_takes_the_playbook_takes(name):
    """The least that a survey lets pass is no problem for `validate_arguments`."""
    template = all_templates()[name]
    playbook = template["playbook"].removeprefix("playbooks/").removesuffix(".yml")
    samples = {"text": "a", "textarea": "{}", "integer": 1, "float": 1.5}
    asked = template["survey_spec"].get("spec", [])
    answers = {one["variable"]: one["choices"][0] if "choices" in one else samples[one["type"]]
               for one in asked if one["type"] != "multiselect"}
    handed_on = extra_vars(template["survey_spec"], answers)
    assert list(problems(playbooks.spec(playbook)["options"], handed_on, handed_on, ())) == []


@pytest.mark.parametrize(("answers", "said"), [
    ({"audit_fail_on": "hihg"}, "Value hihg for 'audit_fail_on' expected to be one of"),
    ({"audit_fail_on": 1}, "Value 1 for 'audit_fail_on' expected to be one of"),
    ({"audit_fail": "high"}, "Variables audit_fail are not allowed on launch"),
])
def test_awx_refuses_answers_outside_of_the_survey(answers, said):
    with pytest.raises(Refused, match=said):
        extra_vars(all_templates()["audit"]["survey_spec"], answers)


def test_a_required_answer_is_missed():
    with pytest.raises(Refused, match="'release' value missing"):
        extra_vars(all_templates()["deploy"]["survey_spec"], {})


def test_an_answer_outside_of_its_choices_that_reaches_the_playbook_is_refused_there():
    options = playbooks.spec("audit")["options"]
    [said] = problems(options, {"audit_fail_on": "hihg"}, {"audit_fail_on"}, ())
    assert "audit_fail_on" in said and "hihg" in said and "critical, high, medium, low, none" in said
