# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tenant as its services list it, with things of others beside it that look alike."""

from __future__ import annotations

import json
import typing as t

Client = t.Callable[[str], t.Any]

PREFIX, ARCHIVE, HOST = "envelope-prod-pool-acme", "envelope-prod-archive", "acme.envelope.example"
CANARY = "a-value-that-nobody-may-see-0123456789"
PLACE = {"LocationConstraint": "eu-west-1"}


def tags(tenant: str) -> dict[str, str]:
    return {"project": "envelope", "environment": "prod", "managed-by": "venturemond.envelope", "tenant": tenant}


def pairs(tenant: str, key: str = "Key", value: str = "Value") -> list[dict[str, str]]:
    return [{key: name, value: said} for name, said in tags(tenant).items()]


OPTIONS: dict[str, t.Any] = {
    "slug": "acme", "prefix": PREFIX, "hosts": [HOST], "domain": "envelope.example", "zones": ["envelope.example"],
    "cluster": "envelope-prod-cluster", "load_balancers": [], "archive": ARCHIVE, "hold_days": 0, "holder": "ann",
    "tags": tags("acme"), "releases_bucket": "envelope-prod-releases",
}


def shared(client: Client) -> None:
    """What the platform has: an archive, a zone, a bucket for releases, a cluster."""
    for name in (ARCHIVE, "envelope-prod-releases"):
        client("s3").create_bucket(Bucket=name, CreateBucketConfiguration=PLACE)
    client("route53").create_hosted_zone(Name="envelope.example", CallerReference="1")
    client("ecs").create_cluster(clusterName="envelope-prod-cluster")


def settle(client: Client, slug: str, objects: int = 3) -> None:
    """Have everything that a tenant of a pool has."""
    prefix, host = f"envelope-prod-pool-{slug}", f"{slug}.envelope.example"
    kms, s3, sesv2 = client("kms"), client("s3"), client("sesv2")
    key = kms.create_key(Tags=pairs(slug, "TagKey", "TagValue"))["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName=f"alias/{prefix}", TargetKeyId=key)
    s3.create_bucket(Bucket=prefix, CreateBucketConfiguration=PLACE)
    s3.put_bucket_tagging(Bucket=prefix, Tagging={"TagSet": pairs(slug)})
    s3.put_bucket_versioning(Bucket=prefix, VersioningConfiguration={"Status": "Enabled"})
    for number in range(objects):
        s3.put_object(Bucket=prefix, Key=f"folder/{number} é", Body=f"{slug} {number}".encode())
    s3.put_object(Bucket="envelope-prod-releases", Key=f"{prefix}/live.json", Body=b"{}")
    secret = json.dumps({"APP_KEY": CANARY})
    client("secretsmanager").create_secret(Name=prefix, SecretString=secret, Tags=pairs(slug))
    client("logs").create_log_group(logGroupName=f"/ecs/{prefix}-api", tags=tags(slug))
    sesv2.create_configuration_set(ConfigurationSetName=prefix, Tags=pairs(slug))
    sesv2.create_email_identity(EmailIdentity=host, Tags=pairs(slug))
    publish(client, f"_dmarc.{host}")


def publish(client: Client, name: str) -> None:
    route53 = client("route53")
    [zone] = [each["Id"] for each in route53.list_hosted_zones()["HostedZones"] if each["Name"] == "envelope.example."]
    record = {"Name": name, "Type": "TXT", "TTL": 300, "ResourceRecords": [{"Value": '"v=DMARC1; p=none"'}]}
    route53.change_resource_record_sets(
        HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]})


def there(client: Client) -> dict[str, list[str]]:
    """What there is of anybody, by name, besides what waits for its end."""
    kms, route53 = client("kms"), client("route53")
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    return {
        "buckets": sorted(each["Name"] for each in client("s3").list_buckets()["Buckets"]),
        "keys": sorted(each["AliasName"] for each in kms.list_aliases()["Aliases"]
                       if not each["AliasName"].startswith("alias/aws/")
                       and not kms.describe_key(KeyId=each["TargetKeyId"])["KeyMetadata"].get("DeletionDate")),
        "secrets": sorted(each["Name"] for each in client("secretsmanager").list_secrets()["SecretList"]),
        "logs": sorted(each["logGroupName"] for each in client("logs").describe_log_groups()["logGroups"]),
        "identities": sorted(
            each["IdentityName"] for each in client("sesv2").list_email_identities()["EmailIdentities"]),
        "configuration_sets": sorted(client("sesv2").list_configuration_sets()["ConfigurationSets"]),
        "records": sorted(each["Name"] for each in route53.list_resource_record_sets(
            HostedZoneId=zone)["ResourceRecordSets"] if each["Type"] == "TXT"),
        "releases": sorted(each["Key"] for each in client("s3").list_objects_v2(
            Bucket="envelope-prod-releases").get("Contents", ())),
    }


def archived(client: Client, slug: str = "acme") -> dict[str, bytes]:
    """What the archive holds of a tenant, without the folder of the run."""
    s3 = client("s3")
    prefix = f"offboarding/{slug}/"
    keys = [each["Key"] for each in s3.list_objects_v2(Bucket=ARCHIVE, Prefix=prefix).get("Contents", ())]
    return {key.split("/", 3)[-1]: s3.get_object(Bucket=ARCHIVE, Key=key)["Body"].read() for key in keys}
