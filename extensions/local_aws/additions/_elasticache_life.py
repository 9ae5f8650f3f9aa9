# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a replication group changes: it is busy for a while, and refuses what else is asked of it meanwhile."""

from __future__ import annotations

import hashlib
import re
import time
import typing as t

from moto.elasticache.models import ElastiCacheBackend, ReplicationGroup

from ..timing import timing
from . import _elasticache_window as window
from ._mend import AwsError

TOKEN = re.compile(r"[A-Za-z0-9!&#$^<>-]{16,128}")
BUSY_TAGGING = "Cluster not in available state to perform tagging operations."
BUSY = "Replication group must be in available state to modify."


def begin(group: ReplicationGroup, status: str, **pending: t.Any) -> None:
    """Have it busy for `elasticache_seconds`."""
    group.status = status
    group.__dict__["pending_modified_values"] = pending
    group.__dict__["due"] = time.time() + timing.elasticache_seconds


def settle(backend: ElastiCacheBackend) -> None:
    """Take the steps that have become due."""
    for name, group in list(backend.replication_groups.items()):
        if group.status == "available" or group.__dict__.get("due", 0) > time.time():
            continue
        if group.status == "deleting":
            del backend.replication_groups[name]
            backend.tagging_service.delete_all_tags_for_resource(group.arn)
        else:
            group.status = "available"
            group.__dict__["pending_modified_values"] = window.of_group(group)


def the_group(backend: ElastiCacheBackend, name: str) -> ReplicationGroup:
    settle(backend)
    found = backend.replication_groups.get(name.lower())
    if found is None:
        raise AwsError("ReplicationGroupNotFoundFault", f"ReplicationGroup {name} not found.")
    return found


def available(backend: ElastiCacheBackend, name: str, refusal: str = BUSY) -> ReplicationGroup:
    """A group that takes changes."""
    group = the_group(backend, name)
    if group.status != "available":
        raise AwsError("InvalidReplicationGroupState", refusal)
    return group


def check_token(token: str, *, encrypted: bool) -> None:
    if not encrypted:
        text = "The AUTH token is only supported when encryption-in-transit is enabled."
        raise AwsError("InvalidParameterCombination", text)
    if not TOKEN.fullmatch(token):
        raise AwsError("InvalidParameterValue", "Invalid AuthToken provided.")


def take_token(group: ReplicationGroup, token: str, strategy: str) -> str:
    """Change the tokens it takes, of which only digests are kept; returns what it is busy with.

    ROTATE takes one besides the last; SET takes one alone, after it was rotated in.
    """
    check_token(token, encrypted=group.transit_encryption_enabled)
    tokens: list[str] = group.__dict__.setdefault("tokens", [])
    digest = _digest(token)
    if strategy == "ROTATE":
        group.__dict__["tokens"] = [*[each for each in tokens if each != digest][-1:], digest]
    elif strategy == "SET" and digest in tokens:
        group.__dict__["tokens"] = [digest]
    else:
        text = f"AuthTokenUpdateStrategy {strategy} is only allowed for a token that was rotated before."
        raise AwsError("InvalidParameterValue", text)
    group.auth_token_enabled = True
    return "ROTATING" if strategy == "ROTATE" else "SETTING"


def first_token(group: ReplicationGroup, token: str) -> None:
    group.__dict__["tokens"] = [_digest(token)]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
