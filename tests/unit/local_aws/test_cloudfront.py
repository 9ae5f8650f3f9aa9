# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Distributions, origin access controls, invalidations."""

from __future__ import annotations

import copy

import pytest

POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CONTROL = {"Name": "site", "SigningProtocol": "sigv4", "SigningBehavior": "always",
           "OriginAccessControlOriginType": "s3"}
ORIGIN = {"Id": "site", "DomainName": "site.s3.eu-west-1.amazonaws.com",
          "S3OriginConfig": {"OriginAccessIdentity": ""}}


@pytest.fixture
def cloudfront(aws, client):
    aws.timing(cloudfront_seconds=0)
    return client("cloudfront")


@pytest.fixture
def control(cloudfront):
    return cloudfront.create_origin_access_control(OriginAccessControlConfig=CONTROL)["OriginAccessControl"]["Id"]


def config(reference="1", **more):
    origins = {"Quantity": 1, "Items": [copy.deepcopy(ORIGIN)]}
    behavior = {"TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https", "CachePolicyId": POLICY}
    return {"CallerReference": reference, "Comment": reference, "Enabled": True, "Origins": origins,
            "DefaultCacheBehavior": behavior, **more}


def make(cloudfront, reference="1", **more):
    return cloudfront.create_distribution(DistributionConfig=config(reference, **more))


def named(*names, arn=None):
    viewer = {"ACMCertificateArn": arn, "SSLSupportMethod": "sni-only", "MinimumProtocolVersion": "TLSv1.2_2021"}
    found = {"Aliases": {"Quantity": len(names), "Items": list(names)}}
    return {**found, "ViewerCertificate": viewer} if arn else found


def edge_certificate(client, issue):
    """An issued certificate for example.com in us-east-1: proven by the records of the one that is given."""
    issue()
    acm = client("acm", "us-east-1")
    arn = acm.request_certificate(DomainName="example.com", ValidationMethod="DNS",
                                  SubjectAlternativeNames=["*.example.com"])["CertificateArn"]
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"
    return arn


def test_defaults_and_what_was_given_are_kept(cloudfront, control):
    origins = {"Quantity": 1, "Items": [{**ORIGIN, "OriginAccessControlId": control}]}
    made = make(cloudfront, Origins=origins, DefaultRootObject="index.html")
    kept = cloudfront.get_distribution_config(Id=made["Distribution"]["Id"])
    assert kept["ETag"] == made["ETag"]
    [origin] = kept["DistributionConfig"]["Origins"]["Items"]
    assert (origin["OriginAccessControlId"], origin["ConnectionAttempts"]) == (control, 3)
    assert kept["DistributionConfig"]["DefaultRootObject"] == "index.html"
    assert kept["DistributionConfig"]["ViewerCertificate"]["CloudFrontDefaultCertificate"] is True
    [listed] = cloudfront.list_distributions()["DistributionList"]["Items"]
    assert (listed["Comment"], listed["ETag"]) == ("1", made["ETag"])
    assert "DefaultRootObject" not in listed


def test_an_update_names_what_it_was_read_from(cloudfront, refused):
    made = make(cloudfront)
    which, etag, wanted = made["Distribution"]["Id"], made["ETag"], config(DefaultRootObject="index.html")
    with refused("InvalidIfMatchVersion"):
        cloudfront.update_distribution(Id=which, DistributionConfig=wanted)
    updated = cloudfront.update_distribution(Id=which, IfMatch=etag, DistributionConfig=wanted)
    assert updated["ETag"] != etag
    assert updated["Distribution"]["DistributionConfig"]["DefaultRootObject"] == "index.html"
    with refused("PreconditionFailed") as _unused:
        cloudfront.update_distribution(Id=which, IfMatch=etag, DistributionConfig=wanted)
    with refused("IllegalUpdate"):
        cloudfront.update_distribution(Id=which, IfMatch=updated["ETag"], DistributionConfig=config("2"))


def test_a_change_takes_time(aws, cloudfront):
    aws.timing(cloudfront_seconds=3600)
    made = make(cloudfront)["Distribution"]
    assert made["Status"] == "InProgress"
    assert cloudfront.list_distributions()["DistributionList"]["Items"][0]["Status"] == "InProgress"
    aws.timing(cloudfront_seconds=0)
    found = cloudfront.get_distribution_config(Id=made["Id"])
    cloudfront.update_distribution(Id=made["Id"], IfMatch=found["ETag"], DistributionConfig=config())
    assert cloudfront.get_distribution(Id=made["Id"])["Distribution"]["Status"] == "Deployed"


def test_only_what_is_off_everywhere_is_deleted(aws, cloudfront, refused):
    made = make(cloudfront)
    which, etag = made["Distribution"]["Id"], made["ETag"]
    with refused("DistributionNotDisabled"):
        cloudfront.delete_distribution(Id=which, IfMatch=etag)
    aws.timing(cloudfront_seconds=3600)
    off = {**config(), "Enabled": False}
    etag = cloudfront.update_distribution(Id=which, IfMatch=etag, DistributionConfig=off)["ETag"]
    with refused("DistributionNotDisabled"):
        cloudfront.delete_distribution(Id=which, IfMatch=etag)
    aws.timing(cloudfront_seconds=0)
    etag = cloudfront.update_distribution(Id=which, IfMatch=etag, DistributionConfig=off)["ETag"]
    with refused("PreconditionFailed"):
        cloudfront.delete_distribution(Id=which, IfMatch=made["ETag"])
    cloudfront.delete_distribution(Id=which, IfMatch=etag)
    with refused("NoSuchDistribution"):
        cloudfront.get_distribution(Id=which)


def test_names_need_a_certificate_that_covers_them(client, cloudfront, certificate, refused):
    arn = edge_certificate(client, certificate)
    elsewhere = certificate_in(client, "eu-west-1")
    pending = client("acm", "us-east-1").request_certificate(DomainName="b.example.com", ValidationMethod="DNS")
    for given in (None, elsewhere, pending["CertificateArn"]):
        with refused("InvalidViewerCertificate"):
            make(cloudfront, **named("b.example.com", arn=given))
    with refused("InvalidViewerCertificate", "doesn't cover"):
        make(cloudfront, **named("b.c.example.com", arn=arn))
    kept = make(cloudfront, **named("b.example.com", "example.com", arn=arn))["Distribution"]["DistributionConfig"]
    assert kept["ViewerCertificate"]["CertificateSource"] == "acm"


def certificate_in(client, region):
    [found] = client("acm", region).list_certificates()["CertificateSummaryList"]
    return found["CertificateArn"]


def test_a_name_belongs_to_one_distribution(client, cloudfront, certificate, refused):
    arn = edge_certificate(client, certificate)
    first = make(cloudfront, **named("a.example.com", arn=arn))
    with refused("CNAMEAlreadyExists"):
        make(cloudfront, "2", **named("a.example.com", arn=arn))
    about = config(**named("a.example.com", arn=arn))
    cloudfront.update_distribution(
        Id=first["Distribution"]["Id"], IfMatch=first["ETag"], DistributionConfig=about)
    users = client("acm", "us-east-1").describe_certificate(CertificateArn=arn)["Certificate"]["InUseBy"]
    assert users == [first["Distribution"]["ARN"]]


@pytest.mark.parametrize(("code", "more"), [
    ("InvalidArgument", {"DefaultCacheBehavior": {"TargetOriginId": "site", "ViewerProtocolPolicy": "allow-all"}}),
    ("NoSuchCachePolicy", {"DefaultCacheBehavior": {
        "TargetOriginId": "site", "ViewerProtocolPolicy": "allow-all", "CachePolicyId": "none"}}),
    ("NoSuchResponseHeadersPolicy", {"DefaultCacheBehavior": {
        "TargetOriginId": "site", "ViewerProtocolPolicy": "allow-all", "CachePolicyId": POLICY,
        "ResponseHeadersPolicyId": "none"}}),
    ("NoSuchOrigin", {"DefaultCacheBehavior": {
        "TargetOriginId": "other", "ViewerProtocolPolicy": "allow-all", "CachePolicyId": POLICY}}),
    ("InvalidOriginAccessControl", {"Origins": {"Quantity": 1, "Items": [{**ORIGIN, "OriginAccessControlId": "E0"}]}}),
    ("InconsistentQuantities", {"Aliases": {"Quantity": 1}}),
    ("InvalidDefaultRootObject", {"DefaultRootObject": "/index.html"}),
    ("InvalidWebACLId", {"WebACLId": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b"}),
])
def test_refusals(cloudfront, refused, code, more):
    with refused(code):
        make(cloudfront, **more)


def test_an_origin_is_read_in_one_way(cloudfront, control, refused):
    both = {**ORIGIN, "OriginAccessControlId": control,
            "S3OriginConfig": {"OriginAccessIdentity": "origin-access-identity/cloudfront/E1"}}
    with refused("IllegalOriginAccessConfiguration"):
        make(cloudfront, Origins={"Quantity": 1, "Items": [both]})


def test_tags(cloudfront, refused):
    tags = {"Items": [{"Key": "tenant", "Value": "acme"}]}
    made = cloudfront.create_distribution_with_tags(
        DistributionConfigWithTags={"DistributionConfig": config(), "Tags": tags})["Distribution"]
    assert cloudfront.list_tags_for_resource(Resource=made["ARN"])["Tags"] == tags
    gone = f"{made['ARN']}X"
    with refused("NoSuchResource"):
        cloudfront.list_tags_for_resource(Resource=gone)
    with refused("NoSuchResource"):
        cloudfront.tag_resource(Resource=gone, Tags=tags)


def test_access_controls_have_names_and_etags(cloudfront, control, refused):
    with refused("OriginAccessControlAlreadyExists"):
        cloudfront.create_origin_access_control(OriginAccessControlConfig=CONTROL)
    etag = cloudfront.get_origin_access_control(Id=control)["ETag"]
    wanted = {**CONTROL, "Description": "Site"}
    updated = cloudfront.update_origin_access_control(Id=control, IfMatch=etag, OriginAccessControlConfig=wanted)
    assert updated["OriginAccessControl"]["OriginAccessControlConfig"]["Description"] == "Site"
    with refused("PreconditionFailed"):
        cloudfront.update_origin_access_control(Id=control, IfMatch=etag, OriginAccessControlConfig=wanted)
    with refused("InvalidIfMatchVersion"):
        cloudfront.delete_origin_access_control(Id=control)
    cloudfront.delete_origin_access_control(Id=control, IfMatch=updated["ETag"])
    with refused("NoSuchOriginAccessControl"):
        cloudfront.delete_origin_access_control(Id=control, IfMatch=updated["ETag"])


def test_an_access_control_in_use_stays(cloudfront, control, refused):
    make(cloudfront, Origins={"Quantity": 1, "Items": [{**ORIGIN, "OriginAccessControlId": control}]})
    [listed] = cloudfront.list_origin_access_controls()["OriginAccessControlList"]["Items"]
    assert listed == {"Id": control, "Description": "", **CONTROL}
    etag = cloudfront.get_origin_access_control(Id=control)["ETag"]
    with refused("OriginAccessControlInUse"):
        cloudfront.delete_origin_access_control(Id=control, IfMatch=etag)


def invalidate(cloudfront, which, reference, *paths):
    batch = {"CallerReference": reference, "Paths": {"Quantity": len(paths), "Items": list(paths)}}
    return cloudfront.create_invalidation(DistributionId=which, InvalidationBatch=batch)["Invalidation"]


def test_an_invalidation_takes_time_and_is_made_once(aws, cloudfront, refused):
    which = make(cloudfront)["Distribution"]["Id"]
    aws.timing(cloudfront_seconds=3600)
    made = invalidate(cloudfront, which, "1", "/*")
    assert made["Status"] == "InProgress"
    assert cloudfront.get_distribution(Id=which)["Distribution"]["InProgressInvalidationBatches"] == 1
    assert invalidate(cloudfront, which, "1", "/*")["Id"] == made["Id"]
    with refused("InvalidationBatchAlreadyExists"):
        invalidate(cloudfront, which, "1", "/a")
    with refused("InvalidArgument"):
        invalidate(cloudfront, which, "2", "a")
    aws.timing(cloudfront_seconds=0)
    done = invalidate(cloudfront, which, "3", "/a", "/b*")
    assert cloudfront.get_invalidation(DistributionId=which, Id=done["Id"])["Invalidation"]["Status"] == "Completed"
    listed = cloudfront.list_invalidations(DistributionId=which)["InvalidationList"]["Items"]
    assert {each["Id"]: each["Status"] for each in listed} == {made["Id"]: "InProgress", done["Id"]: "Completed"}


def test_managed_policies(cloudfront):
    caching = cloudfront.list_cache_policies()["CachePolicyList"]["Items"]
    assert POLICY in {each["CachePolicy"]["Id"] for each in caching}
    headers = cloudfront.list_response_headers_policies(Type="managed")["ResponseHeadersPolicyList"]["Items"]
    names = {each["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"]["Name"] for each in headers}
    assert "Managed-SecurityHeadersPolicy" in names
    assert not cloudfront.list_origin_request_policies(Type="custom")["OriginRequestPolicyList"].get("Items")
