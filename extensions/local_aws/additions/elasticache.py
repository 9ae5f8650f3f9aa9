# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags and subnet groups of caches, and the versions of their engines.

moto tags what is not there, keeps no tags of parameter groups, takes subnets that do not exist, and lacks changing and
deleting subnet groups and DescribeCacheEngineVersions.  AWS shows and changes tags of a replication group only while
it is available, wants the subnets of a group in one VPC, and deletes no group that a cache is in.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult, EmptyResult, PaginatedResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends
from moto.elasticache.models import CacheSubnetGroup, ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_engines as engines
from ._elasticache_life import BUSY_TAGGING, available, settle
from ._mend import AwsError, adds, mends
from .elasticache_parameter_groups import the_parameter_group

TAGS_PER_RESOURCE = 50


@mends(ElastiCacheBackend)
def create_cache_subnet_group(former: t.Any, self: ElastiCacheBackend, **asked: t.Any) -> CacheSubnetGroup:
    _check_subnets(self, asked["subnet_ids"])
    asked["cache_subnet_group_name"] = asked["cache_subnet_group_name"].lower()
    return t.cast(CacheSubnetGroup, former(self, **asked))


@adds(ElastiCacheResponse)
def modify_cache_subnet_group(self: ElastiCacheResponse) -> ActionResult:
    asked, backend = self._get_params(), self.elasticache_backend
    there = the_subnet_group(backend, asked["CacheSubnetGroupName"])
    subnets = asked.get("SubnetIds") or there.subnet_ids
    _check_subnets(backend, subnets)
    description = asked.get("CacheSubnetGroupDescription", there.cache_subnet_group_description)
    where = (backend.account_id, backend.region_name)
    made = CacheSubnetGroup(*where, there.cache_subnet_group_name, description, subnets, there.tags)
    backend.cache_subnet_groups[there.cache_subnet_group_name] = made
    return ActionResult({"CacheSubnetGroup": made})


@adds(ElastiCacheResponse)
def delete_cache_subnet_group(self: ElastiCacheResponse) -> ActionResult:
    backend = self.elasticache_backend
    settle(backend)
    there = the_subnet_group(backend, self._get_param("CacheSubnetGroupName"))
    name = there.cache_subnet_group_name
    caches = [*backend.replication_groups.values(), *backend.cache_clusters.values()]
    if any(each.cache_subnet_group_name == name for each in caches):
        raise AwsError("CacheSubnetGroupInUse", f"Cache subnet group {name} is currently in use by a cache cluster.")
    del backend.cache_subnet_groups[name]
    backend.tagging_service.delete_all_tags_for_resource(there.arn)
    return EmptyResult()


@adds(ElastiCacheResponse)
def describe_cache_engine_versions(self: ElastiCacheResponse) -> ActionResult:
    asked = self._get_params()
    listed = [
        {"Engine": engine, "EngineVersion": version, "CacheParameterGroupFamily": family}
        for (engine, version), family in engines.VERSIONS.items()
        if asked.get("Engine", engine) == engine
        and asked.get("CacheParameterGroupFamily", family) == family
        and f"{version}.".startswith(f"{asked.get('EngineVersion', version)}.")
    ]
    return PaginatedResult({"CacheEngineVersions": listed})


@mends(ElastiCacheBackend)
def list_tags_for_resource(former: t.Any, self: ElastiCacheBackend, arn: str) -> t.Any:
    _taggable(self, arn)
    return self.tagging_service.list_tags_for_resource(arn)


@mends(ElastiCacheBackend)
def add_tags_to_resource(former: t.Any, self: ElastiCacheBackend, arn: str, tags: list[dict[str, str]]) -> None:
    _taggable(self, arn)
    there = self.tagging_service.get_tag_dict_for_resource(arn)
    if len({*there, *(tag["Key"] for tag in tags)}) > TAGS_PER_RESOURCE:
        raise AwsError("TagQuotaPerResourceExceeded", "The request cannot be processed: too many tags.")
    former(self, arn, tags)


@mends(ElastiCacheBackend)
def remove_tags_from_resource(former: t.Any, self: ElastiCacheBackend, arn: str, tags: list[str]) -> None:
    _taggable(self, arn)
    former(self, arn, tags)


def the_subnet_group(backend: ElastiCacheBackend, name: str) -> CacheSubnetGroup:
    found = backend.cache_subnet_groups.get(name.lower())
    if found is None:
        raise AwsError("CacheSubnetGroupNotFoundFault", f"CacheSubnetGroup {name} not found.")
    return found


def _taggable(backend: ElastiCacheBackend, arn: str) -> None:
    """Refuse what is not there, and a replication group that is busy."""
    parts = arn.split(":")
    if len(parts) != 7 or parts[2] != "elasticache":
        raise AwsError("InvalidARN", f"ARN {arn} is invalid.")
    if parts[5] == "replicationgroup":
        available(backend, parts[6], BUSY_TAGGING)
    elif parts[5] == "subnetgroup":
        the_subnet_group(backend, parts[6])
    elif parts[5] == "parametergroup":
        the_parameter_group(backend, parts[6])


def _check_subnets(backend: ElastiCacheBackend, subnet_ids: list[str]) -> None:
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    try:
        vpcs = {ec2.get_subnet(each).vpc_id for each in subnet_ids}
    except EC2ClientError:
        raise AwsError("InvalidSubnet", "Some input subnets are invalid.") from None
    if len(vpcs) != 1:
        raise AwsError("InvalidSubnet", "The subnets of a cache subnet group must be in the same VPC.")
