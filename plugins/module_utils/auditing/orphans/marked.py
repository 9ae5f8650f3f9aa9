# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tagging API shows of a platform: all sorts of things, by their tags, whatever they are called."""

from __future__ import annotations

import typing as t

from ...calls import Flow, here
from ...offboarding.things import GLOBAL
from ...tag_reading import tagged
from ...tagging import Tags
from ...wire import pairs
from ..place import Place
from . import monthly
from .things import Item

SPELLINGS = (("project", "environment"), ("Project", "Environment"))
"""How we write the tags of a platform, and how Terraform's are usually written."""

NAMED: t.Mapping[str, tuple[str, str]] = {
    "ec2:vpc": ("VPC", "ec2_vpcs"), "ec2:subnet": ("subnet", "ec2_subnets"), "ec2:instance": ("instance", ""),
    "ec2:route-table": ("route table", "ec2_route_tables"), "ec2:vpc-flow-log": ("flow log", "ec2_flow_logs"),
    "ec2:internet-gateway": ("internet gateway", "ec2_internet_gateways"), "ecs:cluster": ("cluster", "ecs_clusters"),
    "logs:log-group": ("log group", "logs_groups"), "backup:backup-vault": ("backup vault", "backup_vaults"),
    "rds:pg": ("database parameter group", "rds_parameter_groups"),
    "rds:subgrp": ("database subnet group", "rds_subnet_groups"), "cloudtrail:trail": ("trail", "cloudtrail_trails"),
    "elasticache:parametergroup": ("cache parameter group", "elasticache_parameter_groups"),
    "elasticache:subnetgroup": ("cache subnet group", "elasticache_subnet_groups"),
    "wafv2:webacl": ("web ACL", "wafv2_web_acls"), "wafv2:ipset": ("IP set", "wafv2_ip_sets"),
}
"""What its ARN or its tag names as roles do: its sort, and the module that makes such things."""

UNTOLD: t.Mapping[str, str] = {
    "access-analyzer:analyzer": "analyzer", "application-autoscaling:scalable-target": "scalable target",
    "backup:backup-plan": "backup plan", "backup:restore-testing-plan": "restore testing plan",
    "config:configuration-recorder": "recorder", "config:config-rule": "Config rule",
    "elasticloadbalancing:listener": "listener", "elasticloadbalancing:listener-rule": "listener rule",
    "guardduty:detector": "detector", "guardduty:malware-protection-plan": "malware protection plan",
    "securityhub:hub": "hub",
    # listed by their services, unless AWS refuses that
    "acm:certificate": "certificate", "cloudfront:distribution": "distribution", "cloudwatch:alarm": "alarm",
    "cloudwatch:dashboard": "dashboard", "ec2:elastic-ip": "elastic address", "ec2:natgateway": "NAT gateway",
    "ec2:security-group": "security group", "ec2:snapshot": "snapshot", "ec2:volume": "volume",
    "ec2:vpc-endpoint": "VPC endpoint", "ecr:repository": "ECR repository", "ecs:service": "service",
    "elasticache:replicationgroup": "cache", "iam:policy": "IAM policy", "iam:role": "IAM role",
    "elasticloadbalancing:loadbalancer": "load balancer",
    "elasticloadbalancing:targetgroup": "target group", "lambda:function": "function", "rds:db": "database",
    "route53:hostedzone": "hosted zone", "s3": "s3 bucket", "secretsmanager:secret": "secret",
    "ses:configuration-set": "configuration set", "ses:identity": "mail identity", "sns": "topic",
}
"""What only the tag of a tenant tells whose it is, by its sort."""

PARTS = frozenset({
    "ecs:task", "ecs:task-definition", "ecs:service-deployment", "ecs:service-revision", "ec2:network-interface",
    "ec2:security-group-rule", "backup:recovery-point", "rds:snapshot", "rds:auto-backup", "elasticache:snapshot",
    "elasticache:cluster",
})
"""What comes and goes with something else, whose tags it takes, or is listed by its service."""


def marked(place: Place) -> Flow:
    """The tags of all that bears those of a platform, by ARN."""
    where = yield here()
    found: dict[str, Tags] = {}
    for region in dict.fromkeys((place.region, *([GLOBAL] if where["partition"] == "aws" else ()))):
        for spelling in SPELLINGS:
            filters = [{"Key": key, "Values": [value]} for key, value in zip(
                spelling, (place.project, place.environment), strict=True)]
            reply = yield tagged.get_resources(TagFilters=filters).to(region)
            found |= {each["ResourceARN"]: pairs().into(each.get("Tags"))
                      for each in reply.get("ResourceTagMappingList", ())}
    return found


def item(arn: str, tags: Tags) -> Item | None:
    """The thing of that ARN, where no service has listed it; None for what is part of another."""
    service, rest = arn.split(":", 5)[2], arn.split(":", 5)[5]
    kind, name = _kind(service, rest)
    if kind in PARTS:
        return None
    if kind == "kms:key":
        return Item("KMS key", arn, name, tags=tags, cost=monthly.of_sort("KMS key"), idle="no alias leads to it",
                    judged=False)
    sort, module = NAMED.get(kind, (UNTOLD.get(kind, kind.replace(":", " ")), ""))
    called = tags.get("Name") or name if service == "ec2" else name
    return Item(sort, arn, called, module, stem=called, tags=tags, cost=monthly.of_sort(sort),
                judged=kind not in UNTOLD)


def _kind(service: str, rest: str) -> tuple[str, str]:
    """The type in an ARN, and the name: `subnet/subnet-1`, `log-group:/ecs/api`, `regional/webacl/name/id`."""
    if service == "wafv2":
        _scope, what, name, *_id = rest.split("/")
        return f"{service}:{what}", name
    mark = min((each for each in ":/" if each in rest), key=rest.index, default="")
    what, _mark, name = rest.partition(mark) if mark else ("", "", rest)
    return f"{service}:{what}" if what else service, name.removesuffix(":*")
