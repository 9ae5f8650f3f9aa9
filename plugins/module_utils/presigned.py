# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests to S3 as a browser makes them, with a URL that somebody signed for it.

A flow yields `signed_url.put_object(...)` and is answered with the `status`, the `headers` and the `body`.  The URL
lets in whoever knows it, so it is made where the request is sent, and is in no call, reply or error.
"""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from .calls import Call, Reply, Service

signed_url = Service("presigned")

SECONDS = 300
"""How long a URL is good for."""

CODE = re.compile(rb"<Code>(\w+)</Code>")


@dataclass(frozen=True)
class Request:
    """What is sent over plain HTTP."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""


def request(call: Call, sign: t.Callable[..., str]) -> Request:
    """The request behind a call; `sign` is boto3's `generate_presigned_url`."""
    given = dict(call.params)
    body, origin = given.pop("Body", b""), given.pop("Origin", None)
    kind = given.get("ContentType")
    if call.operation == "check_preflight":
        asks = {"Origin": origin, "Access-Control-Request-Method": "PUT",
                "Access-Control-Request-Headers": "content-type"}
        return Request("OPTIONS", sign("put_object", Params=given, ExpiresIn=SECONDS), asks)
    method = {"put_object": "PUT", "get_object": "GET"}[call.operation]
    url = sign(call.operation, Params=given, ExpiresIn=SECONDS)
    return Request(method, url, {"Content-Type": kind} if kind else {}, body)


def refusal(reply: Reply) -> str:
    """S3's code for why it refused; of the rest of its answer, parts may tell the signature."""
    found = CODE.search(reply["body"])
    return f"{found[1].decode()} ({reply['status']})" if found else f"status {reply['status']}"
