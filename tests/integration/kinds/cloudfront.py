# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of CloudFront's kinds."""

from __future__ import annotations

import typing as t

import boto3
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

BUCKET = "envelope-test-site-help.s3.eu-west-1.amazonaws.com"
CACHING = {"cache_policy": "Managed-CachingOptimized"}


def certificate_and_access(client: Client) -> None:
    """An issued certificate for help.example.com in us-east-1, and two origin access controls."""
    cloudfront, route53 = client("cloudfront"), client("route53")
    for name in ("one", "two"):
        cloudfront.create_origin_access_control(OriginAccessControlConfig={
            "Name": name, "SigningProtocol": "sigv4", "SigningBehavior": "always",
            "OriginAccessControlOriginType": "s3"})
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="given")["HostedZone"]["Id"]
    acm = boto3.client("acm", endpoint_url=cloudfront.meta.endpoint_url, region_name="us-east-1",
                       aws_access_key_id="test", aws_secret_access_key="test")
    arn = acm.request_certificate(DomainName="help.example.com", ValidationMethod="DNS",
                                  SubjectAlternativeNames=["docs.example.com"])["CertificateArn"]
    acm.describe_certificate(CertificateArn=arn)
    proofs = acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainValidationOptions"]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [
        {"Action": "UPSERT", "ResourceRecordSet": {
            "Name": each["ResourceRecord"]["Name"], "Type": "CNAME", "TTL": 300,
            "ResourceRecords": [{"Value": each["ResourceRecord"]["Value"]}]}} for each in proofs]})


def reconfigure(**changes: t.Any) -> t.Callable[[Client], str]:
    """Somebody changes the distribution in the console; the answer is its new ETag."""
    def do(client: Client) -> str:
        cloudfront = client("cloudfront")
        which = cloudfront.list_distributions()["DistributionList"]["Items"][0]["Id"]
        found = cloudfront.get_distribution_config(Id=which)
        return t.cast(str, cloudfront.update_distribution(
            Id=which, IfMatch=found["ETag"], DistributionConfig={**found["DistributionConfig"], **changes})["ETag"])

    return do


def delete(client: Client) -> None:
    cloudfront = client("cloudfront")
    which = cloudfront.list_distributions()["DistributionList"]["Items"][0]["Id"]
    etag = reconfigure(Enabled=False)(client)
    cloudfront.get_waiter("distribution_deployed").wait(Id=which, WaiterConfig={"Delay": 0, "MaxAttempts": 5000})
    cloudfront.delete_distribution(Id=which, IfMatch=etag)


def describe_control(client: Client) -> None:
    cloudfront = client("cloudfront")
    which, etag = control(client)
    cloudfront.update_origin_access_control(Id=which, IfMatch=etag, OriginAccessControlConfig={
        "Name": "envelope-test", "Description": "mine", "SigningProtocol": "sigv4", "SigningBehavior": "never",
        "OriginAccessControlOriginType": "s3"})


def control(client: Client) -> tuple[str, str]:
    cloudfront = client("cloudfront")
    which = cloudfront.list_origin_access_controls()["OriginAccessControlList"]["Items"][0]["Id"]
    return which, cloudfront.get_origin_access_control(Id=which)["ETag"]


def delete_control(client: Client) -> None:
    which, etag = control(client)
    client("cloudfront").delete_origin_access_control(Id=which, IfMatch=etag)


LIVES = [
    Life(
        module="cloudfront_origin_access_controls",
        base={"name": "envelope-test", "description": "Site"},
        changes={"description": "Sites", "signing_behavior": "no-override", "origin_type": "lambda"},
        edit=describe_control,
        remove=delete_control,
    ),
    Life(
        module="cloudfront_distributions",
        base={"name": "envelope-test-site-help", "enabled": True, "tags": {"tenant": "acme"},
              "origins": [{"id": "site", "domain_name": BUCKET, "origin_access_control": "one"}],
              "default_cache_behavior": CACHING, "default_root_object": "index.html"},
        changes={
            "origins": [{"id": "site", "domain_name": BUCKET, "origin_access_control": "two", "path": "/live"}],
            "default_cache_behavior": {**CACHING, "response_headers_policy": "Managed-SecurityHeadersPolicy",
                                       "viewer_protocol_policy": "https-only", "compress": False},
            "custom_error_responses": [
                {"error_code": 403, "response_code": 200, "response_page_path": "/index.html"},
                {"error_code": 404, "response_code": 200, "response_page_path": "/index.html",
                 "error_caching_min_ttl": 0}],
            "certificate": "help.example.com",
            "minimum_protocol_version": "TLSv1.2_2019",
            "aliases": ["help.example.com", "docs.example.com"],
            "default_root_object": "start.html",
            "price_class": "PriceClass_100",
            "http_version": "http2and3",
            "ipv6": True,
            "web_acl": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/12345678-1234-1234-1234-123456789012",
            "logging": {"bucket": "logs.s3.amazonaws.com", "prefix": "help/"},
            "tags": {"tenant": "acme", "plan": "growth"},
            "enabled": False,
        },
        given=certificate_and_access,
        edit=reconfigure(DefaultRootObject="wrong.html"),
        remove=delete,
    ),
]
