# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports as an audit makes them: of a small platform with something of everything, and of a large one."""

from __future__ import annotations

import collections

from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.report import SCHEMA
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.verdicts import SEVERITIES, VERDICTS, worst

AT = "2026-11-22T15:00:01Z"
HOSTILE = "<script>alert(1)</script> | `x` @acme #12"
"""What a name in a foreign account may be."""

AREAS = {
    "Tenancy": "T1 T2 T3 T4 T5", "Network": "N1 N2 N3", "Services": "C1 C2 C3 C4 C5 C6 C7 C8 C9",
    "Data": "D1 S1 S2 S3 S4 F1", "Mail": "E1 E2 E3", "Security": "B1 B2 B3", "Operation": "O1 O2 P1 P2 P3 P4",
    "Audit": "A1 A2 A3",
}
OTHERWISE = {"N2.tls": "FAIL", "B1.present": "FAIL", "O1.alarms": "UNKNOWN", "S3.scan": "EXPLAINED",
             "P2.second": "NOT APPLICABLE"}


def finding(subject="envelope-prod", verdict="PASS", *, tenant=None, seen="as it should be", expected="so"):
    return {"subject": subject, "tenant": tenant, "verdict": verdict, "seen": seen, "expected": expected}


def check(name, *findings, severity="medium", api="ecs:ListServices", **more):
    return {"id": name, "title": f"What {name} asks for is there", "severity": severity, "iso_2013": ["A.13.1.1"],
            "iso_2022": ["8.20"], "verdict": worst(one["verdict"] for one in findings),
            "remedy": {"role": "network", "variable": "network_ssl_policy", "text": "Run the role again."},
            "explained": None, "evidence": [{"api": api, "region": "eu-west-1", "at": AT}],
            "findings": [*findings], **more}


def requirement(name, area, *checks):
    return {"id": name, "area": area, "title": f"Everything that {name} says is true", "source": ["manager 2"],
            "gaps": ["3.2"], "verdict": worst(one["verdict"] for one in checks), "checks": [*checks]}


def tenant(name, verdict="PASS", **more):
    host = f"{name}.envelope.example"
    return {"name": name, "tier": "pool", "host": host, "declared": True, "verdict": verdict, **more}


def service(name, running=2, **more):
    return {"name": name, "full_name": f"envelope-prod-{name}", "tenant": None, "desired": 2, "running": running,
            "minimum": 2, "maximum": 6, "cpu": 512, "memory": 1024, "image": f"envelope-prod-{name}:1.0.0",
            "port": 8000, "load_balancer": "envelope-prod", **more}


def architecture(**changed):
    zones = ["eu-west-1a", "eu-west-1b"]
    return {
        "vpc": {"id": "vpc-1", "name": "envelope-prod", "cidr": "10.20.0.0/16"}, "zones": zones,
        "subnets": [{"name": f"{kind}-{zone[-1]}", "zone": zone, "kind": kind}
                    for kind in ("public", "private", "data") for zone in zones],
        "nat_gateways": 2, "load_balancers": [
            {"name": "envelope-prod", "scheme": "internet-facing", "dns_name": "envelope-prod.elb.amazonaws.com",
             "hosts": 12, "web_acl": "envelope-prod", "listeners": [443, 80]}],
        "cluster": "envelope-prod-cluster", "services": [
            service("api"), service("worker", port=None, load_balancer=None),
            service("scheduler", 1, desired=1, minimum=None, maximum=None, port=None), service("reverb", 1),
            service("hq"), service("tenant"), service("api", tenant="kestrel")],
        "databases": [{"name": "envelope-prod", "engine": "mysql 8.4", "class": "db.r7g.large", "multi_az": True,
                       "storage_gib": 100}],
        "caches": [{"name": "envelope-prod", "engine": "redis 7.1", "node_type": "cache.t4g.small", "nodes": 2}],
        "buckets": 12, "secrets": 12, "mail_identities": 5,
        "distributions": [{"id": "E123", "domains": ["www.acme.example", "acme.example"]}],
        "zones_dns": ["envelope.example"], "alarms": 55, "unknown": [], **changed}


NOTHING = {"vpc": None, "zones": [], "subnets": [], "nat_gateways": 0, "load_balancers": [], "cluster": None,
           "services": [], "databases": [], "caches": [], "distributions": [], "zones_dns": []}
"""What to change of an architecture so that there is none."""


def untold(*parts):
    """What to change of an architecture so that AWS did not tell these parts, or any."""
    parts = parts or [part for part in architecture() if part != "unknown"]
    return {**dict.fromkeys(parts), "unknown": sorted(parts)}


def parity():
    names = [("APP_KEY", "APP_KEY", "same", True, None, "plain in the task definition, and a secret"),
             ("BASE_URL", "NUXT_API_BASE_SERVER", "different naming", False, True, None),
             ("REVERB_HOST", None, "missing", False, None, None), ("TZ", "TZ", "only here", False, None, None)]
    columns = ("name", "live_name", "status", "secret", "value_differs", "note")
    variables = [dict(zip(columns, one, strict=True)) for one in names]
    return {"file": "docker-compose.prod.yml", "services": [
        {"compose": "tenant", "service": "tenant", "family": "envelope-prod-tenant:7", "variables": variables},
        {"compose": "api", "service": "api", "family": "envelope-prod-api:9", "variables": variables[:1]},
        {"compose": "mysql", "service": None, "family": None, "variables": []}],
        "summary": {"same": 2, "different naming": 1, "missing": 1, "only here": 1}}


def orphans():
    return [{"arn": "arn:aws:s3:::envelope-prod-pool-zombie", "sort": "s3 bucket", "name": "envelope-prod-pool-zombie",
             "tenant": "zombie", "why": "tenant zombie is in no inventory", "created": "2026-01-02T03:04:05Z",
             "age_days": 324, "cost": "dollars"},
            {"arn": "arn:aws:ec2:eu-west-1:111122223333:natgateway/nat-1", "sort": "NAT gateway", "name": HOSTILE,
             "tenant": None, "why": "no route leads to it", "created": None, "age_days": None, "cost": "tens"}]


def report(tenants=("acme", "bluebird", "kestrel"), **changed):
    """All verdicts, a hostile name, a denied API, parity, orphans and a trend; a tenant's bucket fails."""
    requirements = [requirement(name, area, *_checks(name, tenants))
                    for area, names in AREAS.items() for name in names.split()]
    every = [one for each in requirements for one in each["checks"]]
    found = collections.defaultdict(list)
    for one in (finding for each in every for finding in each["findings"]):
        found[one["tenant"]].append(one["verdict"])
    return {
        "schema": SCHEMA, "generated_at": "2026-11-22T15:00:00Z", "collection": "0.1.0",
        "platform": {"name": "envelope-prod", "project": "envelope", "environment": "prod", "prefix": "envelope-prod",
                     "region": "eu-west-1", "account": "111122223333", "domain": "envelope.example",
                     "known_from": "inventory", "note": None},
        "tenants": [tenant(name, worst(found[name])) for name in tenants],
        "summary": _summary(every), "requirements": requirements,
        "refused": [{"api": "cloudwatch:DescribeAlarms", "region": "eu-west-1", "code": "AccessDenied",
                     "message": f"not allowed: {HOSTILE}"}],
        "architecture": architecture(), "parity": parity(), "orphans": orphans(), "leaving": [],
        "trend": {"since": "2026-11-21T15:00:00Z", "before": {**_summary(every)["counts"], "FAIL": 1, "PASS": 60},
                  "newly_failing": ["N2.tls"], "mended": ["C1.second"], "new_checks": []}, **changed}


def large(tenants=100):
    """A report of so many tenants, with twelve findings each."""
    return report([f"tenant-{place:03}" for place in range(tenants)])


def _checks(name, tenants):
    """Two checks, and for tenancy one of each tenant more."""
    ids = {"N2": "tls", "B1": "present", "O1": "alarms", "S3": "scan"}
    first = f"{name}.{ids.get(name, 'first')}"
    checks = [_platform(first, "high" if name == "N2" else "medium"), _platform(f"{name}.second", "low")]
    if tenants and name in ("T1", "T4", "S1", "S2", "E1", "E3", "B2", "C6", "O2", "N3", "C3", "C8"):
        broken = tenants[0] if name == "S1" else None
        checks.append(check(f"{name}.tenants", *(
            finding(f"bucket envelope-prod-pool-{one}", "FAIL" if one == broken else "PASS", tenant=one,
                    seen="Block public access is off" if one == broken else "Block public access is on",
                    expected="public access blocked") for one in tenants),
            severity="critical", api="s3:GetPublicAccessBlock"))
    return checks


def _platform(name, severity):
    verdict = OTHERWISE.get(name, "PASS")
    subject = f"listener {HOSTILE}" if name == "N2.tls" else "envelope-prod"
    seen = {"FAIL": "ELBSecurityPolicy-2016-08", "UNKNOWN": "cloudwatch:DescribeAlarms was refused (AccessDenied)"}
    fine = [finding("listener envelope-prod:8443", seen="TLS 1.3")] if name == "N2.tls" else []
    return check(name, finding(subject, verdict, seen=seen.get(verdict, "as it should be"),
                               expected="a policy of TLS 1.2 or later"), *fine, severity=severity,
                 explained="Uploads are read by staff only." if verdict == "EXPLAINED" else None)


def _summary(checks):
    counts = collections.Counter(one["verdict"] for one in checks)
    failed = collections.Counter(one["severity"] for one in checks if one["verdict"] == "FAIL")
    return {"verdict": worst(counts), "counts": {verdict: counts[verdict] for verdict in VERDICTS},
            "failed_by_severity": {severity: failed[severity] for severity in SEVERITIES}, "seconds": 4.2, "calls": 61}
