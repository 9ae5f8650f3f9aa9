# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network interfaces that services have in a VPC."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import until


@pytest.fixture
def interfaces(client, network):
    """What EC2 lists for the network, by a filter: description, group names and subnet of each interface."""

    def look(name="vpc-id", value=None):
        asked = [{"Name": name, "Values": [value or network.vpc]}]
        found = client("ec2").describe_network_interfaces(Filters=asked)["NetworkInterfaces"]
        return [(each["Description"], [group["GroupName"] for group in each["Groups"]], each["SubnetId"])
                for each in found]

    return look


def test_a_task_has_one_for_as_long_as_it_runs(client, interfaces, network, service, ecs):
    until(lambda: len(interfaces("group-id", network.group)) == 2)
    arns = ecs.list_tasks(cluster="envelope")["taskArns"]
    task = ecs.describe_tasks(cluster="envelope", tasks=arns)["tasks"][0]
    details = {each["name"]: each["value"] for each in task["attachments"][0]["details"]}
    [interface] = client("ec2").describe_network_interfaces(
        NetworkInterfaceIds=[details["networkInterfaceId"]])["NetworkInterfaces"]
    assert interface["PrivateIpAddress"] == details["privateIPv4Address"]
    assert (interface["RequesterManaged"], interface["Status"]) == (True, "in-use")
    assert interface["Description"].endswith(f":attachment/{task['attachments'][0]['id']}")
    ecs.update_service(cluster="envelope", service="api", desiredCount=0)
    until(lambda: not interfaces())


def test_a_load_balancer_has_one_in_each_of_its_subnets(client, elb, interfaces, network):
    made = elb.create_load_balancer(Name="envelope", Subnets=network.subnets, SecurityGroups=[network.group])
    arn = made["LoadBalancers"][0]["LoadBalancerArn"]
    name = f"ELB {arn.partition(':loadbalancer/')[2]}"
    assert interfaces() == [(name, ["services"], subnet) for subnet in network.subnets]
    owners = [each["Attachment"]["InstanceOwnerId"]
              for each in client("ec2").describe_network_interfaces()["NetworkInterfaces"]]
    assert owners == ["amazon-elb", "amazon-elb"]
    assert interfaces("subnet-id", network.subnets[1]) == [(name, ["services"], network.subnets[1])]
    elb.delete_load_balancer(LoadBalancerArn=arn)
    assert interfaces() == []


def test_an_interface_stays_the_same_while_its_groups_change(client, elb, interfaces, network):
    ec2 = client("ec2")
    made = elb.create_load_balancer(Name="envelope", Subnets=network.subnets, SecurityGroups=[network.group])
    before = [each["NetworkInterfaceId"] for each in ec2.describe_network_interfaces()["NetworkInterfaces"]]
    other = ec2.create_security_group(GroupName="other", Description="Other", VpcId=network.vpc)["GroupId"]
    elb.set_security_groups(LoadBalancerArn=made["LoadBalancers"][0]["LoadBalancerArn"], SecurityGroups=[other])
    assert [groups for _unused, groups, _unused2 in interfaces()] == [["other"], ["other"]]
    assert [each["NetworkInterfaceId"] for each in ec2.describe_network_interfaces()["NetworkInterfaces"]] == before


def test_a_database_has_one_and_another_for_its_standby(client, interfaces, network):
    rds = client("rds")
    rds.create_db_subnet_group(DBSubnetGroupName="data", DBSubnetGroupDescription="data", SubnetIds=network.subnets)
    rds.create_db_instance(
        DBInstanceIdentifier="envelope", Engine="mysql", EngineVersion="8.0", DBInstanceClass="db.t4g.medium",
        AllocatedStorage=20, MasterUsername="envelope", ManageMasterUserPassword=True, DBSubnetGroupName="data",
        MultiAZ=True, VpcSecurityGroupIds=[network.group])
    assert interfaces() == [("RDSNetworkInterface", ["services"], subnet) for subnet in network.subnets]


def test_each_node_of_a_cache_has_one(client, interfaces, network):
    cache = client("elasticache")
    cache.create_cache_subnet_group(
        CacheSubnetGroupName="data", CacheSubnetGroupDescription="data", SubnetIds=network.subnets)
    cache.create_replication_group(
        ReplicationGroupId="envelope", ReplicationGroupDescription="Cache", Engine="redis", EngineVersion="7.0",
        CacheNodeType="cache.t4g.small", CacheSubnetGroupName="data", NumCacheClusters=2,
        AutomaticFailoverEnabled=True, SecurityGroupIds=[network.group])
    assert interfaces() == [(f"ElastiCache envelope-00{number}", ["services"], subnet)
                            for number, subnet in enumerate(network.subnets, 1)]


def test_an_endpoint_is_in_its_own_groups_and_a_nat_gateway_in_none(client, interfaces, network):
    ec2 = client("ec2")
    endpoint = ec2.create_vpc_endpoint(
        VpcId=network.vpc, ServiceName="com.amazonaws.eu-west-1.logs", VpcEndpointType="Interface",
        SubnetIds=network.subnets[:1], SecurityGroupIds=[network.group])["VpcEndpoint"]["VpcEndpointId"]
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    gateway = ec2.create_nat_gateway(SubnetId=network.subnets[1], AllocationId=address)["NatGateway"]["NatGatewayId"]
    assert interfaces() == [(f"VPC Endpoint Interface {endpoint}", ["services"], network.subnets[0]),
                            (f"Interface for NAT Gateway {gateway}", [], network.subnets[1])]
    types = {each["InterfaceType"] for each in ec2.describe_network_interfaces()["NetworkInterfaces"]}
    assert types == {"vpc_endpoint", "nat_gateway"}


def test_what_names_no_group_is_in_the_default_one_of_its_vpc(client, interfaces, network, elb):
    ec2, cache = client("ec2"), client("elasticache")
    cache.create_cache_subnet_group(
        CacheSubnetGroupName="data", CacheSubnetGroupDescription="data", SubnetIds=network.subnets)
    cache.create_replication_group(
        ReplicationGroupId="envelope", ReplicationGroupDescription="Cache", Engine="redis", EngineVersion="7.0",
        CacheNodeType="cache.t4g.small", CacheSubnetGroupName="data", NumCacheClusters=1)
    first, second = network.subnets
    ec2.create_network_interface(SubnetId=second, Description="by hand")
    ec2.create_network_interface(SubnetId=second, Description="in another group", Groups=[network.group])
    elb.create_load_balancer(Name="layer4", Type="network", Subnets=[first])
    [default] = ec2.describe_security_groups(Filters=[
        {"Name": "vpc-id", "Values": [network.vpc]}, {"Name": "group-name", "Values": ["default"]}])["SecurityGroups"]
    assert sorted(interfaces("group-id", default["GroupId"])) == [
        ("ElastiCache envelope-001", ["default"], first), ("by hand", ["default"], second)]


def test_an_interface_that_is_not_there(client, refused):
    with refused("InvalidNetworkInterfaceID.NotFound"):
        client("ec2").describe_network_interfaces(NetworkInterfaceIds=["eni-0123456789abcdef0"])
