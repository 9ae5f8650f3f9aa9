# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What strangers do to the data stores, the WAF, the alarms and the security baseline of a platform."""

from __future__ import annotations

import json
import typing as t

Client = t.Callable[[str], t.Any]

NAME = "envelope-local"
ACCOUNT = "123456789012"
GROUP = f"{NAME}-mysql8-4"
RULE = f"{NAME}-ssh-closed"


def weaken_the_database(client: Client) -> None:
    client("rds").modify_db_instance(
        DBInstanceIdentifier=NAME, BackupRetentionPeriod=1, DeletionProtection=False, ApplyImmediately=True)


def stop_backing_up_the_cache(client: Client) -> None:
    client("elasticache").modify_replication_group(
        ReplicationGroupId=NAME, SnapshotRetentionLimit=1, ApplyImmediately=True)


def change_a_parameter(client: Client) -> None:
    client("rds").modify_db_parameter_group(DBParameterGroupName=GROUP, Parameters=[
        {"ParameterName": "slow_query_log", "ParameterValue": "0", "ApplyMethod": "immediate"}])


def stop_the_trail(client: Client) -> None:
    client("cloudtrail").stop_logging(Name=NAME)


def delete_flow_logs(client: Client) -> None:
    ec2 = client("ec2")
    ec2.delete_flow_logs(FlowLogIds=[each["FlowLogId"] for each in ec2.describe_flow_logs()["FlowLogs"]])


def suspend_guardduty(client: Client) -> None:
    guardduty = client("guardduty")
    [detector] = guardduty.list_detectors()["DetectorIds"]
    guardduty.update_detector(DetectorId=detector, Enable=False)


def stop_recording(client: Client) -> None:
    config = client("config")
    [recorder] = config.describe_configuration_recorders()["ConfigurationRecorders"]
    config.stop_configuration_recorder(ConfigurationRecorderName=recorder["name"])


def delete_a_rule(client: Client) -> None:
    client("config").delete_config_rule(ConfigRuleName=RULE)


def disable_a_standard(client: Client) -> None:
    securityhub = client("securityhub")
    first, *_others = securityhub.get_enabled_standards()["StandardsSubscriptions"]
    securityhub.batch_disable_standards(StandardsSubscriptionArns=[first["StandardsSubscriptionArn"]])


def unlock_the_vault(client: Client) -> None:
    client("backup").delete_backup_vault_lock_configuration(BackupVaultName=NAME)


def stop_selecting(client: Client) -> None:
    backup = client("backup")
    [plan] = [each["BackupPlanId"] for each in backup.list_backup_plans()["BackupPlansList"]
              if each["BackupPlanName"] == NAME]
    [selection] = backup.list_backup_selections(BackupPlanId=plan)["BackupSelectionsList"]
    backup.delete_backup_selection(BackupPlanId=plan, SelectionId=selection["SelectionId"])


def open_the_accounts_buckets(client: Client) -> None:
    client("s3control").delete_public_access_block(AccountId=ACCOUNT)


def stop_encrypting_volumes(client: Client) -> None:
    client("ec2").disable_ebs_encryption_by_default()


def allow_any_password(client: Client) -> None:
    client("iam").delete_account_password_policy()


def let_objects_be_deleted(client: Client) -> None:
    s3 = client("s3")
    policy = json.loads(s3.get_bucket_policy(Bucket=f"{NAME}-audit")["Policy"])
    kept = [each for each in policy["Statement"] if each["Sid"] != "NobodyDeletes"]
    s3.put_bucket_policy(Bucket=f"{NAME}-audit", Policy=json.dumps({**policy, "Statement": kept}))


def stop_rotating_a_key(client: Client) -> None:
    kms = client("kms")
    [key] = [each["TargetKeyId"] for each in kms.list_aliases()["Aliases"]
             if each["AliasName"] == f"alias/{NAME}-security"]
    kms.disable_key_rotation(KeyId=key)


def take_the_waf_away(client: Client) -> None:
    [balancer] = client("elbv2").describe_load_balancers(Names=[NAME])["LoadBalancers"]
    client("wafv2").disassociate_web_acl(ResourceArn=balancer["LoadBalancerArn"])


def empty_the_web_acl(client: Client) -> None:
    wafv2 = client("wafv2")
    [found] = wafv2.list_web_acls(Scope="REGIONAL")["WebACLs"]
    named = {"Name": found["Name"], "Scope": "REGIONAL", "Id": found["Id"]}
    acl = wafv2.get_web_acl(**named)
    wafv2.update_web_acl(**named, LockToken=acl["LockToken"], DefaultAction={"Allow": {}}, Rules=[],
                         VisibilityConfig=acl["WebACL"]["VisibilityConfig"])


def raise_a_threshold(client: Client) -> None:
    cloudwatch = client("cloudwatch")
    [alarm] = cloudwatch.describe_alarms(AlarmNames=[f"{NAME}-database-cpu"])["MetricAlarms"]
    taken = cloudwatch.meta.service_model.operation_model("PutMetricAlarm").input_shape.members
    cloudwatch.put_metric_alarm(**{name: value for name, value in alarm.items() if name in taken} | {"Threshold": 99.9})


def silence_an_incident(client: Client) -> None:
    client("cloudwatch").disable_alarm_actions(AlarmNames=[f"{NAME}-down"])


def empty_the_dashboard(client: Client) -> None:
    client("cloudwatch").put_dashboard(DashboardName=NAME, DashboardBody=json.dumps({"widgets": []}))


def count_nothing(client: Client) -> None:
    client("logs").delete_metric_filter(logGroupName=f"/ecs/{NAME}-api", filterName=f"{NAME}-Exceptions")


EDITS: dict[str, t.Callable[[Client], None]] = {
    f"wafv2_web_acls {NAME}": empty_the_web_acl,
    f"wafv2_associations {NAME}": take_the_waf_away,
    f"rds_parameter_groups {GROUP}": change_a_parameter,
    f"rds_instances {NAME}": weaken_the_database,
    f"elasticache_replication_groups {NAME}": stop_backing_up_the_cache,
    f"logs_metric_filters /ecs/{NAME}-api/{NAME}-Exceptions": count_nothing,
    f"cloudwatch_alarms {NAME}-database-cpu": raise_a_threshold,
    f"cloudwatch_composite_alarms {NAME}-down": silence_an_incident,
    f"cloudwatch_dashboards {NAME}": empty_the_dashboard,
    f"kms_keys {NAME}-security": stop_rotating_a_key,
    f"s3_buckets {NAME}-audit": let_objects_be_deleted,
    f"s3control_public_access_blocks {ACCOUNT}": open_the_accounts_buckets,
    "ec2_ebs_encryption_defaults eu-west-1": stop_encrypting_volumes,
    f"iam_password_policies {ACCOUNT}": allow_any_password,
    f"ec2_flow_logs {NAME}": delete_flow_logs,
    f"cloudtrail_trails {NAME}": stop_the_trail,
    "guardduty_detectors eu-west-1": suspend_guardduty,
    "config_recorders eu-west-1": stop_recording,
    f"config_rules {RULE}": delete_a_rule,
    "securityhub_hubs eu-west-1": disable_a_standard,
    f"backup_vaults {NAME}": unlock_the_vault,
    f"backup_selections {NAME}/tagged": stop_selecting,
}
"""Each edit by the resource, as a plan names it, that it is found on."""
