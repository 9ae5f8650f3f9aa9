# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM Access Analyzer: who outside has access to what."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Service, Wait, in_region
from ..errors import Absent, Invalid
from ..fields import computed, instruction, key, scope, tagging
from ..left_alone import Theirs
from ..places import misnamed_region
from ..resource import Resource
from ..tagging import MANAGED_BY, missing
from ..wire import Case, camel, get, plain

accessanalyzer = Service("accessanalyzer", absent=frozenset({"ResourceNotFoundException"}))

COVERING = {"ACCOUNT": "ORGANIZATION"}
"""The type that finds, too, what a type finds."""


@dataclass(frozen=True, kw_only=True)
class Analyzer(Theirs, Resource):
    """What finds out who else has access to what, in one region; whoever made it, it serves, as AWS takes but one."""

    plural = "accessanalyzer_analyzers"
    casing: t.ClassVar[Case] = staticmethod(camel)
    examples: t.ClassVar[dict[str, t.Any]] = {
        "type": "ACCOUNT", "region": "eu-west-1", "name": "envelope-prod", "tags": {"project": "envelope"}}

    type: t.Literal["ACCOUNT", "ORGANIZATION"] = scope(
        "Whom they trust: the account alone, or all accounts of its organization, which the organization's "
        "administrator can ask for. Where that one's is in the same account, it serves for V(ACCOUNT), too.",
        default="ACCOUNT")
    region: str = key("Region whose resources it looks at, such as V(eu-west-1), whatever the region of the task. "
                      "Roles of IAM are looked at in each.")
    name: str | None = instruction("Name of a new one, which needs it. One that is there keeps its own.")
    tags: dict[str, str] | None = tagging(
        "Tags it must have. Tags not named here are left alone; so is an analyzer of somebody else, where the tags say "
        "C(managed-by) and it does not bear the same.", codec=plain)
    arn: str | None = computed("ARN of the analyzer.")
    analyzer_name: str | None = computed("Name of the analyzer.", wire="name")
    status: str | None = computed("Its state, V(ACTIVE) where it works.")
    left_alone: str | None = computed("Which analyzer of somebody else was found in its place, and is left alone.")

    def problems(self) -> t.Iterator[str]:
        yield from misnamed_region(self.region)
        if self.name is not None and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]{0,254}", self.name):
            yield (f"name: {self.name!r} is not allowed: 1 to 255 letters, digits and _ . -, of which the first is a "
                   "letter or _")

    def read(self) -> Flow:
        call = accessanalyzer.list_analyzers().to(self.region)
        found = (yield call).get("analyzers") or ()
        own = [each for each in found if each["type"] == self.type]
        wider = [each for each in found if each["type"] == COVERING.get(self.type) and each["status"] == "ACTIVE"]
        serving = next(iter(own + wider), None)
        if serving is None:
            raise Absent(call, "NotFound", f"there is no analyzer of type {self.type} in {self.region}")
        said = f"Leaving alone analyzer {serving['name']}: it serves, and is somebody else's"
        return dataclasses.replace(self.seen(serving), left_alone=None if self._ours(serving) else said)

    def create(self) -> Flow:
        yield from in_region(self.region, self._create())

    def update(self, now: Analyzer, changed: t.AbstractSet[str]) -> Flow:
        differing = missing(now.tags, self.tags)
        yield accessanalyzer.tag_resource(resourceArn=now.arn, tags=differing).to(self.region)

    def delete(self) -> Flow:
        yield accessanalyzer.delete_analyzer(analyzerName=self.analyzer_name).to(self.region)

    def _create(self) -> Flow:
        if self.name is None:
            raise Invalid(f"there is no analyzer of type {self.type} in {self.region}, and a new one needs name")
        yield accessanalyzer.create_analyzer(analyzerName=self.name, **self.wire("type", "tags"))
        yield Wait(accessanalyzer.get_analyzer(analyzerName=self.name), f"analyzer {self.name}", _status,
                   frozenset({"ACTIVE"}), frozenset({"FAILED", "DISABLED"}), timeout=300)

    def _ours(self, serving: dict[str, t.Any]) -> bool:
        mark = (self.tags or {}).get(MANAGED_BY)
        return serving["type"] == self.type and mark in (None, (serving.get("tags") or {}).get(MANAGED_BY))


def _status(reply: t.Any) -> str:
    return str(get(reply, ("analyzer", "status")))
