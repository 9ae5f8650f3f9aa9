# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mark that a tenant is being taken away: a tag on what it has, by which every other run leaves it alone.

The engine reads the tags of these things whenever it looks at them, and so the mark costs those runs no call.
"""

from __future__ import annotations

import typing as t

from ..calls import Call, Flow
from ..kinds.kms import kms
from ..kinds.s3 import s3
from ..kinds.secretsmanager import secretsmanager
from ..tagging import LEAVING, Tags
from ..wire import pairs
from .sorts import SORTS
from .things import Seen, Thing


def marked(things: t.Iterable[Thing], since: str) -> Flow:
    """Mark what there is and is not marked yet; how many writes that took."""
    took = 0
    for thing in _markable(things):
        tags = yield from _tags(thing)
        if LEAVING not in tags:
            yield MARKS[thing.sort](thing.name, tags, since)
            took += 1
    return took


def unmarked(things: t.Iterable[Thing]) -> Flow:
    """Take the marks off; how many writes that took."""
    took = 0
    for thing in _markable(things):
        tags = yield from _tags(thing)
        if LEAVING in tags:
            yield UNMARKS[thing.sort](thing.name, tags)
            took += 1
    return took


def _markable(things: t.Iterable[Thing]) -> list[Thing]:
    """The last to be deleted is marked first, and bears its mark to the end."""
    order = [sort for sort in MARKS for each in things if each.sort == sort]
    return [each for sort in dict.fromkeys(order) for each in things if each.sort == sort and not each.pending]


def _tags(thing: Thing) -> Flow:
    looks = {sort.name: sort.look for sort in SORTS}
    seen: Seen = yield from looks[thing.sort](thing)
    return dict(seen.tags or {})


def _mark_secret(name: str, tags: Tags, since: str) -> Call:
    return secretsmanager.tag_resource(SecretId=name, Tags=pairs().out({LEAVING: since}))


def _unmark_secret(name: str, tags: Tags) -> Call:
    return secretsmanager.untag_resource(SecretId=name, TagKeys=[LEAVING])


def _mark_key(name: str, tags: Tags, since: str) -> Call:
    return kms.tag_resource(KeyId=name, Tags=pairs("TagKey", "TagValue").out({LEAVING: since}))


def _unmark_key(name: str, tags: Tags) -> Call:
    return kms.untag_resource(KeyId=name, TagKeys=[LEAVING])


def _mark_bucket(name: str, tags: Tags, since: str) -> Call:
    return _bucket_tags(name, {**tags, LEAVING: since})


def _unmark_bucket(name: str, tags: Tags) -> Call:
    return _bucket_tags(name, {tag: value for tag, value in tags.items() if tag != LEAVING})


def _bucket_tags(name: str, tags: Tags) -> Call:
    """S3 takes the tags of a bucket as a whole."""
    return s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": pairs().out(tags)})


MARKS: dict[str, t.Callable[[str, Tags, str], Call]] = {
    "secretsmanager_secrets": _mark_secret, "kms_keys": _mark_key, "s3_buckets": _mark_bucket}
UNMARKS: dict[str, t.Callable[[str, Tags], Call]] = {
    "secretsmanager_secrets": _unmark_secret, "kms_keys": _unmark_key, "s3_buckets": _unmark_bucket}
