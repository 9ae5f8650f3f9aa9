# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the roles `ecs_services` and `reverb` ask for by their own defaults, on a platform and on a silo tenant of it.

Worked out from the roles' files, so that a default which breaks the contract
is found here and not on AWS.
"""

from __future__ import annotations

import functools
import typing as t
from pathlib import Path

import jinja2.nativetypes
import yaml

ROLES = Path(__file__).parents[3] / "roles"
PREFIX = "ecs_services_"
CELL = {
    "aws_account_id": "123456789012",
    "cell_aws": {"region": "eu-west-1"},
    "cell_project": "envelope",
    "cell_environment": "prod",
    "cell_vpc": "envelope-prod",
    "cell_prefix": "envelope-prod",
    "cell_domain": "envelope.example",
    "cell_api_host": "api.envelope.example",
    "cell_hq_host": "hq.envelope.example",
    "cell_reverb_host": "ws.envelope.example",
    "cell_tags": {"managed-by": "venturemond.envelope"},
    "cell_private_subnets": ["envelope-prod-private-a", "envelope-prod-private-b"],
    "ecs_services_reverb": {"app_id": "1001", "app_key": "public-key"},
    "ecs_services_recaptcha_sitekey": "site-key",
}
SILO = {
    "ecs_services_prefix": "envelope-prod-silo-acme",
    "ecs_services_names": ["api", "tenant"],
    "ecs_services_hosts": {"api": ["api.acme.example"], "tenant": ["acme.example"], "reverb": ["ws.acme.example"]},
    "ecs_services_domain": "acme.example",
    "ecs_services_secret": "envelope-prod-silo-acme",
}


def platform(**said: t.Any) -> dict[str, t.Any]:
    """The variables of a platform's services without their prefix; `said` is said in the inventory."""
    return _wanted({**CELL, **{f"{PREFIX}{name}": value for name, value in said.items()}})


def silo(**said: t.Any) -> dict[str, t.Any]:
    """The same for a tenant with services of its own."""
    return _wanted({**CELL, **SILO, **{f"{PREFIX}{name}": value for name, value in said.items()}})


def reverb(inventory: dict[str, t.Any] | None = None, *, overrides: dict[str, t.Any] | None = None,
           network: dict[str, str] | None = None, **said: t.Any) -> dict[str, t.Any]:
    """The same for the WebSocket server, on a platform or, with the variables of `inventory`, elsewhere.

    `said` are variables of its role without their prefix, `overrides` those of
    the services, `network` attributes of the load balancer.
    """
    *_others, run = t.cast("list[dict[str, t.Any]]", role("reverb", "tasks"))
    values = {**role("reverb", "defaults"), **role("reverb", "vars"), **CELL, **(inventory or {}),
              "ecs_services_overrides": overrides or {}, **{f"reverb_{name}": value for name, value in said.items()}}
    return {**_wanted({**values, **run["vars"]}), "load_balancer_attributes": network or {}}


def asked(name: str, inventory: dict[str, t.Any] | None = None, **said: t.Any) -> dict[str, t.Any]:
    """What the variable `__<name>_wanted` of any role is; `said` are variables of the role without their prefix."""
    variables = {**role(name, "defaults"), **CELL, **(inventory or {}),
                 **{f"{name}_{option}": value for option, value in said.items()}}
    return t.cast("dict[str, t.Any]", _rendered(role(name, "vars")[f"__{name}_wanted"], variables))


@functools.cache
def role(name: str, part: str) -> t.Any:
    return yaml.safe_load((ROLES / name / part / "main.yml").read_text())


def _wanted(inventory: dict[str, t.Any]) -> dict[str, t.Any]:
    variables = {**role("ecs_services", "defaults"), **inventory}
    roles = {name.removeprefix(PREFIX): _rendered(value, variables)
             for name, value in variables.items() if name.startswith(PREFIX)}
    return {**roles, "log_key": f"alias/{roles['log_key']}", "account_id": variables["aws_account_id"],
            "region": variables["cell_aws"]["region"], "cell_prefix": variables["cell_prefix"],
            "cell_tags": variables["cell_tags"], "vpc": variables["cell_prefix"], "load_balancer_attributes": {},
            "earlier": []}


def _rendered(value: t.Any, variables: dict[str, t.Any]) -> t.Any:
    if isinstance(value, dict):
        return {name: _rendered(each, variables) for name, each in value.items()}
    if isinstance(value, list):
        return [_rendered(each, variables) for each in value]
    if not isinstance(value, str) or "{{" not in value:
        return value
    alone = value.strip("{} ")
    if alone in variables:
        return _rendered(variables[alone], variables)
    return _rendered(_template(value).render(variables), variables)


@functools.cache
def _template(text: str) -> jinja2.Template:
    whole = text.startswith("{{") and text.endswith("}}") and text.count("{{") == 1
    kind = jinja2.nativetypes.NativeEnvironment if whole else jinja2.Environment
    return kind(undefined=jinja2.StrictUndefined).from_string(text)
