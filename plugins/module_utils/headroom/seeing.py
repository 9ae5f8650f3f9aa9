# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account has of everything that is counted, by few reads that are made at once.

A read that AWS refuses leaves what it would have told unknown; that is said, and nothing is refused because of it.
"""

from __future__ import annotations

import collections
import typing as t
from dataclasses import dataclass, field

from .. import policies
from ..calls import Call, Flow, Service, Together
from ..errors import Absent, AwsError
from ..kinds.acm.service import KEY_TYPES, USABLE, acm
from ..kinds.elbv2.api import elbv2
from ..kinds.iam.service import iam, own_policy
from ..kinds.kms import kms
from ..kinds.route53.service import plain_id, route53
from ..kinds.s3.service import s3
from ..kinds.sesv2.service import sesv2
from ..pages import pages
from ..wire import get
from . import quotas
from .quotas import Limit

service_quotas = Service("service-quotas", absent=frozenset({"NoSuchResourceException"}))
cloudwatch = Service("cloudwatch")
secretsmanager, cloudfront = Service("secretsmanager"), Service("cloudfront")

SHARED_POLICIES = ("tenant-bucket-data-access", "tenant-secret-access")
"""The platform's policies, after its prefix, that may grow with its tenants."""

LISTS: dict[str, tuple[Call, str, str]] = {
    "buckets": (s3.list_buckets(), "Buckets", "Name"),
    "keys": (kms.list_aliases(), "Aliases", "AliasName"),
    "secrets": (secretsmanager.list_secrets(), "SecretList", "Name"),
    "alarms": (cloudwatch.describe_alarms(), "MetricAlarms", "AlarmName"),
}
"""What is counted by listing it: the call, the list in its reply, and the name in each entry."""

DISTRIBUTIONS = (cloudfront.list_distributions(), "DistributionList.Items", "Id")


Names = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Balancer:
    """A load balancer, as far as it is full."""

    used: t.Mapping[str, int]
    shown: frozenset[str] = frozenset()
    """ARNs of the certificates it shows besides the default ones."""


@dataclass
class Seen:
    """What the reads have told; what is in none of its mappings is unknown."""

    limits: dict[str, Limit] = field(default_factory=quotas.defaults)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    balancers: dict[str, Balancer] = field(default_factory=dict)
    target_groups: dict[str, str] = field(default_factory=dict)
    """Target groups, each with the load balancer that uses it, or none."""
    certificates: dict[Names, list[str]] | None = None
    """ARNs of the certificates that can be used, or will be, by their first name and all of their names."""
    policies: dict[str, dict[str, t.Any]] = field(default_factory=dict)
    """The platform's policies that may grow with its tenants."""
    unknown: list[str] = field(default_factory=list)
    """Reads that AWS has refused."""

    def used(self, key: str) -> int | None:
        """How many there are of what a quota counts in a region or an account."""
        return self.counts.get(key, len(self.names[key]) if key in self.names else None)

    def used_at(self) -> dict[str, dict[str, int]]:
        """How many there are of what a quota counts on each load balancer."""
        groups = collections.Counter(self.target_groups.values())
        known = "target_groups" in self.names
        return {name: {**balancer.used, **({"balancer_target_groups": groups[name]} if known else {})}
                for name, balancer in self.balancers.items()}

    def has(self, key: str, name: str) -> bool:
        """Whether there is one of that name; what is unknown counts as there, since nothing is refused for it."""
        return name in self.names.get(key, {name})


def seen(prefix: str, domain: str, balancers: t.Sequence[str], *, sites: bool) -> Flow:
    """Look at the account for a cell; `sites` says whether static sites, and so distributions, are of interest."""
    found = Seen()
    lists = {**LISTS, **({"distributions": DISTRIBUTIONS} if sites else {})}
    services = dict.fromkeys(quota.service for quota in quotas.EVERY.values() if quota.code)
    answers = yield Together([
        *(_limits(found, service) for service in services),
        *(_listed(found, key, *about) for key, about in lists.items()),
        _identities(found), _certificates(found), _target_groups(found), _balancers(found, balancers), _summary(found),
        _zones(found, domain), _zones_allowed(found),
        *(_policy(found, f"{prefix}-{name}") for name in SHARED_POLICIES),
    ])
    found.unknown += [_refusal(answer) for answer in answers if isinstance(answer, AwsError)]
    return found


def _refusal(error: AwsError) -> str:
    return f"{error.call}: {error.code}"


def _limits(found: Seen, service: str) -> Flow:
    try:
        reply = yield service_quotas.list_service_quotas(ServiceCode=service)
    except Absent:  # it has no value of its own there
        return
    found.limits.update(quotas.applied(reply.get("Quotas", ())))


def _listed(found: Seen, key: str, call: Call, entries: str, name: str) -> Flow:
    reply = yield call
    names = (each[name] for each in get(reply, entries.split(".")) or ())
    found.names[key] = frozenset(each for each in names if not each.startswith("alias/aws/"))


def _identities(found: Seen) -> Flow:
    listed = yield from pages(sesv2.list_email_identities(PageSize=1000), "EmailIdentities")
    found.names["identities"] = frozenset(each["IdentityName"] for each in listed)


def _certificates(found: Seen) -> Flow:
    reply = yield acm.list_certificates(Includes={"keyTypes": KEY_TYPES})
    every = reply.get("CertificateSummaryList", ())
    found.counts["certificates"] = len(every)
    found.certificates = {}
    for each in every:
        if each.get("Status") in USABLE:
            first, *others = (name.lower() for name in (
                each["DomainName"], *each.get("SubjectAlternativeNameSummaries", ())))
            found.certificates.setdefault((first, frozenset({first, *others})), []).append(each["CertificateArn"])


def _zones(found: Seen, domain: str) -> Flow:
    """The hosted zones, and how full the platform's is."""
    zones = (yield route53.list_hosted_zones()).get("HostedZones", ())
    ids = {each["Name"].rstrip("."): plain_id(each["Id"]) for each in zones
           if not each.get("Config", {}).get("PrivateZone")}
    found.names["zones"], found.counts["zones"] = frozenset(ids), len(zones)
    if domain not in ids:
        found.counts["records"] = 0
    else:
        told = yield route53.get_hosted_zone_limit(HostedZoneId=ids[domain], Type="MAX_RRSETS_BY_ZONE")
        found.counts["records"], found.limits["records"] = told["Count"], Limit(told["Limit"]["Value"], "Route 53")


def _zones_allowed(found: Seen) -> Flow:
    told = yield route53.get_account_limit(Type="MAX_HOSTED_ZONES_BY_OWNER")
    found.limits["zones"] = Limit(told["Limit"]["Value"], "Route 53")


def _target_groups(found: Seen) -> Flow:
    reply = yield elbv2.describe_target_groups()
    found.target_groups = {each["TargetGroupName"]: next(map(_name, each.get("LoadBalancerArns") or ()), "")
                           for each in reply.get("TargetGroups", ())}
    found.names["target_groups"] = frozenset(found.target_groups)


def _balancers(found: Seen, names: t.Sequence[str]) -> Flow:
    reply = yield elbv2.describe_load_balancers()
    there = {each["LoadBalancerName"]: each["LoadBalancerArn"] for each in reply.get("LoadBalancers", ())
             if each.get("Type", "application") == "application"}
    found.counts["load_balancers"] = len(there)
    found.balancers.update({name: Balancer({"listeners": 0, "rules": 0, "balancer_certificates": 0})
                            for name in names if name not in there})
    looks = {name: _balancer(there[name]) for name in names if name in there}
    answers = yield Together(list(looks.values()))
    for name, answer in zip(looks, answers, strict=True):
        found.balancers[name] = answer if isinstance(answer, Balancer) else Balancer({})
        found.unknown += [_refusal(answer)] if isinstance(answer, AwsError) else []


def _balancer(arn: str) -> Flow:
    reply = yield elbv2.describe_listeners(LoadBalancerArn=arn)
    listeners = reply.get("Listeners", ())
    rules, shown = yield Together([_rules(listeners), _shown(listeners)])
    for answer in (rules, shown):
        if isinstance(answer, AwsError):
            raise answer
    return Balancer({"listeners": len(listeners), "rules": rules, "balancer_certificates": len(shown)},
                    frozenset(shown))


def _rules(listeners: t.Sequence[t.Mapping[str, t.Any]]) -> Flow:
    count = 0
    for listener in listeners:
        reply = yield elbv2.describe_rules(ListenerArn=listener["ListenerArn"])
        count += sum(not rule.get("IsDefault") for rule in reply.get("Rules", ()))
    return count


def _shown(listeners: t.Sequence[t.Mapping[str, t.Any]]) -> Flow:
    found: list[str] = []
    for listener in listeners:
        if listener.get("Protocol") == "HTTPS":
            reply = yield elbv2.describe_listener_certificates(ListenerArn=listener["ListenerArn"])
            found += [each["CertificateArn"] for each in reply.get("Certificates", ()) if not each.get("IsDefault")]
    return found


def _summary(found: Seen) -> Flow:
    """IAM tells its quotas and their use in one answer, in every region."""
    counted = (yield iam.get_account_summary()).get("SummaryMap", {})
    for key, name in (("roles", "Roles"), ("policies", "Policies")):
        if name in counted:
            found.counts[key] = counted[name]
    for key, name in (("roles", "RolesQuota"), ("policies", "PoliciesQuota"), ("policy_size", "PolicySizeQuota")):
        if name in counted:
            found.limits[key] = Limit(counted[name], "IAM")


def _policy(found: Seen, name: str) -> Flow:
    listed = yield from own_policy(name)
    if listed is None:
        return
    version = yield iam.get_policy_version(PolicyArn=listed["Arn"], VersionId=listed["DefaultVersionId"])
    found.policies[name] = policies.policy.into(version["PolicyVersion"]["Document"])


def _name(balancer_arn: str) -> str:
    return balancer_arn.split("/")[-2]
