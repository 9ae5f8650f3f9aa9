# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS asks for besides an operation's own action, and about which resources."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tools.derived.grants import ALSO, Grant
from moto.iam.models import iam_backends

from ..operations import Operation
from .names import ANY
from .parameters import Parameters
from .resources import Place

PASSING = "iam:PassRole"
MASTER = "ManageMasterUserPassword"
NAMING = "route53:AssociateVPCWithHostedZone"
MAKING = ("Allocate", "Create", "Enable", "Put", "Register", "Request", "Restore", "Run")
TAGGING = {
    "acm": "acm:AddTagsToCertificate", "cloudtrail": "cloudtrail:AddTags", "ec2": "ec2:CreateTags",
    "elasticache": "elasticache:AddTagsToResource", "elasticloadbalancing": "elasticloadbalancing:AddTags",
    "rds": "rds:AddTagsToResource",
}
"""What a service asks for where something is made with tags, if not its TagResource."""
UNTAGGED = {"s3"}
"""Whose tables of actions say it already."""


def besides(called: str, parameters: Parameters) -> t.Iterator[Grant]:
    """What is done in the caller's name, where the request leads to it; which roles it hands over is told elsewhere."""
    for grant in ALSO.get(called, ()):
        secret = grant.action.startswith("secretsmanager:") and not called.startswith("secrets")
        if grant.action != PASSING and (parameters.get(MASTER) or not secret) and (
                grant.action != NAMING or _names_privately(parameters)):
            yield grant


def _names_privately(parameters: Parameters) -> bool:
    """Whether an endpoint gets names in a zone of AWS, as one with interfaces does unless it is told not to."""
    return bool(parameters.get("PrivateDnsEnabled", parameters.get("VpcEndpointType") == "Interface"))


def tagging(operation: Operation, own: t.Iterable[str]) -> t.Iterator[str]:
    """The action that is asked for where an operation makes something with tags."""
    if operation.name.startswith(MAKING):
        for service in {action.partition(":")[0] for action in own} - UNTAGGED:
            kind = operation.name.removeprefix("Create")
            yield f"iam:Tag{kind}" if service == "iam" else TAGGING.get(service, f"{service}:TagResource")


def about(grant: Grant, named: list[str], place: Place) -> list[str] | None:
    """The resources an action is asked about; None where the request gives it none."""
    here = f"{place.region}:{place.account}"
    if grant.action == NAMING:
        return [f"arn:aws:route53:::hostedzone/{ANY}"]
    if grant.action == "iam:CreateServiceLinkedRole":
        return _linked(grant.service, place.account)
    if grant.action.startswith("kms:") and grant.service:
        return [arn for arn in named if ":kms:" in arn and ":alias/" not in arn] or None
    if grant.action.startswith("secretsmanager:") and not any(":secret:" in arn for arn in named):
        return [f"arn:aws:secretsmanager:{here}:secret:rds!db-{ANY}"]
    if grant.action.startswith("cloudwatch:") and (targets := [arn for arn in named if ":service/" in arn]):
        names = [arn.split(":", 5)[5] for arn in targets]
        return [f"arn:aws:cloudwatch:{here}:alarm:TargetTracking-{name}-AlarmHigh-{ANY}" for name in names]
    return named


def made(operation: Operation, named: list[str]) -> list[str]:
    """What a load balancer is given is named after what it is given to; other ARNs stay."""
    parts = {"CreateListener": (":loadbalancer/", ":listener/"), "CreateRule": (":listener/", ":listener-rule/")}
    if operation.name not in parts or operation.service != "elbv2":
        return named
    of, new = parts[operation.name]
    return [f"{arn.replace(of, new)}/{ANY}" for arn in named if of in arn]


def _linked(service: str, account: str) -> list[str] | None:
    """A service-linked role is made once."""
    path = f"/aws-service-role/{service}/"
    there = any(role.path == path for role in iam_backends[account]["aws"].roles.values())
    return None if there else [f"arn:aws:iam::{account}:role{path}{ANY}"]
