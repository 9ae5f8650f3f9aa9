# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An AWX as far as awx.awx asks it: keeps objects, refuses what AWX refuses, counts writes. Loopback only."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import typing as t

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from .checking import Thing, survey_problem
from .store import HIDDEN, SECRET, Refused, Store

TOKEN = "a-token-of-the-embedded-awx"
ROOT = "/api/v2/"
NODE = "embedded-"
"""What its only node is called, before the id of the process that serves."""


class App:
    """The API over a `Store`."""

    def __init__(self, store: Store, version: str = "24.6.1") -> None:
        self.store, self.version = store, version

    @Request.application
    def __call__(self, request: Request) -> Response:
        path = [part for part in request.path.removeprefix(ROOT).split("/") if part]
        try:
            status, answer = self._answered(request, path)
        except Refused as error:
            status, answer = 400, error.wrong
        except KeyError:
            status, answer = 404, {"detail": "Not found."}
        headers = {"X-API-Product-Name": "AWX", "X-API-Product-Version": self.version}
        body = "" if status == 204 else json.dumps(answer)
        return Response(body, status, headers, mimetype="application/json")

    def _answered(self, request: Request, path: list[str]) -> tuple[int, t.Any]:
        if path == ["ping"]:
            return 200, {"version": self.version, "active_node": f"{NODE}{os.getpid()}"}
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"detail": "Authentication credentials were not provided."}
        said = request.get_json(force=True) if request.data else {}
        if path == ["me"]:
            return 200, self._listed([{"id": 1, "username": "admin"}])
        if len(path) == 1:
            return self._of_kind(request, path[0], said)
        kind, number = path[0], int(path[1])
        if len(path) == 2:
            return self._of_one(request.method, kind, number, said)
        return self._below(request.method, kind, number, path[2], said)

    def _of_kind(self, request: Request, kind: str, said: Thing) -> tuple[int, t.Any]:
        if request.method == "POST":
            return 201, self._shown(kind, self.store.create(kind, said))
        return 200, self._listed([self._shown(kind, one) for one in self.store.find(kind, request.args.to_dict())])

    def _of_one(self, method: str, kind: str, number: int, said: Thing) -> tuple[int, t.Any]:
        self.store.of(kind)[number]
        if method == "DELETE":
            self.store.delete(kind, number)
            return 204, None
        if method == "PATCH":
            self.store.change(kind, number, said)
        return 200, self._shown(kind, self.store.of(kind)[number])

    def _below(self, method: str, kind: str, number: int, what: str, said: Thing) -> tuple[int, t.Any]:
        self.store.of(kind)[number]
        if what == "survey_spec":
            return self._survey(method, kind, number, said)
        if what == "playbooks":
            return 200, self.store.playbooks_of(number)
        if what == "update":
            self.store.of(kind)[number]["playbook_files"] = self.store.playbooks
            self.store.writes.append(f"POST {kind}/update")
            return 202, {"url": f"{ROOT}{kind}/{number}/", "id": number}
        if what == "create_approval_template":
            made = self.store.create("workflow_approval_templates", said)
            self.store.of(kind)[number]["unified_job_template"] = made["id"]
            return 201, self._shown("workflow_approval_templates", made)
        return self._relation(method, kind, number, what, said)

    def _survey(self, method: str, kind: str, number: int, said: Thing) -> tuple[int, t.Any]:
        if method == "POST":
            if wrong := survey_problem(said):
                return 400, {"error": wrong}
            self.store.surveys[kind, number] = said
        elif method == "DELETE":
            self.store.surveys.pop((kind, number), None)
        if method != "GET":
            self.store.writes.append(f"{method} {kind}/survey_spec")
            return 200, {}
        return 200, self.store.surveys.get((kind, number), {})

    def _relation(self, method: str, kind: str, number: int, what: str, said: Thing) -> tuple[int, t.Any]:
        held = self.store.related.setdefault((kind, number, what), [])
        if method == "POST" and not said.get("disassociate"):
            self.store.relate(kind, number, what, said["id"])
            return 204, None
        if method == "POST":
            held.remove(said["id"])
            self.store.writes.append(f"POST {kind}/{what}")
            return 204, None
        return 200, self._listed([{"id": one} for one in held])

    def _shown(self, kind: str, thing: Thing) -> Thing:
        """An object with its links, and without its secrets."""
        links = {"survey_spec": f"{thing['url']}survey_spec/", "update": f"{thing['url']}update/"}
        template, workflow = thing.get("unified_job_template"), thing.get("workflow_job_template")
        summary: Thing = {}
        if template:
            of = next(one for one in self.store.of("unified_job_templates").values() if one["id"] == template)
            links["unified_job_template"] = of["url"]
            summary["unified_job_template"] = {"name": of["name"]}
        if workflow:
            summary["workflow_job_template"] = {"name": self.store.of("workflow_job_templates")[workflow]["name"]}
        steps = {"success_nodes": self.store.related.get((kind, thing["id"], "success_nodes"), [])} if workflow else {}
        configuration = {name: SECRET if name in HIDDEN and value else value
                         for name, value in (thing.get("notification_configuration") or {}).items()}
        return {**thing, **steps, "related": links, "summary_fields": summary,
                **({"notification_configuration": configuration} if configuration else {})}

    @staticmethod
    def _listed(found: list[Thing]) -> Thing:
        return {"count": len(found), "next": None, "previous": None, "results": found}


class Quiet(WSGIRequestHandler):
    """The journal says what was asked."""

    def log(self, type: str, message: str, *args: t.Any) -> None:  # noqa: A002 - werkzeug calls it so
        pass


@contextlib.contextmanager
def running(store: Store, version: str = "24.6.1", port: int = 0) -> t.Iterator[str]:
    """The address of an AWX of one's own, for as long as the block lasts."""
    server = make_server("127.0.0.1", port, App(store, version), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
