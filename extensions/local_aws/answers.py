# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS's answers to a throttled, failed or refused call, in the words and the form of each protocol."""

from __future__ import annotations

import typing as t

from moto.core.exceptions import ServiceException
from moto.core.model import OperationModel
from moto.core.request import Request, determine_request_protocol
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model
from werkzeug.wrappers import Response

from .faults import Fault
from .operations import Operation


class Answer(ServiceException):
    """An error of our own: moto looks for the service model of the package its own exceptions live in."""


class Words(t.NamedTuple):
    status: int
    code: str


# A protocol's words; services that depart from them are named themselves.
WORDS: dict[str, dict[str, Words]] = {
    "throttle": {
        "ec2": Words(503, "RequestLimitExceeded"),
        "query": Words(400, "Throttling"),
        "json": Words(400, "ThrottlingException"),
        "rest-json": Words(429, "ThrottlingException"),
        "rest-xml": Words(400, "Throttling"),
        "lambda": Words(429, "TooManyRequestsException"),
        "sesv2": Words(429, "TooManyRequestsException"),
        "s3": Words(503, "SlowDown"),
    },
    "error": {
        "ec2": Words(500, "InternalError"),
        "query": Words(500, "InternalFailure"),
        "json": Words(500, "InternalFailure"),
        "rest-json": Words(500, "InternalFailure"),
        "rest-xml": Words(500, "InternalFailure"),
        "ecs": Words(500, "ServerException"),
        "s3": Words(500, "InternalError"),
        "secretsmanager": Words(500, "InternalServiceError"),
    },
    "refuse": {
        "ec2": Words(403, "UnauthorizedOperation"),
        "query": Words(403, "AccessDenied"),
        "json": Words(400, "AccessDeniedException"),
        "rest-json": Words(403, "AccessDeniedException"),
        "rest-xml": Words(403, "AccessDenied"),
    },
}
MESSAGES = {
    "throttle": "Rate exceeded",
    "error": "The request processing has failed because of an unknown error, exception or failure.",
    "refuse": "User: {principal} is not authorized to perform: {service}:{operation}",
}


def answer(fault: Fault, operation: Operation, request: Request, principal: str) -> Response:
    """Put a fault into a response that every AWS client reads as AWS's own."""
    model = get_service_model(operation.service)
    protocol = determine_request_protocol(model, request.content_type)
    words = WORDS[fault.kind].get(operation.service) or WORDS[fault.kind][protocol]
    text = MESSAGES[fault.kind].format(principal=principal, service=operation.service, operation=operation.name)
    error = Answer(fault.code or words.code, fault.message or text)
    serializer = get_serializer_class(operation.service, protocol)(OperationModel({"name": operation.name}, model))
    reply = serializer.serialize(error)
    body = b"" if request.method == "HEAD" else reply["body"]
    return Response(body, fault.status or words.status, reply["headers"])
