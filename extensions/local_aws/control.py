# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The `/_local/` endpoints: the journal, faults, reset, health, and a page for people."""

from __future__ import annotations

import json
import os
import typing as t

from moto.core.request import Request
from werkzeug.wrappers import Response

from .aws import Aws
from .faults import BadFault
from .page import render

PREFIX = "/_local"


class Control:
    """Answers what is asked of the server itself; none of it is written into the journal."""

    def __init__(self, aws: Aws) -> None:
        self._aws = aws
        self._routes: dict[tuple[str, str], t.Callable[[Request, bytes], Response]] = {
            ("GET", "/"): self._page,
            ("GET", "/health"): self._health,
            ("GET", "/calls"): self._calls,
            ("POST", "/faults"): self._add_fault,
            ("GET", "/faults"): self._list_faults,
            ("DELETE", "/faults"): self._clear_faults,
            ("POST", "/reset"): self._reset,
        }

    def answer(self, request: Request, body: bytes) -> Response:
        path = request.path.removeprefix(PREFIX).rstrip("/") or "/"
        route = self._routes.get((request.method, path))
        if route is None:
            known = ", ".join(f"{method} {PREFIX}{path}" for method, path in self._routes)
            return _json({"error": f"There is no {request.method} {request.path}. Known: {known}."}, 404)
        return route(request, body)

    def _page(self, request: Request, body: bytes) -> Response:
        with self._aws.lock:
            return Response(render(self._aws.journal.since(len(self._aws.journal) - 50)), mimetype="text/html")

    def _health(self, request: Request, body: bytes) -> Response:
        return _json({"status": "ok", "pid": os.getpid(), "calls": len(self._aws.journal)})

    def _calls(self, request: Request, body: bytes) -> Response:
        since = request.args.get("since", "0")
        if not since.isdecimal():
            return _json({"error": f"since={since!r} is not the number of a call."}, 400)
        return _json(self._aws.journal.since(int(since)))

    def _add_fault(self, request: Request, body: bytes) -> Response:
        try:
            return _json(self._aws.faults.add(json.loads(body)), 201)
        except (BadFault, json.JSONDecodeError) as error:
            return _json({"error": str(error)}, 400)

    def _list_faults(self, request: Request, body: bytes) -> Response:
        return _json(self._aws.faults.listed())

    def _clear_faults(self, request: Request, body: bytes) -> Response:
        self._aws.faults.clear()
        return _json({"status": "ok"})

    def _reset(self, request: Request, body: bytes) -> Response:
        self._aws.reset()
        return _json({"status": "ok"})


def _json(value: t.Any, status: int = 200) -> Response:
    return Response(json.dumps(value), status, mimetype="application/json")
