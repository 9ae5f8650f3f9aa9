# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IP sets as AWS keeps them.

moto makes two of one name, deletes one that a rule refers to, and its tokens are no UUIDs, which AWS's model says.
"""

from __future__ import annotations

import json
import typing as t

from moto.moto_api._internal import mock_random
from moto.wafv2.models import FakeIPSet
from moto.wafv2.responses import WAFV2Response

from ._mend import mends
from ._wafv2_scopes import associated, backend_of, duplicate

WAF = WAFV2Response


@mends(FakeIPSet, "__init__")
def made(former: t.Any, self: FakeIPSet, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    self.lock_token = str(mock_random.uuid4())


@mends(FakeIPSet)
def update(former: t.Any, self: FakeIPSet, description: str | None, addresses: list[str]) -> None:
    former(self, description, addresses)
    self.lock_token = str(mock_random.uuid4())


@mends(WAF)
def create_ip_set(former: t.Any, self: WAFV2Response) -> t.Any:
    asked = json.loads(self.body)
    if any(each.name == asked["Name"] for each in backend_of(self, asked["Scope"]).ip_sets.values()):
        raise duplicate()
    return former(self)


@mends(WAF)
def delete_ip_set(former: t.Any, self: WAFV2Response) -> t.Any:
    asked = json.loads(self.body)
    backend = backend_of(self, asked["Scope"])
    arn = next((each.arn for each in backend.ip_sets.values() if each.ip_set_id == asked["Id"]), None)
    rules = [rule.to_dict() for acl in backend.wacls.values() for rule in acl.rules]
    if arn and json.dumps(arn) in json.dumps(rules):
        raise associated()
    return former(self)


def _scoped(operation: str) -> None:
    @mends(WAF, operation)
    def guard(former: t.Any, self: WAFV2Response) -> t.Any:
        backend_of(self, self._get_param("Scope"))
        return former(self)


for _operation in ("get_ip_set", "list_ip_sets", "update_ip_set"):
    _scoped(_operation)
