# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Caches whose password is an entry of the secret: told of a new value before it counts, and of the end of the former.

ElastiCache takes two tokens, the latest, and tells nobody which.  What it was given last is in a tag (see
`kinds/elasticache/auth_token.py`), so that the one in use is never pushed out by two newer ones.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say
from ..errors import Absent
from ..kinds.elasticache import auth_token
from ..kinds.elasticache.service import available, elasticache, tags_of
from .generations import Generations


@dataclass(frozen=True)
class Cache:
    """A replication group that was given an entry of the secret."""

    name: str
    arn: str
    entry: str
    tag: str
    """What it was given last, as `auth_token.Mark` spells it."""


def known_caches(named: t.Mapping[str, str]) -> Flow:
    """The `Cache`s by their entries, of those named so; one that has its password from elsewhere is none of them."""
    found: dict[str, Cache] = {}
    for entry, name in named.items():
        if cache := (yield from _cache(entry, name)):
            found[entry] = cache
    return found


def _cache(entry: str, name: str) -> Flow:
    call = elasticache.describe_replication_groups(ReplicationGroupId=name)
    try:
        group = (yield call)["ReplicationGroups"][0]
    except Absent:
        return None
    if group["Status"] != "available":  # AWS shows no tags of one that changes
        group = (yield available(name))["ReplicationGroups"][0]
    tags = {each["Key"]: each["Value"] for each in (yield from tags_of(group["ARN"]))}
    mark = auth_token.Mark.parsed(tags.get(auth_token.TAG))
    return Cache(name, group["ARN"], entry, str(mark)) if mark and mark.key == entry else None


def take_both(cache: Cache, secret: str, version: str) -> Flow:
    """Have a cache take the token of a version that is not current yet beside the one that is."""
    mark, tag = auth_token.Mark.parsed(cache.tag), cache.tag
    if mark and mark.version == version:
        return
    yield Say(f"  cache {cache.name}: has it take the new {cache.entry} beside the former, which takes minutes")
    # after a rotation that was undone, the token in use is the older of two, and the next would push it out
    tag = yield from auth_token.renewed(cache.name, cache.arn, tag, secret, cache.entry, keep_former=True)
    yield from auth_token.renewed(
        cache.name, cache.arn, tag, secret, cache.entry, keep_former=True, version=version)


def take_one(cache: Cache, secret: str) -> Flow:
    """Have a cache take the token of the current version alone."""
    yield Say(f"  cache {cache.name}: has it take the new {cache.entry} alone")
    yield from auth_token.renewed(cache.name, cache.arn, cache.tag, secret, cache.entry, keep_former=False)


def follow(cache: Cache, found: Generations) -> Flow:
    """Have the tag of a cache name the current version, where that holds what it was given and others have changed."""
    yield from auth_token.followed(cache.arn, cache.tag, found.name, found.entries.get(cache.entry), found.current.id)
