# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lambda functions whose code is small enough to be sent with them."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow
from ...errors import Invalid
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...tagging import missing
from ...wire import Codec, plain
from ..ecs.plain_secrets import concealed, is_secret
from ..iam import ROLE
from .code import LIMIT, Archive
from .permissions import Permission, alike, permissions_of, permitted
from .service import lambda_, settled, state_of, trusted

CONFIGURATION = {"runtime", "handler", "role", "description", "memory_size", "timeout", "environment", "log_group"}
"""What UpdateFunctionConfiguration changes."""

NO_RESERVATION = -1

variables = Codec(lambda value: value, lambda found: concealed(found or {}))
reservation = Codec(lambda value: None, lambda found: NO_RESERVATION if found is None else found)
remark = Codec(lambda value: value, lambda found: found or "")


@dataclass(frozen=True, kw_only=True)
class LambdaFunction(Resource):
    """A Lambda function with its code, its settings and who may invoke it."""

    plural = "lambda_functions"
    examples = {
        "name": "envelope-prod-tag-clean", "description": "Tags uploads as clean", "runtime": "python3.13",
        "handler": "handler.handle", "role": "arn:aws:iam::111122223333:role/envelope-prod-tag-clean",
        "architectures": ["arm64"],
        "code": {"handler.py": "def handle(event, context):\n    return len(event['Records'])\n"},
        "memory_size": 128, "timeout": 30, "environment": {"STATUS": "Clean"}, "reserved_concurrency": 10,
        "log_group": "/aws/lambda/envelope-prod-tag-clean", "permissions": [Permission.examples],
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the function.", wire="FunctionName")
    description: str | None = option("What it does, for people.", codec=remark)
    runtime: str | None = option("What runs it, such as V(python3.13). A new function cannot do without it.")
    handler: str | None = option("What of the code is called, such as V(handler.handle): function in module.")
    role: str | None = option(
        "Role it has, by name or ARN. A new function cannot do without it. One that is new itself is waited for.",
        find=ROLE)
    code: t.Any = option(
        "Its code: a directory on the controller, or texts by the names of their files. Files of equal content are "
        "never sent again.", wire="CodeSha256")
    architectures: list[t.Literal["x86_64", "arm64"]] | None = option(
        "Processor it runs on, one. Changes together with O(lambda_functions[].code) only.")
    memory_size: int | None = option("MiB of memory, 128 to 10240; processor time grows with it.")
    timeout: int | None = option("Seconds after which a call is ended, 1 to 900.")
    environment: dict[str, str] | None = option(
        "Environment variables: exactly these. No place for secrets.", wire="Environment.Variables", codec=variables)
    log_group: str | None = option("Log group that takes its output.", wire="LoggingConfig.LogGroup")
    reserved_concurrency: int | None = option(
        "How many may run at once, kept free for it; V(0) stops it, V(-1) reserves none.",
        wire="ReservedConcurrentExecutions", codec=reservation)
    permissions: list[Permission] | None = option(
        "Who may invoke it: exactly these.", wire="Permissions", alike=alike)
    tags: dict[str, str] | None = tagging(codec=plain)
    arn: str | None = computed("ARN of the function.", wire="FunctionArn")
    state: str | None = computed("V(ready), or what AWS says of it meanwhile.", wire="Settled")

    @classmethod
    def given(cls, params: t.Mapping[str, t.Any]) -> LambdaFunction:
        """The files behind `code` are read here, at the edge, so that everything after deals with values."""
        asked = super().given(params)
        return asked if asked.code is None else dataclasses.replace(asked, code=Archive.of(asked.code))

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", self.name):
            yield f"name: {self.name!r} is not allowed: 1 to 64 letters, digits, hyphens and underscores"
        for option_name, least, most in (("memory_size", 128, 10240), ("timeout", 1, 900)):
            value = getattr(self, option_name)
            if value is not None and not least <= value <= most:
                yield f"{option_name}: {value}, allowed are {least} to {most}"
        if self.reserved_concurrency is not None and self.reserved_concurrency < NO_RESERVATION:
            yield f"reserved_concurrency: {self.reserved_concurrency}, allowed are -1 and more"
        if self.architectures is not None and len(self.architectures) != 1:
            yield f"architectures: {len(self.architectures)}, allowed is one"
        for variable, value in (self.environment or {}).items():
            if is_secret(variable, str(value)):
                yield f"environment: {variable} would be there for all to read: keep it in a secret and let the " \
                      "function read that"
        names = [each.statement_id for each in self.permissions or ()]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            yield f"permissions: {', '.join(twice)} is there more than once; a statement_id names one"
        yield from self._code_problems()

    def _code_problems(self) -> t.Iterator[str]:
        if not isinstance(self.code, Archive):
            return
        if not self.code.names:
            yield "code: has no files"
        if len(self.code.content) > LIMIT:
            yield f"code: {len(self.code.content)} bytes as an archive, allowed are {LIMIT}"
        module = (self.handler or "").rpartition(".")[0].replace(".", "/")
        if (self.runtime or "").startswith("python") and module and f"{module}.py" not in self.code.names:
            yield f"handler: {self.handler} is not in the code: there is no {module}.py"

    def read(self) -> Flow:
        found = yield lambda_.get_function(FunctionName=self.name)
        about = {**found["Configuration"], "Tags": found.get("Tags", {}), **found.get("Concurrency", {})}
        about["Settled"] = state_of(about)
        if self.permissions is not None:
            about["Permissions"] = yield from permissions_of(self.name)
        return self.seen(about)

    def create(self) -> Flow:
        about = {name: value for name, value in self.wire().items() if name not in ("CodeSha256", "Permissions")}
        yield from trusted(lambda_.create_function(**about, Code={"ZipFile": self._archive()}), self.name)
        yield from settled(self.name)
        yield from self._reserved(self.reserved_concurrency)
        yield from permitted(self.name, self.permissions or [], [])

    def update(self, now: LambdaFunction, changed: t.AbstractSet[str]) -> Flow:
        if now.state != "ready":
            yield from settled(self.name)
        if changed & {"code", "architectures"}:
            yield self._new_code()
            yield from settled(self.name)
        if changed & CONFIGURATION:
            # what is not mentioned stays; what is concealed here must not be written back
            about = self.wire("name", *sorted(CONFIGURATION & changed))
            yield from trusted(lambda_.update_function_configuration(**about), self.name)
            yield from settled(self.name)
        if "reserved_concurrency" in changed:
            yield from self._reserved(self.reserved_concurrency, now.reserved_concurrency)
        if "permissions" in changed:
            yield from permitted(self.name, self.permissions or [], now.permissions)
        if "tags" in changed:
            yield lambda_.tag_resource(Resource=now.arn, Tags=missing(now.tags, self.tags))

    def delete(self) -> Flow:
        yield lambda_.delete_function(FunctionName=self.name)

    def _archive(self) -> bytes | None:
        return self.code.content if isinstance(self.code, Archive) else None

    def _new_code(self) -> Call:
        if self._archive() is None:
            raise Invalid(f"architectures of function {self.name} changes together with its code only: give code too")
        return lambda_.update_function_code(
            FunctionName=self.name, ZipFile=self._archive(), Architectures=self.architectures)

    def _reserved(self, wanted: int | None, now: int | None = NO_RESERVATION) -> Flow:
        if wanted in (None, NO_RESERVATION):
            if now != NO_RESERVATION:
                yield lambda_.delete_function_concurrency(FunctionName=self.name)
        else:
            yield lambda_.put_function_concurrency(FunctionName=self.name, ReservedConcurrentExecutions=wanted)
