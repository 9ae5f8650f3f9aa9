# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether policies allow the calls that a journal has recorded, as the evaluator of `make isolation` says."""

from __future__ import annotations

import contextlib
import json
import typing as t
from pathlib import Path

from ansible_collections.venturemond.envelope.extensions.local_aws.authorising.asked import Asked
from ansible_collections.venturemond.envelope.extensions.local_aws.authorising.decider import Decider, Refused
from ansible_collections.venturemond.envelope.plugins.module_utils.pipeline_policies import policies
from ansible_collections.venturemond.envelope.tests.isolation.conftest import installed

ROOT = Path(__file__).parents[2]
ACCOUNT = "123456789012"
PLACE = {"project": "envelope", "environment": "local", "prefix": "envelope-local", "account_id": ACCOUNT,
         "region": "eu-west-1"}
Policies = dict[str, dict[str, t.Any]]


def written(*names: str) -> Policies:
    """The policies of docs/permissions for some playbooks on the example site."""
    return policies(str(ROOT / "docs/permissions"), names, PLACE)


def asked(calls: t.Iterable[dict[str, t.Any]]) -> list[Asked]:
    """What IAM was asked in some calls, each once."""
    every = (each for call in calls for each in call["ruling"]["asked"])
    return [Asked(**json.loads(text)) for text in dict.fromkeys(json.dumps(each) for each in every)]


def without(allowed: Policies, action: str) -> Policies:
    """The same policies, but for one action."""
    return {name: {**document, "Statement": [
        {**one, "Action": left} for one in document["Statement"]
        if (left := [each for each in one["Action"] if each != action])]} for name, document in allowed.items()}


class Judge(t.NamedTuple):
    decider: Decider

    def refused(self, every: t.Iterable[Asked], allowed: Policies) -> Refused | None:
        """The first of what was asked that is not allowed."""
        principal = f"arn:aws:sts::{ACCOUNT}:assumed-role/runs/test"
        return self.decider.refused(every, allowed, account=ACCOUNT, principal=principal)

    def dispensable(self, every: t.Iterable[Asked], allowed: Policies) -> list[str]:
        """The actions that were asked for, and that nobody would miss in the policies."""
        first = {each.action: each for each in reversed(list(every))}
        return [action for action, each in first.items() if self.refused([each], without(allowed, action)) is None]


@contextlib.contextmanager
def judge() -> t.Iterator[Judge]:
    decider = Decider(installed())
    try:
        yield Judge(decider)
    finally:
        decider.close()
