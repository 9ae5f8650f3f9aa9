# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is there already: ARNs that hold more than a name, tags, and the policies of keys."""

from __future__ import annotations

import contextlib
import json
import typing as t

from moto.applicationautoscaling.models import applicationautoscaling_backends
from moto.backends import get_backend
from moto.backup.models import backup_backends
from moto.config.models import config_backends
from moto.kms.models import kms_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.utilities.tagging_service import TaggingService

from ..additions.application_autoscaling import tags_of
from ..additions.backup import extras_of
from .names import ANY
from .tags import pairs

BACKENDS = {"elasticloadbalancing": "elbv2", "access-analyzer": "accessanalyzer"}
GLOBAL = {"cloudfront", "iam", "route53", "s3"}
ATTRIBUTES = ("tags", "_tags")


def tags(arn: str) -> dict[str, str]:
    """The tags of what is there, as far as moto keeps them with the resource or in its own register of tags."""
    _arn, _partition, service, region, account, rest = arn.split(":", 5)
    with contextlib.suppress(ImportError, KeyError, ValueError):
        backends = get_backend(BACKENDS.get(service, service))[account]
        backend = backends["aws" if service in GLOBAL else region]
        if service == "ec2":
            named = backend.describe_tags({"resource-id": [rest.partition("/")[2]]})
            return {each["key"]: each["value"] for each in named}
        if service == "application-autoscaling":
            every = (target for targets in backend.targets.values() for target in targets.values())
            return dict(tags_of(next((target for target in every if target.arn == arn), None)))
        return _registered(backend, (arn, rest.rpartition("/")[2], rest.rpartition(":")[2]))
    return {}


def key_policy(arn: str) -> dict[str, t.Any] | None:
    """The policy of a key of KMS, without which nobody's own policies say anything of it."""
    _arn, _partition, service, region, account, rest = arn.split(":", 5)
    kind, _unused, name = rest.partition("/")
    if service != "kms" or kind != "key":
        return None
    key = kms_backends[account][region].keys.get(name)
    return dict(json.loads(key.policy)) if key else None


def _registered(backend: t.Any, names: t.Collection[str]) -> dict[str, str]:
    """From a register of tags, or from the resource itself in a table of the backend, by ARN, id or name."""
    for table in vars(backend).values():
        for name in names:
            if isinstance(table, TaggingService) and (found := table.get_tag_dict_for_resource(name)):
                return {key: value or "" for key, value in found.items()}
            if isinstance(table, dict) and (held := _of(table.get(name))):
                return dict(pairs(held))
    return {}


def _of(resource: t.Any) -> t.Any:
    return next((found for name in ATTRIBUTES if (found := getattr(resource, name, None))), None)


def _secret(name: str, account: str, region: str) -> str:
    """AWS adds six characters to a secret's name."""
    found = secretsmanager_backends[account][region].secrets.get(name)
    return str(found.arn) if found else f"arn:aws:secretsmanager:{region}:{account}:secret:{name}-{ANY[:6]}"


def _rule(name: str, account: str, region: str) -> str:
    found = config_backends[account][region].config_rules.get(name)
    return str(found.config_rule_arn) if found else f"arn:aws:config:{region}:{account}:config-rule/{ANY}"


def _target(name: str, account: str, region: str) -> str:
    every = applicationautoscaling_backends[account][region].targets.values()
    found = next((targets[name] for targets in every if name in targets), None)
    return str(found.arn) if found else f"arn:aws:application-autoscaling:{region}:{account}:scalable-target/{ANY}"


def _restore_testing_plan(name: str, account: str, region: str) -> str:
    found = extras_of(backup_backends[account][region], "restore_testing_plans").get(name)
    made = f"arn:aws:backup:{region}:{account}:restore-testing-plan:{name}-{ANY}"
    return str(found["RestoreTestingPlanArn"]) if found else made


LOOKED_UP: dict[tuple[str, str], t.Callable[[str, str, str], str]] = {
    ("application-autoscaling", "ResourceId"): _target,
    ("backup", "RestoreTestingPlanName"): _restore_testing_plan,
    ("config", "ConfigRuleName"): _rule, ("config", "ConfigRuleNames"): _rule,
    ("secretsmanager", "Name"): _secret, ("secretsmanager", "SecretId"): _secret,
    ("secretsmanager", "SecretIdList"): _secret,
}
"""By boto3's name of the service and a parameter: the ARN of what is there, or would be made."""
