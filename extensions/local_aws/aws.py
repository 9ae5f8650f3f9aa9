# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One API call: identified, struck by a fault or performed by moto, answered and written down."""

from __future__ import annotations

import functools
import threading
import time
import traceback
import typing as t

from moto.core import responses
from moto.core.request import Request
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.wrappers import Response

from . import additions, answers
from .faults import Fault, Faults, crashed
from .journal import Journal
from .operations import Operation, access_key, identify
from .principals import principal_of
from .resetting import forget_everything

if t.TYPE_CHECKING:
    from .authorising.authority import Authority

additions.load()
# moto looks up all methods of a class for each call; EC2 has some eight hundred
responses.method_names_from_class = functools.cache(responses.method_names_from_class)


class Dropped(ConnectionAbortedError):
    """The connection is to be closed without an answer."""


class Backends(DomainDispatcherApplication):
    """moto's dispatcher, which remembers what it found: it tries some 200 patterns for each host otherwise.

    It has no answer for a service that it does not know.
    """

    def __init__(self) -> None:
        super().__init__(create_backend_app)
        self._found: dict[str | None, t.Any] = {}

    def get_backend_for_host(self, host: str | None) -> t.Any:
        if host not in self._found:
            self._found[host] = super().get_backend_for_host(host)
        if host and self._found[host] is None:
            raise NotImplementedError(host)
        return self._found[host]


class Aws:
    """moto behind a journal and faults.

    moto keeps its state in plain dictionaries without locks, so calls take effect one at a time; waiting (a latency
    fault) is done outside that lock.
    """

    def __init__(self, authority: Authority | None = None) -> None:
        self.journal = Journal()
        self.faults = Faults()
        self.lock = threading.RLock()
        self._moto = Backends()
        self._authority = authority

    def call(self, request: Request, body: bytes) -> Response:
        operation = identify(request, body)
        seconds, fault = self.faults.strike(operation)
        if seconds:
            time.sleep(seconds)
        with self.lock:
            principal = principal_of(access_key(request))
            ruling = self._authority.ruling(operation, request, body) if self._authority else None
            fault = fault or (ruling.fault if ruling else None)
            response = (
                self._faulted(fault, operation, request, principal) if fault else self._perform(operation, request)
            )
            self.journal.add(operation, response.status_code, principal, ruling.told() if ruling else None)
        return response

    def pass_on(self, request: Request) -> Response:
        """Let moto answer, outside the journal: its own pages under /moto-api."""
        with self.lock:
            return Response.from_app(self._moto, request.environ, buffered=True)

    def reset(self) -> None:
        with self.lock:
            forget_everything()
            self.faults.clear()
            self.journal.clear()

    def _faulted(self, fault: Fault, operation: Operation, request: Request, principal: str) -> Response:
        if fault.kind == "drop":
            self.journal.add(operation, 0, principal)
            raise Dropped(f"{operation.service}:{operation.name}")
        return answers.answer(fault, operation, request, principal)

    def _perform(self, operation: Operation, request: Request) -> Response:
        try:
            response = Response.from_app(self._moto, request.environ, buffered=True)
        except NotImplementedError:
            return self._missing(operation, request)
        except Exception as error:
            traceback.print_exc(limit=-4)
            return answers.answer(crashed(error), operation, request, "")
        unrouted = response.status_code == 404 and response.mimetype == "text/html" and operation.service != "s3"
        return self._missing(operation, request) if unrouted else response

    @staticmethod
    def _missing(operation: Operation, request: Request) -> Response:
        text = f"The embedded AWS lacks {operation.service}:{operation.name}; see additions/ in extensions/local_aws."
        gap = Fault("error", status=501, code="NotImplemented", message=text)
        return answers.answer(gap, operation, request, "")
