# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of AWS, an API in each file."""

from __future__ import annotations

from . import (
    acm,
    backup,
    cloudfront,
    cloudtrail,
    cloudwatch,
    config,
    detection,
    ec2,
    ecr,
    ecs,
    elasticache,
    elbv2,
    flow_logs,
    iam,
    kms,
    logs,
    malware,
    rds,
    releases,
    route53,
    s3,
    secretsmanager,
    ses,
    sesv2,
    wafv2,
)

EVERY = tuple(source for api in (
    acm, backup, cloudfront, cloudtrail, cloudwatch, config, detection, ec2, ecr, ecs, elasticache, elbv2,
    flow_logs, iam, kms, logs, malware, rds, releases, route53, s3, secretsmanager, ses, sesv2, wafv2,
) for source in api.EVERY)
