# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about certificates that take the place of others, and about names in several zones."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Say
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import GaveUp, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.acm import AcmCertificate
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.acm.validation import by_zone
from ansible_collections.venturemond.envelope.tests.unit.kinds.test_acm import (
    PUBLISHED,
    ZONE,
    certificate,
    described,
    listing,
    summary,
)
from ansible_collections.venturemond.envelope.tests.unit.script import play

BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/envelope-prod/50dc6c495c0c9188"
LISTENERS = {"Listeners": [{"ListenerArn": "listener:443", "Certificates": [{"CertificateArn": "arn:default"}]},
                           {"ListenerArn": "listener:80"}]}
NEW = {"CertificateArn": "arn:new"}
TAGS, OF_OURS = "list_tags_for_certificate", {"Tags": [{"Key": "managed-by", "Value": "envelope"}]}


MARK = {"managed-by": "envelope"}


def pack(*names: str) -> AcmCertificate:
    return certificate(subject_alternative_names=list(names), validation_zone=ZONE, replace=True,
                       tags=MARK)


def shown(*arns: str, default: str = "arn:default") -> tuple[str, dict[str, t.Any]]:
    return "describe_listener_certificates", {"Certificates": [
        {"CertificateArn": default, "IsDefault": True},
        *({"CertificateArn": arn, "IsDefault": False} for arn in arns)]}


def proved(*names: str) -> list[tuple[str, t.Any]]:
    return [described(*names), ("change_resource_record_sets", {}), described(*names)]


def former(arn: str = "arn:1") -> list[tuple[str, t.Any]]:
    """Both are listed; the former one is ours and shown at a load balancer."""
    both = listing(summary("arn:new", "a.example.com", "b.example.com"), summary(arn, "a.example.com"))
    return [both, (TAGS, OF_OURS), described("a.example.com", InUseBy=[BALANCER])]


class TestReplacing:
    def test_other_names_are_a_change_and_not_refused(self) -> None:
        wanted = pack("a.example.com", "b.example.com")
        found = play(wanted.read(), listing(summary("arn:1", "a.example.com")), (TAGS, OF_OURS),
                     described("a.example.com"), ("list_resource_record_sets", PUBLISHED), (TAGS, OF_OURS))
        step = plan(wanted, found)
        assert step.changes == {"names": (
            ["a.example.com", "example.com"], ["a.example.com", "b.example.com", "example.com"])}
        assert not wanted.fixed & step.changes.keys()

    def test_the_new_one_is_issued_and_shown_before_the_former_one_goes(self) -> None:
        now = certificate(arn="arn:1", subject_alternative_names=["a.example.com"])
        play(pack("a.example.com", "b.example.com").update(now, {"names"}),
             ("request_certificate", NEW), *proved("a.example.com", "b.example.com"), *former(),
             described(InUseBy=[BALANCER]), ("describe_listeners", LISTENERS), shown("arn:1"),
             ("add_listener_certificates", {}), ("remove_listener_certificates", {}),
             described(InUseBy=[]), ("delete_certificate", {}))

    def test_it_goes_on_after_a_run_that_ended_between_asking_and_showing(self) -> None:
        wanted = pack("a.example.com", "b.example.com")
        both = former()[0]
        found = play(wanted.read(), both, described("a.example.com", "b.example.com", Status="PENDING_VALIDATION"),
                     ("list_resource_record_sets", {}), (TAGS, OF_OURS), *former())
        assert plan(wanted, found).changes.keys() == {"published", "issued", "alone"}

    def test_a_default_certificate_is_replaced_as_such(self) -> None:
        now = certificate(arn="arn:new", subject_alternative_names=["a.example.com", "b.example.com"])
        play(pack("a.example.com", "b.example.com").update(now, {"alone"}), *former(),
             described(InUseBy=[BALANCER]), ("describe_listeners", LISTENERS), shown(default="arn:1"),
             ("modify_listener", {}), described(InUseBy=[]), ("delete_certificate", {}))

    def test_what_has_let_go_already_is_deleted(self) -> None:
        now = certificate(arn="arn:new", subject_alternative_names=["a.example.com", "b.example.com"])
        play(pack("a.example.com", "b.example.com").update(now, {"alone"}), *former(),
             described(InUseBy=[]), described(InUseBy=[]), ("delete_certificate", {}))

    def test_one_that_a_distribution_shows_is_left(self) -> None:
        wanted = pack("a.example.com", "b.example.com")
        listed, tags, _used = former()
        found = play(wanted.read(), listed, described("a.example.com", "b.example.com"),
                     ("list_resource_record_sets", PUBLISHED), (TAGS, OF_OURS), listed, tags,
                     described("a.example.com", InUseBy=["arn:aws:cloudfront::111122223333:distribution/E1"]))
        assert plan(wanted, found).action == "none"

    def test_somebody_elses_is_left(self) -> None:
        wanted = pack("a.example.com", "b.example.com")
        listed = former()[0]
        found = play(wanted.read(), listed, described("a.example.com", "b.example.com"),
                     ("list_resource_record_sets", PUBLISHED), (TAGS, OF_OURS), listed, (TAGS, {}))
        assert plan(wanted, found).action == "none"

    def test_one_that_aws_still_sees_in_use_is_left_to_the_next_run(self) -> None:
        flow = pack("a.example.com").delete()
        wait = next(flow)
        retired = pack("a.example.com")._retired("arn:1")
        next(retired)
        said = retired.throw(GaveUp(wait, "in use by x", 120))
        assert isinstance(said, Say) and "the next run deletes arn:1" in said.message


class TestZones:
    def test_each_record_goes_where_its_name_belongs(self) -> None:
        names = ("a.test", "*.a.test", "b.test")
        proofs = [{"DomainName": name, "ValidationMethod": "DNS", "ResourceRecord": {
            "Name": f"_x.{name.removeprefix('*.')}.", "Type": "CNAME", "Value": "_y."}} for name in names]
        zones = {"HostedZones": [{"Id": f"/hostedzone/Z{name[0] * 12}".upper(), "Name": f"{name}."}
                                 for name in ("a.test", "b.test", "example.com")]}
        flow = certificate(validation_zones=["a.test", "b.test", "example.com"]).create()
        next(flow)
        sent = [flow.send({"CertificateArn": "arn:1"}), *(flow.send(zones) for _unused in range(3))]
        changes = [flow.send(described(DomainValidationOptions=proofs)[1]), flow.send({})]
        assert [call.operation for call in sent[:3]] == ["list_hosted_zones"] * 3
        assert [(call.params["HostedZoneId"], call.params["ChangeBatch"]["Changes"][0]["ResourceRecordSet"]["Name"])
                for call in changes] == [("ZAAAAAAAAAAAA", "_x.a.test."), ("ZBBBBBBBBBBBB", "_x.b.test.")]

    def test_the_smallest_zone_that_holds_the_name_is_meant(self) -> None:
        found = by_zone({"test": "Z1", "a.test": "Z2"}, {"DomainValidationOptions": [
            {"ResourceRecord": {"Name": "_x.A.test.", "Type": "CNAME", "Value": "_y."}}]})
        assert found.keys() == {"Z2"}

    def test_every_zone_must_exist_before_anything_is_asked_for(self) -> None:
        with pytest.raises(Unresolved, match=r"no hosted zone named b\.test"):
            play(certificate(validation_zones=["b.test"]).resolved(), ("list_hosted_zones", {}))


@pytest.mark.parametrize(("wrong", "said"), [
    ({"validation_zones": ["a.test"]}, "example.com is in none of a.test"),
    ({"validation_zone": "example.com", "validation_zones": ["example.com"]}, "allowed is one of them"),
    ({"replace": True, "tags": MARK}, "say validation_zone or validation_zones"),
    ({"replace": True, "tags": MARK, "validation_zone": "example.com", "wait": False}, "leave out wait"),
    ({"replace": True, "validation_zone": "example.com"}, "tags must say managed-by"),
    ({"domain_name": f"{'a' * 60}.example.com"}, "72 characters, allowed are 64"),
])
def test_what_replacing_and_zones_demand_is_told_beforehand(wrong: dict[str, t.Any], said: str) -> None:
    [problem] = certificate(**wrong).problems()
    assert said in problem
