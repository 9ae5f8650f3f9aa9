# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of parameters that databases run with."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply
from ...errors import Invalid
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...tagging import missing
from ...wire import at_creation, includes, pairs
from .service import advised, changing, demand, name_problems, rds, retag, tags_of, the_one

PARAMETERS_PER_CALL = 20
APPLIED = {"dynamic": "immediate", "static": "pending-reboot"}
"""When a parameter can come into force, by AWS's type of it."""


@dataclass(frozen=True, kw_only=True)
class ParameterGroup(Resource):
    """The parameters of a database engine; those that are not named keep the engine's defaults."""

    plural = "rds_parameter_groups"
    fixed = frozenset({"family"})
    kept = ""
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod", "family": "mysql8.0", "description": "Databases of envelope-prod",
        "parameters": {"require_secure_transport": 1, "slow_query_log": 1, "long_query_time": 2},
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the group, in small letters.", wire="DBParameterGroupName")
    family: str | None = option(
        "Engine and major version, such as V(mysql8.0). A new group needs it.", wire="DBParameterGroupFamily")
    description: str | None = option(
        "What the group is for. A new group takes its name where this is left out. AWS keeps it, so one that is there "
        "stays.", alike=at_creation)
    parameters: dict[str, str] | None = option(
        "Parameters by name. A change comes into force at once, or when the database is rebooted, as the engine "
        "can take it. Those not named here are left alone.",
        codec=pairs("ParameterName", "ParameterValue"), alike=includes)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the group.", wire="DBParameterGroupArn")

    @classmethod
    def given(cls, params: t.Mapping[str, t.Any]) -> t.Self:
        switches = {name: int(value) if isinstance(value, bool) else value  # engines know 0 and 1 only
                    for name, value in (params.get("parameters") or {}).items()}
        return super().given({**params, "parameters": None if params.get("parameters") is None else switches})

    def problems(self) -> t.Iterator[str]:
        yield from name_problems("name", self.name, 255)
        if self.family is not None and not re.fullmatch(r"[a-z][a-z0-9-]*[a-z]\d+(\.\d+)?", self.family):
            yield f"family: {self.family!r} is none, allowed are engine and major version, such as mysql8.0"

    def read(self) -> Flow:
        call = rds.describe_db_parameter_groups()
        found = the_one(call, (yield call).get("DBParameterGroups", ()), "DBParameterGroupName", self.name)
        about: dict[str, t.Any] = {**found}
        if self.parameters is not None:
            held = yield rds.describe_db_parameters(DBParameterGroupName=self.name, Source="user")
            about["Parameters"] = held.get("Parameters")
        if self.tags is not None:
            about["Tags"] = yield from tags_of(found["DBParameterGroupArn"])
        return self.seen(about)

    def create(self) -> Flow:
        demand(self, "family")
        entries = yield from self._entries(self.parameters or {})
        yield from advised(rds.create_db_parameter_group(
            **{"Description": self.name, **self.wire("name", "family", "description", "tags")}))
        yield from self._set(entries)

    def update(self, now: ParameterGroup, changed: t.AbstractSet[str]) -> Flow:
        if "parameters" in changed:
            yield from self._set((yield from self._entries(missing(now.parameters, self.parameters))))
        if "tags" in changed:
            yield from retag(now.arn, now.tags, self.tags)

    def delete(self) -> Flow:
        yield from advised(rds.delete_db_parameter_group(**self.wire("name")))

    def _entries(self, parameters: t.Mapping[str, str]) -> Flow:
        """Parameters as AWS takes them, each with when it comes into force; raises `Invalid` for what is none."""
        if not parameters:
            return []
        reply = yield rds.describe_engine_default_parameters(DBParameterGroupFamily=self.family)
        known = {each["ParameterName"]: each for each in reply["EngineDefaults"].get("Parameters", ())}
        if wrong := [problem for name, value in sorted(parameters.items())
                     for problem in parameter_problems(name, value, known.get(name))]:
            raise Invalid(f"{'; '.join(wrong)} (family {self.family})")
        return [{"ParameterName": name, "ParameterValue": value, "ApplyMethod": APPLIED[known[name]["ApplyType"]]}
                for name, value in sorted(parameters.items())]

    def _set(self, entries: list[Reply]) -> Flow:
        for start in range(0, len(entries), PARAMETERS_PER_CALL):
            yield from advised(changing.modify_db_parameter_group(
                DBParameterGroupName=self.name, Parameters=entries[start:start + PARAMETERS_PER_CALL]))


def parameter_problems(name: str, value: str, about: Reply | None) -> t.Iterator[str]:
    """What is wrong with a parameter, by what AWS says of it."""
    allowed = (about or {}).get("AllowedValues", "")
    if about is None:
        yield f"parameters: {name} is none of the engine's"
    elif not about.get("IsModifiable", True):
        yield f"parameters: {name} cannot be set on RDS"
    elif allowed and "{" not in value and not within(value, allowed, about.get("DataType", "")):
        yield f"parameters: {name} is {value}, allowed are {allowed}"


def within(value: str, allowed: str, data_type: str) -> bool:
    """Whether a value is one of a list such as `0,1`, or in one of its ranges such as `0-65535`."""
    if data_type == "list":  # any of them, with commas in between
        return set(value.split(",")) <= {each.strip() for each in allowed.split(",")}
    return any(value == each.strip() or _in_range(value, each.strip()) for each in allowed.split(","))


def _in_range(value: str, bounds: str) -> bool:
    found = re.fullmatch(r"(-?[\d.]+)-(-?[\d.]+)", bounds)
    try:
        return found is not None and float(found[1]) <= float(value) <= float(found[2])
    except ValueError:
        return False
