# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of releases in AWS: JSON objects in a bucket, written so that of two writers one is told.

S3 answers a conditional PutObject (`IfNoneMatch`, `IfMatch`) with 412 when the object is not as the writer last saw
it, and reads are consistent: see docs/adr/0010-deploy-lock.md.
"""

from __future__ import annotations

import datetime
import email.utils
import json
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Service
from ..errors import Absent, AwsError, Invalid, Unresolved

s3 = Service("s3", absent=frozenset({"NoSuchKey", "404"}), transient=frozenset({"SlowDown"}))

LOST = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"})
"""How S3 says that an object is not as it was when it was read: changed, being changed, gone."""


@dataclass(frozen=True)
class Document:
    """An object as it was read."""

    content: t.Mapping[str, t.Any]
    etag: str
    age: float
    """Seconds since it was written, by S3's own clock."""


@dataclass(frozen=True)
class Store:
    """The objects of one platform or tenant, under its name."""

    bucket: str
    name: str

    def read(self, key: str) -> Flow:
        """The `Document` of that key, None when there is none."""
        try:
            reply = yield s3.get_object(Bucket=self.bucket, Key=self._path(key))
        except Absent:
            return None
        except AwsError as error:
            raise self._explained(error) from error
        return Document(self._content(key, reply["Body"]), reply["ETag"], _age(reply))

    def write(self, key: str, content: t.Mapping[str, t.Any], *, over: str | None = None) -> Flow:
        """Write it over the version with that etag, or anew (`over=""`), or whatever there is (None); the new etag.

        None when somebody else was faster.
        """
        condition = {} if over is None else {"IfMatch": over} if over else {"IfNoneMatch": "*"}
        try:
            reply = yield s3.put_object(Bucket=self.bucket, Key=self._path(key), ContentType="application/json",
                                        Body=json.dumps(content, indent=1, sort_keys=True), **condition)
        except AwsError as error:
            if condition and error.code in LOST:
                return None
            raise self._explained(error) from error
        return reply["ETag"]

    def remove(self, key: str) -> Flow:
        yield s3.delete_object(Bucket=self.bucket, Key=self._path(key))

    def listed(self, folder: str) -> Flow:
        """The keys in a folder, the newest first."""
        try:
            reply = yield s3.list_objects_v2(Bucket=self.bucket, Prefix=self._path(f"{folder}/"))
        except AwsError as error:
            raise self._explained(error) from error
        newest = sorted(reply.get("Contents", ()), key=lambda each: each["LastModified"], reverse=True)
        return [each["Key"].removeprefix(f"{self.name}/") for each in newest]

    def _content(self, key: str, body: bytes) -> t.Mapping[str, t.Any]:
        try:
            content = json.loads(body)
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise Invalid(f"s3://{self.bucket}/{self._path(key)} is no JSON object: somebody has edited it; put "
                          "back the version before, or delete it")
        return content

    def _path(self, key: str) -> str:
        return f"{self.name}/{key}"

    def _explained(self, error: AwsError) -> Exception:
        return Unresolved("bucket", self.bucket, "releases") if error.code == "NoSuchBucket" else error


def _age(reply: t.Mapping[str, t.Any]) -> float:
    said = reply.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date")
    now = email.utils.parsedate_to_datetime(said) if said else datetime.datetime.now(datetime.UTC)
    return float((now - reply["LastModified"]).total_seconds())
