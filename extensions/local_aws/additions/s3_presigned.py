# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""URLs that were signed for one request.

moto takes any, however old and whatever comes with it.  AWS refuses one that has expired, one that is good for more
than a week, a request without a header that was signed, and an `x-amz-` header that was not ("Authenticating Requests:
Using Query Parameters" in the API reference of S3).  Whether the signature fits cannot be told here, where every secret
key is accepted.
"""

from __future__ import annotations

import datetime
import typing as t

from moto.core.request import Request
from moto.s3.exceptions import S3ClientError
from moto.s3.responses import S3Response

from ._mend import mends

WEEK = 7 * 24 * 60 * 60
SIGNATURE = "X-Amz-Signature"


class Forbidden(S3ClientError):
    code = 403


@mends(S3Response, "_key_response")
def take_signed_requests_only(former: t.Any, self: S3Response, request: Request, full_url: str) -> t.Any:
    if SIGNATURE in request.args and request.method != "OPTIONS":
        _refuse_old(request)
        _refuse_other_headers(request)
    return former(self, request, full_url)


def _refuse_old(request: Request) -> None:
    seconds = int(request.args.get("X-Amz-Expires", "0"))
    if seconds > WEEK:
        text = f"that is, the given X-Amz-Expires must be less than {WEEK} seconds"
        raise S3ClientError(
            "AuthorizationQueryParametersError", f"X-Amz-Expires must be less than a week (in seconds); {text}"
        )
    signed = datetime.datetime.strptime(f"{request.args['X-Amz-Date']}+0000", "%Y%m%dT%H%M%SZ%z")
    if signed + datetime.timedelta(seconds=seconds) < datetime.datetime.now(datetime.UTC):
        raise Forbidden("AccessDenied", "Request has expired")


def _refuse_other_headers(request: Request) -> None:
    signed = set(request.args.get("X-Amz-SignedHeaders", "").lower().split(";"))
    sent = {name.lower() for name, _value in request.headers.items()}
    if any(name.startswith("x-amz-") for name in sent - signed):
        raise Forbidden("AccessDenied", "There were headers present in the request which were not signed")
    if signed - sent:
        text = "The request signature we calculated does not match the signature you provided."
        raise Forbidden("SignatureDoesNotMatch", f"{text} Check your key and signing method.")
