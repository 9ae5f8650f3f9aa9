# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameter groups of caches, which moto lacks.

AWS: each family has a group `default.<family>` and one with `.cluster.on`, which nobody can change; 20 parameters in
one ModifyCacheParameterGroup; a group that a cache has cannot be deleted.  Only some parameters are known here.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from moto.core.responses import ActionResult, EmptyResult, PaginatedResult
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from . import _elasticache_engines as engines
from ._elasticache_life import settle
from ._mend import AwsError, adds

AT_ONCE = 20


@dataclass
class ParameterGroup:
    name: str
    family: str
    description: str
    arn: str
    changed: dict[str, str] = field(default_factory=dict)

    @property
    def default(self) -> bool:
        return self.name.startswith("default.")

    def value(self, name: str) -> str:
        return self.changed.get(name, engines.PARAMETERS[name][0])

    def described(self) -> dict[str, t.Any]:
        return {
            "CacheParameterGroupName": self.name,
            "CacheParameterGroupFamily": self.family,
            "Description": self.description,
            "IsGlobal": False,
            "ARN": self.arn,
        }

    def parameters(self, source: str | None) -> list[dict[str, t.Any]]:
        every = [engines.described(each, self.value(each), by_user=each in self.changed) for each in engines.PARAMETERS]
        return [each for each in every if source in (None, each["Source"])]


def the_parameter_group(backend: ElastiCacheBackend, name: str) -> ParameterGroup:
    found = _groups(backend).get(name.lower())
    if found is None:
        raise AwsError("CacheParameterGroupNotFound", f"CacheParameterGroup {name} not found.")
    return found


@adds(ElastiCacheResponse)
def create_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    asked, backend = self._get_params(), self.elasticache_backend
    name, family = asked["CacheParameterGroupName"].lower(), asked["CacheParameterGroupFamily"]
    if name in _groups(backend):
        raise AwsError("CacheParameterGroupAlreadyExists", f"Cache Parameter Group {name} already exists.")
    if family not in engines.FAMILIES:
        text = f"CacheParameterGroupFamily {family} is not a valid parameter group family"
        raise AwsError("InvalidParameterValue", text)
    made = ParameterGroup(name, family, asked["Description"], _arn(backend, name))
    _groups(backend)[name] = made
    if asked.get("Tags"):
        backend.tagging_service.tag_resource(made.arn, asked["Tags"])
    return ActionResult({"CacheParameterGroup": made.described()})


@adds(ElastiCacheResponse)
def describe_cache_parameter_groups(self: ElastiCacheResponse) -> ActionResult:
    backend, name = self.elasticache_backend, self._get_param("CacheParameterGroupName")
    found = [the_parameter_group(backend, name)] if name else list(_groups(backend).values())
    return PaginatedResult({"CacheParameterGroups": [each.described() for each in found]})


@adds(ElastiCacheResponse)
def describe_cache_parameters(self: ElastiCacheResponse) -> ActionResult:
    group = the_parameter_group(self.elasticache_backend, self._get_param("CacheParameterGroupName"))
    return PaginatedResult({"Parameters": group.parameters(self._get_param("Source"))})


@adds(ElastiCacheResponse)
def modify_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    asked = self._get_params()
    group, given = _own(self, asked["CacheParameterGroupName"]), asked["ParameterNameValues"]
    if not 1 <= len(given) <= AT_ONCE:
        raise AwsError("InvalidParameterValue", f"1 to {AT_ONCE} parameters may be modified per request.")
    for each in given:
        engines.check_parameter(each["ParameterName"], each.get("ParameterValue", ""))
    group.changed |= {each["ParameterName"]: each.get("ParameterValue", "") for each in given}
    return ActionResult({"CacheParameterGroupName": group.name})


@adds(ElastiCacheResponse)
def delete_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    backend = self.elasticache_backend
    settle(backend)
    group = _own(self, self._get_param("CacheParameterGroupName"))
    caches = [*backend.replication_groups.values(), *backend.cache_clusters.values()]
    if any(each.cache_parameter_group_name == group.name for each in caches):
        text = f"One or more cache clusters are still members of this parameter group {group.name}."
        raise AwsError("InvalidCacheParameterGroupState", text)
    del _groups(backend)[group.name]
    backend.tagging_service.delete_all_tags_for_resource(group.arn)
    return EmptyResult()


def _own(response: ElastiCacheResponse, name: str) -> ParameterGroup:
    group = the_parameter_group(response.elasticache_backend, name)
    if group.default:
        raise AwsError("InvalidCacheParameterGroupState", f"The parameter group {name} is a default one.")
    return group


def _groups(backend: ElastiCacheBackend) -> dict[str, ParameterGroup]:
    """Those of a region of an account; they are forgotten with the rest of its state."""
    if "parameter_groups" not in backend.__dict__:
        backend.__dict__["parameter_groups"] = {each.name: each for each in _defaults(backend)}
    return t.cast("dict[str, ParameterGroup]", backend.__dict__["parameter_groups"])


def _defaults(backend: ElastiCacheBackend) -> t.Iterator[ParameterGroup]:
    for family in engines.FAMILIES:
        for ending, changed in (("", {}), (".cluster.on", {"cluster-enabled": "yes"})):
            name = f"default.{family}{ending}"
            yield ParameterGroup(name, family, f"Default parameter group for {family}", _arn(backend, name), changed)


def _arn(backend: ElastiCacheBackend, name: str) -> str:
    return f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:parametergroup:{name}"
