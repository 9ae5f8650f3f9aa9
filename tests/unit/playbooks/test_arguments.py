# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What playbooks can be told, and what is said of what they cannot."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.playbook_arguments import (
    for_several,
    left_out,
    no_host,
    problems,
)

OPTIONS = {
    "release": {"description": "The release. Its tag.", "type": "str", "required": True},
    "count": {"description": "How many.", "type": "int"},
    "state": {"description": "Which.", "type": "str", "choices": ["paused", "sending"]},
}
GROUPS = {"platforms": ["envelope-prod"], "tenants": ["acme", "bluebird"]}


@pytest.mark.parametrize(("values", "said"), [
    ({"release": "1.4.2"}, {"release"}),
    ({"release": "1.4.2", "count": "3", "state": "paused"}, {"release", "count", "state"}),
    ({"release": "1.4.2"}, {"release", "local_aws_port", "cell_domain", "ansible_user", "awx_job_id", "__x"}),
])
def test_what_fits_is_let_through(values: dict[str, t.Any], said: set[str]):
    assert not list(problems(OPTIONS, values, said, known=["cell_domain"]))


@pytest.mark.parametrize(("values", "said", "told"), [
    ({}, set(), "release is required: The release"),
    ({"release": ""}, {"relaese"}, "-e relaese is no option, did you mean release? (allowed: count, release, state)"),
    ({"release": "two"}, {"release", "_raw_params"}, "a value with spaces is taken to its first space only"),
    ({"release": "1", "count": "many"}, set(), "count"),
    ({"release": "1", "state": "stopped"}, set(), "value of state must be one of: paused, sending, got: stopped"),
])
def test_what_does_not_fit_is_told(values: dict[str, t.Any], said: set[str], told: str):
    [problem] = problems(OPTIONS, values, said, known=[])
    assert told in problem


@pytest.mark.parametrize(("name", "told"), [
    ("awx_prunne", "awx_prunne is not a variable of the role, did you mean awx_prune?"),
    ("awx_xyzzy", "awx_xyzzy is not a variable of the role"),
    ("awx_joy_of", "awx_joy_of is not a variable of the role")])
def test_a_variable_that_is_none_of_the_role_s_is_told(name: str, told: str):
    [problem] = problems(OPTIONS, {"release": "1"}, [name, "awx_job_id", "awx_prune"], ["awx_prune"], ["awx"])
    assert problem == told


def test_what_awx_does_not_give_may_be_a_slip():
    options = {"awx_host": {"description": "Where.", "type": "str"}}
    [problem] = problems(options, {}, ["awx_hosts"], known=[])
    assert "did you mean awx_host?" in problem


def test_a_variable_of_a_role_is_not_taken_for_a_slip():
    assert not list(problems(OPTIONS, {"release": "1"}, ["releases"], known=["releases"]))


@pytest.mark.parametrize(("value", "allowed", "told"), [
    ("acem", ["tenants"], "target is 'acem': that is none of the tenants of this inventory, did you mean acme?"),
    ("envelope-prod", ["tenants"], "there are acme, bluebird"),
    ("zzz", ["platforms", "tenants"], "none of the platforms and tenants of this inventory; there are acme"),
    ("x", ["others"], "there are none"),
])
def test_a_host_that_does_not_exist_is_told_with_the_nearest(value: str, allowed: list[str], told: str):
    assert told in str(no_host("target", value, allowed, ["acme", "bluebird", "envelope-prod"], GROUPS))


@pytest.mark.parametrize("value", ["acme", "", None])
def test_a_host_that_exists_and_none_are_let_through(value: str | None):
    assert no_host("target", value, ["tenants"], ["acme"], GROUPS) is None


def test_a_host_that_the_limit_leaves_out_is_told():
    assert no_host("target", "acme", ["tenants"], ["bluebird"], GROUPS) == \
        "target is 'acme', and --limit leaves it out: say one of the two"


def test_not_a_thousand_hosts_are_told():
    told = str(no_host("target", "zzz", ["tenants"], [], {"tenants": [f"t{number}" for number in range(1000)]}))
    assert told.endswith(" and 980 more")


@pytest.mark.parametrize(("allowed", "playing", "told"), [
    (["platforms", "tenants"], ["acme"], "say -e target=acme"),
    (["platforms", "tenants"], ["acme", "envelope-prod"], None),
    (["platforms", "tenants"], [], None),
    (["tenants"], ["acme"], None),
])
def test_a_limit_that_leaves_nobody_to_ask_is_told(allowed: list[str], playing: list[str], told: str | None):
    said = left_out("target", allowed, playing, GROUPS, confirmed=False)
    assert said is None if told is None else said is not None and said.endswith(told)


@pytest.mark.parametrize(("allowed", "playing", "told"), [
    (["platforms"], ["b", "a", "acme"], "confirm is said, and a, b are asked: say which of them, as in -e target=a"),
    (["platforms", "tenants"], ["a", "b"], "confirm is said, and a, b are asked: say which of them, as in -e target=a"),
    (["platforms"], ["a", "acme"], None),
    (["tenants"], ["acme", "other"], None),
])
def test_what_is_confirmed_is_confirmed_for_one(allowed: list[str], playing: list[str], told: str | None):
    groups = {"platforms": ["a", "b"], "tenants": ["acme", "other"]}
    assert left_out("target", allowed, playing, groups, confirmed=True) == told
    assert left_out("target", allowed, playing, groups, confirmed=False) is None


def test_what_has_no_variable_for_its_host_is_limited_to_one():
    assert for_several(["a", "acme"], "--limit ") == \
        "confirm is said, and a, acme are asked: say which of them, as in --limit a"
    assert for_several(["acme"], "--limit ") is None


SERIAL = {"tenants_serial": {"description": "How many.", "type": "list", "elements": "raw"}}


@pytest.mark.parametrize("value", [5, "5", "25%", "100%", [1, "25%", "100%"], ["1", "2"]])
def test_as_many_at_a_time_as_ansible_takes(value: t.Any):
    assert not list(problems(SERIAL, {"tenants_serial": value}, (), known=[]))


@pytest.mark.parametrize("value", ["abc", ["x%"], "1,2", [], 0, "0%", "101%", True, [-1], 1.5])
def test_how_many_at_a_time_is_looked_at_before_ansible_gets_there(value: t.Any):
    [problem] = problems(SERIAL, {"tenants_serial": value}, (), known=[])
    assert problem.startswith(f"tenants_serial is {value!r}: allowed are numbers from 1 on and percentages")
