# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer that is left empty, as in a form of AWX, is as good as none."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
import yaml
from jinja2.nativetypes import NativeEnvironment

ROOT = Path(__file__).parents[3]
PLAYBOOKS = sorted(path for path in (ROOT / "playbooks/runbooks").glob("*.yml") if ".meta." not in path.name)
VARIABLES: dict[str, str] = yaml.safe_load((ROOT / "roles/runbooks/vars/main.yml").read_text())
GIVEN = {"inventory_hostname": "envelope-prod", "cell_prefix": "envelope-prod", "runbooks_prefix": "envelope-prod"}
ANSWERS = {name for path in (ROOT / "playbooks/runbooks").glob("*.meta.yml")
           for about in yaml.safe_load(path.read_text())["argument_specs"].values() for name in about["options"]}


def value(template: str, **answers: t.Any) -> t.Any:
    return NativeEnvironment().from_string(template).render({**GIVEN, **answers})


@pytest.mark.parametrize("path", PLAYBOOKS, ids=lambda path: path.stem)
def test_no_host_named_means_all_as_without_an_answer(path):
    hosts = [play["hosts"] for play in yaml.safe_load(path.read_text())]
    assert [value(each, target="") for each in hosts] == [value(each) for each in hosts]
    assert not any(value(each, target="").endswith("&") for each in hosts)


@pytest.mark.parametrize("name", VARIABLES)
def test_an_empty_answer_is_none(name):
    assert value(VARIABLES[name], **dict.fromkeys(ANSWERS, "")) == value(VARIABLES[name])


@pytest.mark.parametrize(("name", "answers", "said"), [
    ("__runbooks_count", {"count": 0}, "0"), ("__runbooks_wait", {"wait": False}, "False")])
def test_an_answer_that_is_false_is_one(name, answers, said):
    assert str(value(VARIABLES[name], **answers)) == said
