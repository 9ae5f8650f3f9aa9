# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX's API takes: each request against the schema that a real AWX 24.6.1 has given (OPTIONS of each endpoint)."""

from __future__ import annotations

import json
import re
import typing as t
from pathlib import Path

Thing = dict[str, t.Any]
Fields = t.Mapping[str, t.Any]

SCHEMA: dict[str, dict[str, Thing]] = json.loads(Path(__file__).with_name("schema.json").read_text())
"""Of each endpoint, the fields: type, whether required or read-only, choices, longest text."""
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "json": (dict, list, str), "choice": (str, int),
    "id": (int, type(None)), "field": (int, str, type(None)), "object": (dict,), "list": (list,)}
QUESTIONS: dict[str, tuple[type, ...]] = {
    "text": (str,), "textarea": (str,), "password": (str,), "multiplechoice": (str,), "multiselect": (str,),
    "integer": (int,), "float": (float, int)}
TEMPLATES = ("job_templates", "projects", "inventory_sources", "workflow_job_templates", "workflow_approval_templates")
REFERENCES = {
    "organization": ("organizations",), "project": ("projects",), "source_project": ("projects",),
    "inventory": ("inventories",), "execution_environment": ("execution_environments",),
    "default_environment": ("execution_environments",), "credential": ("credentials",),
    "credential_type": ("credential_types",), "unified_job_template": TEMPLATES,
    "workflow_job_template": ("workflow_job_templates",)}
"""Endpoints of what a field refers to by id."""
RRULE = re.compile(r"DTSTART(;TZID=[\w/]+)?:\d{8}T\d{6}Z? RRULE:(?=.*FREQ=)(?=.*INTERVAL=\d+)\S+")


def problems(kind: str, said: Fields, *, new: bool) -> t.Iterator[tuple[str, str]]:
    """Field and what is wrong with it; stricter than AWX, which passes over fields that it does not know."""
    fields = SCHEMA[kind]
    yield from ((name, "There is no such field.") for name in said if name not in fields)
    for name, about in fields.items():
        if not about.get("read_only"):
            yield from ((name, problem) for problem in _unfit(about, said.get(name), new=new))
    if kind == "schedules" and "rrule" in said and not RRULE.fullmatch(said["rrule"]):
        yield "rrule", "DTSTART, RRULE, FREQ and INTERVAL are required."


def _unfit(about: Fields, value: t.Any, *, new: bool) -> t.Iterator[str]:
    kind = about["type"]
    if new and about.get("required") and value in (None, ""):
        yield "This field is required."
    elif value is None:
        return
    elif not isinstance(value, TYPES[kind]) or (kind == "integer" and isinstance(value, bool)):
        yield f"{value!r} is not a valid {kind}."
    elif kind == "choice" and value not in about["choices"]:
        yield f'"{value}" is not a valid choice.'
    elif kind == "string" and len(value) > about.get("max_length", len(value)):
        yield f"Ensure this field has no more than {about['max_length']} characters."


def survey_problem(survey: t.Any) -> str | None:
    """What AWX says of a survey, as in `JobTemplateSurveySpec._validate_spec_data`."""
    for field, kind in (("name", str), ("description", str), ("spec", list)):
        if not isinstance(survey.get(field), kind):
            return f"Field '{field}' is missing from survey spec, or not of its type."
    if not survey["spec"]:
        return "'spec' doesn't contain any items."
    names = [question.get("variable") for question in survey["spec"]]
    if len(set(names)) < len(names):
        return "'variable' duplicated in survey question."
    return next((wrong for question in survey["spec"] if (wrong := _question_problem(question))), None)


def _question_problem(question: Fields) -> str | None:
    for field, kind in (("type", str), ("question_name", str), ("variable", str), ("required", bool)):
        if not isinstance(question.get(field), kind):
            return f"'{field}' missing from survey question {question}, or not of its type"
    if question["type"] not in QUESTIONS:
        return f"'{question['type']}' is not one of the allowed question types."
    default = question.get("default", "")
    if default != "" and not isinstance(default, QUESTIONS[question["type"]]):
        return f"Default value {default} expected to be of type {question['type']}."
    if any(not isinstance(question.get(bound), int | None) for bound in ("min", "max")):
        return "The min or max limit expected to be integer."
    return _choices_problem(question) if question["type"] in ("multiselect", "multiplechoice") else None


def _choices_problem(question: Fields) -> str | None:
    if "choices" not in question:
        return f"Survey question {question['variable']} must specify choices."
    if any(one not in question["choices"] for one in question.get("default", "").splitlines()):
        return "Default choice must be answered from the choices listed."
    return None
