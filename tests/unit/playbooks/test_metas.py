# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbooks and what is said beside each of what it can be told."""

from __future__ import annotations

import re

import pytest
import yaml
from ansible_collections.venturemond.envelope.plugins.plugin_utils import playbooks
from ansible_collections.venturemond.envelope.plugins.plugin_utils.roles import every_option

ALIKE = ("type", "choices", "elements")


def test_every_playbook_says_what_it_can_be_told():
    there = {file.relative_to(playbooks.PLAYBOOKS).as_posix().removesuffix(".yml")
             for file in playbooks.PLAYBOOKS.rglob("*.yml") if not file.name.endswith(playbooks.META)}
    assert set(playbooks.names()) == there


@pytest.mark.parametrize("name", playbooks.names())
def test_a_playbook_has_its_own_arguments_looked_at_first(name: str):
    plays = yaml.safe_load((playbooks.PLAYBOOKS / f"{name}.yml").read_text())
    first = plays[0]["tasks"][0]["venturemond.envelope.validate_arguments"]
    assert first["playbook"] == name
    assert set(first.get("hosts") or ()) <= set(playbooks.spec(name)["options"])


@pytest.mark.parametrize("name", playbooks.names())
def test_an_option_that_is_a_role_s_is_described_as_there(name: str):
    for option, about in playbooks.spec(name)["options"].items():
        theirs = every_option().get(option)
        assert theirs is None or [about.get(key) for key in ALIKE] == [theirs.get(key) for key in ALIKE], option


@pytest.mark.parametrize("name", playbooks.names())
def test_examples_say_only_what_is_an_option(name: str):
    said = playbooks.spec(name)
    given = set(re.findall(r"-e (\w+)=", said["examples"]))
    assert given <= set(said["options"]), given - set(said["options"])


@pytest.mark.parametrize("name", playbooks.names())
def test_how_many_at_a_time_is_an_option_where_it_is_asked_for_and_is_alike_everywhere(name: str):
    asked = "tenants_serial" in (playbooks.PLAYBOOKS / f"{name}.yml").read_text()
    option = (playbooks.spec(name)["options"] or {}).get("tenants_serial")
    assert option == (playbooks.spec("site")["options"]["tenants_serial"] if asked else None)
