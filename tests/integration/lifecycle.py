# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a resource that every module must master, counted at the embedded AWS.

check on empty → create → again → change each option → check → apply → edited
and deleted behind our back → repaired → absent → absent again.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.plugins.module_utils.binding import Clouds, run
from ansible_collections.venturemond.envelope.plugins.module_utils.options import argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS

Client = t.Callable[[str], t.Any]
"""`client("ecs")` is a boto3 client of the embedded AWS."""
Result = dict[str, t.Any]


@dataclass(frozen=True)
class Life:
    """What is particular to the life of one kind of resource."""

    module: str
    base: dict[str, t.Any]
    """Options of the resource as it is first asked for."""
    changes: dict[str, t.Any] = field(default_factory=dict)
    """Another value for each option that can change."""
    scope: dict[str, t.Any] = field(default_factory=dict)
    """Options of the task as a whole."""
    given: t.Callable[[Client], None] = lambda client: None
    """What must exist beforehand, made with boto3."""
    edit: t.Callable[[Client], t.Any] | None = None
    """Somebody changes the resource (as `base` describes it) behind our back."""
    remove: t.Callable[[Client], t.Any] | None = None
    """Somebody deletes the resource behind our back."""
    deletes: bool = True
    """Whether `state: absent` removes it."""

    @property
    def id(self) -> str:
        return self.module


class Account:
    """The embedded AWS, seen by one test."""

    def __init__(self, aws: LocalAws) -> None:
        self.aws = aws
        self.connection = {"endpoint_url": aws.url, "region": "eu-west-1", "access_key": "test", "secret_key": "test"}
        self.client = aws.client
        self.clouds = Clouds()
        """The same clients for all runs: making one takes longer than most of what it is asked."""

    def run(self, module: str, *resources: dict[str, t.Any], check: bool = False, **options: t.Any) -> Result:
        """The result of a module; `writes` in it counts what the embedded AWS saw."""
        kind = KINDS[module]
        checked = ArgumentSpecValidator(argument_spec(kind)).validate(
            {**self.connection, **options, kind.plural: list(resources)})
        assert not checked.error_messages, checked.error_messages
        before = self.aws.mark()
        result = run(kind, checked.validated_parameters, check=check, clouds=self.clouds)
        made = self.aws.calls(since=before)
        writes = [f"{c['service']}:{c['operation']}" for c in made if c["write"]]
        return {**result, "writes": writes, "calls": len(made)}


def live(life: Life, account: Account) -> None:
    """Lead the life; every step asserts what it sees."""
    life.given(account.client)
    resource = dict(life.base)
    _made(life, account, resource)
    for name, value in life.changes.items():
        resource = {**resource, name: value}
        _changed(life, account, resource, name)
    _repaired(life, account)
    if life.deletes:
        _gone(life, account)


def step(life: Life, account: Account, resource: dict[str, t.Any], **options: t.Any) -> Result:
    result = account.run(life.module, resource, **life.scope, **options)
    assert not result.get("failed"), result["msg"]
    if options.get("check"):
        assert result["writes"] == [], "check mode wrote"
    return result


def _made(life: Life, account: Account, resource: dict[str, t.Any]) -> None:
    planned = step(life, account, resource, check=True)
    assert planned["changed"], "check on empty plans nothing"
    done = step(life, account, resource)
    assert done["changed"] and done["writes"]
    assert done["actions"] == planned["actions"] and done["diff"] == planned["diff"], "the plan is not what was done"
    again = step(life, account, resource)
    assert not again["changed"] and again["writes"] == [], f"a second run wrote: {again['diff']}"


def _changed(life: Life, account: Account, resource: dict[str, t.Any], name: str) -> None:
    planned = step(life, account, resource, check=True)
    assert planned["changed"], f"check does not see that {name} changes"
    done = step(life, account, resource)
    assert done["changed"] and done["writes"], f"{name} is not applied"
    assert done["diff"] == planned["diff"], f"the plan for {name} is not what was done"
    again = step(life, account, resource)
    assert not again["changed"] and again["writes"] == [], f"{name} is not kept: {again['diff']}"


def _repaired(life: Life, account: Account) -> None:
    for spoil in filter(None, (life.edit, life.remove)):
        step(life, account, life.base)
        spoil(account.client)
        assert step(life, account, life.base, check=True)["changed"], f"{spoil} is not seen"
        assert step(life, account, life.base)["changed"]
        assert not step(life, account, life.base)["changed"], f"{spoil} is not repaired"


def _gone(life: Life, account: Account) -> None:
    assert step(life, account, life.base, state="absent", check=True)["changed"]
    done = step(life, account, life.base, state="absent")
    assert done["changed"] and done["writes"]
    again = step(life, account, life.base, state="absent")
    assert not again["changed"] and again["writes"] == [], "absent again wrote"
