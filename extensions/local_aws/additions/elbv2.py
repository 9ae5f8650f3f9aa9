# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers, target groups and their tags.

moto accepts a second load balancer of the same name, one zone only and unknown subnets, gives no default security
group, ignores deletion protection, answers for a missing load balancer with another one, allows 10 tags, describes
tags of things that are not there, and calls every load balancer `app` in ARNs.  AWS: creation with the same settings
answers with what exists, with others it is a duplicate; 50 tags; 20 ARNs in DescribeTags.
"""

from __future__ import annotations

import typing as t

from moto.ec2.exceptions import EC2ClientError
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer, FakeTargetGroup
from moto.elbv2.responses import ELBV2Response

from ._mend import AwsError, mends
from .elbv2_addresses import check_address_type
from .elbv2_rules import link
from .service_quotas import limit

TAGS_PER_RESOURCE = 50
ARNS_PER_DESCRIBE_TAGS = 20
LOAD_BALANCERS_PER_REGION = "L-53DA6B97"
IN_ARN = {"application": "app", "network": "net", "gateway": "gwy"}


@mends(ELBv2Backend)
def create_load_balancer(former: t.Any, self: ELBv2Backend, name: str, **settings: t.Any) -> FakeLoadBalancer:
    settings["scheme"] = settings.get("scheme") or "internet-facing"
    settings["loadbalancer_type"] = settings.get("loadbalancer_type") or "application"
    _check_name("load balancer", name)
    address_type = settings.pop("ip_address_type", "ipv4")
    subnets = _subnets(self, settings)
    check_address_type(settings["loadbalancer_type"], address_type, subnets)
    settings["security_groups"] = _security_groups(self, settings, subnets[0].vpc_id)
    for balancer in self.load_balancers.values():
        if balancer.name == name:
            return _same_or_duplicate(balancer, settings, {subnet.id for subnet in subnets})
    if len(self.load_balancers) >= limit(LOAD_BALANCERS_PER_REGION, self.account_id, self.region_name):
        raise AwsError(
            "TooManyLoadBalancers", "You've reached the limit on the number of load balancers for your account"
        )
    made: FakeLoadBalancer = former(self, name, **settings)
    made.ip_address_type = address_type
    _call_by_kind(self, made)
    prefix = "internal-" if made.scheme == "internal" else ""
    made.dns_name = f"{prefix}{name}-{int(made.arn[-8:], 16)}.{self.region_name}.elb.amazonaws.com"
    return made


@mends(ELBv2Backend)
def describe_load_balancers(
    former: t.Any, self: ELBv2Backend, arns: list[str] | None, names: list[str] | None
) -> list[FakeLoadBalancer]:
    found = [balancer for balancer in former(self, None, None) if not (arns or names) or _asked(balancer, arns, names)]
    if len(found) < len(set(arns or [])) + len(set(names or [])):
        missing = sorted({*(arns or []), *(names or [])} - {b.arn for b in found} - {b.name for b in found})
        raise AwsError("LoadBalancerNotFound", f"Load balancers '[{', '.join(missing)}]' not found")
    return found


@mends(ELBv2Backend)
def delete_load_balancer(former: t.Any, self: ELBv2Backend, arn: str) -> None:
    balancer = self.load_balancers.get(arn)
    if balancer and balancer.attrs["deletion_protection.enabled"] == "true":
        text = f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        raise AwsError("OperationNotPermitted", text)
    former(self, arn)
    link(self)


@mends(ELBv2Backend)
def create_target_group(former: t.Any, self: ELBv2Backend, name: str, **settings: t.Any) -> FakeTargetGroup:
    # AWS's default is HTTP for HTTPS target groups too
    if settings.get("protocol") in ("HTTP", "HTTPS"):
        settings["healthcheck_protocol"] = settings.get("healthcheck_protocol") or "HTTP"
    existing = next((group for group in self.target_groups.values() if group.name == name), None)
    if existing is None:
        return t.cast(FakeTargetGroup, former(self, name, **settings))
    compared = {"vpc_id": existing.vpc_id, "protocol": existing.protocol, "target_type": existing.target_type}
    compared |= {"port": existing.port, "healthcheck_path": existing.health_check_path}
    if any(settings.get(key) not in (None, value) for key, value in compared.items()):
        raise AwsError(
            "DuplicateTargetGroupName",
            f"A target group with the same name '{name}' exists, but with different settings",
        )
    return existing


@mends(ELBv2Backend)
def describe_target_groups(
    former: t.Any,
    self: ELBv2Backend,
    load_balancer_arn: str | None,
    target_group_arns: list[str],
    names: list[str] | None,
) -> t.Iterable[FakeTargetGroup]:
    if load_balancer_arn in self.load_balancers and not (target_group_arns or names):
        groups = [group for group in self.target_groups.values() if load_balancer_arn in group.load_balancer_arns]
        return sorted(groups, key=lambda group: group.name)
    return t.cast("t.Iterable[FakeTargetGroup]", former(self, load_balancer_arn, target_group_arns, names))


@mends(ELBv2Backend)
def add_tags(former: t.Any, self: ELBv2Backend, resource_arns: list[str], tags: list[dict[str, str]]) -> None:
    for arn in resource_arns:
        self._get_resource_by_arn(arn)
        keys = {*self.tagging_service.get_tag_dict_for_resource(arn), *(tag["Key"] for tag in tags)}
        if len(keys) > TAGS_PER_RESOURCE:
            raise AwsError("TooManyTags", "You've reached the limit on the number of tags for this resource")
        self.tagging_service.tag_resource(arn, [{"Key": tag["Key"], "Value": tag.get("Value", "")} for tag in tags])


@mends(ELBv2Backend)
def describe_tags(former: t.Any, self: ELBv2Backend, resource_arns: list[str]) -> dict[str, dict[str, str]]:
    if len(resource_arns) > ARNS_PER_DESCRIBE_TAGS:
        constraint = f"Member must have length less than or equal to {ARNS_PER_DESCRIBE_TAGS}"
        raise AwsError("ValidationError", f"Value at 'resourceArns' failed to satisfy constraint: {constraint}")
    for arn in resource_arns:
        self._get_resource_by_arn(arn)
    return t.cast("dict[str, dict[str, str]]", former(self, resource_arns))


@mends(ELBV2Response, "describe_rules")
def page_as_aws_does(former: t.Any, self: ELBV2Response) -> t.Any:
    """AWS's pages hold 400 rules, moto's 50 by default."""
    self.params.setdefault("PageSize", 400)
    return former(self)


def _call_by_kind(backend: ELBv2Backend, balancer: FakeLoadBalancer) -> None:
    arn = balancer.arn.replace(":loadbalancer/app/", f":loadbalancer/{IN_ARN[balancer.type]}/")
    backend.tagging_service.copy_tags(balancer.arn, arn)
    if arn != balancer.arn:
        backend.tagging_service.delete_all_tags_for_resource(balancer.arn)
    backend.load_balancers[arn] = backend.load_balancers.pop(balancer.arn)
    balancer.arn = arn


def _same_or_duplicate(
    balancer: FakeLoadBalancer, settings: t.Mapping[str, t.Any], subnets: set[str]
) -> FakeLoadBalancer:
    same = (
        balancer.scheme == settings["scheme"]
        and balancer.type == settings["loadbalancer_type"]
        and {subnet.id for subnet in balancer.subnets} == subnets
        and set(balancer.security_groups) == set(settings["security_groups"])
    )
    if same:
        return balancer
    text = f"A load balancer with the same name '{balancer.name}' exists, but with different settings"
    raise AwsError("DuplicateLoadBalancerName", text)


def _subnets(backend: ELBv2Backend, settings: t.Mapping[str, t.Any]) -> list[t.Any]:
    ids = [*settings.get("subnet_ids", []), *(each["SubnetId"] for each in settings.get("subnet_mappings") or [])]
    found = []
    for subnet_id in ids:
        try:
            found.append(backend.ec2_backend.get_subnet(subnet_id))
        except EC2ClientError:
            raise AwsError("SubnetNotFound", f"The subnet ID '{subnet_id}' is not found") from None
    zones = {subnet.availability_zone for subnet in found}
    if not found or (settings["loadbalancer_type"] == "application" and len(zones) < 2):
        text = "At least two subnets in two different Availability Zones must be specified"
        raise AwsError("ValidationError", text)
    if len(zones) < len(found):
        text = "A load balancer cannot be attached to multiple subnets in the same Availability Zone"
        raise AwsError("InvalidConfigurationRequest", text)
    return found


def _security_groups(backend: ELBv2Backend, settings: t.Mapping[str, t.Any], vpc_id: str) -> list[str]:
    """Those given, all of which have to exist; an application load balancer without any gets the VPC's default one."""
    given: list[str] = settings.get("security_groups") or []
    for group_id in given:
        if backend.ec2_backend.get_security_group_from_id(group_id) is None:
            raise AwsError("InvalidSecurityGroup", f"Security group '{group_id}' is not found")
    if given or settings["loadbalancer_type"] != "application":
        return given
    default = backend.ec2_backend.get_security_group_from_name("default", vpc_id)
    return [default.id] if default else []


def _check_name(what: str, name: str) -> None:
    if len(name) > 32:
        raise AwsError("ValidationError", f"The {what} name '{name}' cannot be longer than '32' characters")
    if name.startswith(("internal-", "-")) or name.endswith("-") or not name.replace("-", "a").isalnum():
        text = f"The {what} name '{name}' can only contain characters that are alphanumeric characters and hyphens(-)"
        raise AwsError("ValidationError", text)


def _asked(balancer: FakeLoadBalancer, arns: list[str] | None, names: list[str] | None) -> bool:
    return balancer.arn in (arns or []) or balancer.name in (names or [])
