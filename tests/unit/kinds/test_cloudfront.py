# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations with CloudFront."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow, Pending, Say
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Awaited, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudfront import Distribution
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudfront.references import EDGE_CERTIFICATE
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudfront.settings import configured, counted
from ansible_collections.venturemond.envelope.tests.unit.replies.cloudfront import ARN, CONFIG, ID, SUMMARY, listed
from ansible_collections.venturemond.envelope.tests.unit.samples import sample
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NAME = "envelope-prod-site-help"
CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/1"
OURS = {"Tags": {"Items": [{"Key": "managed-by", "Value": "us"}]}}


def some(**options: t.Any) -> Distribution:
    return Distribution.given({"name": NAME, **options})


def said(flow: Flow, *answers: t.Any) -> tuple[list[t.Any], Exception | None]:
    """The steps of a flow that tells a person something, and what ends it."""
    steps = [next(flow)]
    try:
        steps.extend(map(flow.send, answers))
    except (Awaited, Absent) as end:
        return steps, end
    return steps, None


class TestFinding:
    def test_its_comment_is_its_name_and_only_what_is_asked_for_is_read(self):
        found = play(some(enabled=True).read(), listed({**SUMMARY, "Comment": "other"}, SUMMARY))

        assert (found.distribution_id, found.arn, found.enabled) == (ID, ARN, True)
        assert found.hosted_zone_id == "Z2FDTNDATAQYW2"

    def test_what_the_list_lacks_is_read_where_it_is_asked_for(self):
        found = play(some(default_root_object="index.html", tags={"a": "b"}).read(), listed(SUMMARY),
                     ("get_distribution_config", {"DistributionConfig": CONFIG}), ("list_tags_for_resource", OURS))

        assert (found.default_root_object, found.tags) == ("", {"managed-by": "us"})

    def test_what_aws_sets_by_itself_is_what_a_user_leaves_out(self):
        wanted = some(enabled=True, aliases=[], http_version="http2", web_acl="", price_class="PriceClass_All",
                      custom_error_responses=[], logging={"bucket": ""})

        now = play(wanted.read(), listed(SUMMARY), ("get_distribution_config", {"DistributionConfig": CONFIG}))

        assert plan(wanted, now).action == "none"
        assert now.minimum_protocol_version is None  # what CloudFront says of its own certificate

    def test_one_with_the_same_alias_that_is_nobodys_is_the_same_one(self):
        theirs = {**SUMMARY, "Comment": "made by hand", "Aliases": {"Quantity": 1, "Items": ["help.example.com"]}}
        wanted = some(aliases=["help.example.com"], tags={"managed-by": "us"})

        now = play(wanted.read(), listed(theirs), ("list_tags_for_resource", {"Tags": {"Items": []}}),
                   ("list_tags_for_resource", {"Tags": {"Items": []}}))

        assert plan(wanted, now).changes.keys() == {"tags", "named"}
        [_read, (operation, sent)] = requests(wanted.over(now).update(now, {"named"}))
        assert (operation, sent["DistributionConfig"]["Comment"]) == ("update_distribution", NAME)

    def test_one_of_ours_with_another_name_is_another_one(self):
        theirs = {**SUMMARY, "Comment": "other", "Aliases": {"Quantity": 1, "Items": ["help.example.com"]}}
        wanted = some(aliases=["help.example.com"], tags={"managed-by": "us"})

        with pytest.raises(Absent):
            play(wanted.read(), listed(theirs), ("list_tags_for_resource", OURS))

    def test_two_of_a_name_cannot_be_told_apart(self):
        with pytest.raises(Invalid, match=f"there are 2 distributions named {NAME}.*{ID}, E2"):
            play(some().read(), listed(SUMMARY, {**SUMMARY, "Id": "E2"}))


class TestCertificates:
    def test_they_are_looked_for_where_cloudfront_takes_them_from(self):
        call = next(EDGE_CERTIFICATE.resolve("help.example.com", pending=False))

        assert str(call) == "acm:list_certificates in us-east-1"

    @pytest.mark.parametrize("status", ["PENDING_VALIDATION", "FAILED"])
    def test_a_new_distribution_waits_for_another_run_until_its_certificate_is_issued(self, status: str):
        flow = some(certificate=CERTIFICATE, when_issued=True).read()

        steps, end = said(flow, listed()[1], {"Certificate": {"Status": status}}, None)

        assert str(steps[1]) == "acm:describe_certificate in us-east-1"
        assert isinstance(steps[2], Say) and "waits until its certificate is issued" in steps[2].message
        assert isinstance(end, Awaited)

    def test_then_it_is_made(self):
        with pytest.raises(Absent):
            play(some(certificate=CERTIFICATE, when_issued=True).read(), listed(),
                 ("describe_certificate", {"Certificate": {"Status": "ISSUED"}}))

    @pytest.mark.parametrize(("zone", "end"), [("Z0123456789ABCDEFGHIJ", Absent), (None, Awaited)])
    def test_in_check_mode_one_that_is_still_to_be_asked_for_is_issued_at_once_if_the_zone_is_ours(
            self, zone: str | None, end: t.Any):
        wanted = some(certificate=Pending("certificate"), when_issued=True, zone=zone, aliases=["help.example.com"])

        assert isinstance(said(wanted.read(), listed()[1], None)[1], end)

    def test_unless_it_is_told_to_wait_a_pending_certificate_is_an_error_that_says_what_helps(self):
        refused = "create_distribution_with_tags", "InvalidViewerCertificate"

        with pytest.raises(AwsError, match="has to be in us-east-1, issued, and cover every name"):
            play(sample(Distribution).create(), refused)


class TestConfiguration:
    def test_a_new_one_says_what_aws_has_no_default_for(self):
        wanted = some(origins=[{"id": "site", "domain_name": "a.s3.eu-west-1.amazonaws.com",
                                "origin_access_control": "E2QWRUHAPOMQZL"}],
                      default_cache_behavior={"cache_policy": "658327ea-f89d-4fab-a63d-7e88639e58f6"})

        [(_operation, sent)] = requests(wanted.create())

        config = sent["DistributionConfigWithTags"]["DistributionConfig"]
        assert len(config.pop("CallerReference")) == 32
        assert config == {
            "Comment": NAME, "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [{
                "Id": "site", "DomainName": "a.s3.eu-west-1.amazonaws.com", "OriginAccessControlId": "E2QWRUHAPOMQZL",
                "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
            "DefaultCacheBehavior": {
                "TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https", "Compress": True,
                "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6"}}

    def test_without_origins_there_is_none_to_make(self):
        with pytest.raises(Invalid, match="cannot be created without origins, default_cache_behavior"):
            play(some().create())

    def test_what_is_not_mentioned_is_kept(self):
        config = configured(CONFIG, {"PriceClass": "PriceClass_100"})

        assert config == {**CONFIG, "PriceClass": "PriceClass_100"}

    def test_a_cache_policy_takes_the_place_of_what_was_said_without_one(self):
        behavior = configured(CONFIG, {"DefaultCacheBehavior": {"CachePolicyId": "p"}})["DefaultCacheBehavior"]

        assert not {"ForwardedValues", "MinTTL"} & behavior.keys()
        assert behavior["ViewerProtocolPolicy"] == "allow-all"
        assert behavior["AllowedMethods"]["CachedMethods"]["Quantity"] == 2

    def test_an_origin_keeps_what_is_not_said_of_it_but_is_read_in_one_way_only(self):
        wanted = {"Id": "site", "DomainName": "new.s3.amazonaws.com", "OriginAccessControlId": "E1"}
        [origin] = configured(CONFIG, {"Origins": {"Items": [wanted]}})["Origins"]["Items"]

        assert (origin["ConnectionAttempts"], origin["DomainName"]) == (2, "new.s3.amazonaws.com")
        assert origin["S3OriginConfig"] == {"OriginAccessIdentity": ""}

    def test_the_first_certificate_brings_the_settings_that_go_with_it(self):
        viewer = configured(CONFIG, {"ViewerCertificate": {"ACMCertificateArn": CERTIFICATE}})["ViewerCertificate"]

        assert viewer["ACMCertificateArn"] == CERTIFICATE and viewer["SSLSupportMethod"] in ("sni-only", "vip")
        assert "CloudFrontDefaultCertificate" not in viewer

    def test_lists_are_counted_and_empty_ones_left_out(self):
        assert counted({"A": {"Items": []}, "B": [{"Items": ["x", "y"]}]}) == {
            "A": {"Quantity": 0}, "B": [{"Items": ["x", "y"], "Quantity": 2}]}


@pytest.mark.parametrize(("options", "problem"), [
    ({"name": "a" * 129}, "has 129 characters, allowed are 1 to 128"),
    ({"aliases": ["Help.example.com"]}, "aliases: 'Help.example.com' is no host name"),
    ({"aliases": ["help"]}, "aliases: 'help' is no host name"),
    ({"minimum_protocol_version": "TLSv1.2_2021"}, "minimum_protocol_version needs certificate"),
    ({"default_root_object": "/index.html"}, "default_root_object: /index.html, allowed are names without /"),
    ({"wait_timeout": 0}, "wait_timeout: 0, allowed are 1 and more seconds"),
    ({"zone": "example.com"}, "zone needs aliases"),
    ({"origins": []}, "origins: ids are none; allowed are one and more, each once"),
    ({"origins": [{"id": "a", "domain_name": "b", "path": "c/"}]}, "origins: path: c/, allowed are paths that start"),
    ({"origins": [{"id": "a", "domain_name": "b"}],
      "default_cache_behavior": {"cache_policy": "c", "target_origin": "d"}}, "target_origin is d, allowed are a"),
    ({"custom_error_responses": [{"error_code": 401}]}, "error_code: 401, allowed are 400, 403"),
    ({"custom_error_responses": [{"error_code": 404, "response_code": 200}]}, "response_page_path go together"),
    ({"custom_error_responses": [{"error_code": 404}] * 2}, "error_codes are 404, 404; allowed is each once"),
])
def test_what_is_wrong_is_said_without_aws(options: dict[str, t.Any], problem: str):
    assert problem in "; ".join(some(**options).problems())


def test_a_good_one_has_no_problems():
    assert list(sample(Distribution).problems()) == []
