# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times are in UTC and in words; a command can be pasted as it is."""

from __future__ import annotations

import datetime
import shlex
import typing as t

import pytest
import yaml
from ansible.parsing.splitter import parse_kv
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call.words import (
    ago,
    at,
    command,
    counted,
    lasting,
    since,
)

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("seconds", "words"), [
    (-3, "0 s"), (0, "0 s"), (119, "119 s"), (120, "2 min"), (7199, "120 min"), (7200, "2 h"), (172799, "48 h"),
    (172800, "2 days")])
def test_a_span_is_told_in_one_unit(seconds, words):
    assert lasting(seconds) == words


def test_the_day_is_told_where_it_is_another():
    cet = datetime.timezone(datetime.timedelta(hours=1))
    assert at(NOON.astimezone(cet), NOON) == "12:00:00Z"
    assert since(NOON - datetime.timedelta(days=3), NOON) == "since 2026-11-19 12:00:00Z (3 days)"
    assert ago(NOON - datetime.timedelta(minutes=6), NOON) == "6 min ago"


def test_a_command_says_nothing_that_is_empty():
    assert command("runbooks/logs", service="api", count=2, target=None, lines="") == \
        "ansible-playbook -i INVENTORY playbooks/runbooks/logs.yml -e service=api -e count=2"


@pytest.mark.parametrize("value", ["two words", "it's", 'say "no"', "a=b", "$HOME", "envelope-prod-api"])
def test_shell_and_ansible_take_a_value_as_it_is(value):
    *_unused, said = shlex.split(command("runbooks/logs", search=value))
    assert load_extra_vars_of(said) == {"search": value}


def load_extra_vars_of(said: str) -> t.Any:
    """What Ansible makes of one `-e`."""
    return yaml.safe_load(said) if said.startswith("{") else parse_kv(said)


def test_things_are_counted():
    assert [counted(0, "alarm"), counted(1, "alarm"), counted(2, "box", "boxes")] == ["0 alarms", "1 alarm", "2 boxes"]


def test_a_playbook_that_would_act_on_all_is_limited():
    assert command("rollback", limit="kestrel").endswith(" -i INVENTORY playbooks/rollback.yml --limit kestrel")
