# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Web ACLs as AWS keeps them.

moto counts no capacity and lacks CheckCapacity, keeps what an update leaves out, forgets data protection, deletes what
is in use, and takes CLOUDFRONT in every region.
"""

from __future__ import annotations

import json
import time
import typing as t

from moto.wafv2.models import FakeRule, FakeWebACL
from moto.wafv2.responses import WAFV2Response

from ._mend import AwsError, adds, mends
from ._wafv2_capacity import Rule
from ._wafv2_rules import check_protection, stored
from ._wafv2_scopes import Answer, associated, backend_of, duplicate, measured

MOST_CAPACITY = 5000

REPLACED = {
    "Description": "description",
    "CustomResponseBodies": "custom_response_bodies",
    "CaptchaConfig": "captcha_config",
    "ChallengeConfig": "challenge_config",
    "TokenDomains": "token_domains",
    "AssociationConfig": "association_config",
    "DataProtectionConfig": "data_protection_config",
}
"""What an update replaces by nothing where it says nothing."""


@adds(WAFV2Response)
def check_capacity(self: WAFV2Response) -> Answer:
    asked = json.loads(self.body)
    return 200, {}, json.dumps({"Capacity": measured(backend_of(self, asked["Scope"]), asked["Rules"])})


@mends(WAFV2Response)
def create_web_acl(former: t.Any, self: WAFV2Response) -> t.Any:
    asked = json.loads(self.body)
    backend = backend_of(self, asked["Scope"])
    if any(each.name == asked["Name"] for each in backend.wacls.values()):
        raise duplicate()
    check_protection(asked.get("DataProtectionConfig", {}))
    rules = asked.get("Rules", [])
    needed = _affordable(measured(backend, rules))
    self.body = json.dumps({**asked, "Rules": stored(rules)})
    answer = former(self)
    made = next(each for each in backend.wacls.values() if each.name == asked["Name"])
    made.capacity = needed
    made.data_protection_config = asked.get("DataProtectionConfig")  # type: ignore[attr-defined]
    made.made_at = time.monotonic()  # type: ignore[attr-defined]
    return answer


@mends(WAFV2Response)
def update_web_acl(former: t.Any, self: WAFV2Response) -> t.Any:
    asked = json.loads(self.body)
    backend = backend_of(self, asked["Scope"])
    check_protection(asked.get("DataProtectionConfig", {}))
    rules = asked.get("Rules", [])
    needed = _affordable(measured(backend, rules))
    answer = former(self)
    _replace(backend.get_web_acl(None, asked["Name"], asked["Id"]), asked, stored(rules), needed)
    return answer


@mends(WAFV2Response)
def delete_web_acl(former: t.Any, self: WAFV2Response) -> t.Any:
    """AWS deletes the logging configuration with it."""
    asked = json.loads(self.body)
    found = backend_of(self, asked["Scope"]).get_web_acl(None, asked["Name"], asked["Id"])
    if found.associated_resources:
        raise associated()
    answer = former(self)
    self.wafv2_backend.logging_configurations.pop(found.arn, None)
    return answer


@mends(FakeWebACL)
def to_dict(former: t.Any, self: FakeWebACL) -> dict[str, t.Any]:
    protected = getattr(self, "data_protection_config", None)
    return {**former(self), **({"DataProtectionConfig": protected} if protected else {})}


def _affordable(needed: int) -> int:
    if needed > MOST_CAPACITY:
        text = "AWS WAF couldn't perform the operation because you exceeded your resource limit."
        raise AwsError("WAFLimitsExceededException", text)
    return needed


def _replace(acl: FakeWebACL, asked: dict[str, t.Any], rules: list[Rule], needed: int) -> None:
    names = {
        "Name": "name", "Priority": "priority", "Statement": "statement", "VisibilityConfig": "visibility_config",
        "Action": "action", "CaptchaConfig": "captcha_config", "ChallengeConfig": "challenge_config",
        "OverrideAction": "override_action", "RuleLabels": "rule_labels",
    }
    acl.rules = [FakeRule(**{names[name]: value for name, value in rule.items()}) for rule in rules]
    acl.capacity = needed
    for name, attribute in REPLACED.items():
        setattr(acl, attribute, asked.get(name))
    acl.description = asked.get("Description", "")


def _scoped(operation: str) -> None:
    @mends(WAFV2Response, operation)
    def guard(former: t.Any, self: WAFV2Response) -> t.Any:
        backend_of(self, self._get_param("Scope"))
        return former(self)


for _operation in ("get_web_acl", "list_web_ac_ls", "list_regex_pattern_sets", "list_rule_groups"):
    _scoped(_operation)
