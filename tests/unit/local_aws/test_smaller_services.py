# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets, log groups, keys, roles and networks: the smaller additions."""

from __future__ import annotations

import json

import pytest

EVERYTHING = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
TRUST = EVERYTHING.replace('"Resource": "*"', '"Principal": {"Service": "ecs-tasks.amazonaws.com"}').replace(
    '"Action": "*"', '"Action": "sts:AssumeRole"'
)


@pytest.mark.parametrize(
    ("call", "options"),
    [
        ("get_secret_value", {}),
        ("put_secret_value", {"SecretString": "b"}),
        ("update_secret", {"Description": "b"}),
        ("tag_resource", {"Tags": [{"Key": "a", "Value": "b"}]}),
        ("delete_secret", {"RecoveryWindowInDays": 7}),
    ],
)
def test_secrets_marked_for_deletion(client, refused, call, options):
    secrets = client("secretsmanager")
    secrets.create_secret(Name="db", SecretString="a")
    secrets.delete_secret(SecretId="db", RecoveryWindowInDays=7)
    with refused("InvalidRequestException", "marked for deletion"):
        getattr(secrets, call)(SecretId="db", **options)
    with refused("InvalidRequestException", "a secret with this name is already scheduled for deletion."):
        secrets.create_secret(Name="db", SecretString="b")
    secrets.restore_secret(SecretId="db")
    assert secrets.get_secret_value(SecretId="db")["SecretString"] == "a"


def test_secret_versions_and_details(client, refused):
    secrets, token = client("secretsmanager"), "{0}".format
    given = {"Name": "db", "SecretString": "0", "Description": "d", "Tags": [{"Key": "a", "Value": "b"}]}
    secrets.create_secret(**given, ClientRequestToken="0" * 32)
    secrets.create_secret(**given, ClientRequestToken="0" * 32)
    for value in "12":
        secrets.put_secret_value(SecretId="db", SecretString=value, ClientRequestToken=token(value) * 32)
        secrets.put_secret_value(SecretId="db", SecretString=value, ClientRequestToken=token(value) * 32)
    with refused("ResourceExistsException"):
        secrets.put_secret_value(SecretId="db", SecretString="3", ClientRequestToken="2" * 32)
    secrets.update_secret(SecretId="db", Description="e", KmsKeyId="alias/tenant")
    seen = secrets.describe_secret(SecretId="db")
    assert (seen["Description"], seen["KmsKeyId"], seen["Tags"]) == ("e", "alias/tenant", given["Tags"])
    assert seen["VersionIdsToStages"] == {"1" * 32: ["AWSPREVIOUS"], "2" * 32: ["AWSCURRENT"]}
    batch = secrets.batch_get_secret_value(SecretIdList=["db", "nope"])
    assert [each["SecretString"] for each in batch["SecretValues"]] == ["2"]
    assert [each["ErrorCode"] for each in batch["Errors"]] == ["ResourceNotFoundException"]
    found = secrets.list_secrets(Filters=[{"Key": "tag-key", "Values": ["a"]}, {"Key": "name", "Values": ["d"]}])
    assert [each["Name"] for each in found["SecretList"]] == ["db"]


def test_secret_names(client, refused):
    with refused("ValidationException", "Invalid name"):
        client("secretsmanager").create_secret(Name="no spaces", SecretString="a")


def test_log_groups(client, refused):
    logs, kms = client("logs"), client("kms")
    logs.create_log_group(logGroupName="/ecs/API", tags={"a": "b"})
    key = kms.create_key()["KeyMetadata"]["Arn"]
    logs.associate_kms_key(logGroupName="/ecs/API", kmsKeyId=key)
    logs.put_retention_policy(logGroupName="/ecs/API", retentionInDays=30)
    (seen,) = logs.describe_log_groups(logGroupNamePattern="api")["logGroups"]
    assert (seen["kmsKeyId"], seen["retentionInDays"], seen["logGroupClass"]) == (key, 30, "STANDARD")
    assert logs.list_tags_for_resource(resourceArn=seen["logGroupArn"])["tags"] == {"a": "b"}
    with refused("InvalidParameterException"):
        logs.list_tags_for_resource(resourceArn=seen["arn"])
    with refused("InvalidParameterException", "enum value set"):
        logs.put_retention_policy(logGroupName="/ecs/API", retentionInDays=31)
    logs.disassociate_kms_key(logGroupName="/ecs/API")
    assert "kmsKeyId" not in logs.describe_log_groups()["logGroups"][0]
    with refused("ResourceNotFoundException"):
        logs.associate_kms_key(logGroupName="/nope", kmsKeyId=key)


def test_log_group_deletion_protection(client, refused):
    logs = client("logs")
    logs.create_log_group(logGroupName="/ecs/api", deletionProtectionEnabled=True)
    with refused("ValidationException", "deletion protection"):
        logs.delete_log_group(logGroupName="/ecs/api")
    logs.put_log_group_deletion_protection(logGroupIdentifier="/ecs/api", deletionProtectionEnabled=False)
    logs.delete_log_group(logGroupName="/ecs/api")


def test_keys(client, refused):
    kms = client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["MultiRegion"] is False
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    status = kms.get_key_rotation_status(KeyId=key)
    assert (status["KeyRotationEnabled"], status["RotationPeriodInDays"]) == (True, 180)
    kms.disable_key(KeyId=key)
    with refused("DisabledException"):
        kms.encrypt(KeyId=key, Plaintext=b"a")
    assert kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)["KeyState"] == "PendingDeletion"
    with refused("KMSInvalidStateException", "pending deletion"):
        kms.schedule_key_deletion(KeyId=key)
    kms.cancel_key_deletion(KeyId=key)
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Disabled"
    kms.enable_key(KeyId=key)
    kms.encrypt(KeyId=key, Plaintext=b"a")


def test_an_account_without_an_organisation_has_no_administrators(client, refused):
    organizations = client("organizations", "us-east-1")
    with refused("AWSOrganizationsNotInUseException"):
        organizations.list_delegated_administrators(ServicePrincipal="config.amazonaws.com")
    organizations.create_organization()
    assert organizations.list_delegated_administrators()["DelegatedAdministrators"] == []


def test_policies_in_use(client, refused):
    iam = client("iam")
    arn = iam.create_policy(PolicyName="p", PolicyDocument=EVERYTHING)["Policy"]["Arn"]
    iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="r", PolicyArn=arn)
    with refused("DeleteConflict", "attached"):
        iam.delete_policy(PolicyArn=arn)
    iam.detach_role_policy(RoleName="r", PolicyArn=arn)
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=EVERYTHING)
    with refused("DeleteConflict", "more than one version"):
        iam.delete_policy(PolicyArn=arn)
    iam.delete_policy_version(PolicyArn=arn, VersionId="v2")
    iam.delete_policy(PolicyArn=arn)


def test_details_of_the_account_say_what_policies_are_called(client):
    made = client("iam").create_policy(PolicyName="p", PolicyDocument=EVERYTHING)["Policy"]
    [found] = client("iam").get_account_authorization_details(Filter=["LocalManagedPolicy"])["Policies"]
    assert (found["PolicyName"], found["PolicyId"], found["Arn"]) == ("p", made["PolicyId"], made["Arn"])


def test_managed_policies_survive_a_reset_unattached(aws, client):
    iam, arn = client("iam"), "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
    iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="r", PolicyArn=arn)
    assert iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"] == 1
    aws.reset()
    assert iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"] == 0


def test_update_of_a_role_falls_back_to_an_hour(client):
    iam = client("iam")
    iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST, MaxSessionDuration=7200)
    iam.update_role(RoleName="r", Description="d")
    role = iam.get_role(RoleName="r")["Role"]
    assert (role["Description"], role["MaxSessionDuration"]) == ("d", 3600)


def test_service_linked_roles(client, refused):
    iam = client("iam")
    made = iam.create_service_linked_role(AWSServiceName="ecs.amazonaws.com")["Role"]
    assert made["Arn"].endswith(":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")
    with refused("InvalidInput", "AWSServiceRoleForECS has been taken"):
        iam.create_service_linked_role(AWSServiceName="ecs.amazonaws.com")
    assert iam.get_role(RoleName="AWSServiceRoleForECS")["Role"]["Arn"] == made["Arn"]


def test_nat_gateways(client, network, refused):
    ec2 = client("ec2")
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    given = {"SubnetId": network.subnets[0], "AllocationId": address, "ClientToken": "one"}
    made = ec2.create_nat_gateway(**given)["NatGateway"]
    assert made["State"] == "pending"
    assert ec2.create_nat_gateway(**given)["NatGateway"]["NatGatewayId"] == made["NatGatewayId"]
    (seen,) = ec2.describe_nat_gateways()["NatGateways"]
    assert seen["State"] == "available"
    with refused("DependencyViolation"):
        ec2.delete_subnet(SubnetId=network.subnets[0])
    ec2.delete_nat_gateway(NatGatewayId=made["NatGatewayId"])
    assert "AssociationId" not in ec2.describe_addresses(AllocationIds=[address])["Addresses"][0]
    ec2.release_address(AllocationId=address)
    ec2.delete_subnet(SubnetId=network.subnets[0])
    with refused("NatGatewayNotFound"):
        ec2.delete_nat_gateway(NatGatewayId="nat-0")


def test_only_the_default_vpc_has_default_subnets(client, network):
    ec2 = client("ec2")
    of_default = [{"Name": "default-for-az", "Values": ["true"]}]
    for subnet in ec2.describe_subnets(Filters=of_default)["Subnets"]:
        assert subnet["MapPublicIpOnLaunch"]
        ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    made = ec2.create_subnet(VpcId=network.vpc, CidrBlock="10.0.9.0/24", AvailabilityZone="eu-west-1c")["Subnet"]
    assert (made["DefaultForAz"], made["MapPublicIpOnLaunch"]) == (False, False)


def test_the_network_acl_of_a_vpc_goes_with_it(client):
    ec2 = client("ec2")
    before = ec2.describe_network_acls()["NetworkAcls"]
    ec2.delete_vpc(VpcId=ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"])
    assert ec2.describe_network_acls()["NetworkAcls"] == before


def test_routes_to_nowhere(client, network, refused):
    ec2 = client("ec2")
    table = ec2.create_route_table(VpcId=network.vpc)["RouteTable"]["RouteTableId"]
    with refused("InvalidNatGatewayID.NotFound"):
        ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId="nat-0")


def test_gateway_endpoints(client, network):
    ec2 = client("ec2")
    tables = [ec2.create_route_table(VpcId=network.vpc)["RouteTable"]["RouteTableId"] for _unused in range(2)]
    given = {"VpcId": network.vpc, "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": tables[:1]}
    made = ec2.create_vpc_endpoint(**given)["VpcEndpoint"]
    assert (made["VpcEndpointType"], made["PrivateDnsEnabled"]) == ("Gateway", False)
    identity = made["VpcEndpointId"]

    def routed():
        found = ec2.describe_route_tables(RouteTableIds=tables)["RouteTables"]
        return [
            table["RouteTableId"] for table in found if any(r.get("GatewayId") == identity for r in table["Routes"])
        ]

    assert routed() == tables[:1]
    ec2.modify_vpc_endpoint(VpcEndpointId=identity, RemoveRouteTableIds=tables[:1], AddRouteTableIds=tables[1:])
    assert routed() == tables[1:]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[identity])
    assert (routed(), ec2.describe_vpc_endpoints()["VpcEndpoints"]) == ([], [])


def test_changes_of_an_interface_endpoint(client, network):
    ec2 = client("ec2")
    ec2.modify_vpc_attribute(VpcId=network.vpc, EnableDnsHostnames={"Value": True})
    given = {"VpcId": network.vpc, "ServiceName": "com.amazonaws.eu-west-1.logs", "VpcEndpointType": "Interface"}
    identity = ec2.create_vpc_endpoint(**given, PrivateDnsEnabled=True)["VpcEndpoint"]["VpcEndpointId"]

    def changed(**settings):
        ec2.modify_vpc_endpoint(VpcEndpointId=identity, **settings)
        seen = ec2.describe_vpc_endpoints(VpcEndpointIds=[identity])["VpcEndpoints"][0]
        return seen["PrivateDnsEnabled"], json.loads(seen["PolicyDocument"])["Statement"][0]["Action"]

    assert changed(PolicyDocument=EVERYTHING.replace('"*"', '"logs:*"', 1)) == (True, "logs:*")
    assert changed(PrivateDnsEnabled=False) == (False, "logs:*")
    assert changed(ResetPolicy=True) == (False, "*")
    assert changed(PrivateDnsEnabled=True) == (True, "*")


def test_interface_endpoints_hold_their_security_group(client, network, refused):
    ec2 = client("ec2")
    given = {"VpcId": network.vpc, "ServiceName": "com.amazonaws.eu-west-1.logs", "VpcEndpointType": "Interface"}
    made = ec2.create_vpc_endpoint(**given, SubnetIds=network.subnets, SecurityGroupIds=[network.group])["VpcEndpoint"]
    with refused("DependencyViolation"):
        ec2.delete_security_group(GroupId=network.group)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])
    ec2.delete_security_group(GroupId=network.group)


def test_security_group_rules_that_name_a_group(client, network, refused):
    ec2 = client("ec2")

    def permission(words):
        pair = {"GroupId": network.group, "Description": words}
        return [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": [pair]}]

    made = ec2.authorize_security_group_ingress(GroupId=network.group, IpPermissions=permission("self"))
    assert made["SecurityGroupRules"][0]["Description"] == "self"
    with refused("InvalidPermission.Duplicate"):
        ec2.authorize_security_group_ingress(GroupId=network.group, IpPermissions=permission("other"))
    ec2.revoke_security_group_ingress(GroupId=network.group, IpPermissions=permission("self"))
    assert ec2.describe_security_groups(GroupIds=[network.group])["SecurityGroups"][0]["IpPermissions"] == []


@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_rules_for_ipv6_ranges(client, network, refused, direction):
    ec2 = client("ec2")
    authorize, revoke = (getattr(ec2, f"{verb}_security_group_{direction}") for verb in ("authorize", "revoke"))
    key = "IpPermissions" if direction == "ingress" else "IpPermissionsEgress"

    def rules():
        return ec2.describe_security_groups(GroupIds=[network.group])["SecurityGroups"][0][key]

    before, ports = rules(), {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    both = {**ports, "IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}
    authorize(GroupId=network.group, IpPermissions=[both])
    with refused("InvalidPermission.NotFound"):
        revoke(GroupId=network.group, IpPermissions=[{**both, "Ipv6Ranges": [{"CidrIpv6": "fd00::/8"}]}])
    assert len(rules()) == len(before) + 1
    revoke(GroupId=network.group, IpPermissions=[both])
    assert rules() == before


def test_dry_runs_change_nothing(client, refused):
    ec2 = client("ec2")
    with refused("DryRunOperation"):
        ec2.create_internet_gateway(DryRun=True)
    assert (
        ec2.describe_internet_gateways(Filters=[{"Name": "attachment.vpc-id", "Values": ["x"]}])["InternetGateways"]
        == []
    )
