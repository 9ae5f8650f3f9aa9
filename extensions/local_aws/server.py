# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP server: 127.0.0.1 only, one thread per connection, connections kept alive."""

from __future__ import annotations

import io
import socket
import typing as t
import warnings

from moto.core.request import Request
from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.wrappers import Response

from .aws import Aws, Dropped
from .control import Control

if t.TYPE_CHECKING:
    from .authorising.authority import Authority

HOST = "127.0.0.1"


class Application:
    """Sends a request to the control pages, to moto's own pages or to AWS."""

    def __init__(self, authority: Authority | None) -> None:
        self._aws = Aws(authority)
        self._control = Control(self._aws)

    def __call__(self, environ: dict[str, t.Any], start_response: t.Any) -> t.Iterable[bytes]:
        request, body = _whole(environ)
        if request.path.startswith("/_local"):
            response = self._control.answer(request, body)
        elif request.path.startswith("/moto-api") or request.path == "/favicon.ico":
            response = self._aws.pass_on(request)
        else:
            response = self._aws.call(request, body)
        return response(environ, start_response)


class Handler(MotoRequestHandler):
    """werkzeug's handler ends every connection after one answer; this one keeps it, which halves the time of a call."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 300

    def run_wsgi(self) -> None:
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()
        try:
            self._send(Response.from_app(self.server.app, self.make_environ(), buffered=True))
        except Dropped:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, response: Response) -> None:
        body = response.get_data()
        self.send_response(response.status_code, response.status.partition(" ")[2])
        for name, value in response.headers:
            self.send_header(name, value)
        if "Content-Length" not in response.headers and response.status_code not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The journal is the access log."""


def bind(port: int, authority: Authority | None = None) -> BaseWSGIServer:
    """Listen on 127.0.0.1; port 0 takes any free one. An authority says what is allowed; without one all is."""
    warnings.filterwarnings("ignore", message=r"Exception\(.*does not match an error shape")
    return make_server(HOST, port, Application(authority), threaded=True, request_handler=Handler)


def _whole(environ: dict[str, t.Any]) -> tuple[Request, bytes]:
    """Read the body once for all who need it; what is left unread would be taken for the next request."""
    body = Request(environ).get_data(cache=False, parse_form_data=False)
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    return Request(environ), body
