# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the file of the inventory that is all there is to a tenant, or take it away."""

from __future__ import annotations

import os
import pathlib
import tempfile
import typing as t

from ansible.errors import AnsibleActionFail
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase
from ansible.utils.vars import load_extra_vars

from ..module_utils.binding import native
from ..module_utils.errors import EnvelopeError, Invalid
from ..module_utils.onboarding.command_line import refuse_misplaced
from ..module_utils.options import mistakes
from ..plugin_utils.roles import every_option
from ..plugin_utils.tenant_files import TenantFile, read_back, refuse_another, refuse_no_slug, tenant_file

SPEC: dict[str, t.Any] = {
    "tenant": {"type": "str", "required": True},
    "cell": {"type": "str", "default": ""},
    "tier": {"type": "str", "default": ""},
    "domain": {"type": "str", "default": ""},
    "zone": {"type": "str", "default": ""},
    "variables": {"type": "dict", "default": {}},
    "directory": {"type": "path"},
    "command_line": {"type": "bool", "default": False},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
}


class ActionModule(ActionBase):
    """A file that is there already, and says the same, is left as it is."""

    _requires_connection = False

    def run(self, tmp: None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        super().run(tmp, task_vars)
        checked = ArgumentSpecValidator(SPEC).validate(native(self._task.args))
        if wrong := mistakes(checked):
            raise AnsibleActionFail(f"tenant_file: {'; '.join(wrong)}")
        params, variables = checked.validated_parameters, t.cast("dict[str, t.Any]", task_vars)
        try:
            if params["command_line"]:
                refuse_misplaced(load_extra_vars(self._loader), every_option())
            place = pathlib.Path(params["directory"] or _tenants(variables)) / f"{params['tenant']}.yml"
            if params["state"] == "absent":
                return self._removed(params["tenant"], place)
            return self._kept(params, place, variables)
        except EnvelopeError as error:
            raise AnsibleActionFail(str(error)) from error
        except OSError as error:
            raise AnsibleActionFail(f"the tenant's file: {error.strerror} ({error.filename})") from error

    def _kept(self, params: dict[str, t.Any], place: pathlib.Path, variables: dict[str, t.Any]) -> dict[str, t.Any]:
        asked = {"cell": params["cell"], "tier": params["tier"],
                 "variables": {"tenant_domain": params["domain"], "tenant_zone": params["zone"], **params["variables"]}}
        wanted = tenant_file(params["tenant"], native(variables["groups"]), **asked)
        loaded = wanted.slug in variables["hostvars"] and not _by_us(variables["hostvars"][wanted.slug])
        if there := _there(wanted.slug, place):
            refuse_another(there, **asked, where=str(place))
            return {"changed": False, "is_new": False, **_about(there, place, loaded=loaded)}
        if loaded:
            where = variables["hostvars"][wanted.slug].get("inventory_file")
            raise AnsibleActionFail(f"tenant is {wanted.slug}: a host of that name is in {where}; choose another slug")
        if not self._task.check_mode and not _written(place, wanted.text):
            return self._kept(params, place, variables)  # another run was faster: is it the same tenant?
        diff = {"before": "", "after": wanted.text, "before_header": str(place), "after_header": str(place)}
        return {"changed": True, "is_new": True, "diff": diff, **_about(wanted, place)}

    def _removed(self, slug: str, place: pathlib.Path) -> dict[str, t.Any]:
        refuse_no_slug(slug)
        there = _there(slug, place)
        if there is None:
            return {"changed": False, "path": str(place)}
        if not self._task.check_mode:
            place.unlink()
        diff = {"before": there.text, "after": "", "before_header": str(place), "after_header": str(place)}
        return {"changed": True, "diff": diff, "path": str(place)}


def _tenants(variables: dict[str, t.Any]) -> pathlib.Path:
    """The folder `tenants` of the inventory that the platforms are in: a tenant may be in none yet."""
    platform = next(iter(variables["groups"].get("platforms", ())), None)
    if platform is None:
        raise Invalid("this inventory has no platform (a host in the group platforms), and so no place for tenants")
    where = variables["hostvars"][platform].get("inventory_dir")
    if not where:
        raise Invalid("this inventory comes from no folder: say where its tenants' files are, as in -e directory=PATH")
    here = pathlib.Path(where)
    return here if here.name == "tenants" else here / "tenants"


def _there(slug: str, place: pathlib.Path) -> TenantFile | None:
    return read_back(slug, place.read_text()) if place.is_file() else None


def _by_us(host: t.Mapping[str, t.Any]) -> bool:
    """Whether a host is one that this run has added, rather than a file of the inventory."""
    return host.get("inventory_file") is None


def _about(found: TenantFile, place: pathlib.Path, *, loaded: bool = False) -> dict[str, t.Any]:
    """A host whose file Ansible has `loaded` has its variables from there: said again, templates are plain text."""
    said = {} if loaded else found.variables
    return {"path": str(place), "content": found.text, "groups": found.groups,
            "host": {**said, "name": found.slug, "groups": found.groups}}


def _written(place: pathlib.Path, text: str) -> bool:
    """Write all of it or nothing: who reads the inventory meanwhile meets no half file. False where there is one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".")  # Ansible passes over hidden files
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        pathlib.Path(name).chmod(0o644)
        os.link(name, place)  # refuses to take the place of a file that another run has written by now
    except FileExistsError:
        return False
    else:
        return True
    finally:
        pathlib.Path(name).unlink()
