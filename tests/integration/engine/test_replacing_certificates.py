# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tenants that share a certificate come and go: a new one takes its place, and a listener always shows one of them."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.certificates import certificates
from ansible_collections.venturemond.envelope.plugins.module_utils.headroom.tenants import Tenant
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account, Result

NOT_FOUND = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]
SWAP = ["acm:RequestCertificate", "route53:ChangeResourceRecordSets", "route53:ChangeResourceRecordSets",
        "elbv2:AddListenerCertificates", "elbv2:RemoveListenerCertificates", "acm:DeleteCertificate"]


def pack(*hosts: str) -> dict[str, t.Any]:
    """The entry for a certificate that tenants share, as the role is handed it."""
    tenants = [Tenant(host=host, prefix=host, name=f"{host}.test", zone=f"{host}.test", own_domain=True, pack="x")
               for host in hosts]
    [found] = certificates(tenants, domain="envelope.example", tags={"managed-by": "venturemond.envelope"})
    return found.options


def names_shown(account: Account) -> list[list[str]]:
    """The names on each certificate that the listener shows besides its default one."""
    elbv2, acm = account.client("elbv2"), account.client("acm")
    [balancer] = elbv2.describe_load_balancers()["LoadBalancers"]
    [listener] = elbv2.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
    shown = elbv2.describe_listener_certificates(ListenerArn=listener["ListenerArn"])["Certificates"]
    return [acm.describe_certificate(CertificateArn=each["CertificateArn"])["Certificate"]["SubjectAlternativeNames"]
            for each in shown if not each["IsDefault"]]


def see_to(account: Account, *hosts: str, check: bool = False) -> list[Result]:
    """What the role asks for: the certificate, and that it is shown."""
    entry = pack(*hosts)
    return [account.run("acm_certificates", entry, check=check),
            account.run("elbv2_listener_certificates", {"certificate": entry["domain_name"]}, check=check,
                        load_balancer="envelope")]


@pytest.fixture
def shared(account: Account) -> Account:
    """An account in which `a` has the certificate, and the listener shows it."""
    ec2, route53 = account.client("ec2"), account.client("route53")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-west-1{zone}")
               for number, zone in enumerate("ab")]
    made = account.client("elbv2").create_load_balancer(
        Name="envelope", Subnets=[each["Subnet"]["SubnetId"] for each in subnets])["LoadBalancers"][0]
    for zone in ("envelope.example", "a.test", "b.test"):
        route53.create_hosted_zone(Name=zone, CallerReference=zone)
    result = account.run("acm_certificates", {"domain_name": "envelope.example", "validation_zone": "envelope.example"})
    account.client("elbv2").create_listener(
        LoadBalancerArn=made["LoadBalancerArn"], Protocol="HTTPS", Port=443, DefaultActions=NOT_FOUND,
        Certificates=[{"CertificateArn": result["acm_certificates"]["envelope.example"]["arn"]}])
    assert not any(each.get("failed") for each in see_to(account, "a"))
    return account


def test_whoever_joins_gets_onto_a_new_one(shared: Account):
    planned, _unused = see_to(shared, "a", "b", check=True)
    done, listed = see_to(shared, "a", "b")
    assert planned["writes"] == [] and planned["diff"] == done["diff"]
    assert sorted(set(done["writes"])) == sorted(set(SWAP)) and listed["writes"] == []
    assert done["writes"].index("elbv2:AddListenerCertificates") < done["writes"].index(
        "elbv2:RemoveListenerCertificates") < done["writes"].index("acm:DeleteCertificate")
    assert [sorted(names) for names in names_shown(shared)] == [
        ["*.a.test", "*.b.test", "a.test", "b.test", "x.certificates.envelope.example"]]
    assert [each["writes"] for each in see_to(shared, "a", "b")] == [[], []]


def test_whoever_leaves_is_no_more_on_it(shared: Account):
    see_to(shared, "a", "b")
    see_to(shared, "b")
    assert [sorted(names) for names in names_shown(shared)] == [
        ["*.b.test", "b.test", "x.certificates.envelope.example"]]
    assert len(shared.client("acm").list_certificates()["CertificateSummaryList"]) == 2


@pytest.mark.parametrize("writes", range(7))
def test_a_run_that_ends_before_any_of_its_writes_is_completed_by_the_next(shared: Account, writes: int):
    fault = shared.aws.fault(kind="refuse", after=writes, times=None)
    assert see_to(shared, "a", "b")[0].get("failed", False)
    assert len(names_shown(shared)) in {1, 2}, "there was a moment without any"
    shared.aws.clear_faults()
    assert fault
    assert not any(each.get("failed") for each in see_to(shared, "a", "b"))
    assert [len(names) for names in names_shown(shared)] == [5]
    assert len(shared.client("acm").list_certificates()["CertificateSummaryList"]) == 2
    assert [each["writes"] for each in see_to(shared, "a", "b")] == [[], []]


def test_more_names_than_aws_takes_are_refused_by_it_too(shared: Account):
    shared.aws.quota("L-FB94F0B0", 4)
    [refused, _unused] = see_to(shared, "a", "b")
    assert "LimitExceededException" in refused["msg"]
    assert [len(names) for names in names_shown(shared)] == [3]
