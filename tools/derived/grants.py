# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which IAM actions an operation needs.

Most operations need the action that bears their name.  The tables hold the rest, from AWS's Service Authorization
Reference (docs.aws.amazon.com/service-authorization), from "Required permissions for Amazon S3 API operations" in
the S3 user guide, from "Encryption at rest" in the ECR user guide, from "Publish flow logs to CloudWatch Logs" in the
VPC user guide, from "Password management with Amazon RDS and AWS Secrets Manager" in the RDS user guide, and from the
"Required permissions" that the service model of Secrets Manager states.
"""

from __future__ import annotations

import typing as t

from .operations import Operation


class Grant(t.NamedTuple):
    """An IAM action; with `service`, only on behalf of that service."""

    action: str
    service: str = ""

    @property
    def condition_key(self) -> str:
        """How IAM calls the service on whose behalf the action is taken."""
        return ON_BEHALF_OF.get(self.action) or ON_BEHALF_OF[self.action.partition(":")[0]]


ON_BEHALF_OF = {
    "iam:PassRole": "iam:PassedToService",
    "iam:CreateServiceLinkedRole": "iam:AWSServiceName",
    "kms": "kms:ViaService",
}

RENAMED: dict[str, tuple[str, ...]] = {
    "cloudfront:create_distribution_with_tags": ("cloudfront:CreateDistribution", "cloudfront:TagResource"),
    "iam:create_service_linked_role": (),
    "s3:complete_multipart_upload": ("s3:PutObject",),
    "s3:copy_object": ("s3:GetObject", "s3:PutObject"),
    "s3:create_multipart_upload": ("s3:PutObject",),
    "s3:delete_bucket_cors": ("s3:PutBucketCORS",),
    "s3:delete_bucket_encryption": ("s3:PutEncryptionConfiguration",),
    "s3:delete_bucket_lifecycle": ("s3:PutLifecycleConfiguration",),
    "s3:delete_bucket_ownership_controls": ("s3:PutBucketOwnershipControls",),
    "s3:delete_bucket_tagging": ("s3:PutBucketTagging",),
    "s3:delete_objects": ("s3:DeleteObject", "s3:DeleteObjectVersion"),
    "s3:delete_public_access_block": ("s3:PutBucketPublicAccessBlock",),
    "s3:get_bucket_cors": ("s3:GetBucketCORS",),
    "s3:get_bucket_encryption": ("s3:GetEncryptionConfiguration",),
    "s3:get_bucket_lifecycle_configuration": ("s3:GetLifecycleConfiguration",),
    "s3:get_bucket_notification_configuration": ("s3:GetBucketNotification",),
    "s3:get_public_access_block": ("s3:GetBucketPublicAccessBlock",),
    "s3:head_bucket": ("s3:ListBucket",),
    "s3:head_object": ("s3:GetObject",),
    "s3:list_buckets": ("s3:ListAllMyBuckets",),
    "s3:list_multipart_uploads": ("s3:ListBucketMultipartUploads",),
    "s3:list_object_versions": ("s3:ListBucketVersions",),
    "s3:list_objects_v2": ("s3:ListBucket",),
    "s3:put_bucket_cors": ("s3:PutBucketCORS",),
    "s3:put_bucket_encryption": ("s3:PutEncryptionConfiguration",),
    "s3:put_bucket_lifecycle_configuration": ("s3:PutLifecycleConfiguration",),
    "s3:put_bucket_notification_configuration": ("s3:PutBucketNotification",),
    "s3:put_public_access_block": ("s3:PutBucketPublicAccessBlock",),
    "s3:upload_part_copy": ("s3:GetObject", "s3:PutObject"),
    "s3control:delete_public_access_block": ("s3:PutAccountPublicAccessBlock",),
    "s3control:get_public_access_block": ("s3:GetAccountPublicAccessBlock",),
    "s3control:put_public_access_block": ("s3:PutAccountPublicAccessBlock",),
    "sts:get_caller_identity": (),
}
"""Where the action is not named as the operation is; none where it is only granted for a service, as in `ALSO`."""

_DECRYPT = Grant("kms:Decrypt", "secretsmanager.*.amazonaws.com")
_ENCRYPT = (_DECRYPT, Grant("kms:GenerateDataKey", "secretsmanager.*.amazonaws.com"))
_COPY = tuple(Grant(f"kms:{name}", "s3.*.amazonaws.com") for name in ("Decrypt", "GenerateDataKey"))
_ECS_ROLE = Grant("iam:CreateServiceLinkedRole", "ecs.amazonaws.com")

_SCANNER = Grant("iam:PassRole", "malware-protection-plan.guardduty.amazonaws.com")

_RECORDER = Grant("iam:PassRole", "config.amazonaws.com")

_TRAIL = Grant("iam:PassRole", "cloudtrail.amazonaws.com")
_NAMES_IN_VPC = Grant("route53:AssociateVPCWithHostedZone")

_BACKUP = Grant("iam:PassRole", "backup.amazonaws.com")
_VAULT = tuple(Grant(f"kms:{name}", "backup.*.amazonaws.com") for name in (
    "CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKey", "RetireGrant"))
_RESTORES = Grant("iam:CreateServiceLinkedRole", "restore-testing.backup.amazonaws.com")

_RDS_KEYS = tuple(Grant(f"kms:{name}", f"{service}.*.amazonaws.com") for service in ("rds", "secretsmanager")
                  for name in ("CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKey"))
_MASTER_SECRET = (Grant("secretsmanager:CreateSecret"), Grant("secretsmanager:TagResource"), *_RDS_KEYS)
_RESTORED = (Grant("rds:AddTagsToResource"), *_RDS_KEYS)
_CACHE_KEYS = tuple(Grant(f"kms:{name}", "elasticache.*.amazonaws.com") for name in ("CreateGrant", "DescribeKey"))
_CACHE_LOGS = tuple(Grant(f"logs:{name}") for name in (
    "CreateLogDelivery", "DeleteLogDelivery", "DescribeLogGroups", "DescribeResourcePolicies", "GetLogDelivery",
    "ListLogDeliveries", "PutResourcePolicy", "UpdateLogDelivery"))

_SCALED_ALARMS = tuple(Grant(f"cloudwatch:{name}") for name in ("DescribeAlarms", "PutMetricAlarm", "DeleteAlarms"))

ALSO: dict[str, tuple[Grant, ...]] = {
    "accessanalyzer:create_analyzer": (
        Grant("access-analyzer:TagResource"), Grant("iam:CreateServiceLinkedRole", "access-analyzer.amazonaws.com")),
    "application-autoscaling:delete_scaling_policy": (Grant("cloudwatch:DeleteAlarms"),),
    "application-autoscaling:deregister_scalable_target": (Grant("cloudwatch:DeleteAlarms"),),
    "application-autoscaling:put_scaling_policy": _SCALED_ALARMS,
    "application-autoscaling:register_scalable_target": (
        Grant("iam:CreateServiceLinkedRole", "ecs.application-autoscaling.amazonaws.com"),
        Grant("ecs:DescribeServices"), Grant("ecs:UpdateService")),
    "backup:create_backup_plan": (Grant("backup:TagResource"),),
    "backup:create_backup_selection": (_BACKUP, Grant("iam:CreateServiceLinkedRole", "backup.amazonaws.com")),
    "backup:create_backup_vault": (Grant("backup:TagResource"), Grant("backup-storage:MountCapsule"), *_VAULT),
    "backup:create_restore_testing_plan": (Grant("backup:TagResource"), _RESTORES),
    "backup:create_restore_testing_selection": (_BACKUP,),
    "backup:update_restore_testing_selection": (_BACKUP,),
    "cloudtrail:create_trail": (_TRAIL,),
    "cloudtrail:update_trail": (_TRAIL,),
    "config:put_configuration_recorder": (_RECORDER,),
    "ec2:create_flow_logs": (Grant("iam:PassRole", "vpc-flow-logs.amazonaws.com"),),
    "ec2:create_vpc_endpoint": (_NAMES_IN_VPC,),
    "ec2:modify_vpc_endpoint": (_NAMES_IN_VPC,),
    "ecr:create_repository": tuple(
        Grant(f"kms:{name}", "ecr.*.amazonaws.com") for name in ("CreateGrant", "DescribeKey", "RetireGrant")),
    "ecs:create_cluster": (_ECS_ROLE,),
    "ecs:create_service": (_ECS_ROLE,),
    "ecs:run_task": (Grant("iam:PassRole", "ecs-tasks.amazonaws.com"), Grant("ecs:TagResource"), _ECS_ROLE),
    "ecs:register_task_definition": (Grant("iam:PassRole", "ecs-tasks.amazonaws.com"),),
    "elasticache:create_replication_group": (
        Grant("iam:CreateServiceLinkedRole", "elasticache.amazonaws.com"), *_CACHE_KEYS, *_CACHE_LOGS),
    "elbv2:create_load_balancer": (Grant("iam:CreateServiceLinkedRole", "elasticloadbalancing.amazonaws.com"),),
    "guardduty:create_detector": tuple(Grant("iam:CreateServiceLinkedRole", f"{service}.amazonaws.com") for service in (
        "guardduty", "malware-protection.guardduty")),
    "guardduty:create_malware_protection_plan": (_SCANNER,),
    "guardduty:update_malware_protection_plan": (_SCANNER,),
    "iam:create_service_linked_role": (Grant("iam:CreateServiceLinkedRole", "config.amazonaws.com"),),
    "lambda:create_function": (Grant("iam:PassRole", "lambda.amazonaws.com"),),
    "lambda:update_function_configuration": (Grant("iam:PassRole", "lambda.amazonaws.com"),),
    "rds:create_db_instance": (
        Grant("iam:CreateServiceLinkedRole", "rds.amazonaws.com"), Grant("rds:AddTagsToResource"), *_MASTER_SECRET),
    "rds:delete_db_instance": (Grant("rds:CreateDBSnapshot"),),
    "rds:modify_db_instance": _MASTER_SECRET,
    "rds:restore_db_instance_from_db_snapshot": _RESTORED,
    "rds:restore_db_instance_to_point_in_time": _RESTORED,
    "s3:copy_object": _COPY,
    "s3:create_bucket": (Grant("s3:TagResource"), Grant("s3:PutBucketOwnershipControls")),
    "s3:upload_part_copy": _COPY,
    "secretsmanager:batch_get_secret_value": (Grant("secretsmanager:GetSecretValue"), _DECRYPT),
    "secretsmanager:create_secret": _ENCRYPT,
    "secretsmanager:get_secret_value": (_DECRYPT,),
    "secretsmanager:put_secret_value": _ENCRYPT,
    "secretsmanager:update_secret": (*_ENCRYPT, Grant("kms:Encrypt", "secretsmanager.*.amazonaws.com")),
    "securityhub:enable_security_hub": (Grant("iam:CreateServiceLinkedRole", "securityhub.amazonaws.com"),),
    "wafv2:associate_web_acl": (Grant("elasticloadbalancing:SetWebACL"),),
    "wafv2:create_ip_set": (Grant("wafv2:TagResource"),),
    "wafv2:create_web_acl": (Grant("wafv2:TagResource"),),
    "wafv2:delete_logging_configuration": (Grant("logs:DeleteLogDelivery"),),
    "wafv2:disassociate_web_acl": (Grant("elasticloadbalancing:SetWebACL"),),
    "wafv2:put_logging_configuration": tuple(Grant(f"logs:{name}") for name in (
        "CreateLogDelivery", "DeleteLogDelivery", "DescribeLogGroups", "DescribeResourcePolicies",
        "PutResourcePolicy")),
}
"""What AWS asks for besides, mostly because it does something else in the caller's name."""


def needed(operations: t.Iterable[Operation]) -> set[Grant]:
    """All that a caller of these operations must be allowed."""
    return {grant for operation in operations for grant in _needs(operation)}


def _needs(operation: Operation) -> t.Iterator[Grant]:
    called = ":".join(operation)
    yield from map(Grant, RENAMED.get(called, (operation.api,)))
    yield from ALSO.get(called, ())
