# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags that a bucket is made with.

moto ignores `Tags` in CreateBucket's configuration.  AWS gives them to the bucket, and makes no bucket when they are
not valid.  It answers in us-east-1 as if an own bucket that exists had been made; its tags stay as they are.
"""

from __future__ import annotations

import typing as t
from xml.etree import ElementTree

from moto.core.request import Request
from moto.s3.exceptions import DuplicateTagKeys, NoSystemTags
from moto.s3.responses import S3Response

from ._mend import mends
from .s3 import XMLNS


@mends(S3Response, "_bucket_response_put")
def tag_new_bucket(former: t.Any, self: S3Response, request: Request, bucket_name: str, querystring: t.Any) -> t.Any:
    tags = _tags(self.body)
    is_new = bucket_name not in self.backend.buckets
    reply = former(self, request, bucket_name, querystring)
    if tags and is_new:
        self.backend.put_bucket_tagging(bucket_name, tags)
    return reply


def _tags(body: bytes) -> dict[str, str]:
    """The tags in CreateBucket's body; every other operation on a bucket has a body of another name."""
    if b"CreateBucketConfiguration" not in body:
        return {}
    pairs = [
        (tag.findtext(f"{{{XMLNS}}}Key", ""), tag.findtext(f"{{{XMLNS}}}Value", ""))
        for tag in ElementTree.fromstring(body).iterfind(f"{{{XMLNS}}}Tags/{{{XMLNS}}}Tag")
    ]
    tags = dict(pairs)
    if len(tags) < len(pairs):
        raise DuplicateTagKeys
    if any(key.startswith("aws:") for key in tags):
        raise NoSystemTags
    return tags
