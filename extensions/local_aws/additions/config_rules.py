# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Config's rules: moto shows a scope's tag in its own way, forgets tags, and deletes at once.

AWS: a rule needs a recorder; tags are taken with a new rule alone; a rule that is being deleted is seen for a while,
and takes no change.  Here it is so until somebody has looked at it, or tried to put it again.
"""

from __future__ import annotations

import typing as t

from moto.config.exceptions import NoAvailableConfigurationRecorderException, NoSuchConfigRuleException
from moto.config.models import ConfigBackend, Scope

from ._mend import AwsError, mends

DELETING = "DELETING"


@mends(ConfigBackend)
def put_config_rule(former: t.Any, self: ConfigBackend, config_rule: dict[str, t.Any],
                    tags: list[dict[str, str]] | None = None) -> str:
    if not self.recorders:
        raise NoAvailableConfigurationRecorderException
    before = self.config_rules.get(config_rule.get("ConfigRuleName", ""))
    if before and before.config_rule_state == DELETING:
        del self.config_rules[before.config_rule_name]
        text = f"The rule {before.config_rule_name} is currently being deleted. Please retry after some time."
        raise AwsError("ResourceInUseException", text)
    kept = before.tags if before else None
    answer = t.cast(str, former(self, config_rule, tags))
    if before is not None:
        before.tags = kept
    return answer


@mends(ConfigBackend)
def delete_config_rule(former: t.Any, self: ConfigBackend, rule_name: str) -> None:
    rule = self.config_rules.get(rule_name)
    if rule is None:
        raise NoSuchConfigRuleException(rule_name)
    if rule.config_rule_state == DELETING:
        text = f"The rule {rule_name} is currently being deleted. Please retry after some time."
        raise AwsError("ResourceInUseException", text)
    rule.config_rule_state = DELETING


@mends(ConfigBackend)
def describe_config_rules(former: t.Any, self: ConfigBackend, config_rule_names: list[str] | None,
                          next_token: str | None) -> dict[str, t.Any]:
    for name in config_rule_names or ():
        if name not in self.config_rules:  # moto looks only where there are any rules
            raise NoSuchConfigRuleException(name)
    shown = t.cast("dict[str, t.Any]", former(self, config_rule_names, next_token))
    for rule in shown["ConfigRules"]:
        if rule["ConfigRuleState"] == DELETING:
            del self.config_rules[rule["ConfigRuleName"]]
    return shown


@mends(Scope)
def to_dict(former: t.Any, self: Scope) -> dict[str, t.Any]:
    found = t.cast("dict[str, t.Any]", former(self))
    for name, value in (found.pop("Tags", None) or {}).items():
        found |= {"TagKey": name, **({"TagValue": value} if value else {})}
    return found
