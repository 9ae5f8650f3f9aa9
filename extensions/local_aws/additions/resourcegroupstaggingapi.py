# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tagging API lists.

moto leaves out hosted zones, GuardDuty's plans, Config's rules and scalable targets, and lists services that were
deleted and tasks that have ended.  AWS lists what is global, as a hosted zone is, in us-east-1 only.
"""

from __future__ import annotations

import typing as t

from moto.applicationautoscaling.models import applicationautoscaling_backends
from moto.config.models import config_backends
from moto.core.resource_tagging import TaggedResource, make_tag_matcher, match_resource_type
from moto.ecs.models import EC2ContainerServiceBackend
from moto.guardduty.models import guardduty_backends
from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend
from moto.route53.models import route53_backends

from ._mend import mends
from .application_autoscaling import tags_of
from .guardduty import plans_of

Tagged = t.Iterator[TaggedResource]

GLOBAL = "us-east-1"


@mends(ResourceGroupsTaggingAPIBackend)
def _get_resources_generator(
    former: t.Any,
    self: ResourceGroupsTaggingAPIBackend,
    tag_filters: list[dict[str, t.Any]] | None = None,
    resource_type_filters: list[str] | None = None,
    resource_arn_list: list[str] | None = None,
) -> Tagged:
    yield from former(self, tag_filters, resource_type_filters, resource_arn_list)
    fits = make_tag_matcher(tag_filters)
    zones = _zones(self) if self.region_name == GLOBAL else ()
    for each in (*_plans(self), *_rules(self), *_scalable_targets(self), *zones):
        asked_for = match_resource_type(each.resource_type, resource_type_filters) and (
            not resource_arn_list or each.arn in resource_arn_list
        )
        if each.tags and asked_for and fits(each.tags):
            yield each


@mends(EC2ContainerServiceBackend)
def iter_tagged_resources(former: t.Any, self: EC2ContainerServiceBackend) -> Tagged:
    ended = {service.physical_resource_id for service in self.services.values() if service.status == "INACTIVE"}
    ended |= {arn for tasks in self.tasks.values() for arn, task in tasks.items() if task.last_status == "STOPPED"}
    return (each for each in former(self) if each.arn not in ended)


def _plans(backend: ResourceGroupsTaggingAPIBackend) -> Tagged:
    for plan in plans_of(guardduty_backends[backend.account_id][backend.region_name]).values():
        yield TaggedResource(plan.arn, plan.tags, "guardduty:malware-protection-plan")


def _rules(backend: ResourceGroupsTaggingAPIBackend) -> Tagged:
    for rule in config_backends[backend.account_id][backend.region_name].config_rules.values():
        yield TaggedResource(rule.config_rule_arn, dict(rule.tags or {}), "config:config-rule")


def _scalable_targets(backend: ResourceGroupsTaggingAPIBackend) -> Tagged:
    for targets in applicationautoscaling_backends[backend.account_id][backend.region_name].targets.values():
        for target in targets.values():
            yield TaggedResource(target.arn, dict(tags_of(target)), "application-autoscaling:scalable-target")


def _zones(backend: ResourceGroupsTaggingAPIBackend) -> Tagged:
    route53 = route53_backends[backend.account_id][backend.partition]
    for zone in route53.zones.values():
        arn = f"arn:{backend.partition}:route53:::hostedzone/{zone.resource_id}"
        yield TaggedResource(arn, dict(route53.resource_tags.get(zone.resource_id, {})), "route53:hostedzone")
