# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tenants' buckets, who scans what is uploaded, and a static site."""

from __future__ import annotations

import io
import typing as t
import zipfile

from .account import (
    DOMAIN,
    NUMBER,
    PREFIX,
    REGION,
    TENANTS,
    Account,
    Document,
    allow,
    arn,
    log_group,
    policy,
    role,
    tags,
    tenant_name,
)
from .buckets import CLOSED, objects, plain_bucket, private_bucket
from .names import certificate, publish

READ = ["s3:GetObject", "s3:GetObjectVersion"]
WRITE_TAGS = ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"]
SCANNED = "GuardDutyMalwareScanStatus"
SITE = f"www.{DOMAIN}"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
BY_S3 = "AES256"
"""CloudFront cannot use AWS's own key of KMS."""

SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03"

STUB = """def lambda_handler(event, context):
    # stands for ClamAV
    return {"status": "success"}
"""
"""Gap 1.3: what looks like a scanner."""


def tenants_files(account: Account) -> None:
    scanner = _stub(account) if account.has("scan_stub") else _guardduty(account)
    for tenant in TENANTS:
        _bucket(account, tenant, scanner)
        _scan(account, tenant, scanner)


def _bucket(account: Account, tenant: str, scanner: str) -> None:
    """Gap 1.3: the application makes its tenants' buckets itself, and does no more than that."""
    s3, name = account.client("s3"), tenant_name(tenant)
    if account.has("tenant_buckets"):
        plain_bucket(account, name, tenant=tenant)
    else:
        statements = [] if account.has("scan_stub") else _guard(name, scanner)
        private_bucket(account, name, *statements, key=account.key(tenant), tenant=tenant)
        s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [{
            "AllowedOrigins": [f"https://{tenant}.{DOMAIN}"], "AllowedMethods": ["GET", "PUT", "HEAD"],
            "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"], "MaxAgeSeconds": 3000}]})


def _scan(account: Account, tenant: str, scanner: str) -> None:
    """Have the function, or GuardDuty, hear of new files."""
    s3, name = account.client("s3"), tenant_name(tenant)
    if account.has("scan_stub"):
        told = {"Id": "scan", "LambdaFunctionArn": scanner, "Events": ["s3:ObjectCreated:*"]}
        s3.put_bucket_notification_configuration(
            Bucket=name, NotificationConfiguration={"LambdaFunctionConfigurations": [told]})
        return
    s3.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}})
    account.client("guardduty").create_malware_protection_plan(
        Role=scanner, ProtectedResource={"S3Bucket": {"BucketName": name}},
        Actions={"Tagging": {"Status": "ENABLED"}}, Tags={"ManagedBy": "terraform", "tenant": tenant})


def _guard(name: str, scanner: str) -> list[Document]:
    """Nobody reads what was not found clean, and nobody but the scanner says that it was."""
    others = {"ArnNotEquals": {"aws:PrincipalArn": scanner}}
    deny = {"Effect": "Deny", "Principal": "*", "Resource": objects(name)}
    tagged = f"s3:ExistingObjectTag/{SCANNED}"
    return [
        {**deny, "Sid": "NoReadUnlessClean", "Action": READ,
         "Condition": {"StringNotEquals": {tagged: "NO_THREATS_FOUND"}, **others}},
        {**deny, "Sid": "OnlyTheScannerTags", "Action": ["s3:PutObject", *WRITE_TAGS],
         "Condition": {"ForAnyValue:StringEquals": {"s3:RequestObjectTagKeys": SCANNED}, **others}},
        {**deny, "Sid": "OnlyTheScannerChangesWhatItTagged",
         "Action": [*WRITE_TAGS, "s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging"],
         "Condition": {"Null": {tagged: "false"}, **others}}]


def _guardduty(account: Account) -> str:
    """The role that GuardDuty scans with, and its ARN."""
    buckets = [f"arn:aws:s3:::{PREFIX}-pool-*"]
    rules = [arn("events", "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*")]
    return role(
        account, "malware-protection", "malware-protection-plan.guardduty.amazonaws.com",
        allow(["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets",
               "events:DescribeRule", "events:ListTargetsByRule"], rules),
        allow([*READ, "s3:GetObjectTagging", "s3:GetObjectVersionTagging", *WRITE_TAGS, "s3:PutObject"],
              [f"{each}/*" for each in buckets]),
        allow(["s3:ListBucket", "s3:GetBucketLocation", "s3:GetBucketNotification", "s3:PutBucketNotification"],
              buckets),
        allow(["kms:Decrypt", "kms:GenerateDataKey"], [arn("kms", "key/*")]))


def _stub(account: Account) -> str:
    """The function that says of every file that it is well, and its ARN."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("index.py", (2024, 12, 1, 0, 0, 0)), STUB)
    log_group(account, f"/aws/lambda/{PREFIX}-scan")
    lambda_ = account.client("lambda")
    made = lambda_.create_function(
        FunctionName=f"{PREFIX}-scan", Runtime="python3.13", Handler="index.lambda_handler",
        Role=role(account, "scan", "lambda.amazonaws.com"), Code={"ZipFile": packed.getvalue()},
        Tags={"ManagedBy": "terraform"})
    lambda_.add_permission(
        FunctionName=f"{PREFIX}-scan", StatementId="s3", Action="lambda:InvokeFunction", Principal="s3.amazonaws.com",
        SourceArn=f"arn:aws:s3:::{PREFIX}-pool-*", SourceAccount=NUMBER)
    return t.cast(str, made["FunctionArn"])


def static_site(account: Account) -> None:
    """The pages of the company (manager 3): a distribution before a bucket that it alone may read."""
    cloudfront, name, closed = account.client("cloudfront"), f"{PREFIX}-site-www", not account.has("static_site")
    control = cloudfront.create_origin_access_control(OriginAccessControlConfig={
        "Name": f"{PREFIX}-sites", "SigningProtocol": "sigv4", "SigningBehavior": "always",
        "OriginAccessControlOriginType": "s3"})["OriginAccessControl"]["Id"] if closed else ""
    shown = certificate(account, SITE, "us-east-1")
    made = cloudfront.create_distribution_with_tags(DistributionConfigWithTags={
        "DistributionConfig": _distribution(name, control, shown), "Tags": {"Items": tags(Name=name)}})["Distribution"]
    reader = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": objects(name)}
    if closed:
        source = {"StringEquals": {"aws:SourceArn": made["ARN"]}}
        reads = {**reader, "Sid": "CloudFront", "Principal": {"Service": "cloudfront.amazonaws.com"}}
        private_bucket(account, name, {**reads, "Condition": source}, algorithm=BY_S3)
    else:
        private_bucket(account, name, algorithm=BY_S3)
        account.client("s3").put_public_access_block(
            Bucket=name, PublicAccessBlockConfiguration=dict.fromkeys(CLOSED, False))
        account.client("s3").put_bucket_policy(
            Bucket=name, Policy=policy({**reader, "Sid": "Public", "Principal": "*"}))
    account.made["distribution"] = made["Id"]
    if not account.has("route53"):
        there = {"DNSName": made["DomainName"], "HostedZoneId": "Z2FDTNDATAQYW2", "EvaluateTargetHealth": False}
        publish(account, *({"Name": SITE, "Type": kind, "AliasTarget": there} for kind in ("A", "AAAA")))


def _distribution(name: str, control: str, shown: str) -> dict[str, t.Any]:
    origin = {"Id": "site", "DomainName": f"{name}.s3.{REGION}.amazonaws.com", "OriginAccessControlId": control,
              "S3OriginConfig": {"OriginAccessIdentity": ""}}
    errors = [{"ErrorCode": code, "ResponseCode": "200", "ResponsePagePath": "/index.html", "ErrorCachingMinTTL": 10}
              for code in (403, 404)]
    return {
        "CallerReference": f"terraform-{name}", "Comment": "", "Enabled": True, "PriceClass": "PriceClass_100",
        "Aliases": {"Quantity": 1, "Items": [SITE]}, "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultRootObject": "index.html", "HttpVersion": "http2", "IsIPV6Enabled": True,
        "CustomErrorResponses": {"Quantity": len(errors), "Items": errors},
        "DefaultCacheBehavior": {
            "TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https", "Compress": True,
            "CachePolicyId": CACHING_OPTIMIZED, "ResponseHeadersPolicyId": SECURITY_HEADERS},
        "ViewerCertificate": {"ACMCertificateArn": shown, "SSLSupportMethod": "sni-only",
                              "MinimumProtocolVersion": "TLSv1.2_2021"}}
