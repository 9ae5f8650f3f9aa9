# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes that depend on what is there.

moto does what AWS documents for PutObject with `If-None-Match: *` and `If-Match: <etag>` and DeleteObject with
`If-Match: <etag>`.  It overwrites the object when `If-None-Match` is anything but `*`, which AWS refuses, and does not
know `If-Match: *` of DeleteObject, which asks for any object at all (user guide, "How to perform conditional deletes").
"""

from __future__ import annotations

import typing as t

from moto.s3.exceptions import MissingKey
from moto.s3.responses import S3Response

from ._mend import mends

Reply = t.Any

NOT_IMPLEMENTED = (
    "<Error><Code>NotImplemented</Code>"
    "<Message>A header you provided implies functionality that is not implemented</Message>"
    "<Header>If-None-Match</Header></Error>"
)


@mends(S3Response)
def put_object(former: t.Any, self: S3Response) -> Reply:
    if self.headers.get("If-None-Match", "*") != "*":
        return 501, {"content-type": "application/xml"}, NOT_IMPLEMENTED
    return former(self)


@mends(S3Response)
def delete_object(former: t.Any, self: S3Response) -> Reply:
    if self.headers.get("If-Match") != "*":
        return former(self)
    found = self.backend.get_object(self.bucket_name, self.parse_key_name())
    if found is None:
        raise MissingKey
    self.headers = {**self.headers, "If-Match": found.etag}
    return former(self)
