# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request says, by the names that botocore's model has for it."""

from __future__ import annotations

import io
import typing as t

from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model

from ..operations import Operation

Parameters = dict[str, t.Any]


def parameters(operation: Operation, request: Request, body: bytes) -> Parameters:
    """The parameters of a request; the one given stays unread for moto."""
    mine = Request({**request.environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))})
    mine.get_data(cache=True, parse_form_data=False)
    model = get_service_model(operation.service)
    protocol = determine_request_protocol(model, mine.content_type)
    in_path = get_service_router(operation.service).match(mine)[1] if protocol.startswith("rest") else {}
    parsed = PROTOCOL_PARSERS[protocol](model.operation_model(operation.name)).parse({
        "method": mine.method, "values": _values(mine, body), "headers": mine.headers, "body": body,
        "url_path": mine.path, "url_params": in_path})
    return dict(parsed or {})


def _values(request: Request, body: bytes) -> t.Any:
    """The query and the form; a body that was read is parsed again from a copy."""
    return Request({**request.environ, "wsgi.input": io.BytesIO(body)}).values
