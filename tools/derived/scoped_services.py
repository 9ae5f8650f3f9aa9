# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of scopes: by IAM's name of a service, what its actions are restricted to.

A region is left open where a platform has things in us-east-1 too, for CloudFront.
"""

from __future__ import annotations

import typing as t

from .scoping import BORN, HELD, MARKED, RULES, Scope, named, tagged

HERE = "REGION:ACCOUNT:"
_ALL = "*:ACCOUNT:"
_NEW = " ".join(("CreateFlowLogs CreateInternetGateway CreateNatGateway AllocateAddress CreateRouteTable",
                 "CreateSecurityGroup CreateSubnet CreateVpcEndpoint"))
_MADE = tuple(f"ec2:{HERE}{kind}/*" for kind in (
    "elastic-ip", "internet-gateway", "natgateway", "route-table", "security-group", "subnet", "vpc-endpoint",
    "vpc-flow-log"))
_ELB = f"elasticloadbalancing:{HERE}"
_RDS, _CACHE, _ECS = f"rds:{HERE}", f"elasticache:{HERE}", f"ecs:{HERE}"

CONTENT = {"ecr:GetDownloadUrlForLayer", "logs:GetLogEvents", "s3:GetObject", "s3:GetObjectTagging",
           "secretsmanager:GetSecretValue"}
"""What looks and shows content, so that it is restricted as what changes is."""

BY_SERVICE: dict[str, tuple[Scope, ...]] = {
    "access-analyzer": (named(f"access-analyzer:{HERE}analyzer/{{N}}"),),
    "acm": (tagged(BORN, actions="RequestCertificate"), tagged(MARKED, actions="AddTagsToCertificate"), tagged(HELD)),
    "application-autoscaling": (
        tagged(BORN, actions="RegisterScalableTarget"), tagged(MARKED, actions="TagResource"), tagged(HELD),
        tagged(HELD, actions="RegisterScalableTarget")),
    "backup": (
        named(f"backup:{HERE}backup-vault:{{N}}", actions=" ".join((
            "CreateBackupVault DeleteBackupVault DeleteBackupVaultAccessPolicy DeleteBackupVaultLockConfiguration",
            "DeleteBackupVaultNotifications PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration",
            "PutBackupVaultNotifications"))),
        tagged(BORN, actions="CreateBackupPlan CreateRestoreTestingPlan"), tagged(MARKED, actions="TagResource"),
        tagged(HELD)),
    "cloudfront": (tagged(BORN, actions="CreateDistribution"), tagged(MARKED, actions="TagResource"), tagged(HELD)),
    "cloudtrail": (named(f"cloudtrail:{HERE}trail/{{N}}"),),
    "cloudwatch": (named(
        f"cloudwatch:{_ALL}alarm:{{N}}", f"cloudwatch:{HERE}alarm:TargetTracking-service/PREFIX-*",
        "cloudwatch::ACCOUNT:dashboard/{N}"),),
    "config": (
        tagged(BORN, actions="PutConfigRule"), tagged(HELD, actions="PutConfigRule DeleteConfigRule"),
        tagged(MARKED, actions="TagResource")),
    "ec2": (
        tagged(BORN, *_MADE, actions=_NEW), tagged(BORN, actions="CreateVpc"), tagged(MARKED, actions="CreateTags"),
        tagged(HELD, actions=_NEW),
        tagged(RULES, actions=" ".join((
            "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress",
            "RevokeSecurityGroupEgress RevokeSecurityGroupIngress"))),
        tagged(HELD)),
    "ecr": (named(f"ecr:{HERE}repository/PREFIX-*"),),
    "ecs": (named(
        *(f"{_ECS}{kind}/PREFIX-*" for kind in ("cluster", "service", "task", "task-definition"))),),
    "elasticache": (named(
        *(f"{_CACHE}{kind}:{{N}}" for kind in ("cluster", "parametergroup", "replicationgroup", "subnetgroup")),
        f"{_CACHE}snapshot:PREFIX-*", f"{_CACHE}parametergroup:default.*", f"{_CACHE}usergroup:*"),),
    "elasticloadbalancing": (named(
        f"{_ELB}loadbalancer/app/{{N}}/*", f"{_ELB}listener/app/{{N}}/*", f"{_ELB}listener-rule/app/{{N}}/*",
        f"{_ELB}targetgroup/PREFIX-*"),),
    "guardduty": (
        tagged(BORN, actions="CreateMalwareProtectionPlan"), tagged(MARKED, actions="TagResource"),
        tagged(HELD, actions="DeleteMalwareProtectionPlan UpdateMalwareProtectionPlan")),
    "iam": (
        named("iam::ACCOUNT:role/aws-service-role/*", actions="CreateServiceLinkedRole", title="Linked"),
        named("iam::ACCOUNT:role/PREFIX-*", "iam::ACCOUNT:role/aws-service-role/*", actions="PassRole", title="Passed"),
        named("iam::ACCOUNT:oidc-provider/*", actions=" ".join((
            "AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider",
            "RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider UntagOpenIDConnectProvider",
            "UpdateOpenIDConnectProviderThumbprint")), title="Issuer"),
        named("iam::ACCOUNT:role/PREFIX-*", "iam::ACCOUNT:policy/PREFIX-*"),
        Scope(("*",), frozenset(("DetachGroupPolicy", "DetachUserPolicy")),
              {"ArnLike": {"iam:PolicyARN": "arn:PARTITION:iam::ACCOUNT:policy/PREFIX-*"}}, "Detached")),
    "kms": (
        tagged(BORN, actions="CreateKey"), tagged(MARKED, actions="TagResource"),
        named(f"kms:{_ALL}alias/{{N}}", actions="CreateAlias DeleteAlias", title="Alias"),
        tagged(HELD, actions="CreateAlias DeleteAlias"), tagged(HELD)),
    "lambda": (named(f"lambda:{HERE}function:PREFIX-*"),),
    "logs": (named(*(f"logs:{_ALL}log-group:*PREFIX{end}" for end in ("", ":*", "-*", "/*"))),),
    "rds": (named(
        *(f"{_RDS}{kind}:{{N}}" for kind in ("db", "pg", "subgrp")), f"{_RDS}snapshot:PREFIX-*",
        f"{_RDS}snapshot:rds:PREFIX-*", f"{_RDS}pg:default.*", f"{_RDS}og:default:*"),),
    "s3": (named("s3:::PREFIX-*"),),
    "secretsmanager": (
        named(f"secretsmanager:{HERE}secret:PREFIX-*", f"secretsmanager:{HERE}secret:rds!*"),),
    "ses": (
        named(f"ses:{HERE}configuration-set/{{N}}", actions=" ".join((
            "CreateConfigurationSet CreateConfigurationSetEventDestination DeleteConfigurationSet",
            "DeleteConfigurationSetEventDestination PutConfigurationSetDeliveryOptions",
            "PutConfigurationSetReputationOptions PutConfigurationSetSendingOptions",
            "PutConfigurationSetSuppressionOptions PutConfigurationSetTrackingOptions",
            "PutEmailIdentityConfigurationSetAttributes UpdateConfigurationSetEventDestination"))),
        tagged(BORN, actions="CreateEmailIdentity"), tagged(MARKED, actions="TagResource"),
        tagged(HELD), tagged(HELD, actions="PutEmailIdentityConfigurationSetAttributes")),
    "sns": (named(f"sns:{_ALL}PREFIX-*"),),
    "wafv2": (named(
        f"wafv2:{_ALL}regional/webacl/{{N}}/*", f"wafv2:{_ALL}global/webacl/{{N}}/*",
        f"wafv2:{_ALL}regional/ipset/PREFIX-*", f"wafv2:{_ALL}global/ipset/PREFIX-*",
        f"wafv2:{_ALL}regional/managedruleset/*", f"wafv2:{_ALL}global/managedruleset/*",
        f"{_ELB}loadbalancer/app/{{N}}/*"),),
}

NARROWED: t.Mapping[str, t.Mapping[str, Scope]] = {
    policy: {"s3": named("s3:::PREFIX-releases/*")}
    for policy in ("audit", "deploy", "migrate", "plan", "releases", "rollback", "rotate_secret")
}
"""By policy and service, where a playbook has to do with less than the platform's names: its `releases_bucket`."""

OPEN: t.Mapping[str, str] = {
    **dict.fromkeys((
        "backup-storage:MountCapsule", "backup:UpdateRegionSettings", "cloudfront:CreateOriginAccessControl",
        "config:DeleteDeliveryChannel", "config:PutDeliveryChannel", "ec2:DisableEbsEncryptionByDefault",
        "ec2:EnableEbsEncryptionByDefault", "ec2:ModifyEbsDefaultKmsKeyId", "ec2:ResetEbsDefaultKmsKeyId",
        "ecs:DeregisterTaskDefinition", "elasticloadbalancing:SetWebACL", "guardduty:CreateDetector",
        "iam:DeleteAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy", "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery", "logs:PutResourcePolicy", "logs:UpdateLogDelivery", "route53:CreateHostedZone",
        "s3:PutAccountPublicAccessBlock", "ses:CreateReceiptRule", "ses:CreateReceiptRuleSet", "ses:DeleteReceiptRule",
        "ses:SetActiveReceiptRuleSet", "ses:SetReceiptRulePosition", "ses:UpdateReceiptRule",
    ), "AWS takes no resource for it"),
    **dict.fromkeys((
        "config:DeleteConfigurationRecorder", "config:PutConfigurationRecorder", "config:StartConfigurationRecorder",
        "config:StopConfigurationRecorder", "guardduty:DeleteDetector", "guardduty:UpdateDetector",
        "securityhub:BatchEnableStandards", "securityhub:DisableSecurityHub", "securityhub:EnableSecurityHub",
        "securityhub:TagResource", "securityhub:UpdateSecurityHubConfiguration", "ses:DeleteSuppressedDestination",
    ), "the account has one of it, whoever made it"),
    **dict.fromkeys((
        "route53:AssociateVPCWithHostedZone",
        "route53:ChangeResourceRecordSets", "route53:ChangeTagsForResource", "route53:DeleteHostedZone",
        "route53:UpdateHostedZoneComment", "cloudfront:DeleteOriginAccessControl",
        "cloudfront:UpdateOriginAccessControl",
    ), "it is known by an id alone, and takes no tags in conditions"),
    "iam:RemoveRoleFromInstanceProfile": "a profile is somebody else's, the role in it is ours",
}
"""What is restricted to nothing, and why."""
