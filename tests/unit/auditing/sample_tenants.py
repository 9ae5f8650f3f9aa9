# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tenants that lack nothing, two of the pool and one with services of its own, beside the sample platform."""

from __future__ import annotations

import copy
import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.access import (
    bucket_access,
    secret_access,
    task_roles,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place, Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3.statements import joined
from ansible_collections.venturemond.envelope.plugins.module_utils.scanning import GUARDDUTY, guard
from ansible_collections.venturemond.envelope.tests.unit.auditing import sample_platform, samples
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import (
    ACCOUNT,
    BALANCER,
    DOMAIN,
    PREFIX,
    REGION,
    arn,
)
from ansible_collections.venturemond.envelope.tests.unit.roles import wanted

Found = dict[str, t.Any]
PLACE = {"account_id": ACCOUNT, "region": REGION}
SCANNER = f"arn:aws:iam::{ACCOUNT}:role/{PREFIX}-malware-protection"
POLICY = f"{PREFIX}-tenant-bucket-data-access"

ACME, BLUEBIRD = (Tenant(name, "pool", f"{PREFIX}-pool-{name}", f"{name}.{DOMAIN}") for name in ("acme", "bluebird"))
KESTREL = Tenant("kestrel", "silo", f"{PREFIX}-silo-kestrel", "kestrel.example", "kestrel.example")
TENANTS = (ACME, BLUEBIRD, KESTREL)


def place(*tenants: Tenant, **values: t.Any) -> Place:
    return samples.place(tenants or TENANTS, **values)


def sample() -> Found:
    """What each source shows, by its name."""
    platform = sample_platform.sample()
    zones = {"hosted zones": [_zone(DOMAIN), _zone(str(KESTREL.domain))]}
    return {**platform, **_kept(), **_roles(), **_mail(), **_silo(platform), **zones}


def edited(*edits: t.Callable[[Found], t.Any]) -> Found:
    found = copy.deepcopy(sample())
    for edit in edits:
        edit(found)
    return found


def one(found: Found, source: str, name: str) -> Found:
    """The thing of that name, by whatever key it is under."""
    keys = ("Name", "name", "RoleName", "ConfigurationSetName")
    return next(each for each in found[source] if name in (each.get(key) for key in keys))


def key(tenant: Tenant) -> str:
    return arn("kms", f"key/{tenant.name}")


def _kept() -> Found:
    tags = {one.name: [{"Key": name, "Value": value} for name, value in (
        ("project", "envelope"), ("environment", "prod"), ("tenant", one.name))] for one in TENANTS}
    return {
        "buckets": [*(_bucket(one, tags[one.name]) for one in TENANTS), {"Name": f"{PREFIX}-audit", "tags": []}],
        "secrets": [{"Name": one.prefix, "ARN": arn("secretsmanager", f"secret:{one.prefix}-AbCdEf"),
                     "Tags": list(tags[one.name])} for one in TENANTS],
        "keys": [{"KeyId": one.name, "aliases": [f"alias/{one.prefix}"]} for one in TENANTS],
        "malware protection plans": [{
            "ProtectedResource": {"S3Bucket": {"BucketName": one.prefix}}, "Status": "ACTIVE",
            "Actions": {"Tagging": {"Status": "ENABLED"}}} for one in TENANTS],
    }


def _bucket(tenant: Tenant, tags: list[dict[str, str]]) -> Found:
    resource = f"arn:aws:s3:::{tenant.prefix}"
    guarded = {"Version": "2012-10-17", "Statement": guard(GUARDDUTY, SCANNER, f"{resource}/*")}
    by = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key(tenant)}
    return {
        "Name": tenant.prefix, "versioning": True, "public_access_block": True,
        "object_ownership": "BucketOwnerEnforced", "encryption": {"ApplyServerSideEncryptionByDefault": by},
        "policy": joined(guarded, resource, tls_only=True), "tags": tags,
        "lifecycle_rules": [{"Status": "Enabled", "NoncurrentVersionExpiration": {"NoncurrentDays": 90}}],
        "cors_rules": [{"AllowedMethods": ["GET", "PUT"], "AllowedOrigins": [f"https://{tenant.host}"]}],
        "notifications": {"EventBridgeConfiguration": {}},
    }


def _roles() -> Found:
    """The roles and policies that the roles of this collection make."""
    shared = {POLICY: bucket_access([f"{PREFIX}-pool-*"], PLACE),
              f"{PREFIX}-tenant-secret-access": secret_access([f"{PREFIX}-pool-*"], PLACE)}
    own = {f"{KESTREL.prefix}-bucket-data-access": bucket_access([KESTREL.prefix], PLACE),
           f"{KESTREL.prefix}-secret-access": secret_access([KESTREL.prefix], PLACE)}
    made = {PREFIX: (wanted.platform(task_policies=list(shared)), shared),
            KESTREL.prefix: (wanted.silo(prefix=KESTREL.prefix, roles_prefix=KESTREL.prefix, secret=KESTREL.prefix,
                                         task_policies=list(own)), own)}
    return {
        "roles": [_role(each, documents) for asked, documents in made.values() for each in task_roles(asked)],
        "policies": [{"Arn": _policy(name), "name": name, "document": each}
                     for name, each in {**shared, **own}.items()],
    }


def _policy(name: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:policy/{name}"


def _role(role: Found, documents: Found) -> Found:
    return {
        "RoleName": role["name"], "Arn": f"arn:aws:iam::{ACCOUNT}:role/{role['name']}", "Tags": [],
        "AttachedManagedPolicies": [{"PolicyArn": _policy(name)} for name in role["managed_policies"]],
        "documents": [*role["inline_policies"].values(), *(documents[name] for name in role["managed_policies"])]}


def _silo(platform: Found) -> Found:
    """The silo tenant's services, with what leads to them; and the roles of the platform's."""
    services = [_with_roles(each, PREFIX) for each in platform["services"]]
    api = copy.deepcopy(next(each for each in services if each["serviceName"] == f"{PREFIX}-api"))
    group = arn("elasticloadbalancing", f"targetgroup/{KESTREL.prefix}-api/1")
    name = f"{KESTREL.prefix}-api"
    api |= {"serviceName": name, "serviceArn": arn("ecs", f"service/{PREFIX}-cluster/{name}"),
            "loadBalancers": [{"targetGroupArn": group, "containerPort": 8000}]}
    api["task"]["containerDefinitions"][0]["logConfiguration"]["options"]["awslogs-group"] = f"/ecs/{name}"
    rule = {"Conditions": [{"Field": "host-header", "HostHeaderConfig": {"Values": [f"api.{KESTREL.host}"]}}],
            "Actions": [{"Type": "forward", "TargetGroupArn": group}]}
    shown = {"CertificateArn": arn("acm", "certificate/kestrel"), "DomainName": KESTREL.domain, "Status": "ISSUED"}
    https, *others = platform["listeners"]
    return {
        "services": [*services, _with_roles(api, KESTREL.prefix)],
        "target groups": [*platform["target groups"], {
            "TargetGroupArn": group, "TargetGroupName": f"{KESTREL.prefix}-api", "LoadBalancerArns": [BALANCER]}],
        "listeners": [{**https, "rules": [rule, *https["rules"]],
                       "certificates": [*https["certificates"], shown]}, *others],
        "certificates": [*platform["certificates"], shown],
    }


def _with_roles(service: Found, prefix: str) -> Found:
    roles = {f"{name}RoleArn": f"arn:aws:iam::{ACCOUNT}:role/{prefix}-{name}" for name in ("task", "execution")}
    return {**service, "task": {**service["task"], **roles}}


def _mail() -> Found:
    named = {DOMAIN: PREFIX, **{str(each.host): each.prefix for each in TENANTS}}
    told = {"Enabled": True, "MatchingEventTypes": ["BOUNCE", "COMPLAINT"], "SnsDestination": {"TopicArn": "topic"}}
    return {
        "mail identities": [{
            "name": name, "ConfigurationSetName": each, "VerificationStatus": "SUCCESS", "IdentityType": "DOMAIN",
            "DkimAttributes": {"SigningEnabled": True, "Status": "SUCCESS", "Tokens": ["token"],
                               "NextSigningKeyLength": "RSA_2048_BIT"},
            "MailFromAttributes": {"MailFromDomain": f"bounce.{name}", "MailFromDomainStatus": "SUCCESS"},
        } for name, each in named.items()],
        "configuration sets": [{
            "ConfigurationSetName": each, "destinations": [dict(told)],
            "ReputationOptions": {"ReputationMetricsEnabled": True},
            "SuppressionOptions": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}} for each in named.values()],
        "mail account": {"SuppressionAttributes": {"SuppressedReasons": ["BOUNCE"]}},
        "receipt rules": {"name": PREFIX, "rules": [{
            "Name": "inbound", "Enabled": True, "Recipients": [],
            "Actions": [{"S3Action": {"BucketName": f"{PREFIX}-mail"}}]}]},
    }


def _zone(domain: str) -> Found:
    """A zone with the names of what is in it, and what their mail needs."""
    here = {"AliasTarget": {"DNSName": f"dualstack.{PREFIX}-1.{REGION}.elb.amazonaws.com."}}
    own = [domain] if domain != DOMAIN else [str(each.host) for each in (ACME, BLUEBIRD)]
    led = {(name, "A"): {"Type": "A", **here} for name in (f"*.{domain}", *own)}
    mail = [domain] if domain != DOMAIN else [domain, *own]
    return {"name": domain, "records": {**led, **{name: each for sender in mail for name, each in _records(sender)}}}


def _records(domain: str) -> t.Iterator[tuple[tuple[str, str], Found]]:
    spf, bounce = '"v=spf1 include:amazonses.com ~all"', f"bounce.{domain}"
    for name, kind, value in (
            (f"token._domainkey.{domain}", "CNAME", "token.dkim.amazonses.com"), (domain, "TXT", spf),
            (f"_dmarc.{domain}", "TXT", '"v=DMARC1; p=none"'), (bounce, "TXT", spf),
            (bounce, "MX", f"10 feedback-smtp.{REGION}.amazonses.com"),
            (domain, "MX", f"10 inbound-smtp.{REGION}.amazonaws.com")):
        yield (name, kind), {"Type": kind, "ResourceRecords": [{"Value": value}]}
