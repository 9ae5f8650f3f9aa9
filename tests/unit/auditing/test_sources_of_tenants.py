# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of names, mail, certificates and identities, and by which calls."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Seen, Source, read
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.acm import (
    CERTIFICATES,
    EDGE_CERTIFICATES,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.iam import (
    OIDC_PROVIDERS,
    POLICIES,
    ROLES,
    USERS,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.malware import PLANS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.route53 import ZONES
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.ses import RECEIPT_RULES
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.sesv2 import (
    CONFIGURATION_SETS,
    IDENTITIES,
    SENDING,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import place

Answer = Reply | t.Callable[[Call], Reply] | None
"""None is a refusal."""

DOMAIN = "envelope.example"
PRIVATE = ("internal.envelope.example",)
OWN, OF_AWS = "arn:aws:iam::1:policy/own", "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


def document(action: str) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]}


def trusting(service: t.Any) -> dict[str, t.Any]:
    return {"Statement": {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}}


DETAILS: Reply = {
    "Policies": [{"Arn": OWN, "PolicyVersionList": [
        {"IsDefaultVersion": False, "Document": document("s3:*")},
        {"IsDefaultVersion": True, "Document": document("s3:GetObject")}]}],
    "RoleDetailList": [
        {"RoleName": "task", "AssumeRolePolicyDocument": trusting("ecs-tasks.amazonaws.com"),
         "RolePolicyList": [{"PolicyName": "inline", "PolicyDocument": document("kms:Decrypt")}],
         "AttachedManagedPolicies": [{"PolicyArn": OWN}, {"PolicyArn": OF_AWS}]},
        {"RoleName": "backup", "AssumeRolePolicyDocument": trusting(["backup.amazonaws.com"]),
         "AttachedManagedPolicies": [{"PolicyArn": OF_AWS}]}],
    "UserDetailList": [{"UserName": "pipeline"}]}

ANSWERS: dict[str, Answer] = {
    "get_account_authorization_details": DETAILS,
    "get_policy": {"Policy": {"DefaultVersionId": "v3"}},
    "get_policy_version": {"PolicyVersion": {"Document": document("logs:PutLogEvents")}},
    "list_access_keys": {"AccessKeyMetadata": [{"AccessKeyId": "AKIA", "Status": "Active"}]},
    "list_open_id_connect_providers": {"OpenIDConnectProviderList": [{"Arn": "arn:aws:iam::1:oidc-provider/token.x"}]},
    "get_open_id_connect_provider": {"ClientIDList": ["sts.amazonaws.com"]},
    "list_certificates": lambda call: {"CertificateSummaryList": [{"DomainName": call.service.region or "here"}]},
    "list_malware_protection_plans": {"MalwareProtectionPlans": [{"MalwareProtectionPlanId": "p1"}]},
    "get_malware_protection_plan": {"Status": "ACTIVE"},
    "describe_active_receipt_rule_set": {"Metadata": {"Name": "envelope-prod"}, "Rules": [{"Name": "inbound"}]},
    "list_hosted_zones": {"HostedZones": [
        {"Id": f"/hostedzone/{name}", "Name": f"{name}.", "Config": {"PrivateZone": name in PRIVATE}}
        for name in ("envelope.example", *PRIVATE, "kestrel.example", "other.example")]},
    "list_resource_record_sets": lambda call: {"ResourceRecordSets": [
        {"Name": f"\\052.{call.params['HostedZoneId']}.", "Type": "A"}]},
    "describe_load_balancers": {"LoadBalancers": [{"LoadBalancerArn": "alb", "Type": "application"}]},
    "describe_load_balancer_attributes": {"Attributes": []},
    "describe_listeners": {"Listeners": [{"ListenerArn": "https"}]},
    "describe_listener_certificates": {"Certificates": []},
    "describe_rules": {"Rules": [{"Conditions": [
        {"Field": "host-header", "HostHeaderConfig": {"Values": ["*.kestrel.example"]}}]}]},
    "list_email_identities": {"EmailIdentities": [
        {"IdentityName": name, "IdentityType": "EMAIL_ADDRESS" if "@" in name else "DOMAIN"} for name in (
            "envelope.example", "acme.envelope.example", "kestrel.example", "other.example", "a@envelope.example")]},
    "get_email_identity": lambda call: {"ConfigurationSetName": f"set-of-{call.params['EmailIdentity']}"},
    "get_resources": {"ResourceTagMappingList": [{"ResourceARN": "arn:aws:ses:eu-west-1:1:identity/kestrel.example"}]},
    "list_configuration_sets": {
        "ConfigurationSets": ["envelope-prod", "envelope-production", "set-of-kestrel.example"]},
    "get_configuration_set": lambda call: {"ConfigurationSetName": call.params["ConfigurationSetName"]},
    "get_configuration_set_event_destinations": {"EventDestinations": [{"Name": "events"}]},
    "get_account": {"SendingEnabled": True},
}


def seen(source: Source, where: Place | None = None, **answers: Answer) -> Seen:
    """What a source shows of these answers."""
    def perform(call: Call) -> Reply:
        answer = (ANSWERS | answers)[call.operation]
        if answer is None:
            raise AwsError(call, "AccessDenied", "no")
        return answer(call) if callable(answer) else answer

    [found] = Loop(perform).run([read(source, where or place())])
    return t.cast(Seen, found)


def test_roles_of_tasks_have_what_all_of_their_policies_say():
    task, backup = seen(ROLES).found
    actions = [one["Statement"][0]["Action"] for one in task["documents"]]
    assert actions == ["kms:Decrypt", "s3:GetObject", "logs:PutLogEvents"]
    assert "documents" not in backup


def test_a_policy_of_aws_that_is_refused_is_a_part_that_is():
    task, _backup = seen(ROLES, get_policy=None).found
    assert isinstance(dict.__getitem__(task, "documents"), AwsError)


def test_policies_users_and_providers():
    assert [(one["name"], one["document"]) for one in seen(POLICIES).found] == [("own", document("s3:GetObject"))]
    assert [one["keys"][0]["AccessKeyId"] for one in seen(USERS).found] == ["AKIA"]
    assert [(one["name"], one["about"]["ClientIDList"]) for one in seen(OIDC_PROVIDERS).found] == [
        ("token.x", ["sts.amazonaws.com"])]


def test_certificates_of_cloudfront_are_in_a_region_of_their_own():
    assert [one["DomainName"] for one in seen(CERTIFICATES).found] == ["here"]
    assert [one["DomainName"] for one in seen(EDGE_CERTIFICATES).found] == ["us-east-1"]


def test_records_are_read_of_zones_with_a_name_of_the_platforms_or_a_listeners():
    found = {one["name"]: one.get("records") for one in seen(ZONES).found}
    assert list(found) == ["envelope.example", "kestrel.example", "other.example"]
    assert [list(found[name]) for name in ("envelope.example", "kestrel.example")] == [
        [("*.envelope.example", "A")], [("*.kestrel.example", "A")]]
    assert found["other.example"] is None


def test_listeners_that_are_refused_leave_the_names_that_are_known():
    found = seen(ZONES, describe_load_balancers=None)
    assert [one["name"] for one in found.found if "records" in one] == ["envelope.example"]
    assert [asked.operation for asked in found.refused] == ["describe_load_balancers"]


def test_domains_are_ours_by_their_names_or_tags():
    assert [one["name"] for one in seen(IDENTITIES).found] == [
        "envelope.example", "acme.envelope.example", "kestrel.example"]
    by_name = seen(IDENTITIES, get_resources=None)
    assert [one["name"] for one in by_name.found] == ["envelope.example", "acme.envelope.example"]


def test_a_domain_that_is_refused_is_one_of_them():
    def described(call: Call) -> Reply:
        if call.params["EmailIdentity"] == DOMAIN:
            raise AwsError(call, "AccessDenied", "not that one")
        return {"ConfigurationSetName": "set-of-kestrel.example"}

    first, *others = seen(IDENTITIES, get_email_identity=described).found
    assert first["name"] == DOMAIN
    assert [one["ConfigurationSetName"] for one in others] == ["set-of-kestrel.example"] * 2
    with pytest.raises(AwsError, match="not that one"):
        first.get("ConfigurationSetName")
    sets = seen(CONFIGURATION_SETS, get_email_identity=described).found
    assert [one["ConfigurationSetName"] for one in sets] == ["envelope-prod", "set-of-kestrel.example"]


def test_a_configuration_set_that_is_refused_is_one_of_them():
    def described(call: Call) -> Reply:
        if call.params["ConfigurationSetName"] == "envelope-prod":
            raise AwsError(call, "AccessDenied", "no")
        return call.params

    refused, other = seen(CONFIGURATION_SETS, get_configuration_set=described).found
    assert (refused["ConfigurationSetName"], other["destinations"]) == ("envelope-prod", [{"Name": "events"}])
    for part in ("destinations", "ReputationOptions"):
        with pytest.raises(AwsError):
            refused.get(part)


def test_where_no_name_is_known_refused_tags_leave_domains_unknown():
    nameless = Place("envelope-prod", "envelope", "prod", "eu-west-1", known_from="discovery")
    assert [one["name"] for one in seen(IDENTITIES, nameless).found] == ["kestrel.example"]
    assert isinstance(seen(IDENTITIES, nameless, get_resources=None).error, AwsError)


def test_configuration_sets_are_ours_by_their_names_or_what_sends_by_them():
    found = seen(CONFIGURATION_SETS).found
    assert [one["ConfigurationSetName"] for one in found] == ["envelope-prod", "set-of-kestrel.example"]
    assert found[0]["destinations"] == [{"Name": "events"}]
    assert seen(SENDING).found == {"SendingEnabled": True}


def test_plans_and_receipt_rules():
    assert [one["Status"] for one in seen(PLANS).found] == ["ACTIVE"]
    assert seen(RECEIPT_RULES).found == {"name": "envelope-prod", "rules": [{"Name": "inbound"}]}
    assert seen(RECEIPT_RULES, describe_active_receipt_rule_set={}).found == {"name": None, "rules": []}
