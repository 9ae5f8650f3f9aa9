# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Config: how everything is set up, over time, and whether it keeps the rules."""

from __future__ import annotations

import typing as t

from ..access import Document, allow
from ..errors import Invalid
from ..overlaying import overlay
from ..spelling import unknown
from .control import Control, Wanted, delivering, objects, of_this_account

SERVICE = "config.amazonaws.com"

RULES: dict[str, dict[str, t.Any]] = {
    "alb-http-to-https": {"identifier": "ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK"},
    "alb-waf": {"identifier": "ALB_WAF_ENABLED"},
    "cloudtrail": {"identifier": "MULTI_REGION_CLOUD_TRAIL_ENABLED"},
    "cloudtrail-encrypted": {"identifier": "CLOUD_TRAIL_ENCRYPTION_ENABLED"},
    "cloudtrail-validated": {"identifier": "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"},
    "database-backed-up": {"identifier": "DB_INSTANCE_BACKUP_ENABLED"},
    "database-encrypted": {"identifier": "RDS_STORAGE_ENCRYPTED"},
    "database-multi-az": {"identifier": "RDS_MULTI_AZ_SUPPORT"},
    "database-private": {"identifier": "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"},
    "flow-logs": {"identifier": "VPC_FLOW_LOGS_ENABLED"},
    "guardduty": {"identifier": "GUARDDUTY_ENABLED_CENTRALIZED"},
    "keys-rotated": {"identifier": "CMK_BACKING_KEY_ROTATION_ENABLED"},
    "load-balancer-protected": {"identifier": "ELB_DELETION_PROTECTION_ENABLED"},
    "password-policy": {"identifier": "IAM_PASSWORD_POLICY"},
    "root-access-key": {"identifier": "IAM_ROOT_ACCESS_KEY_CHECK"},
    "root-mfa": {"identifier": "ROOT_ACCOUNT_MFA_ENABLED"},
    "s3-account-block": {"identifier": "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC"},
    "s3-not-public-to-read": {"identifier": "S3_BUCKET_PUBLIC_READ_PROHIBITED"},
    "s3-not-public-to-write": {"identifier": "S3_BUCKET_PUBLIC_WRITE_PROHIBITED"},
    "s3-tls-only": {"identifier": "S3_BUCKET_SSL_REQUESTS_ONLY"},
    "s3-versioned": {"identifier": "S3_BUCKET_VERSIONING_ENABLED"},
    "securityhub": {"identifier": "SECURITYHUB_ENABLED"},
    "ssh-closed": {"identifier": "INCOMING_SSH_DISABLED"},
    "user-mfa": {"identifier": "IAM_USER_MFA_ENABLED"},
    "volumes-encrypted": {"identifier": "ENCRYPTED_VOLUMES"},
}
"""AWS's managed rules that this platform is to keep, by what we call them."""

SAYS = ("identifier", "parameters", "frequency")
"""What a rule of one's own may say."""


def config(wanted: Wanted) -> Control:
    """Everything recorded, delivered to the bucket, and held against the rules."""
    condition = of_this_account(wanted)
    encrypts = allow(["kms:Decrypt", "kms:GenerateDataKey"], ["*"], Sid="Config", Principal={"Service": SERVICE},
                     Condition=condition)
    return Control({
        "config_recorders": [{
            "region": wanted["region"], "bucket": wanted["bucket"], "prefix": "config",
            "kms_key": f"alias/{wanted['kms_key']}", "recording_strategy": "ALL_SUPPORTED_RESOURCE_TYPES",
            "include_global_resource_types": True, "recording_frequency": wanted["config_recording"],
            "delivery_frequency": "TwentyFour_Hours", "tags": wanted["tags"]}],
        "config_rules": [_rule(wanted, rule) for rule in _rules(wanted)],
    }, key=(encrypts,), bucket=_delivery(wanted, condition))


def _delivery(wanted: Wanted, condition: Document) -> tuple[Document, ...]:
    return delivering(wanted, SERVICE, objects(wanted, "config", "Config/*"), condition, "s3:ListBucket")


def _rules(wanted: Wanted) -> list[dict[str, t.Any]]:
    own = wanted["config_rules"]
    for name, about in own.items():
        for word in about or ():
            if word not in SAYS:
                raise Invalid(f"security_baseline_config_rules.{name}: {unknown(word, SAYS)}")
        if about is None and name not in RULES:
            raise Invalid(f"security_baseline_config_rules: {unknown(name, RULES)}")
        if about is not None and not {**RULES.get(name, {}), **about}.get("identifier"):
            raise Invalid(f"security_baseline_config_rules.{name}: identifier is missing, the name of AWS's rule, such "
                          "as S3_BUCKET_LOGGING_ENABLED")
    return overlay(RULES, own)


def _rule(wanted: Wanted, about: dict[str, t.Any]) -> dict[str, t.Any]:
    more = {option: about[said] for said, option in
            (("parameters", "input_parameters"), ("frequency", "maximum_execution_frequency")) if about.get(said)}
    return {"name": f"{wanted['prefix']}-{about['name']}", "source_identifier": about["identifier"], **more,
            "tags": wanted["tags"]}
