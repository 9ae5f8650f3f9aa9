# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX makes of the answers to a survey: it refuses some, and hands the others on as extra variables.

As in `SurveyJobTemplateMixin` of AWX 24.6.
"""

from __future__ import annotations

import typing as t

Question = t.Mapping[str, t.Any]
Answers = t.Mapping[str, t.Any]


class Refused(ValueError):
    """AWX does not launch a job with these answers."""


def extra_vars(survey: t.Mapping[str, t.Any], answers: Answers) -> dict[str, t.Any]:
    """What the job is given; raises `Refused` with all that AWX says of the answers."""
    questions = survey.get("spec", [])
    wrong = [problem for question in questions for problem in problems(question, answers)]
    asked = {question["variable"] for question in questions}
    wrong += [f"Variables {name} are not allowed on launch." for name in answers if name not in asked]
    if wrong:
        raise Refused("\n".join(wrong))
    suggested = {question["variable"]: question["default"] for question in questions
                 if "default" in question and not list(problems(question, {question["variable"]: question["default"]}))}
    return {**suggested, **answers}


def problems(question: Question, answers: Answers) -> t.Iterator[str]:
    """What AWX says of the answer to one question."""
    name, kind = question["variable"], question["type"]
    if name not in answers:
        if question["required"]:
            yield f"'{name}' value missing"
        return
    answer = answers[name]
    if kind in ("text", "textarea", "password"):
        yield from _text(question, answer)
    elif kind in ("integer", "float"):
        yield from _number(question, answer)
    else:
        yield from _choice(question, answer)


def _text(question: Question, answer: t.Any) -> t.Iterator[str]:
    if not isinstance(answer, str):
        yield f"Value {answer} for '{question['variable']}' expected to be a string."
        return
    yield from _bounds(question, len(answer), answer)


def _number(question: Question, answer: t.Any) -> t.Iterator[str]:
    allowed: tuple[type, ...] = (int,) if question["type"] == "integer" else (int, float)
    if type(answer) not in allowed:
        yield f"Value {answer} for '{question['variable']}' expected to be an integer or a number."
        return
    yield from _bounds(question, answer, answer)


def _bounds(question: Question, measure: float, answer: t.Any) -> t.Iterator[str]:
    if question.get("min") not in ("", None) and measure < question["min"]:
        yield f"'{question['variable']}' value {answer} is too small (must be at least {question['min']})."
    if question.get("max") not in ("", None) and measure > question["max"]:
        yield f"'{question['variable']}' value {answer} is too large (must be no more than {question['max']})."


def _choice(question: Question, answer: t.Any) -> t.Iterator[str]:
    several = question["type"] == "multiselect"
    if several and not isinstance(answer, list):
        yield f"'{question['variable']}' value is expected to be a list."
        return
    for one in answer if several else [answer]:
        if one not in question["choices"]:
            yield f"Value {one} for '{question['variable']}' expected to be one of {question['choices']}."
