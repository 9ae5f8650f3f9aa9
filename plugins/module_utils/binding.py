# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the engine meets Ansible: options in, result out."""

from __future__ import annotations

import json
import types
import typing as t

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible_collections.amazon.aws.plugins.module_utils.botocore import get_aws_connection_info

from .cloud import HAS_BOTOCORE, Cloud, Connection
from .engine import converge, read_only
from .errors import EnvelopeError, Invalid
from .loop import Loop, Report
from .options import argument_spec
from .replacing import agreed_names
from .resource import Resource, properties
from .results import report
from .verb import Verb

Params = dict[str, t.Any]


class Clouds:
    """AWS as a task reaches it: the same clients for all that it does there."""

    def __init__(self) -> None:
        self._made: dict[str, Cloud] = {}

    def of(self, params: Params, **options: t.Any) -> Cloud:
        about = connection(params)
        return self._made.setdefault(repr((about, options)), Cloud(about, **options))


def run(kind: type[Resource | Verb], params: Params, *, check: bool, progress: Report = lambda message: None,
        clouds: Clouds | None = None) -> dict[str, t.Any]:
    """Do what a task asks for and describe what happened, as a module result."""
    clouds = clouds or Clouds()
    if not HAS_BOTOCORE:
        return {"failed": True, "msg": missing_required_lib("botocore and boto3")}
    try:
        if issubclass(kind, Verb):
            return act(kind, params, clouds.of(params), check=check, progress=progress)
        return converged(kind, params, clouds.of(params, workers=params["workers"]), check=check, progress=progress)
    except EnvelopeError as error:
        return {"failed": True, "msg": str(error)}


def converged(kind: type[Resource], params: Params, cloud: Cloud, *, check: bool,
              progress: Report) -> dict[str, t.Any]:
    outcomes = converge(asked(kind, params), cloud, absent=params["state"] == "absent", adopt=params["adopt"],
                        replace=agreed_names(params["replace"], kind), check=check, workers=params["workers"],
                        report=progress)
    return report(kind, outcomes, check=check)


def act(verb: type[Verb], params: Params, cloud: Cloud, *, check: bool, progress: Report) -> dict[str, t.Any]:
    asked_for = verb.given(native({p.name: params[p.name] for p in properties(verb)}))
    if problems := list(asked_for.problems()):
        raise Invalid("; ".join(problems))
    result = Loop(read_only(cloud) if check else cloud, report=progress).run([asked_for.act(check=check)])[0]
    if isinstance(result, EnvelopeError):
        raise result
    return t.cast("dict[str, t.Any]", result)


def asked(kind: type[Resource], params: Params) -> list[Resource]:
    """The resources that a task's options describe."""
    shared = {p.name: params[p.name] for p in properties(kind, "scope")}
    wanted = [kind.given({**native(given), **shared}) for given in params[kind.plural]]
    names = [resource.id for resource in wanted]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Invalid(f"{kind.plural} names {', '.join(twice)} more than once")
    return wanted


def native(value: t.Any) -> t.Any:
    """Plain Python values, without the marks that Ansible's templating leaves on them."""
    return json.loads(json.dumps(value, default=str))  # YAML reads an unquoted 2012-10-17 as a date


def connection(params: Params) -> Connection:
    """amazon.aws's options, environment variables and defaults, as that collection reads them."""
    def refuse(msg: str, **about: t.Any) -> t.NoReturn:
        raise Invalid(msg)

    region, endpoint_url, about = get_aws_connection_info(types.SimpleNamespace(params=params, fail_json=refuse))
    return {
        "region": region, "endpoint_url": endpoint_url, "profile": about.get("profile_name"),
        "access_key": about["aws_access_key_id"], "secret_key": about["aws_secret_access_key"],
        "session_token": about["aws_session_token"], "verify": about["verify"], "config": params.get("aws_config"),
    }


def run_module(kind: type[Resource | Verb]) -> None:
    """The whole of a module: what Ansible runs when the action plugin does not take it."""
    module = AnsibleModule(argument_spec=argument_spec(kind), supports_check_mode=True)
    result = run(kind, module.params, check=module.check_mode)
    if result.get("failed"):
        module.fail_json(**result)
    module.exit_json(**result)
