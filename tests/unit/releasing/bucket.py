# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""S3's conditional objects in memory, as AWS documents them: of two writers one is told."""

from __future__ import annotations

import datetime
import email.utils
import hashlib
import json
import typing as t
from dataclasses import dataclass, field

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError

UTC = datetime.UTC


@dataclass(frozen=True)
class Held:
    body: str
    etag: str
    written: float


@dataclass
class Bucket:
    """Answers GetObject, PutObject, DeleteObject and ListObjectsV2."""

    now: t.Callable[[], float]
    held: dict[str, Held] = field(default_factory=dict)
    missing: bool = False
    """Whether there is no such bucket."""
    resends: bool = False
    """Whether each answer to a write is lost on its way, so that the client sends it once more."""

    def __call__(self, call: Call) -> Reply:
        if self.missing:
            raise AwsError(call, "NoSuchBucket", "The specified bucket does not exist")
        answer = getattr(self, call.operation)
        if self.resends and call.operation == "put_object":
            answer(call)
        return t.cast(Reply, answer(call))

    def get_object(self, call: Call) -> Reply:
        found = self.held.get(call.params["Key"])
        if found is None:
            raise Absent(call, "NoSuchKey", "The specified key does not exist.")
        return {"Body": found.body.encode(), "ETag": found.etag, "LastModified": _moment(found.written),
                "ResponseMetadata": {"HTTPHeaders": {"date": email.utils.format_datetime(_moment(self.now()), True)}}}

    def put_object(self, call: Call) -> Reply:
        key, body = call.params["Key"], call.params["Body"]
        found = self.held.get(key)
        if call.params.get("IfNoneMatch") and found:
            raise AwsError(call, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
        if expected := call.params.get("IfMatch"):
            if found is None:
                raise Absent(call, "NoSuchKey", "The specified key does not exist.")
            if found.etag != expected:
                raise AwsError(call, "PreconditionFailed", "At least one of the pre-conditions did not hold")
        etag = f'"{hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()}"'
        self.held[key] = Held(body, etag, self.now())
        return {"ETag": etag}

    def delete_object(self, call: Call) -> Reply:
        self.held.pop(call.params["Key"], None)
        return {}

    def list_objects_v2(self, call: Call) -> Reply:
        found = {key: held for key, held in self.held.items() if key.startswith(call.params["Prefix"])}
        return {"Contents": [{"Key": key, "LastModified": _moment(held.written)} for key, held in found.items()]}

    def content(self, key: str) -> t.Any:
        """What an object says; None when there is none."""
        return json.loads(self.held[key].body) if key in self.held else None


def _moment(seconds: float) -> datetime.datetime:
    """As S3 says it: to the second."""
    return datetime.datetime.fromtimestamp(int(seconds), UTC)
