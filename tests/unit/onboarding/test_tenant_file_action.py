# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file of a tenant on disk: all of it or nothing, never over another's, and left alone when it is there."""

from __future__ import annotations

import concurrent.futures
import threading
import types
import typing as t
from pathlib import Path

import pytest
from ansible.errors import AnsibleActionFail
from ansible_collections.venturemond.envelope.plugins.action import tenant_file

WRITTEN = "---\ncell:\n  hosts:\n    acme:\ntier_pool:\n  hosts:\n    acme:\n"


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, t.Any]:
    (tmp_path / "tenants").mkdir()
    groups = {"platforms": ["p"], "tenants": ["old"], "tier_pool": ["old"], "tier_silo": [], "cell": ["p", "old"]}
    return {"groups": groups, "hostvars": {
        "p": {"inventory_dir": str(tmp_path)}, "old": {"inventory_file": "/inventory/hosts.yml"}}}


def run(world: dict[str, t.Any], /, *, check: bool = False, **args: t.Any) -> dict[str, t.Any]:
    task = types.SimpleNamespace(args={"tenant": "acme", **args}, check_mode=check, async_val=0, diff=False)
    action = tenant_file.ActionModule(
        task, types.SimpleNamespace(_shell=types.SimpleNamespace(tmpdir="")), types.SimpleNamespace(), None, None, None)
    return t.cast("dict[str, t.Any]", action.run(task_vars=world))


def files(tmp_path: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (tmp_path / "tenants").iterdir()}


def test_it_is_written_beside_the_platforms_hosts(tmp_path: Path, variables: dict[str, t.Any]):
    result = run(variables)
    assert result["changed"] and result["host"] == {"name": "acme", "groups": ["cell", "tier_pool"]}
    assert files(tmp_path) == {"acme.yml": WRITTEN} and result["diff"]["after"] == WRITTEN
    assert (tmp_path / "tenants/acme.yml").stat().st_mode & 0o777 == 0o644


def test_a_second_time_it_is_left_alone(tmp_path: Path, variables: dict[str, t.Any]):
    run(variables, domain="acme.example", variables={"tenant_database": {"DB_DATABASE": "acme"}})
    before = (tmp_path / "tenants/acme.yml").stat().st_mtime_ns
    result = run(variables)
    assert not result["changed"] and (tmp_path / "tenants/acme.yml").stat().st_mtime_ns == before
    assert result["host"]["tenant_domain"] == "acme.example"


def test_what_ansible_has_read_of_it_is_not_said_again(tmp_path: Path, variables: dict[str, t.Any]):
    path = tmp_path / "tenants/acme.yml"
    path.write_text(WRITTEN.rstrip("\n") + '\n      tenant_mail_domain: "mail.{{ tenant_host }}"\n')
    variables["hostvars"]["acme"] = {"inventory_file": str(path)}
    assert run(variables)["host"] == {"name": "acme", "groups": ["cell", "tier_pool"]}


def test_check_mode_writes_nothing(tmp_path: Path, variables: dict[str, t.Any]):
    result = run(variables, check=True)
    assert result["changed"] and result["content"] == WRITTEN and files(tmp_path) == {}


@pytest.mark.parametrize(("text", "args", "said"), [
    (WRITTEN, {"tier": "silo"}, "tenant acme is taken"),
    ("all: {hosts: {acme: , other: }}\n", {"cell": "cell"}, "tenant acme is taken"),
    ("acme ansible_connection=local\n", {}, "not as this playbook writes them"),
])
def test_another_file_is_never_changed(tmp_path: Path, variables: dict[str, t.Any], text: str, args: t.Any, said: str):
    (tmp_path / "tenants/acme.yml").write_text(text)
    with pytest.raises(AnsibleActionFail, match=said):
        run(variables, **args)
    assert files(tmp_path) == {"acme.yml": text}


def test_a_host_of_another_file_keeps_its_name(tmp_path: Path, variables: dict[str, t.Any]):
    with pytest.raises(AnsibleActionFail, match=r"a host of that name is in /inventory/hosts\.yml"):
        run(variables, tenant="old")
    assert files(tmp_path) == {}


def test_one_that_this_run_has_added_is_no_other(tmp_path: Path, variables: dict[str, t.Any]):
    variables["hostvars"]["acme"] = {}
    run(variables)
    assert files(tmp_path) == {"acme.yml": WRITTEN}


def test_of_many_at_once_one_writes_and_none_meets_half_a_file(tmp_path: Path, variables: dict[str, t.Any]):
    together = threading.Barrier(8)

    def one(number: int) -> str:
        together.wait()
        try:
            run(variables, domain=f"{number}.example")
        except AnsibleActionFail as error:
            return str(error)
        return ""

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        said = list(pool.map(one, range(8)))
    assert said.count("") == 1 and len(files(tmp_path)) == 1
    assert files(tmp_path)["acme.yml"].endswith(f"tenant_domain: {said.index('')}.example\n")
    assert all("tenant acme is taken" in each for each in said if each)


def test_the_same_command_twice_at_once_is_one_tenant(tmp_path: Path, variables: dict[str, t.Any],
                                                      monkeypatch: pytest.MonkeyPatch):
    def faster(name: str, place: Path) -> None:
        place.write_text(WRITTEN)
        raise FileExistsError

    monkeypatch.setattr(tenant_file.os, "link", faster)
    assert not run(variables)["changed"] and files(tmp_path) == {"acme.yml": WRITTEN}


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, variables: dict[str, t.Any],
                                           monkeypatch: pytest.MonkeyPatch):
    def refused(*args: t.Any) -> None:
        raise OSError(28, "No space left on device", "acme.yml")

    monkeypatch.setattr(tenant_file.os, "link", refused)
    with pytest.raises(AnsibleActionFail, match=r"No space left on device \(acme\.yml\)"):
        run(variables)
    assert files(tmp_path) == {}


def test_it_is_taken_away(tmp_path: Path, variables: dict[str, t.Any]):
    run(variables)
    assert run(variables, check=True, state="absent")["changed"] and files(tmp_path)
    assert run(variables, state="absent")["changed"] and files(tmp_path) == {}
    assert not run(variables, state="absent")["changed"]


def test_nothing_is_taken_away_from_another_folder(tmp_path: Path, variables: dict[str, t.Any]):
    run(variables)
    with pytest.raises(AnsibleActionFail, match=r"tenant is '\.\./tenants/acme'"):
        run(variables, tenant="../tenants/acme", state="absent")
    assert files(tmp_path)


def test_an_inventory_without_a_folder_needs_one(tmp_path: Path, variables: dict[str, t.Any]):
    variables["hostvars"]["p"] = {"inventory_dir": None}
    with pytest.raises(AnsibleActionFail, match="say where its tenants' files are, as in -e directory=PATH"):
        run(variables)
    run(variables, directory=str(tmp_path / "tenants"))
    assert files(tmp_path) == {"acme.yml": WRITTEN}


def test_what_the_command_line_says_is_looked_at(variables: dict[str, t.Any], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tenant_file, "load_extra_vars", lambda loader: {"tenant": "acme", "tenant_domain": "x.example"})
    with pytest.raises(AnsibleActionFail, match="-e tenant_domain would be every tenant's"):
        run(variables, command_line=True)
    assert run(variables)["changed"]


def test_a_misspelt_option_is_told(variables: dict[str, t.Any]):
    with pytest.raises(AnsibleActionFail, match=r"tenant_file: .*teir"):
        run(variables, teir="silo")
