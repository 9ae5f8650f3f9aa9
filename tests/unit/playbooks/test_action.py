# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a playbook says of all that it was told, at once."""

from __future__ import annotations

import types
import typing as t

import pytest
import yaml
from ansible_collections.venturemond.envelope.plugins.action import validate_arguments
from ansible_collections.venturemond.envelope.plugins.plugin_utils import playbooks
from ansible_collections.venturemond.envelope.plugins.plugin_utils.invocation import Invocation
from ansible_collections.venturemond.envelope.plugins.plugin_utils.roles import every_option

GROUPS = {"tenants": ["acme"]}


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> t.Callable[..., dict[str, t.Any]]:
    def looked(said: dict[str, t.Any], playing: t.Sequence[str] = ("acme",), **args: t.Any) -> dict[str, t.Any]:
        monkeypatch.setattr(Invocation, "of", lambda *_unused: Invocation(frozenset(said)))
        task = types.SimpleNamespace(args=args, check_mode=False, async_val=0, diff=False)
        action = validate_arguments.ActionModule(
            task, types.SimpleNamespace(_shell=types.SimpleNamespace(tmpdir="")), None, None,
            types.SimpleNamespace(template=lambda value: value), None)
        variables = {**said, "groups": GROUPS, "ansible_play_hosts_all": [*playing]}
        return t.cast("dict[str, t.Any]", action.run(task_vars=variables))
    return looked


def test_arguments_that_fit_change_nothing(looked: t.Callable[..., dict[str, t.Any]]):
    result = looked({"tenant": "acme", "hold_days": "0"}, playbook="offboard_tenant", hosts={"tenant": ["tenants"]})
    assert not result.get("failed") and not result["changed"]


def test_all_that_is_wrong_is_said_at_once(looked: t.Callable[..., dict[str, t.Any]]):
    result = looked({"tenant": "acem", "hold_dyas": "0", "hold_days": "soon"}, playbook="offboard_tenant",
                    hosts={"tenant": ["tenants"]})
    first, *problems = result["msg"].splitlines()
    assert result["failed"] and first == "3 of the playbook's arguments are wrong; nothing was done."
    assert [problem.partition(" ")[0] for problem in problems] == ["-e", "argument", "tenant"]


def test_one_alone_is_one(looked: t.Callable[..., dict[str, t.Any]]):
    assert looked({}, playbook="deploy")["msg"].splitlines() == [
        "1 of the playbook's arguments is wrong; nothing was done.",
        "release is required: The release, which is the tag of its images"]


def test_setting_awx_up_is_told_variables_of_its_role_only(looked: t.Callable[..., dict[str, t.Any]]):
    [play] = yaml.safe_load((playbooks.PLAYBOOKS / "awx_setup.yml").read_text())
    args = play["tasks"][0]["venturemond.envelope.validate_arguments"]
    result = looked({"awx_prunne": "false", "awx_prune": "true", "awx_user_id": "1"}, **args)
    assert result["msg"].splitlines()[1:] == ["awx_prunne is not a variable of the role, did you mean awx_prune?"]


def test_no_default_of_what_is_secret_is_a_value_of_somebody_s():
    secret = {name: about for name, about in every_option().items() if about.get("no_log")}
    assert secret.keys() >= {"awx_token", "secrets_values"}
    assert [name for name, about in secret.items() if about.get("default")] == []  # Ansible prints it with the spec


def test_variables_of_its_role_are_looked_at_before_ansible_prints_the_role_s_spec(
        looked: t.Callable[..., dict[str, t.Any]]):
    result = looked({"awx_credentials": "foo", "awx_slices": "four"}, playbook="awx_setup", roles=["awx"])
    first, *problems = result["msg"].splitlines()
    assert first.startswith("2 of the playbook's arguments are wrong")
    assert ["awx_credentials" in problem for problem in problems] == [True, False]


@pytest.mark.parametrize(("said", "wrong"), [({"confirm": "envelope-prod-app"}, 1), ({"confirm": ""}, 0), ({}, 0)])
def test_a_secret_is_rotated_of_one_host(looked: t.Callable[..., dict[str, t.Any]], said: dict[str, str], wrong: int):
    result = looked({"entries": ["APP_KEY"], **said}, playbook="rotate_secret", playing=["envelope-prod", "acme"])
    assert result["msg"].count("acme, envelope-prod are asked: say which of them, as in --limit acme") == wrong
    assert bool(result.get("failed")) is bool(wrong)
