# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ISO 27001 asks for (gap 4.1): who did what and who talked to whom, what looks for harm, and copies."""

from __future__ import annotations

import typing as t

from .account import NUMBER, PREFIX, REGION, TAGS, Account, Document, allow, arn, log_group, role, tags
from .buckets import CLOSED, objects, private_bucket

BUCKET = f"{PREFIX}-cloudtrail"
TRAIL, VAULT = f"{PREFIX}-trail", f"{PREFIX}-vault"
STANDARDS = ("aws-foundational-security-best-practices/v/1.0.0", "cis-aws-foundations-benchmark/v/3.0.0")
FEATURES = ("S3_DATA_EVENTS", "RDS_LOGIN_EVENTS", "EKS_AUDIT_LOGS")
RULES = {"trail": "MULTI_REGION_CLOUD_TRAIL_ENABLED", "database-encrypted": "RDS_STORAGE_ENCRYPTED",
         "flow-logs": "VPC_FLOW_LOGS_ENABLED", "keys-rotated": "CMK_BACKING_KEY_ROTATION_ENABLED",
         "s3-tls-only": "S3_BUCKET_SSL_REQUESTS_ONLY", "root-mfa": "ROOT_ACCOUNT_MFA_ENABLED"}


def baseline(account: Account) -> None:
    if not (account.has("trail") and account.has("config")):
        private_bucket(account, BUCKET, *_delivered(), key=account.key("security"))
    for name, control in CONTROLS.items():
        if not account.has(name):
            control(account)


def _delivered() -> t.Iterator[Document]:
    """CloudTrail and Config look whose bucket it is, and write into their folders."""
    ours = {"StringEquals": {"aws:SourceAccount": NUMBER}}
    full = {"StringEquals": {"aws:SourceAccount": NUMBER, "s3:x-amz-acl": "bucket-owner-full-control"}}
    for service in ("cloudtrail", "config"):
        who = {"Service": f"{service}.amazonaws.com"}
        yield allow(["s3:GetBucketAcl", "s3:ListBucket"], [f"arn:aws:s3:::{BUCKET}"], Principal=who, Condition=ours)
        yield allow(["s3:PutObject"], [objects(BUCKET, f"{service}/AWSLogs/{NUMBER}/*")], Principal=who,
                    Condition=full)


def flow_logs(account: Account) -> None:
    group = f"/vpc/{PREFIX}"
    log_group(account, group, "security")
    writer = role(account, "vpc-flow-logs", "vpc-flow-logs.amazonaws.com", allow(
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        [arn("logs", f"log-group:{group}:*")]))
    account.client("ec2").create_flow_logs(
        ResourceIds=[account.made["vpc"]], ResourceType="VPC", TrafficType="ALL", LogGroupName=group,
        DeliverLogsPermissionArn=writer,
        TagSpecifications=[{"ResourceType": "vpc-flow-log", "Tags": tags(Name=f"{PREFIX}-flow-logs")}])


def trail(account: Account) -> None:
    cloudtrail, key, group = account.client("cloudtrail"), account.key("security"), f"/cloudtrail/{PREFIX}"
    log_group(account, group, "security")
    writer = role(account, "cloudtrail", "cloudtrail.amazonaws.com", allow(
        ["logs:CreateLogStream", "logs:PutLogEvents"], [arn("logs", f"log-group:{group}:*")]))
    cloudtrail.create_trail(
        Name=TRAIL, S3BucketName=BUCKET, S3KeyPrefix="cloudtrail", IsMultiRegionTrail=True,
        EnableLogFileValidation=True, IncludeGlobalServiceEvents=True, TagsList=tags(), CloudWatchLogsRoleArn=writer,
        CloudWatchLogsLogGroupArn=arn("logs", f"log-group:{group}:*"), **({"KmsKeyId": key} if key else {}))
    cloudtrail.start_logging(Name=TRAIL)


def guardduty(account: Account) -> None:
    for region in (REGION, "us-east-1"):
        account.client("guardduty", region).create_detector(
            Enable=True, FindingPublishingFrequency="FIFTEEN_MINUTES", Tags=TAGS,
            Features=[{"Name": name, "Status": "ENABLED"} for name in FEATURES])


def config(account: Account) -> None:
    found, key = account.client("config"), account.key("security")
    account.client("iam").create_service_linked_role(AWSServiceName="config.amazonaws.com")
    linked = f"arn:aws:iam::{NUMBER}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    found.put_configuration_recorder(ConfigurationRecorder={
        "name": "default", "roleARN": linked, "recordingGroup": {
            "allSupported": True, "includeGlobalResourceTypes": True}})
    found.put_delivery_channel(DeliveryChannel={
        "name": "default", "s3BucketName": BUCKET, "s3KeyPrefix": "config", **({"s3KmsKeyArn": key} if key else {})})
    found.start_configuration_recorder(ConfigurationRecorderName="default")
    for name, identifier in RULES.items():
        found.put_config_rule(Tags=tags(), ConfigRule={
            "ConfigRuleName": f"{PREFIX}-{name}", "Source": {"Owner": "AWS", "SourceIdentifier": identifier}})


def security_hub(account: Account) -> None:
    found = account.client("securityhub")
    found.enable_security_hub(EnableDefaultStandards=False, Tags=TAGS)
    found.batch_enable_standards(StandardsSubscriptionRequests=[
        {"StandardsArn": f"arn:aws:securityhub:{REGION}::standards/{name}"} for name in STANDARDS])


def backup(account: Account) -> None:
    """A locked vault, a plan, and a selection by the tag that the database bears."""
    found, key = account.client("backup"), account.key("security")
    found.create_backup_vault(BackupVaultName=VAULT, BackupVaultTags=TAGS,
                              **({"EncryptionKeyArn": key} if key else {}))
    found.put_backup_vault_lock_configuration(BackupVaultName=VAULT, MinRetentionDays=7, MaxRetentionDays=365)
    plan = found.create_backup_plan(BackupPlanTags=TAGS, BackupPlan={"BackupPlanName": f"{PREFIX}-daily", "Rules": [{
        "RuleName": "daily", "TargetBackupVaultName": VAULT, "ScheduleExpression": "cron(0 3 * * ? *)",
        "Lifecycle": {"DeleteAfterDays": 35}}]})["BackupPlanId"]
    copier = role(account, "aws-backup", "backup.amazonaws.com")
    for name in ("Backup", "Restores"):
        account.client("iam").attach_role_policy(
            RoleName=f"{PREFIX}-aws-backup",
            PolicyArn=f"arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor{name}")
    tagged = {"ConditionType": "STRINGEQUALS", "ConditionKey": "Backup", "ConditionValue": "daily"}
    found.create_backup_selection(BackupPlanId=plan, BackupSelection={
        "SelectionName": "tagged", "IamRoleArn": copier, "ListOfTags": [tagged]})


def settings(account: Account) -> None:
    """Of the account, which cost nothing: the source has no word on them."""
    account.client("s3control").put_public_access_block(AccountId=NUMBER, PublicAccessBlockConfiguration=CLOSED)
    account.client("ec2").enable_ebs_encryption_by_default()
    account.client("accessanalyzer").create_analyzer(analyzerName=PREFIX, type="ACCOUNT", tags=TAGS)
    account.client("iam").update_account_password_policy(
        MinimumPasswordLength=14, RequireSymbols=True, RequireNumbers=True, RequireUppercaseCharacters=True,
        RequireLowercaseCharacters=True, MaxPasswordAge=90, PasswordReusePrevention=24,
        AllowUsersToChangePassword=True)


CONTROLS: dict[str, t.Callable[[Account], None]] = {
    "settings": settings, "flow_logs": flow_logs, "trail": trail, "guardduty": guardduty, "config": config,
    "security_hub": security_hub, "backup": backup}
"""Each control, by the name of the gap that leaves it out."""
