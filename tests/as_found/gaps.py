# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gaps of the source's two documents, each of which can be there or not."""

from __future__ import annotations

import typing as t


class Gap(t.NamedTuple):
    """What is missing or wrong, where the source says so, and what does not hold because of it."""

    says: str
    source: str
    """`gap` of the gap analysis, or `manager` of the manager's requirements, with its number."""
    breaks: tuple[str, ...]
    """Ids of requirements."""
    found: bool = True
    """Whether it is in the environment that the source describes; else it is what the source proposes instead."""


GAPS: dict[str, Gap] = {
    "reverb": Gap("no WebSocket server at all", "gap 1.1", ("C1", "C2")),
    "env_api": Gap("api has no APP_URL", "gap 1.2", ("C3",)),
    "env_broadcasting": Gap("api and worker have nothing of Reverb", "gap 1.2", ("C3",)),
    "env_frontends": Gap("hq and tenant lack the domain, Reverb and reCAPTCHA", "gap 1.2", ("C3",)),
    "bucket_policy": Gap("tasks may not use the tenants' buckets", "gap 1.3", ("S2",)),
    "tenant_buckets": Gap("the application makes buckets, and protects nothing", "gap 1.3", ("S1", "S3")),
    "scan_stub": Gap("a function stands for a scanner, and scans nothing", "gap 1.3", ("S3",)),
    "health_paths": Gap("health checks ask for what the application does not answer", "gap 2.1", ("C4",)),
    "env_worker": Gap("worker has no APP_URL, and nothing of sessions", "gap 2.2", ("C3",)),
    "migrations": Gap("nothing migrates on a deploy, and nothing is recorded of one", "gap 2.3", ("C5",)),
    "scheduler_log_group": Gap("scheduler writes to worker's log group", "gap 3.3", ("C6",)),
    "flow_logs": Gap("no VPC flow logs", "gap 4.1", ("B3",)),
    "trail": Gap("no CloudTrail", "gap 4.1", ("B3",)),
    "guardduty": Gap("no GuardDuty detector", "gap 4.1", ("B3",)),
    "config": Gap("no AWS Config", "gap 4.1", ("B3",)),
    "security_hub": Gap("no Security Hub", "gap 4.1", ("B3",)),
    "kms": Gap("AWS's keys encrypt, and none of ours", "gap 4.1", ("B3", "C6", "S1")),
    "backup": Gap("no AWS Backup", "gap 4.1", ("B3",)),
    "alarms": Gap("no alarm, no topic, no dashboard", "gap 4.2", ("O1",)),
    "pipeline": Gap("a key that is stored for ever deploys", "gap 5.1", ("P2",)),
    "ecr_mutable": Gap("tags of images can be written over", "gap 5.2", ("C7",)),
    "route53": Gap("no record of the zone leads to the load balancer", "gap 5.3", ("N3",)),
    "plain_secrets": Gap("APP_KEY and REVERB_APP_SECRET can be read in task definitions", "manager 5", ("C8",)),
    "tenant_secrets": Gap("tenants have no secret", "manager 5", ("T1",)),
    "waf": Gap("no web ACL", "manager 5", ("B1",)),
    "ses_inbound": Gap("mail to the domains is kept nowhere", "manager 4", ("E2",)),
    "static_site": Gap("the bucket of the static site is public", "manager 3", ("F1",), found=False),
    "app_url_of_load_balancer": Gap("APP_URL is the load balancer's own name", "gap 1.2", ("C3",), found=False),
    "wildcard_policy": Gap("tasks may use every bucket of the prefix", "gap 1.3", ("S2",), found=False),
}

AS_FOUND = tuple(name for name, gap in GAPS.items() if gap.found)
"""The environment that the source describes."""

EXPLAINED = {
    "S3.closed": "the files of before are yet to be scanned",
    "B3.keys database envelope-prod-mysql": "AWS changes the key of no database: with the next one, from a snapshot",
    "B3.keys cache envelope-prod-redis": "AWS changes the key of no cache: with the next one, from a snapshot",
    "P2": "the pipeline is another team's, and gets a role of its own with their next release",
}
"""What site.yml leaves, and why that is accepted for now: as `audit_explained`."""
