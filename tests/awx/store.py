# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the embedded AWX holds: objects by endpoint, what refers to what, and a journal of writes."""

from __future__ import annotations

import itertools
import typing as t
from dataclasses import dataclass, field

from .checking import REFERENCES, SCHEMA, TEMPLATES, Fields, Thing, problems

UNIQUE = {"organizations": ("name",), "credential_types": ("name",), "workflow_job_template_nodes":
          ("workflow_job_template", "identifier"), "schedules": ("unified_job_template", "name"),
          "inventory_sources": ("inventory", "name")}
"""By what no two are the same; name and organization, where nothing is said."""
RELATED = {"success_nodes": "workflow_job_template_nodes", "credentials": "credentials"}
"""Of which endpoint those are that a relation holds; they leave it when they are taken away."""
HIDDEN = {"token", "password"}
SECRET = "$encrypted$"


class Refused(Exception):
    """AWX does not take a request: status 400, and why, by field."""

    def __init__(self, **wrong: str) -> None:
        super().__init__(str(wrong))
        self.wrong = {name: [problem] for name, problem in wrong.items()}


@dataclass
class Store:
    """Everything there is; `playbooks` are those of the repository that projects find when they are updated."""

    playbooks: list[str]
    things: dict[str, dict[int, Thing]] = field(default_factory=dict)
    related: dict[tuple[str, int, str], list[int]] = field(default_factory=dict)
    surveys: dict[tuple[str, int], Thing] = field(default_factory=dict)
    writes: list[str] = field(default_factory=list)
    ids: t.Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def of(self, kind: str) -> dict[int, Thing]:
        """The objects of an endpoint, by id."""
        if kind == "unified_job_templates":
            return {number: thing for one in TEMPLATES for number, thing in self.of(one).items()}
        return self.things.setdefault(kind, {})

    def find(self, kind: str, filters: Fields) -> list[Thing]:
        """Those that all filters hold for, as AWX names them: `name`, `organization__name`, `labels__name`."""
        return [thing for thing in self.of(kind).values()
                if all(self._holds(kind, thing, name.split("__"), value) for name, value in filters.items()
                       if name not in ("page_size", "order_by"))]

    def _holds(self, kind: str, thing: Thing, path: list[str], value: str) -> bool:
        first, *rest = path
        if not rest:
            return str(thing.get(first)) == value
        numbers = self.related.get((kind, thing["id"], first), []) if first == "labels" else [thing.get(first)]
        targets = ("labels",) if first == "labels" else REFERENCES[first]
        return any(number in self.of(target) and self._holds(target, self.of(target)[number], rest, value)
                   for number in numbers for target in targets)

    def create(self, kind: str, said: Fields) -> Thing:
        """A new object; raises `Refused` for what AWX would not take."""
        self._check(kind, said, {}, new=True)
        defaults = {name: about.get("default", "" if "" in about.get("choices", ()) else None)
                    for name, about in SCHEMA[kind].items()}
        thing: Thing = {**defaults, **self._writable(kind, said), "id": next(self.ids)}
        self._complete(kind, thing)
        self.of(kind)[thing["id"]] = thing
        self.writes.append(f"POST {kind}")
        return thing

    def change(self, kind: str, number: int, said: Fields) -> Thing:
        """An object with other values."""
        thing = self.of(kind)[number]
        self._check(kind, said, thing, new=False)
        thing.update(self._writable(kind, said))
        self._complete(kind, thing)
        self.writes.append(f"PATCH {kind}")
        return thing

    def delete(self, kind: str, number: int) -> None:
        """Take an object away, with what is a part of it."""
        del self.of(kind)[number]
        parts = {"job_templates": "schedules", "workflow_job_templates": "workflow_job_template_nodes"}
        owner = {"schedules": "unified_job_template", "workflow_job_template_nodes": "workflow_job_template"}
        part = parts.get(kind)
        for one in [one for one in self.of(part).values() if one[owner[part]] == number] if part else []:
            del self.of(t.cast(str, part))[one["id"]]
        for held in [held for (_of, _number, what), held in self.related.items() if RELATED.get(what) == kind]:
            held[:] = [one for one in held if one != number]
        self.writes.append(f"DELETE {kind}")

    def relate(self, kind: str, number: int, what: str, other: int) -> None:
        """Hold one more in a relation; raises `Refused` for what AWX would not take."""
        held = self.related.setdefault((kind, number, what), [])
        if what == "credentials":
            self._look_at_credential(kind, number, other)
        if what == "success_nodes" and self._is_before(other, number):
            raise Refused(Error="Cycle detected.")
        held.append(other)
        self.writes.append(f"POST {kind}/{what}")

    def _look_at_credential(self, kind: str, number: int, other: int) -> None:
        """No two of one type, and none in a launch configuration that its template has."""
        types = {one: thing["credential_type"] for one, thing in self.of("credentials").items()}
        if types[other] in [types[one] for one in self.related[kind, number, "credentials"]]:
            raise Refused(error=f"Cannot assign multiple {types[other]} credentials.")
        template = self.of(kind)[number].get("unified_job_template")
        if other in self.related.get(("job_templates", template, "credentials"), ()):
            raise Refused(msg="Related template already uses the credential.")

    def _is_before(self, node: int, other: int) -> bool:
        """Whether one step of a workflow leads to another, or is it."""
        after = self.related.get(("workflow_job_template_nodes", node, "success_nodes"), ())
        return node == other or any(self._is_before(one, other) for one in after)

    def _complete(self, kind: str, thing: Thing) -> None:
        """What AWX works out by itself."""
        thing |= {"type": kind.removesuffix("s"), "url": f"/api/v2/{kind}/{thing['id']}/", "managed": False}
        if kind == "job_templates":
            thing["organization"] = self.of("projects")[thing["project"]]["organization"]
        if kind == "projects":
            thing["scm_revision"] = thing.get("scm_revision") or "0" * 40
            thing.setdefault("playbook_files", list(self.playbooks))

    def _writable(self, kind: str, said: Fields) -> Thing:
        return {name: value for name, value in said.items() if not SCHEMA[kind][name].get("read_only")}

    def _check(self, kind: str, said: Fields, there: Thing, *, new: bool) -> None:
        for name, wrong in problems(kind, said, new=new):
            raise Refused(**{name: wrong})
        for name in REFERENCES.keys() & said.keys():
            if said[name] not in (None, "") and not any(int(said[name]) in self.of(one) for one in REFERENCES[name]):
                raise Refused(**{name: f'Invalid pk "{said[name]}" - object does not exist.'})
        wanted = {**there, **said}
        if kind == "job_templates" and wanted["playbook"] not in self.playbooks_of(wanted["project"]):
            raise Refused(playbook="Playbook not found for project.")
        keys = UNIQUE.get(kind, ("organization", "name"))
        others = [one for one in self.of(kind).values() if one is not there]
        if any(all(one.get(key) == wanted.get(key) for key in keys) for one in others):
            raise Refused(__all__=f"{kind} with this {' and '.join(keys)} already exists.")

    def playbooks_of(self, project: int) -> list[str]:
        """Those that a project has seen when it was last updated."""
        return self.of("projects")[project].get("playbook_files", [])
