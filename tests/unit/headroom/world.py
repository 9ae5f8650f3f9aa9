# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cells with tenants, and an AWS that answers each read with what a test says is there."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import read_only
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.headroom.looking import Cell, Headroom, look
from ansible_collections.venturemond.envelope.plugins.module_utils.headroom.tenants import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop

DOMAIN = "envelope.example"
ACCOUNT = "111122223333"
TAGS = {"managed-by": "envelope"}
WHERE = f"arn:aws:elasticloadbalancing:eu-west-1:{ACCOUNT}"


def pool(host: str, **about: t.Any) -> Tenant:
    return Tenant(**{"host": host, "prefix": f"envelope-prod-pool-{host}", "name": f"{host}.{DOMAIN}", "zone": DOMAIN,
                     "mail": f"{host}.{DOMAIN}", "records": 8, "tags": TAGS, **about})


def own(host: str, **about: t.Any) -> Tenant:
    """A pool tenant with a domain of its own."""
    return pool(host, **{"name": f"{host}.test", "zone": f"{host}.test", "own_domain": True,
                         "mail": f"{host}.test", "records": 0, **about})


def silo(host: str, **about: t.Any) -> Tenant:
    return pool(host, **{"prefix": f"envelope-prod-silo-{host}", "silo": True, "services": ("api", "reverb", "tenant"),
                         "records": 10, **about})


def cell(*tenants: Tenant, running: t.Iterable[str] | None = None, **values: t.Any) -> Cell:
    hosts = {tenant.host for tenant in tenants} if running is None else running
    said = {"aws_account_id": ACCOUNT, "cell_aws": {"region": "eu-west-1"}, "cell_domain": DOMAIN,
            "cell_load_balancer": "one", "cell_prefix": "envelope-prod", "cell_tags": TAGS, **values}
    return Cell("platform", said, tenants, frozenset({*hosts, "platform"}))


@dataclass
class Account:
    """What is there, and what AWS refuses to tell: operations, by error code."""

    quotas: dict[str, int] = field(default_factory=dict)
    balancers: list[str] = field(default_factory=lambda: ["one"])
    groups: dict[str, str] = field(default_factory=dict)
    """Target groups, by the load balancer that uses them."""
    rules: dict[str, int] = field(default_factory=dict)
    certificates: dict[str, list[str]] = field(default_factory=dict)
    """Names, by ARN; the first one first."""
    shown: dict[str, list[str]] = field(default_factory=dict)
    buckets: list[str] = field(default_factory=list)
    zones: dict[str, int] = field(default_factory=dict)
    """How many records are in each hosted zone."""
    zone_limit: int = 10_000
    identities: list[str] = field(default_factory=list)
    policies: dict[str, dict[str, t.Any]] = field(default_factory=dict)
    summary: dict[str, int] = field(default_factory=dict)
    status: str = "ISSUED"
    denied: dict[str, str] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    """The operations that were asked for."""

    def build(self, *tenants: Tenant, on: str = "one") -> None:
        """Let tenants be there as a run would have made them, without certificates."""
        for tenant in tenants:
            self.groups.update(dict.fromkeys(tenant.target_groups, on))
            self.rules[on] = self.rules.get(on, 0) + len(tenant.services)
            self.buckets.append(tenant.prefix)

    def look(self, wanted: Cell) -> Headroom:
        [found] = Loop(read_only(self)).run([look(wanted)])
        if isinstance(found, EnvelopeError):
            raise found
        return t.cast(Headroom, found)

    def __call__(self, call: Call) -> Reply:
        self.made.append(call.operation)
        if code := self.denied.get(call.operation):
            raise AwsError(call, code, "denied")
        answer = getattr(self, f"_{call.operation}", None)
        return answer(call.params) if answer else {}

    def _get_caller_identity(self, params: Reply) -> Reply:
        return {"account": ACCOUNT, "arn": f"arn:aws:iam::{ACCOUNT}:user/ann", "region": "eu-west-1"}

    def _list_service_quotas(self, params: Reply) -> Reply:
        service = params["ServiceCode"]
        return {"Quotas": [{"ServiceCode": service, "QuotaCode": code.partition("/")[2], "Value": float(value)}
                           for code, value in self.quotas.items() if code.startswith(f"{service}/")]}

    def _describe_load_balancers(self, params: Reply) -> Reply:
        return {"LoadBalancers": [{"LoadBalancerName": name, "LoadBalancerArn": _arn(name), "Type": "application"}
                                  for name in self.balancers]}

    def _describe_target_groups(self, params: Reply) -> Reply:
        return {"TargetGroups": [{"TargetGroupName": name, "LoadBalancerArns": [_arn(on)] if on else []}
                                 for name, on in self.groups.items()]}

    def _describe_listeners(self, params: Reply) -> Reply:
        name = params["LoadBalancerArn"].split("/")[-2]
        return {"Listeners": [{"ListenerArn": name, "Protocol": "HTTPS"}]}

    def _describe_rules(self, params: Reply) -> Reply:
        return {"Rules": [{"IsDefault": True}, *([{}] * self.rules.get(params["ListenerArn"], 0))]}

    def _describe_listener_certificates(self, params: Reply) -> Reply:
        shown = self.shown.get(params["ListenerArn"], [])
        return {"Certificates": [{"CertificateArn": "default", "IsDefault": True},
                                 *({"CertificateArn": arn, "IsDefault": False} for arn in shown)]}

    def _list_certificates(self, params: Reply) -> Reply:
        return {"CertificateSummaryList": [
            {"CertificateArn": arn, "DomainName": names[0], "SubjectAlternativeNameSummaries": names,
             "Status": self.status} for arn, names in self.certificates.items()]}

    def _list_buckets(self, params: Reply) -> Reply:
        return {"Buckets": [{"Name": name} for name in self.buckets]}

    def _list_email_identities(self, params: Reply) -> Reply:
        return {"EmailIdentities": [{"IdentityName": name} for name in self.identities]}

    def _list_hosted_zones(self, params: Reply) -> Reply:
        return {"HostedZones": [{"Name": f"{name}.", "Id": f"/hostedzone/{name}"} for name in self.zones]}

    def _get_hosted_zone_limit(self, params: Reply) -> Reply:
        return {"Limit": {"Type": params["Type"], "Value": self.zone_limit},
                "Count": self.zones[params["HostedZoneId"]]}

    def _get_account_limit(self, params: Reply) -> Reply:
        return {"Limit": {"Type": params["Type"], "Value": 500}, "Count": len(self.zones)}

    def _list_policies(self, params: Reply) -> Reply:
        return {"Policies": [{"PolicyName": name, "Arn": f"arn:aws:iam::{ACCOUNT}:policy/{name}",
                              "DefaultVersionId": "v1"} for name in self.policies]}

    def _get_policy_version(self, params: Reply) -> Reply:
        return {"PolicyVersion": {"Document": self.policies[params["PolicyArn"].rpartition("/")[2]]}}

    def _get_account_summary(self, params: Reply) -> Reply:
        return {"SummaryMap": self.summary}


def _arn(balancer: str) -> str:
    return f"{WHERE}:loadbalancer/app/{balancer}/50dc6c495c0c9188"
