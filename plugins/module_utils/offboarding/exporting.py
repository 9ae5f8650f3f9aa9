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
from ..wire import pairs
from .archive import Archive, Record
from .copying import Copied, copied

BATCH = 200
"""Objects that are copied at once, and written down together."""

LONGEST_KEY = 1024
"""Bytes of a key."""

VERDICTS = ("GuardDutyMalwareScanStatus", "ScanStatus")
"""Tags in which scanners say what they found."""

GUARDDUTYS = "malware-protection-resource-validation-object"
"""An empty object with which GuardDuty tries whether it may scan a bucket, and which nobody may read."""

Entry = dict[str, t.Any]


@dataclass(frozen=True)
class Export:
    archive: Archive
    record: Record
    bucket: str
    """The tenant's."""

    def done(self) -> Flow:
        """Copy what is not exported yet; how many objects there are, and their bytes.  Raises what keeps one back."""
        listed = yield from self._listed()
        chunks = yield from self._chunks()
        known = {each["key"]: each for chunk in chunks for each in chunk["objects"]}
        todo = [each for each in listed if known.get(each["Key"], {}).get("etag") != each["ETag"]]
        for number, start in enumerate(range(0, len(todo), BATCH), start=len(chunks)):
            entries = yield from _all([self._exported(each) for each in todo[start:start + BATCH]])
            yield from self.archive.put(self.record, f"manifest/{number:05d}.json", {"objects": entries})
            known |= {each["key"]: each for each in entries}
            yield Say(f"  {len(listed) - len(todo) + start + len(entries)} of {len(listed)} objects are exported")
        kept_back = sorted(key for key, each in known.items() if "kept_back" in each)
        return {"objects": len(known), "bytes": sum(each["size"] for each in known.values()), "kept_back": kept_back}

    def _listed(self) -> Flow:
        """The objects there are: their current versions."""
        try:
            reply = yield s3.list_objects_v2(Bucket=self.bucket)
        except Absent:
            return []
        return [each for each in reply.get("Contents", ()) if each["Key"] != GUARDDUTYS]

    def _chunks(self) -> Flow:
        """What is written down of objects that were exported, the oldest first."""
        prefix = self.archive.where(self.record, "manifest/")
        reply = yield s3.list_objects_v2(Bucket=self.archive.bucket, Prefix=prefix)
        names = sorted(each["Key"].rpartition("/")[2] for each in reply.get("Contents", ()))
        return (yield from _all([self.archive.get(self.record, f"manifest/{name}") for name in names]))

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
        """Why an object is not handed out: its scanner says so.  Whatever else it is, is raised."""
        if error.code not in ("AccessDenied", "403"):
            raise error
        tagged = pairs().into((yield s3.get_object_tagging(Bucket=self.bucket, Key=key)).get("TagSet"))
        verdict = next((f"{name}={tagged[name]}" for name in VERDICTS if name in tagged), "")
        if not verdict or verdict.endswith(("=NO_THREATS_FOUND", "=Clean")):
            raise Invalid(f"{key} in {self.bucket} cannot be exported: {error}. An object that was not scanned may not "
                          "be read: have it scanned, or delete it, and run the same command again") from error
        return verdict

    def _key(self, key: str) -> str:
        """Where an object is kept in the archive: under its own key, where that is not too long then."""
        plain = self.archive.where(self.record, "objects", key)
        if len(plain.encode()) <= LONGEST_KEY:
            return plain
        return self.archive.where(self.record, "objects-by-digest", hashlib.sha256(key.encode()).hexdigest())


def _all(flows: t.Sequence[Flow]) -> Flow:
    results = yield Together(flows)
    for each in results:
        if isinstance(each, EnvelopeError):
            raise each
    return results
