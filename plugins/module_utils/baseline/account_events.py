# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to the account that somebody should hear of, as data.

These are the events that the benchmark of CIS names (4.1 to 4.15).  Each is
counted in the log group of the trail, and told by an alarm.
"""

from __future__ import annotations

from dataclasses import dataclass

from .control import Entry, Wanted, told

PERIOD = 300
"""Seconds in which events are counted."""


@dataclass(frozen=True)
class Event:
    """Something to hear of."""

    name: str
    """The alarm's name after the platform's, the metric's, and the anchor of its runbook."""
    says: str
    pattern: str
    """What finds it in the trail, in the language of CloudWatch Logs."""
    threshold: int = 1


def _called(*names: str, source: str = "") -> str:
    """Any of these operations, of one service where it is said."""
    any_of = " || ".join(f"($.eventName = {name})" for name in names)
    return f'{{ ($.eventSource = "{source}") && ({any_of}) }}' if source else f"{{ {any_of} }}"


EVENTS = (
    Event("unauthorized-calls", "AWS refused several calls in this account",
          '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && '
          '(($.eventName != "BatchGetSecretValue") || '
          '($.userIdentity.sessionContext.sessionIssuer.userName NOT EXISTS) || '
          '($.userIdentity.sessionContext.sessionIssuer.userName != "*-plan")) }', threshold=10),
    Event("sign-in-without-mfa", "a user signed in to the console without a second factor",
          '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && '
          '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }'),
    Event("root-used", "the account's root user was used",
          '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && '
          '$.eventType != "AwsServiceEvent" }'),
    Event("iam-changed", "who may do what was changed in IAM", _called(
        "DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy", "PutGroupPolicy", "PutRolePolicy",
        "PutUserPolicy", "CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion",
        "AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy", "AttachGroupPolicy",
        "DetachGroupPolicy")),
    Event("trail-changed", "somebody changed what CloudTrail records", _called(
        "CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging")),
    Event("sign-in-failed", "several sign-ins to the console failed",
          '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }', threshold=3),
    Event("key-taken-away", "a key was disabled or is going to be deleted", _called(
        "DisableKey", "ScheduleKeyDeletion", source="kms.amazonaws.com")),
    Event("bucket-changed", "who may do what with a bucket was changed", _called(
        "PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication",
        "DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication",
        source="s3.amazonaws.com")),
    Event("config-changed", "somebody changed what Config records", _called(
        "StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder",
        source="config.amazonaws.com")),
    Event("security-group-changed", "a security group was changed", _called(
        "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress",
        "RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup")),
    Event("network-acl-changed", "a network ACL was changed", _called(
        "CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry",
        "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation")),
    Event("gateway-changed", "a gateway of a network was changed", _called(
        "CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway",
        "DeleteInternetGateway", "DetachInternetGateway")),
    Event("route-changed", "a route of a network was changed", _called(
        "CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation", "DeleteRouteTable",
        "DeleteRoute", "DisassociateRouteTable", source="ec2.amazonaws.com")),
    Event("vpc-changed", "a network was changed", _called(
        "CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection", "CreateVpcPeeringConnection",
        "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection", "AttachClassicLinkVpc", "DetachClassicLinkVpc",
        "DisableVpcClassicLink", "EnableVpcClassicLink")),
    Event("organization-changed", "the organization was changed", _called(
        "AcceptHandshake", "AttachPolicy", "CancelHandshake", "CreateAccount", "CreateOrganization",
        "CreateOrganizationalUnit", "CreatePolicy", "DeclineHandshake", "DeleteOrganization",
        "DeleteOrganizationalUnit", "DeletePolicy", "EnableAllFeatures", "EnablePolicyType",
        "InviteAccountToOrganization", "LeaveOrganization", "DetachPolicy", "DisablePolicyType", "MoveAccount",
        "RemoveAccountFromOrganization", "UpdateOrganizationalUnit", "UpdatePolicy",
        source="organizations.amazonaws.com")),
)


def heard(wanted: Wanted, group: str) -> dict[str, list[Entry]]:
    """The filters on the trail's log group, and the alarms that tell of what they find."""
    return {"logs_metric_filters": [_filter(wanted, group, each) for each in EVENTS],
            "cloudwatch_alarms": [_alarm(wanted, each) for each in EVENTS]}


def _filter(wanted: Wanted, group: str, event: Event) -> Entry:
    return {"log_group": group, "name": _name(wanted, event), "filter_pattern": event.pattern,
            "metric_transformations": [{
                "metric_name": event.name, "metric_namespace": _namespace(wanted), "metric_value": "1",
                "unit": "Count"}]}


def _alarm(wanted: Wanted, event: Event) -> Entry:
    return {
        **told(wanted, f"account-{event.name}", event.says, f"account.md#{event.name}"),
        "namespace": _namespace(wanted), "metric_name": event.name, "dimensions": {}, "statistic": "Sum",
        "period": PERIOD, "evaluation_periods": 1, "threshold": event.threshold,
    }


def _name(wanted: Wanted, event: Event) -> str:
    return f"{wanted['prefix']}-account-{event.name}"


def _namespace(wanted: Wanted) -> str:
    return f"{wanted['prefix']}/account"
