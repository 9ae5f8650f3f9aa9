# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody on call, who asks the modules of runbooks in this process."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.plugins.module_utils.binding import Clouds, run
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import VERBS
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import properties

REGION = "eu-west-1"
NOTHING = ("profile", "session_token", "aws_ca_bundle", "aws_config", "debug_botocore_endpoint_logs")


@dataclass(frozen=True)
class Answer:
    """What a module returned, what it told meanwhile, and the calls that changed something."""

    result: dict[str, t.Any]
    said: list[str]
    writes: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.said)


@dataclass
class OnCall:
    aws: LocalAws
    clouds: Clouds = field(default_factory=Clouds)

    def client(self, service: str) -> t.Any:
        return self.aws.client(service)

    def ask(self, module: str, *, check: bool = False, **options: t.Any) -> Answer:
        """A module that fails says so in its result: `failed` and `msg`."""
        said: list[str] = []
        before = self.aws.mark()
        verb = VERBS[module]
        left_out = {each.name: each.default for each in properties(verb) if not each.required}
        result = run(verb, {**self._connection(), **left_out, **options}, check=check, progress=said.append,
                     clouds=self.clouds)
        return Answer(result, said, self.writes(before))

    def _connection(self) -> dict[str, t.Any]:
        return {"region": REGION, "endpoint_url": self.aws.url, "access_key": "testing", "secret_key": "testing",
                "validate_certs": True, **dict.fromkeys(NOTHING)}

    def writes(self, since: int) -> list[str]:
        """The calls since a mark that changed something, each as `service:operation`."""
        return [f"{call['service']}:{call['operation']}" for call in self.aws.writes(since=since)]
