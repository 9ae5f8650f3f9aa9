# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The `/_local/` endpoints: journal, faults, containers, timings, images, quotas, reset, health, a page for people."""

from __future__ import annotations

import json
import os
import typing as t

from moto.core.exceptions import ServiceException
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.request import Request
from werkzeug.wrappers import Response

from . import certificates, images, mail
from .additions import service_quotas, sns
from .additions._ecs_agenda import catch_up
from .aws import Aws
from .containers import scripts
from .page import render
from .timing import timing

PREFIX = "/_local"
REGION = "eu-west-1"


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
            ("POST", "/containers"): self._add_script,
            ("GET", "/containers"): self._list_scripts,
            ("DELETE", "/containers"): self._clear_scripts,
            ("POST", "/ecs"): self._change_timing,
            ("GET", "/ecs"): self._list_timing,
            ("POST", "/images"): self._push,
            ("POST", "/quotas"): self._set_quota,
            ("POST", "/subscriptions"): self._confirm,
            ("POST", "/mail"): self._tell_mail,
            ("POST", "/certificates"): self._tell_certificates,
            ("POST", "/reset"): self._reset,
        }

    def answer(self, request: Request, body: bytes) -> Response:
        path = request.path.removeprefix(PREFIX).rstrip("/") or "/"
        if path.startswith("/blobs/") and request.method == "GET":
            return self._blob(path.removeprefix("/blobs/"))
        route = self._routes.get((request.method, path))
        if route is None:
            known = ", ".join(f"{method} {PREFIX}{path}" for method, path in self._routes)
            return _json({"error": f"There is no {request.method} {request.path}. Known: {known}."}, 404)
        try:
            return route(request, body)
        except (ValueError, ServiceException) as error:
            return _json({"error": str(error)}, 400)

    def _page(self, request: Request, body: bytes) -> Response:
        with self._aws.lock:
            catch_up()
            return Response(render(self._aws.journal.since(len(self._aws.journal) - 50)), mimetype="text/html")

    def _health(self, request: Request, body: bytes) -> Response:
        return _json({"status": "ok", "pid": os.getpid(), "calls": len(self._aws.journal)})

    def _calls(self, request: Request, body: bytes) -> Response:
        since = request.args.get("since", "0")
        if not since.isdecimal():
            return _json({"error": f"since={since!r} is not the number of a call."}, 400)
        return _json(self._aws.journal.since(int(since)))

    def _add_fault(self, request: Request, body: bytes) -> Response:
        return _json(self._aws.faults.add(json.loads(body)), 201)

    def _list_faults(self, request: Request, body: bytes) -> Response:
        return _json(self._aws.faults.listed())

    def _clear_faults(self, request: Request, body: bytes) -> Response:
        self._aws.faults.clear()
        return _json({"status": "ok"})

    def _add_script(self, request: Request, body: bytes) -> Response:
        """What has started by now has started without the script."""
        with self._aws.lock:
            catch_up()
            return _json(scripts.add(json.loads(body)), 201)

    def _list_scripts(self, request: Request, body: bytes) -> Response:
        return _json(scripts.listed())

    def _clear_scripts(self, request: Request, body: bytes) -> Response:
        scripts.clear()
        return _json({"status": "ok"})

    def _change_timing(self, request: Request, body: bytes) -> Response:
        """Steps that have begun keep the timing they began with."""
        with self._aws.lock:
            catch_up()
            return _json(timing.change(json.loads(body)))

    def _list_timing(self, request: Request, body: bytes) -> Response:
        return _json(timing.listed())

    def _push(self, request: Request, body: bytes) -> Response:
        given = {"account": DEFAULT_ACCOUNT_ID, "region": REGION, "architecture": "arm64", **_fields(body)}
        with self._aws.lock:
            catch_up()
            return _json({"digest": images.push(**given)}, 201)

    def _blob(self, digest: str) -> Response:
        with self._aws.lock:
            content = images.blob(digest)
        if content is None:
            return _json({"error": f"There is no blob {digest}."}, 404)
        return Response(content, mimetype="application/octet-stream")

    def _set_quota(self, request: Request, body: bytes) -> Response:
        with self._aws.lock:
            return _json(service_quotas.change(json.loads(body)))

    def _confirm(self, request: Request, body: bytes) -> Response:
        with self._aws.lock:
            return _json(sns.confirm(json.loads(body)))

    def _tell_mail(self, request: Request, body: bytes) -> Response:
        with self._aws.lock:
            return _json(mail.tell(json.loads(body)))

    def _tell_certificates(self, request: Request, body: bytes) -> Response:
        with self._aws.lock:
            return _json(certificates.tell(json.loads(body)))

    def _reset(self, request: Request, body: bytes) -> Response:
        self._aws.reset()
        return _json({"status": "ok"})


def _fields(body: bytes) -> dict[str, t.Any]:
    """The fields of an image that is pushed."""
    given = json.loads(body)
    wanted = {"repository", "tag"}
    known = {*wanted, "architecture", "account", "region"}
    if not isinstance(given, dict) or not wanted <= set(given) <= known:
        raise ValueError(f"An image is a JSON object with 'repository' and 'tag'. Known: {', '.join(sorted(known))}.")
    if not all(isinstance(value, str) or name == "architecture" for name, value in given.items()):
        raise ValueError("Repository, tag, account and region of an image are texts.")
    return given


def _json(value: t.Any, status: int = 200) -> Response:
    return Response(json.dumps(value), status, mimetype="application/json")
