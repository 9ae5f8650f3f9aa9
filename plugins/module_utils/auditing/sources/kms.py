# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys: the platform's by their aliases, and those that its data is encrypted with."""

from __future__ import annotations

import collections
import typing as t

from ...calls import Flow, Together, here
from ...errors import EnvelopeError
from ...kinds.kms import kms
from ..place import Place
from ..reading import Source, asked, each, parts
from .cloudtrail import TRAILS
from .elasticache import CACHES
from .rds import DATABASES

AWS = "alias/aws/"
"""How the aliases of keys begin that AWS made, and nobody else can see to."""

USERS = (DATABASES, CACHES, TRAILS)
"""Sources that tell of keys which data is encrypted with."""

Found = t.Mapping[str, t.Any]


def key_id(name: str) -> str:
    """A key's id, from that or its ARN."""
    return name.rpartition("/")[2]


def _keys(place: Place) -> Flow:
    """Each with its `aliases`, whether it is of `AWS`'s, and its `rotation`: AWS's own rotate by themselves."""
    listed = yield from asked(kms.list_aliases(), "Aliases")
    aliases: dict[str, list[str]] = collections.defaultdict(list)
    for one in listed:
        if "TargetKeyId" in one:
            aliases[one["TargetKeyId"]].append(one["AliasName"])
    used = yield from _used(place)
    ids = used | {key for key, names in aliases.items()
                  if any(name.startswith(f"alias/{place.prefix}-") for name in names)}
    return (yield from each(_key(one, aliases[one]) for one in sorted(ids)))


def _used(place: Place) -> Flow:
    """The ids of keys that others name; what is refused there is told there.

    A trail of an organization, or of another region, may have a key that nobody here can see to.
    """
    account = (yield here())["account"]
    told = yield Together([source.flow(place) for source in USERS])
    lists: list[list[Found]] = [one for one in told if not isinstance(one, EnvelopeError)]
    names = [one["KmsKeyId"] for some in lists for one in some if one.get("KmsKeyId")]
    return {key_id(one) for one in names
            if not one.startswith("arn:") or one.split(":")[3:5] == [place.region, account]}


def _key(key: str, aliases: list[str]) -> Flow:
    about = {"KeyId": key, "aliases": aliases, "AWS": any(name.startswith(AWS) for name in aliases)}
    return (yield from parts(about, **({} if about["AWS"] else {"rotation": _rotation(key)})))


def _rotation(key: str) -> Flow:
    """What KMS says of its rotation; where it does not rotate, what KMS says of the key as well."""
    rotation = yield kms.get_key_rotation_status(KeyId=key)
    if rotation["KeyRotationEnabled"]:
        return rotation
    described = yield kms.describe_key(KeyId=key)
    return {**described["KeyMetadata"], **rotation}


KEYS = Source("keys", _keys)
EVERY = (KEYS,)
