# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Export: the objects of a tenant's bucket, each verified, into the archive.

They are encrypted there with the archive's key, for the tenant's own will be shredded.  What is exported already as it
is, is not copied again, so that it can be done once more after the freeze, and after a kill.
"""

from __future__ import annotations

import hashlib
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say, Together
from ..errors import Absent, AwsError, EnvelopeError, Invalid
from ..kinds.s3 import s3
from ..scanning import VALIDATION
from ..wire import pairs
from .archive import Archive, Record
from .copying import Copied, copied
from .guarding import unread

BATCH = 200
"""Objects that are copied at once, and written down together."""

LONGEST_KEY = 1024
"""Bytes of a key."""

Entry = dict[str, t.Any]


def exported(archive: Archive, record: Record, buckets: t.Iterable[str]) -> Flow:
    """Copy what is not exported yet of these buckets; how many objects, their bytes, and those that were kept back."""
    total: dict[str, t.Any] = {"objects": 0, "bytes": 0, "kept_back": []}
    for bucket in buckets:
        export = yield from Export(archive, record, bucket).done()
        total = {what: count + export[what] for what, count in total.items()}
    return total


@dataclass(frozen=True)
class Export:
    archive: Archive
    record: Record
    bucket: str
    """One of the tenant's."""

    def done(self) -> Flow:
        """Copy what is not exported yet.  What a scanner keeps back is tried again each time."""
        listed = yield from self._listed()
        chunks = yield from self._chunks()
        known = {each["key"]: each for chunk in chunks for each in chunk["objects"]}
        todo = [each for each in listed if not _is_exported(known.get(each["Key"], {}), each)]
        number = len(chunks)  # without gaps, lest a later run takes a number that is taken
        for start in range(0, len(todo), BATCH):
            entries = yield from _all([self._exported(each) for each in todo[start:start + BATCH]])
            if new := [each for each in entries if known.get(each["key"]) != each]:
                yield from self.archive.put(self.record, self._manifest(f"{number:05d}.json"), {"objects": new})
                number += 1
                yield Say(f"  {len(listed) - len(todo) + start + len(entries)} of {len(listed)} objects of "
                          f"{self.bucket} are seen to")
            known |= {each["key"]: each for each in entries}
        copies = [each for each in known.values() if "kept_back" not in each]
        return {"objects": len(copies), "bytes": sum(each["size"] for each in copies),
                "kept_back": [{"bucket": self.bucket, "key": key, "size": known[key]["size"],
                               "why": known[key]["kept_back"]} for key in sorted(known) if "kept_back" in known[key]]}

    def _listed(self) -> Flow:
        """The objects there are: their current versions."""
        try:
            reply = yield s3.list_objects_v2(Bucket=self.bucket)
        except Absent:
            return []
        return [each for each in reply.get("Contents", ()) if each["Key"] != VALIDATION]

    def _chunks(self) -> Flow:
        """What is written down of objects that were exported, the oldest first."""
        prefix = self.archive.where(self.record, self._manifest(""))
        reply = yield s3.list_objects_v2(Bucket=self.archive.bucket, Prefix=prefix)
        names = sorted(each["Key"].rpartition("/")[2] for each in reply.get("Contents", ()))
        return (yield from _all([self.archive.get(self.record, self._manifest(name)) for name in names]))

    def _exported(self, found: t.Mapping[str, t.Any]) -> Flow:
        """The manifest's entry of an object, which is in the archive then, and is what it was."""
        entry: Entry = {"key": found["Key"], "etag": found["ETag"], "size": found["Size"],
                        "last_modified": str(found["LastModified"])}
        key = self._key(found["Key"])
        try:
            copy: Copied = yield from copied(self.bucket, found, self.archive.bucket, key)
        except AwsError as error:
            return {**entry, "kept_back": (yield from self._reason(found["Key"], error))}
        if copy.size != found["Size"]:
            raise Invalid(f"s3://{self.archive.bucket}/{key} has {copy.size} bytes, and {found['Key']} in "
                          f"{self.bucket} {found['Size']}: run the same command again, nothing is deleted")
        return {**entry, "archived_as": key, "archived_etag": copy.etag, "checksum": copy.checksum}

    def _reason(self, key: str, error: AwsError) -> Flow:
        """Why nobody may read an object: the bucket's policy asks for a verdict that it lacks.

        Whatever else keeps it back is raised, lest what could have been exported is deleted.
        """
        if error.code not in ("AccessDenied", "403"):
            raise error
        tagged = pairs().into((yield s3.get_object_tagging(Bucket=self.bucket, Key=key)).get("TagSet"))
        why: str = yield from unread(self.bucket, tagged)
        if not why:
            raise Invalid(f"{key} in {self.bucket} cannot be exported: {error}. No scanner keeps it back: allow it to "
                          "be read, and run the same command again, nothing is deleted before") from error
        return why

    def _manifest(self, name: str) -> str:
        return f"{self.bucket}/manifest/{name}"

    def _key(self, key: str) -> str:
        """Where an object is kept in the archive: under its own key, where that is not too long then."""
        plain = self.archive.where(self.record, self.bucket, "objects", key)
        if len(plain.encode()) <= LONGEST_KEY:
            return plain
        return self.archive.where(
            self.record, self.bucket, "objects-by-digest", hashlib.sha256(key.encode()).hexdigest())


def _is_exported(entry: Entry, found: t.Mapping[str, t.Any]) -> bool:
    return entry.get("etag") == found["ETag"] and "kept_back" not in entry


def _all(flows: t.Sequence[Flow]) -> Flow:
    results = yield Together(flows)
    for each in results:
        if isinstance(each, EnvelopeError):
            raise each
    return results
