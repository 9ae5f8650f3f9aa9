# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each tenant has, by natural name: whatever one has twice, or has left over, shows."""

from __future__ import annotations

import collections
import json
import re
import typing as t

Client = t.Callable[[str], t.Any]
Possessions = dict[str, list[str]]

MADE_UP = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b([0-9a-f]{16,17}|[0-9a-f]{20}|[0-9a-z]{32})\b"
                     r"|\d+(?=\.[\w-]+\.elb\.)")
"""What AWS has invented in a name: ids, tokens, the number of a load balancer."""
SECRET = re.compile(r"(?<=:secret:)(.*)-\w{6}$")
"""The name in a secret's ARN, which ends in six characters of AWS's."""
CLUSTER, RELEASES, DOMAIN = "envelope-local-cluster", "envelope-local-releases", "envelope.test"


def possessions(client: Client, slugs: t.Iterable[str]) -> dict[str, Possessions]:
    """What every tenant has, without its own name, so that it can be compared with what another has."""
    every = [dict(each) for each in (_tagged(client), _records(client), _done(client), _tasks(client))]
    return {slug: {sort: sorted(_natural(each).replace(slug, "SLUG") for each in found.get(slug, ()))
                   for sort, found in zip(("tagged", "records", "done", "tasks"), every, strict=True)}
            for slug in slugs}


def _natural(text: str) -> str:
    return SECRET.sub(r"\1", MADE_UP.sub("ID", text))


def _tagged(client: Client) -> dict[str, list[str]]:
    """All that bears a tenant's tag, of every service."""
    found = collections.defaultdict(list)
    for page in client("resourcegroupstaggingapi").get_paginator("get_resources").paginate():
        for each in page["ResourceTagMappingList"]:
            found[_values(each["Tags"]).get("tenant", "")].append(each["ResourceARN"])
    return found


def _records(client: Client) -> dict[str, list[str]]:
    found, route53 = collections.defaultdict(list), client("route53")
    [zone] = [each["Id"] for each in route53.list_hosted_zones()["HostedZones"] if each["Name"] == f"{DOMAIN}."]
    for page in route53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone):
        for each in page["ResourceRecordSets"]:
            slug = each["Name"].removesuffix(f".{DOMAIN}.").rpartition(".")[2]
            values = sorted(value["Value"] for value in each.get("ResourceRecords", ()))
            found[slug].append(f"{each['Name']} {each['Type']} {values or each['AliasTarget']}")
    return found


def _done(client: Client) -> dict[str, list[str]]:
    """The steps that are recorded as done."""
    found, s3 = collections.defaultdict(list), client("s3")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=RELEASES):
        for key in [each["Key"] for each in page.get("Contents", ()) if each["Key"].endswith("/steps.json")]:
            record = json.loads(s3.get_object(Bucket=RELEASES, Key=key)["Body"].read())
            found[key.partition("/")[0].rpartition("-")[2]] += [
                f"{name} {about['exit_code']}" for name, about in record["done"].items()]
    return found


def _tasks(client: Client) -> dict[str, list[str]]:
    """The commands that have been run for each tenant."""
    found, ecs = collections.defaultdict(list), client("ecs")
    for status in ("RUNNING", "STOPPED"):
        for page in ecs.get_paginator("list_tasks").paginate(cluster=CLUSTER, desiredStatus=status):
            listed = ecs.describe_tasks(cluster=CLUSTER, tasks=page["taskArns"])["tasks"] if page["taskArns"] else ()
            for each in (one for task in listed for one in task["overrides"].get("containerOverrides", ())):
                found[_values(each.get("environment", ()), "name", "value").get("TENANT", "")].append(
                    f"{status} {each.get('command')}")
    return found


def _values(pairs: t.Iterable[dict[str, str]], key: str = "Key", value: str = "Value") -> dict[str, str]:
    return {each[key]: each[value] for each in pairs}
