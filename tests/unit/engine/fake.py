# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service, a kind and a clock that exist in tests only."""

from __future__ import annotations

import collections
import typing as t
from dataclasses import dataclass, replace

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import (
    Batch,
    Call,
    Flow,
    Reply,
    Service,
    Wait,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid, Unseen
from ansible_collections.venturemond.envelope.plugins.module_utils.fields import (
    Reference,
    computed,
    constant,
    instruction,
    key,
    option,
    required,
    tagging,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Part, Resource
from ansible_collections.venturemond.envelope.plugins.module_utils.wire import truth, unordered

boxes = Service(
    "boxes",
    absent=frozenset({"NotFound"}),
    transient=frozenset({"Busy"}),
    batches={"describe_labels": Batch("Names", 10), "change_labels": Batch("Change.Labels", 10)},
)


def find_room(name: str) -> Flow:
    reply = yield boxes.describe_room(Name=name)
    return reply.get("Id")


ROOM = Reference("room", find_room, is_id=lambda name: name.startswith("room-"), role="house")


@dataclass(frozen=True, kw_only=True)
class Lock(Part):
    """What keeps a box shut."""

    maker: str = required("Who made it.")
    pins: int | None = option("How many pins it has.")
    code: str | None = option("What opens it.", sensitive=True)
    shared: dict[str, str] | None = tagging("Who knows the code.")
    reason: str | None = instruction("Why it is there.")

    def problems(self) -> t.Iterator[str]:
        if self.pins is not None and self.pins < 1:
            yield f"pins {self.pins} is too few, allowed are 1 and more"


@dataclass(frozen=True, kw_only=True)
class Box(Resource):
    """A box."""

    plural = "boxes"
    fixed = frozenset({"material", "serial"})

    name: str = key("Name of the box.")
    material: t.Literal["wood", "steel"] | None = option("What it is made of.")
    serial: str | None = option("What is engraved.", sensitive=True)
    size: int | None = option("Width in cm.", wire="Shape.Size")
    room: str | None = option("Where it is.", wire="RoomId", find=ROOM)
    lock: Lock | None = option("What keeps it shut.")
    spares: list[Lock] | None = option("Locks in reserve.", alike=unordered)
    content: str | None = option("What is in it.", sensitive=True)
    tags: dict[str, str] | None = tagging()
    gently: bool = instruction("Whether it is put down gently.", default=True)
    arn: str | None = computed("Its ARN.")
    broken: bool = constant(False, "Whether it is broken.", codec=truth)

    def read(self) -> Flow:
        return self.seen((yield boxes.describe_box(Name=self.name, RoomId=self.room)))

    def create(self) -> Flow:
        yield boxes.create_box(**self.wire())

    def update(self, now: Box, changed: t.AbstractSet[str]) -> Flow:
        yield boxes.update_box(**{**self.wire(*changed), "Name": self.name})

    def delete(self) -> Flow:
        yield boxes.delete_box(Name=self.name)


class SealedBox(Box):
    """A box whose content only some may see, and not these."""

    def read(self) -> Flow:
        call = boxes.describe_box(Name=self.name)
        found = self.seen((yield call))
        raise Unseen(AwsError(call, "AccessDenied", "sealed"), "content", replace(found, content=self.content))


class Boxes:
    """Performs calls on boxes in memory, and remembers them."""

    def __init__(self, *held: dict[str, t.Any], rooms: t.Mapping[str, str] | None = None) -> None:
        self.held = {box["Name"]: {"Arn": f"arn:box/{box['Name']}", **box} for box in held}
        self.rooms = dict(rooms or {})
        self.calls: list[Call] = []
        self.refused: dict[str, str] = {}
        """Error codes by the name of a box: every write of it is refused."""

    def __call__(self, call: Call) -> Reply:
        self.calls.append(call)
        if not call.reads and call.params["Name"] in self.refused:
            raise AwsError(call, self.refused[call.params["Name"]], "refused")
        if call.operation == "describe_room":
            return {"Id": self.rooms.get(call.params["Name"])}
        if call.operation == "describe_box" and call.params["Name"] not in self.held:
            raise Absent(call, "NotFound", "no such box")
        return self._change(call) if not call.reads else self.held[call.params["Name"]]

    def check(self, call: Call) -> None:
        if call.params.get("Shape", {}).get("Size") == 0:
            raise Invalid("Shape.Size: 0, allowed are at least 1")

    def _change(self, call: Call) -> Reply:
        name = call.params["Name"]
        now = self.held.pop(name, {"Arn": f"arn:box/{name}"})
        if call.operation != "delete_box":
            self.held[name] = {**now, **call.params, "Broken": False}
        return {}

    @property
    def writes(self) -> list[str]:
        return [f"{call.operation} {call.params['Name']}" for call in self.calls if not call.reads]


def tagged(**tags: str) -> list[dict[str, str]]:
    return [{"Key": name.replace("_", "-"), "Value": value} for name, value in tags.items()]


class Scripted:
    """Answers by operation: a reply, an error to raise, or a list of such, the last of which stays."""

    def __init__(self, **answers: t.Any) -> None:
        self.answers = {name: answer if isinstance(answer, list) else [answer] for name, answer in answers.items()}
        self.calls: list[Call] = []

    def __call__(self, call: Call) -> Reply:
        self.calls.append(call)
        answers = self.answers.get(call.operation, [{}])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, str):
            raise (Absent if answer == "NotFound" else AwsError)(call, answer, "scripted")
        return t.cast(Reply, answer(call) if callable(answer) else answer)

    @property
    def counts(self) -> dict[str, int]:
        return dict(collections.Counter(call.operation for call in self.calls))


def asking(*steps: Call | Wait) -> Flow:
    """A flow that takes these steps and returns their replies."""
    replies: list[Reply] = []
    for step in steps:
        replies += [(yield step)]
    return replies


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pauses: list[float] = []
        self.tick = 0.0
        """Seconds that pass with every third look at it."""
        self._looks = 0

    def monotonic(self) -> float:
        self._looks += 1
        assert self._looks < 100_000, "somebody looks at the clock and does not sleep"
        self.now += self.tick * (self._looks % 3 == 0)
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(seconds)
