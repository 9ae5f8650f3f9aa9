# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the structures of a web ACL are sent, read and compared."""

from __future__ import annotations

import typing as t

from ...wire import Alike, Codec
from .canonical import alike, canonical, completed
from .logging import Logging
from .shapes import understood, written

SHAPES = {"default_action": "DefaultAction", "visibility_config": "VisibilityConfig", "captcha_config": "CaptchaConfig",
          "challenge_config": "ChallengeConfig", "association_config": "AssociationConfig",
          "data_protection_config": "DataProtectionConfig"}
"""Options of a web ACL that are one structure, and its shape."""

EXAMPLES: dict[str, t.Any] = {
    "name": "envelope-prod", "scope": "REGIONAL", "description": "In front of the platform",
    "default_action": {"allow": {}},
    "visibility_config": {"sampled_requests_enabled": True, "cloud_watch_metrics_enabled": True,
                          "metric_name": "envelope-prod"},
    "rules": [
        {"name": "requests-of-a-tenant", "priority": 0, "action": {"count": {}},
         "statement": {"rate_based_statement": {
             "limit": 2000, "aggregate_key_type": "CUSTOM_KEYS",
             "custom_keys": [{"header": {"name": "host", "text_transformations": [
                 {"priority": 0, "type": "LOWERCASE"}]}}]}}},
        {"name": "common", "priority": 10, "override_action": {"count": {}},
         "statement": {"managed_rule_group_statement": {
             "vendor_name": "AWS", "name": "AWSManagedRulesCommonRuleSet"}}},
    ],
    "custom_response_bodies": {"slow": {"content_type": "APPLICATION_JSON", "content": '{"error": "slow down"}'}},
    "captcha_config": {"immunity_time_property": {"immunity_time": 300}},
    "challenge_config": {"immunity_time_property": {"immunity_time": 300}},
    "token_domains": ["example.com"],
    "association_config": {"request_body": {"API_GATEWAY": {"default_size_inspection_limit": "KB_32"}}},
    "data_protection_config": {"data_protections": [
        {"action": "SUBSTITUTION", "field": {"field_type": "SINGLE_HEADER", "field_keys": ["authorization"]}}]},
    "logging": Logging.examples,
    "tags": {"project": "envelope", "environment": "prod"},
}


def one(shape: str) -> Codec:
    """A structure."""
    return Codec(lambda value: None if value is None else written(value, shape),
                 lambda found: canonical(understood(found, shape), shape) if found else None)


def named(shape: str) -> Codec:
    """Structures by a name that the user gives."""
    return Codec(lambda value: None if value is None else {name: written(each, shape) for name, each in value.items()},
                 lambda found: {name: understood(each, shape) for name, each in (found or {}).items()})


RULES = Codec(lambda value: None if value is None else [written(completed(rule), "Rule") for rule in value],
              lambda found: [canonical(understood(rule, "Rule"), "Rule") for rule in found or ()])
"""Rules, with what AWS requires of each and a person leaves out."""


def meaning(shape: str) -> Alike:
    """Equal in what AWS makes of it."""
    return lambda wanted, now: alike(wanted, now, shape)


def meanings(shape: str) -> Alike:
    """The same names, and behind each the same meaning."""
    return lambda wanted, now: set(wanted) == set(now or ()) and all(
        alike(each, now[name], shape) for name, each in wanted.items())
