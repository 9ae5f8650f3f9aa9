# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The load balancer: its listeners, and a target group and a rule for each service that has a port."""

from __future__ import annotations

import typing as t

from .account import DOMAIN, HOSTS, PREFIX, Account, tags
from .names import certificate
from .network import subnets

TLS = "ELBSecurityPolicy-TLS13-1-2-2021-06"
ATTRIBUTES = {"idle_timeout.timeout_seconds": "120", "deletion_protection.enabled": "true",
              "routing.http.drop_invalid_header_fields.enabled": "true"}
STICKY = {"stickiness.enabled": "true", "stickiness.type": "lb_cookie",
          "stickiness.lb_cookie.duration_seconds": "86400"}
TO_HTTPS = {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}
NOBODY = {"StatusCode": "404", "ContentType": "text/plain"}

BEHIND = {"api": (8000, "/api/health", 10), "hq": (3000, "/admin/", 20), "reverb": (8080, "/up", 30),
          "tenant": (3000, "/", 100)}
"""Port, health check and priority of the services behind it."""

UNKNOWN_PATHS = {"api": "/health", "hq": "/"}
"""Gap 2.1: what the application does not answer with 200."""


def load_balancer(account: Account) -> None:
    elbv2 = account.client("elbv2")
    [made] = elbv2.create_load_balancer(
        Name=f"{PREFIX}-alb", Subnets=subnets(account, "public"), SecurityGroups=[account.made["group alb"]],
        Scheme="internet-facing", Type="application", Tags=tags())["LoadBalancers"]
    elbv2.modify_load_balancer_attributes(LoadBalancerArn=made["LoadBalancerArn"], Attributes=_pairs(ATTRIBUTES))
    account.made |= {"load balancer": made["LoadBalancerArn"], "load balancer address": made["DNSName"],
                     "load balancer zone": made["CanonicalHostedZoneId"]}
    _listen(account, 80, "HTTP", {"Type": "redirect", "RedirectConfig": TO_HTTPS})
    shown = certificate(account, SubjectAlternativeNames=[f"*.{DOMAIN}"])
    listener = _listen(account, 443, "HTTPS", {"Type": "fixed-response", "FixedResponseConfig": NOBODY},
                       SslPolicy=TLS, Certificates=[{"CertificateArn": shown}])
    for name, (port, path, priority) in BEHIND.items():
        if name == "reverb" and account.has("reverb"):
            continue
        group = _target_group(account, name, port, _path(account, name, path))
        elbv2.create_rule(ListenerArn=listener, Priority=priority, Conditions=[_condition(name)], Tags=tags(),
                          Actions=[{"Type": "forward", "TargetGroupArn": group}])


def _path(account: Account, name: str, path: str) -> str:
    return UNKNOWN_PATHS.get(name, path) if account.has("health_paths") else path


def _listen(account: Account, port: int, protocol: str, action: dict[str, t.Any], **more: t.Any) -> str:
    [made] = account.client("elbv2").create_listener(
        LoadBalancerArn=account.made["load balancer"], Port=port, Protocol=protocol, DefaultActions=[action],
        Tags=tags(), **more)["Listeners"]
    return t.cast(str, made["ListenerArn"])


def _condition(name: str) -> dict[str, t.Any]:
    """The host of a service; the tenants' pages are for whatever host is left."""
    if name in HOSTS:
        return {"Field": "host-header", "HostHeaderConfig": {"Values": [HOSTS[name]]}}
    return {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/*"]}}


def _target_group(account: Account, name: str, port: int, path: str) -> str:
    elbv2 = account.client("elbv2")
    [made] = elbv2.create_target_group(
        Name=f"{PREFIX}-{name}-tg", Protocol="HTTP", Port=port, VpcId=account.made["vpc"], TargetType="ip",
        HealthCheckPath=path, Matcher={"HttpCode": "200"}, Tags=tags())["TargetGroups"]
    if name == "reverb":
        elbv2.modify_target_group_attributes(TargetGroupArn=made["TargetGroupArn"], Attributes=_pairs(STICKY))
    account.made[f"target group {name}"] = made["TargetGroupArn"]
    return t.cast(str, made["TargetGroupArn"])


def _pairs(attributes: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": name, "Value": value} for name, value in attributes.items()]
