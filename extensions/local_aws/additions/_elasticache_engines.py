# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engines of ElastiCache: versions, families of parameter groups, and some of their parameters."""

from __future__ import annotations

import re
import typing as t

from ._mend import AwsError

VERSIONS = {
    ("redis", "4.0.10"): "redis4.0",
    ("redis", "5.0.6"): "redis5.0",
    ("redis", "6.0.5"): "redis6.x",
    ("redis", "6.2.6"): "redis6.x",
    ("redis", "7.0.7"): "redis7",
    ("redis", "7.1.0"): "redis7",
    ("valkey", "7.2.6"): "valkey7",
    ("valkey", "8.0.1"): "valkey8",
    ("valkey", "8.1.0"): "valkey8",
}
"""The family of parameter groups of each engine and version."""

FAMILIES = sorted(set(VERSIONS.values()))

PARAMETERS = {
    "activedefrag": ("no", "yes,no"),
    "cluster-enabled": ("no", "yes,no"),
    "databases": ("16", "1-1200000"),
    "lazyfree-lazy-eviction": ("no", "yes,no"),
    "maxmemory-policy": (
        "volatile-lru",
        "volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,volatile-ttl,noeviction",
    ),
    "notify-keyspace-events": ("", ""),
    "reserved-memory-percent": ("25", "0-100"),
    "slowlog-log-slower-than": ("10000", "-1-2147483647"),
    "slowlog-max-len": ("128", "0-2147483647"),
    "tcp-keepalive": ("300", "0-2147483647"),
    "timeout": ("0", "0-2147483647"),
}
"""The default and the allowed values of each; no version of an engine has fewer."""

NODE_TYPE = re.compile(r"cache\.[a-z]\d[a-z]*\.(micro|small|medium|\d*x?large)")


def version_of(engine: str, asked: str | None) -> str:
    """The whole version for what was asked: the latest for `8.0`, or for nothing."""
    begins = f"{asked}." if asked else ""
    found = [version for each, version in VERSIONS if each == engine and f"{version}.".startswith(begins)]
    if not found:
        raise AwsError("InvalidParameterCombination", f"Cannot find version {asked} for {engine}")
    return max(found, key=numbers)


def numbers(version: str) -> list[int]:
    return [int(each) for each in version.split(".")]


def check_node_type(node_type: str | None) -> None:
    if not node_type or not NODE_TYPE.fullmatch(node_type):
        raise AwsError("InvalidParameterValue", f"The cache node type {node_type} is not valid.")


def check_parameter(name: str, value: str) -> None:
    if name not in PARAMETERS:
        raise AwsError("InvalidParameterValue", f"Could not find parameter with name: {name}")
    allowed = PARAMETERS[name][1]
    if allowed and not _within(value, allowed):
        raise AwsError("InvalidParameterValue", f"The value {value} is not allowed for {name}: {allowed}")


def described(name: str, value: str, *, by_user: bool) -> dict[str, t.Any]:
    """A parameter as DescribeCacheParameters shows it."""
    allowed = PARAMETERS[name][1]
    return {
        "ParameterName": name,
        "ParameterValue": value,
        "Source": "user" if by_user else "system",
        "DataType": "integer" if re.match(r"-?\d", allowed) else "string",
        "AllowedValues": allowed,
        "IsModifiable": True,
    }


def _within(value: str, allowed: str) -> bool:
    span = re.fullmatch(r"(-?\d+)-(\d+)", allowed)
    if not span:
        return value in allowed.split(",")
    return re.fullmatch(r"-?\d+", value) is not None and int(span[1]) <= int(value) <= int(span[2])
