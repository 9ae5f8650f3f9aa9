# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hubs, of which moto forgets the settings, and whose tags and integrations it lacks.

AWS: one hub for an account and region; a member's findings are generated as its administrator's are; a member that a
central configuration policy is for changes nothing by itself (`_securityhub_members.py`).  The only integration here is
that with itself, which every hub has.
"""

from __future__ import annotations

import json
import typing as t
from urllib.parse import unquote

from moto.core.responses import ActionResult, EmptyResult
from moto.securityhub import urls
from moto.securityhub.models import SecurityHubBackend
from moto.securityhub.responses import SecurityHubResponse

from ._mend import AwsError, adds, mends
from ._securityhub_members import administrator, refuse_central
from .securityhub_standards import enable_usual, subscriptions_of

urls.url_paths |= dict.fromkeys(("{0}/tags/(?P<arn>.+)$", "{0}/productSubscriptions$"), SecurityHubResponse.dispatch)


@mends(SecurityHubResponse)
def enable_security_hub(former: t.Any, self: SecurityHubResponse) -> str:
    asked, backend = json.loads(self.body or "{}"), self.securityhub_backend
    refuse_central(backend)
    if backend.enabled:
        raise AwsError("ResourceConflictException", "Account is already subscribed to Security Hub")
    answer = t.cast(str, former(self))
    settings = {"AutoEnableControls": True, "ControlFindingGenerator": "SECURITY_CONTROL"}
    backend.hub_settings = settings | _settings(asked)
    if asked.get("EnableDefaultStandards", True):
        enable_usual(backend)
    return answer


@adds(SecurityHubResponse)
def update_security_hub_configuration(self: SecurityHubResponse) -> ActionResult:
    asked, backend = json.loads(self.body), self.securityhub_backend
    refuse_central(backend)
    backend.describe_hub()
    if "ControlFindingGenerator" in asked and administrator(backend):
        text = f"Request contains configurations that cannot be updated by a member account {backend.account_id}"
        raise AwsError("InvalidAccessException", text)
    backend.hub_settings |= _settings(asked)
    return EmptyResult()


@mends(SecurityHubBackend)
def describe_hub(former: t.Any, self: SecurityHubBackend, hub_arn: str | None = None) -> dict[str, t.Any]:
    if not self.enabled:
        raise AwsError("InvalidAccessException", f"Account {self.account_id} is not subscribed to AWS Security Hub")
    found = {**former(self, hub_arn), **self.hub_settings}
    del found["Tags"]
    return found


@mends(SecurityHubBackend)
def disable_security_hub(former: t.Any, self: SecurityHubBackend) -> dict[str, t.Any]:
    refuse_central(self)
    self.describe_hub()
    subscriptions_of(self).clear()
    return t.cast("dict[str, t.Any]", former(self))


@adds(SecurityHubResponse)
def list_enabled_products_for_import(self: SecurityHubResponse) -> ActionResult:
    backend = self.securityhub_backend
    backend.describe_hub()
    where = f"arn:aws:securityhub:{backend.region_name}:{backend.account_id}"
    return ActionResult({"ProductSubscriptions": [f"{where}:product-subscription/aws/securityhub"]})


@adds(SecurityHubResponse)
def list_tags_for_resource(self: SecurityHubResponse) -> ActionResult:
    return ActionResult({"Tags": _tags(self)})


@adds(SecurityHubResponse)
def tag_resource(self: SecurityHubResponse) -> ActionResult:
    _tags(self).update(json.loads(self.body)["Tags"])
    return EmptyResult()


@adds(SecurityHubResponse)
def untag_resource(self: SecurityHubResponse) -> ActionResult:
    tags = _tags(self)
    for key in self.querystring.get("tagKeys", []):
        tags.pop(key, None)
    return EmptyResult()


def _settings(asked: dict[str, t.Any]) -> dict[str, t.Any]:
    return {name: asked[name] for name in ("AutoEnableControls", "ControlFindingGenerator") if name in asked}


def _tags(response: SecurityHubResponse) -> dict[str, str]:
    backend = response.securityhub_backend
    arn = unquote(response.path).partition("/tags/")[2]
    backend.describe_hub(arn)
    return t.cast("dict[str, str]", backend.tags)
