# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""F1: static sites."""

from __future__ import annotations

import copy

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.static_sites import F1
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    DENIED,
    bearing,
    checked,
    failing,
    place,
)

NAME = "www.envelope.example"
SITE = {
    "Id": "E1", "Comment": "", "Aliases": {"Items": [NAME]},
    "Origins": {"Items": [{"DomainName": "envelope-prod-site-www.s3.eu-west-1.amazonaws.com",
                           "OriginAccessControlId": "A1"}]},
    "DefaultCacheBehavior": {"ViewerProtocolPolicy": "redirect-to-https", "ResponseHeadersPolicyId": "headers"},
    "CustomErrorResponses": {"Items": [{"ErrorCode": code, "ResponsePagePath": "/index.html"} for code in (403, 404)]},
    "ViewerCertificate": {"ACMCertificateArn": "certificate", "MinimumProtocolVersion": "TLSv1.2_2021"}}
OTHER = {**SITE, "Id": "E2", "Aliases": {"Items": ["www.other.example"]}, "Origins": {"Items": []}}
FOUND = {
    "distributions": [SITE, OTHER], "origin access controls": [{"Id": "A1", "SigningBehavior": "always"}],
    "certificates of CloudFront": [{"CertificateArn": "certificate", "DomainName": NAME, "Status": "ISSUED"}],
    "buckets": [{"Name": "envelope-prod-site-www", "public_access_block": True}]}
ALL = {"access", "bucket", "certificate", "tls", "https", "headers", "fallback"}


def edited(edit):
    found = copy.deepcopy(FOUND)
    edit(found)
    return found


def site(found):
    return found["distributions"][0]


def test_a_site_that_lacks_nothing():
    assert bearing("PASS", F1, FOUND) == ALL
    assert [one.subject for one in checked(F1, FOUND)["F1.headers"].findings] == [f"site {NAME}"]


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: site(found)["Origins"]["Items"][0].update(OriginAccessControlId=""), {"access"}),
    (lambda found: found["origin access controls"][0].update(SigningBehavior="never"), {"access"}),
    (lambda found: found["buckets"][0].update(public_access_block=False), {"bucket"}),
    (lambda found: found["certificates of CloudFront"].clear(), {"certificate"}),
    (lambda found: found["certificates of CloudFront"][0].update(Status="PENDING_VALIDATION"), {"certificate"}),
    (lambda found: site(found)["Aliases"]["Items"].append("app.envelope.example"), {"certificate"}),
    (lambda found: site(found)["ViewerCertificate"].update(MinimumProtocolVersion="TLSv1.1_2016"), {"tls"}),
    (lambda found: site(found)["DefaultCacheBehavior"].update(ViewerProtocolPolicy="allow-all"), {"https"}),
    (lambda found: site(found)["DefaultCacheBehavior"].pop("ResponseHeadersPolicyId"), {"headers"}),
    (lambda found: site(found)["CustomErrorResponses"]["Items"].pop(), {"fallback"}),
])
def test_each_fault_fails_alone(edit, fails):
    assert failing(F1, edited(edit)) == fails


def test_a_site_of_the_inventory_is_missed():
    wanted = place(static_site_sites={"www": {"domain": NAME}, "docs": {"domain": "docs.envelope.example"}})
    assert failing(F1, FOUND, wanted) == {"sites"}
    assert failing(F1, FOUND, place(static_site_sites={"www": {"domain": NAME}})) == set()


@pytest.mark.parametrize("tenant", [
    Tenant("acme", "pool", "envelope-prod-pool-acme", domain="acme.example"),
    Tenant("acme", "pool", "envelope-prod"),
], ids=["by its domain", "by its bucket"])
def test_a_site_of_a_tenant_bears_its_name(tenant):
    found = edited(lambda found: site(found)["Aliases"].update(Items=["www.acme.example"]))
    assert [one.tenant for one in checked(F1, found, place((tenant,)))["F1.headers"].findings] == ["acme"]


def test_a_site_under_the_name_of_cloudfront_has_its_certificate():
    def nameless(found):
        site(found).update(Aliases={}, ViewerCertificate={"CloudFrontDefaultCertificate": True})

    assert failing(F1, edited(nameless)) == set()
    assert bearing("NOT APPLICABLE", F1, edited(nameless)) == {"sites", "certificate", "tls", "invalidation"}


def test_without_sites_there_is_nothing_to_judge():
    assert bearing("NOT APPLICABLE", F1, {**FOUND, "distributions": [OTHER]}) == {*ALL, "sites", "invalidation"}


def test_what_is_refused_is_unknown():
    assert bearing("UNKNOWN", F1, {**FOUND, "distributions": DENIED}) == ALL
    assert bearing("UNKNOWN", F1, {**FOUND, "certificates of CloudFront": DENIED}) == {"certificate"}
