# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cache parameter groups."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Invalid
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...wire import Codec, at_creation, includes, pairs
from .service import elasticache, name_problems, retag, tags_of, the_one

AT_ONCE = 20
"""How many parameters ModifyCacheParameterGroup takes."""

REDIS_FAMILIES = ("redis2.6", "redis2.8", "redis3.2", "redis4.0", "redis5.0", "redis6.x", "redis7")
"""All there will be: the engine goes on as Valkey."""

values: Codec = pairs("ParameterName", "ParameterValue")


@dataclass(frozen=True, kw_only=True)
class CacheParameterGroup(Resource):
    """How an engine is configured, for the caches that name it."""

    plural = "elasticache_parameter_groups"
    fixed = frozenset({"family"})
    kept = ""
    examples = {
        "name": "envelope-prod", "family": "valkey8", "description": "Caches of the platform",
        "parameters": {"maxmemory-policy": "noeviction"}, "tags": {"project": "envelope"},
    }

    name: str = key("Name of the parameter group, in lower case.", wire="CacheParameterGroupName")
    family: str | None = option(
        "Engine and version that it configures, such as V(valkey8) or V(redis7). Cannot change.",
        wire="CacheParameterGroupFamily")
    description: str | None = option(
        "What it is for. A new one is described by its name where this is left out. AWS keeps it, so one that is there "
        "stays.", alike=at_creation)
    parameters: dict[str, str] | None = option(
        "Parameters by AWS's names, such as V(maxmemory-policy). Those not named are left alone. "
        "True and false are sent as V(yes) and V(no).", wire="ParameterNameValues", codec=values, alike=includes)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the parameter group.", wire="ARN")

    @classmethod
    def given(cls, params: t.Mapping[str, t.Any]) -> t.Self:
        named = params.get("parameters")
        spelt = named and {name: _spelt(value) for name, value in named.items()}
        return super().given({**params, "parameters": spelt})

    def problems(self) -> t.Iterator[str]:
        yield from name_problems(self.name, 255)
        if self.name.startswith("default"):
            yield f"name: {self.name} is not allowed: AWS keeps names that begin with default to itself"
        family = self.family
        if family is not None and family not in REDIS_FAMILIES and not re.fullmatch(r"valkey\d+", family):
            yield f"family: {family} is none; allowed are valkey7, valkey8 and later, {', '.join(REDIS_FAMILIES)}"

    def read(self) -> Flow:
        call = elasticache.describe_cache_parameter_groups()
        found = the_one(call, (yield call).get("CacheParameterGroups", ()), CacheParameterGroupName=self.name)
        held: t.Any = None
        if self.parameters is not None:
            # those that only users have set would leave out what was set to its default
            listed = yield elasticache.describe_cache_parameters(CacheParameterGroupName=self.name)
            held = [each for each in listed.get("Parameters", ()) if each["ParameterName"] in self.parameters]
        return self.seen({**found, "ParameterNameValues": held, "Tags": (yield from tags_of(found["ARN"]))})

    def create(self) -> Flow:
        if self.family is None:
            raise Invalid(f"parameter group {self.name} is new and needs a family")
        yield elasticache.create_cache_parameter_group(
            **{"Description": self.name, **self.wire("name", "family", "description", "tags")})
        yield from self._set(self.parameters or {})

    def update(self, now: CacheParameterGroup, changed: t.AbstractSet[str]) -> Flow:
        if "parameters" in changed:
            there = now.parameters or {}
            yield from self._set({name: value for name, value in (self.parameters or {}).items()
                                  if there.get(name) != value})
        yield from retag(now.arn, now.tags, self.tags)

    def delete(self) -> Flow:
        yield elasticache.delete_cache_parameter_group(CacheParameterGroupName=self.name)

    def _set(self, parameters: dict[str, str]) -> Flow:
        listed = values.out(parameters)
        for start in range(0, len(listed), AT_ONCE):
            yield elasticache.modify_cache_parameter_group(
                CacheParameterGroupName=self.name, ParameterNameValues=listed[start:start + AT_ONCE])


def _spelt(value: t.Any) -> str:
    """A parameter as the engine spells it: YAML makes a boolean of `yes`."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
