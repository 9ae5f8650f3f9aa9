# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account holds, by natural name: whatever is there twice, or was left behind, shows."""

from __future__ import annotations

import json
import re
import typing as t

Client = t.Callable[[str], t.Any]
Holdings = dict[str, list[str]]

UNPLANNED = ("addresses", "rules", "validation", "keys", "revisions", "elbv2_listener_certificates", "kept_by_rds",
             "scaling_alarms")
"""What comes with something else, or has no name of its own."""


class Whole:
    """A client of which every list is answered with all of its pages."""

    def __init__(self, client: t.Any) -> None:
        self._client = client

    def __getattr__(self, operation: str) -> t.Callable[..., t.Any]:
        if self._client.can_paginate(operation):
            return lambda **params: self._client.get_paginator(operation).paginate(**params).build_full_result()
        return t.cast("t.Callable[..., t.Any]", getattr(self._client, operation))


def holdings(of: Client) -> Holdings:
    """The resources of an account by the module that makes them, each list sorted; one entry for each resource."""
    def client(service: str) -> Whole:
        return Whole(of(service))

    found = {**network(client), **balancing(client), **names(client), **access(client), **services(client),
             **data(client), **watched(client)}
    return {module: sorted(entries) for module, entries in found.items()}


def network(client: Client) -> Holdings:
    ec2 = client("ec2")
    named = {"ec2_vpcs": "Vpcs", "ec2_subnets": "Subnets", "ec2_internet_gateways": "InternetGateways",
             "ec2_nat_gateways": "NatGateways", "ec2_route_tables": "RouteTables", "ec2_vpc_endpoints": "VpcEndpoints"}
    found = {module: [tag["Value"] for each in getattr(ec2, module.replace("ec2_", "describe_"))()[key]
                      for tag in each.get("Tags", ()) if tag["Key"] == "Name"] for module, key in named.items()}
    groups = ec2.describe_security_groups()["SecurityGroups"]
    return {**found,
            "ec2_security_groups": [each["GroupName"] for each in groups if each["GroupName"] != "default"],
            "addresses": ["address"] * len(ec2.describe_addresses()["Addresses"])}


def balancing(client: Client) -> Holdings:
    elbv2 = client("elbv2")
    found: Holdings = {
        "elbv2_target_groups": [each["TargetGroupName"] for each in elbv2.describe_target_groups()["TargetGroups"]],
        "elbv2_load_balancers": [], "elbv2_listeners": [], "rules": [], "elbv2_listener_certificates": []}
    for balancer in elbv2.describe_load_balancers()["LoadBalancers"]:
        found["elbv2_load_balancers"].append(balancer["LoadBalancerName"])
        for listener in elbv2.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]:
            arn = listener["ListenerArn"]
            found["elbv2_listeners"].append(f"{balancer['LoadBalancerName']}/{listener['Port']}")
            found["rules"] += [value for rule in elbv2.describe_rules(ListenerArn=arn)["Rules"]
                               for condition in rule["Conditions"]
                               for value in condition.get("HostHeaderConfig", {}).get("Values", ())]
            found["elbv2_listener_certificates"] += ["certificate" for each in elbv2.describe_listener_certificates(
                ListenerArn=arn)["Certificates"] if not each.get("IsDefault")]
    return found


def names(client: Client) -> Holdings:
    route53 = client("route53")
    zones = route53.list_hosted_zones()["HostedZones"]
    records = [each for zone in zones
               for each in route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]]
    return {
        "route53_hosted_zones": [zone["Name"].rstrip(".") for zone in zones],
        "route53_records": [f"{each['Name'].replace(chr(92) + '052', '*').rstrip('.')}/{each['Type']}"
                            for each in records if each["Type"] == "A"],
        "validation": [each["Type"] for each in records if each["Type"] == "CNAME"],
        "acm_certificates": [
            each["DomainName"] for each in client("acm").list_certificates()["CertificateSummaryList"]],
    }


def access(client: Client) -> Holdings:
    iam, kms = client("iam"), client("kms")
    return {
        "iam_roles": [each["RoleName"] for each in iam.list_roles()["Roles"]
                      if not each["Path"].startswith("/aws-service-role/")],
        "iam_policies": [each["PolicyName"] for each in iam.list_policies(Scope="Local")["Policies"]],
        "kms_keys": [each["AliasName"].removeprefix("alias/") for each in kms.list_aliases()["Aliases"]
                     if "TargetKeyId" in each and not each["AliasName"].startswith("alias/aws/")],
        "keys": [kms.describe_key(KeyId=each["KeyId"])["KeyMetadata"]["Description"]
                 for each in kms.list_keys()["Keys"]],
        **secrets(client),
        "s3_buckets": [each["Name"] for each in client("s3").list_buckets()["Buckets"]],
    }


def secrets(client: Client) -> Holdings:
    """Ours, and those that RDS has made, whose names it makes up."""
    names = [each["Name"] for each in client("secretsmanager").list_secrets()["SecretList"]]
    return {"secretsmanager_secrets": [name for name in names if "!" not in name],
            "kept_by_rds": [name.partition("!")[0] for name in names if "!" in name]}


def metric_alarms(names: list[str]) -> Holdings:
    """Ours, and those that autoscaling has made, without what it puts behind their names."""
    of_scaling = [name for name in names if name.startswith("TargetTracking-")]
    return {"cloudwatch_alarms": [name for name in names if name not in of_scaling],
            "scaling_alarms": [re.sub(r"-[0-9a-f-]{36}$", "", name) for name in of_scaling]}


def services(client: Client) -> Holdings:
    ecs, found = client("ecs"), {}
    clusters = [arn.rpartition("/")[2] for arn in ecs.list_clusters()["clusterArns"]]
    found["ecs_clusters"] = clusters
    found["ecs_services"] = [arn.rpartition("/")[2] for cluster in clusters
                             for arn in ecs.list_services(cluster=cluster)["serviceArns"]]
    found["ecs_task_definitions"] = ecs.list_task_definition_families(status="ACTIVE")["families"]
    found["revisions"] = [arn.rpartition("/")[2] for arn in ecs.list_task_definitions(
        status="ACTIVE")["taskDefinitionArns"]]
    found["application_autoscaling_targets"] = [
        each["ResourceId"] for each in client("application-autoscaling").describe_scalable_targets(
            ServiceNamespace="ecs")["ScalableTargets"]]
    found["ecr_repositories"] = [
        each["repositoryName"] for each in client("ecr").describe_repositories()["repositories"]]
    found["logs_groups"] = [each["logGroupName"] for each in client("logs").describe_log_groups()["logGroups"]]
    return found


def data(client: Client) -> Holdings:
    rds, backup = client("rds"), client("backup")
    return {
        "rds_instances": [each["DBInstanceIdentifier"] for each in rds.describe_db_instances()["DBInstances"]],
        "rds_parameter_groups": [each["DBParameterGroupName"]
                                 for each in rds.describe_db_parameter_groups()["DBParameterGroups"]],
        "elasticache_replication_groups": [
            each["ReplicationGroupId"]
            for each in client("elasticache").describe_replication_groups()["ReplicationGroups"]],
        "backup_vaults": [each["BackupVaultName"] for each in backup.list_backup_vaults()["BackupVaultList"]],
        "backup_plans": [each["BackupPlanName"] for each in backup.list_backup_plans()["BackupPlansList"]],
    }


def watched(client: Client) -> Holdings:
    wafv2, cloudwatch = client("wafv2"), client("cloudwatch")
    alarms = cloudwatch.describe_alarms(AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    logs = [tag["Value"] for each in client("ec2").describe_flow_logs()["FlowLogs"] for tag in each["Tags"]
            if tag["Key"] == "Name"]
    return {
        "wafv2_web_acls": [each["Name"] for each in wafv2.list_web_acls(Scope="REGIONAL")["WebACLs"]],
        "wafv2_ip_sets": [each["Name"] for each in wafv2.list_ip_sets(Scope="REGIONAL")["IPSets"]],
        **metric_alarms([each["AlarmName"] for each in alarms["MetricAlarms"]]),
        "cloudwatch_composite_alarms": [each["AlarmName"] for each in alarms["CompositeAlarms"]],
        "cloudwatch_dashboards": [each["DashboardName"]
                                  for each in cloudwatch.list_dashboards()["DashboardEntries"]],
        "sns_topics": [each["TopicArn"].rpartition(":")[2] for each in client("sns").list_topics()["Topics"]],
        "ec2_flow_logs": logs,
        "cloudtrail_trails": [each["Name"] for each in client("cloudtrail").describe_trails()["trailList"]],
        "guardduty_detectors": ["eu-west-1"] * len(client("guardduty").list_detectors()["DetectorIds"]),
        "config_recorders": ["eu-west-1"] * len(
            client("config").describe_configuration_recorders()["ConfigurationRecorders"]),
        "config_rules": [each["ConfigRuleName"]
                         for each in client("config").describe_config_rules()["ConfigRules"]],
    }


def secret_values(client: Client, named: str = "") -> list[str]:
    """Every value that is held in a secret that is so named at its start, but for names of users."""
    secrets = Whole(client("secretsmanager"))
    held = [json.loads(secrets.get_secret_value(SecretId=each["ARN"])["SecretString"])
            for each in secrets.list_secrets()["SecretList"] if each["Name"].startswith(named)]
    return [value for entries in held for name, value in entries.items() if name != "username"]
