# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What static sites consist of."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.plugins.module_utils.static_sites import static_sites, to_publish

PLACE = {
    "prefix": "envelope-test", "account_id": "111122223333", "region": "eu-west-1", "access_control": "envelope-sites",
    "kms_key": "", "noncurrent_version_days": 30, "price_class": "PriceClass_100", "web_acl": "",
    "cache_policy": "Managed-CachingOptimized", "response_headers_policy": "Managed-SecurityHeadersPolicy",
    "minimum_protocol_version": "TLSv1.2_2021", "tags": {"tenant": "acme"},
}
HELP = {"domain": "help.acme.example", "zone": "acme.example"}
BRAND = {"domain": "www.brand.example", "aliases": ["brand.example"], "spa": False, "error_page": "/404.html"}
DISTRIBUTIONS = {"a": {"aliases": ["www.brand.example", "brand.example"], "domain_name": "d1.cloudfront.net"}}
PROOF = {"name": "_a.www.brand.example.", "type": "CNAME", "value": "_b.acm-validations.aws."}


def parts(**sites: t.Any) -> t.Any:
    return static_sites(sites, PLACE)


def test_without_sites_there_is_nothing():
    assert not any(parts().values())


def test_everything_of_a_site_is_named_after_it():
    found = parts(help=HELP)

    assert found["names"] == ["envelope-test-site-help"]
    assert [each["name"] for each in found["buckets"] + found["distributions"]] == ["envelope-test-site-help"] * 2
    [distribution] = found["distributions"]
    assert distribution["origins"] == [{
        "id": "site", "domain_name": "envelope-test-site-help.s3.eu-west-1.amazonaws.com", "path": "",
        "origin_access_control": "envelope-sites"}]
    assert (distribution["aliases"], distribution["zone"]) == (["help.acme.example"], "acme.example")


def test_only_distributions_of_the_account_may_read_its_bucket():
    [bucket] = parts(help=HELP)["buckets"]
    [statement] = bucket["policy"]["Statement"]

    assert (statement["Action"], statement["Principal"]) == (["s3:GetObject"], {"Service": "cloudfront.amazonaws.com"})
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111122223333"},
        "ArnLike": {"aws:SourceArn": "arn:aws:cloudfront::111122223333:distribution/*"}}
    assert bucket["public_access_block"] and bucket["versioning"] and bucket["tls_only"]


def test_a_single_page_answers_what_is_not_there_and_another_site_says_so():
    first, second = parts(help=HELP, brand=BRAND)["distributions"]

    assert [(each["error_code"], each["response_code"], each["response_page_path"])
            for each in first["custom_error_responses"] + second["custom_error_responses"]] == [
        (403, 200, "/index.html"), (404, 200, "/index.html"), (403, 404, "/404.html"), (404, 404, "/404.html")]
    plain = parts(brand={**BRAND, "error_page": ""})["distributions"]
    assert plain[0]["custom_error_responses"] == []


def test_a_site_may_differ_from_the_others():
    first, second = parts(help=HELP, brand={**BRAND, "price_class": "PriceClass_All"})["distributions"]

    assert (first["price_class"], second["price_class"]) == ("PriceClass_100", "PriceClass_All")
    assert first["default_cache_behavior"]["response_headers_policy"] == "Managed-SecurityHeadersPolicy"


def test_a_key_of_their_own_lets_cloudfront_read_with_it():
    found = static_sites({"help": HELP}, {**PLACE, "kms_key": "envelope-sites"})

    assert found["buckets"][0]["encryption"]["kms_key"] == "alias/envelope-sites"
    [key] = found["kms_keys"]
    [_owner, cloudfront] = key["policy"]["Statement"]
    assert cloudfront["Action"] == ["kms:Decrypt"] and "aws:SourceArn" in cloudfront["Condition"]["ArnLike"]


def test_what_is_asked_for_is_what_the_kinds_take():
    found = static_sites({"help": HELP, "brand": BRAND}, {**PLACE, "kms_key": "envelope-sites"})
    for plural, name in (("kms_keys", "kms_keys"), ("s3_buckets", "buckets"), ("acm_certificates", "certificates"),
                         ("cloudfront_origin_access_controls", "access_controls"),
                         ("cloudfront_distributions", "distributions")):
        for options in found[name]:
            assert list(KINDS[plural].given(options).problems()) == []


@pytest.mark.parametrize(("sites", "problem"), [
    ({"a": {"domain": "a.example", "aliasses": []}}, "a: aliasses is not known, did you mean aliases"),
    ({"a": {"zone": "a.example"}}, "static_site_sites.a: domain is missing"),
    ({"a": {"domain": "a.example", "error_page": "/404.html"}}, "static_site_sites.a: error_page has a meaning only"),
    ({"a": {"domain": "a.example"}, "b": {"domain": "b.example", "aliases": ["a.example"]}}, "a.example is said of"),
])
def test_what_is_wrong_is_said(sites: dict[str, t.Any], problem: str):
    with pytest.raises(Invalid, match=problem):
        parts(**sites)


@pytest.mark.parametrize(("certificate", "distributions", "records"), [
    ({"status": "PENDING_VALIDATION", "validation_records": [PROOF]}, {}, [{"site": "brand", **PROOF}]),
    ({"status": "ISSUED", "validation_records": [PROOF]}, DISTRIBUTIONS, [
        {"site": "brand", "name": name, "type": "CNAME", "value": "d1.cloudfront.net"}
        for name in ("www.brand.example", "brand.example")]),
    ({"status": "(known after apply)"}, {}, []),
])
def test_what_somebody_else_has_to_publish(certificate: t.Any, distributions: t.Any, records: t.Any):
    certificates = {"www.brand.example": certificate, "help.acme.example": certificate}

    assert to_publish({"help": HELP, "brand": BRAND}, certificates, distributions) == records
    assert to_publish({"brand": BRAND}, {}, {}) == []
