# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a web ACL writes what it saw, which for AWS is a resource of its own."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import option, required
from ...resource import Part
from ...wire import Codec
from .api import advised, listed, wafv2
from .canonical import Tree, alike, canonical
from .references import LOG_PREFIX
from .rules import structure_problems
from .shapes import understood, written

REDACTED = ("method", "query_string", "single_header", "uri_path")
"""What AWS can leave out of a log."""


def _many(shape: str) -> Codec:
    return Codec(lambda value: None if value is None else [written(each, shape) for each in value],
                 lambda found: [canonical(understood(each, shape), shape) for each in found or ()])


@dataclass(frozen=True, kw_only=True)
class Logging(Part):
    """Where the log of requests is written, and what of them."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "destination": "arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-envelope-prod",
        "redacted_fields": [{"single_header": {"name": "authorization"}}],
        "filter": {"default_behavior": "DROP", "filters": [
            {"behavior": "KEEP", "requirement": "MEETS_ANY",
             "conditions": [{"action_condition": {"action": "BLOCK"}}]}]},
    }

    destination: str = required(
        f"Name of a log group, or ARN of a log group, a bucket or a delivery stream. The name starts with "
        f"V({LOG_PREFIX}). Empty for no log.")
    redacted_fields: list[dict[str, t.Any]] | None = option(
        "What of a request is not written, each V(method), V(query_string), V(uri_path) or V(single_header) with a "
        "V(name).", codec=_many("FieldToMatch"))
    filter: dict[str, t.Any] | None = option(
        "Which requests are written: C(LoggingFilter) of AWS in snake_case.", wire="LoggingFilter",
        codec=Codec(lambda value: value and written(value, "LoggingFilter"),
                    lambda found: canonical(understood(found, "LoggingFilter"), "LoggingFilter") if found else None))

    def over(self, now: t.Any) -> t.Self:
        """This: AWS takes it as a whole, and leaving out the filter is to have none."""
        return self

    def like(self, now: t.Any) -> bool:
        if not self.destination or not isinstance(now, Logging):
            return not self.destination and now is None
        return (self.destination == now.destination
                and alike(self.redacted_fields or [], now.redacted_fields or [], "FieldToMatch")
                and alike(self.filter or {}, now.filter or {}, "LoggingFilter"))

    def problems(self) -> t.Iterator[str]:
        bare = self.destination.rpartition(":")[2].rpartition("/")[2]
        name = self.destination.removesuffix(":*").rpartition(":")[2] if bare == "*" else bare
        if self.destination and not name.startswith(LOG_PREFIX):
            yield f"destination: {self.destination}, its name has to start with {LOG_PREFIX}"
        for number, given in enumerate(self.redacted_fields or ()):
            where = f"redacted_fields[{number}]"
            yield from structure_problems(given, "FieldToMatch", where)
            yield from (f"{where}: {name} cannot be redacted, allowed are {', '.join(REDACTED)}"
                        for name in given if name not in REDACTED)
        if self.filter is not None:
            yield from structure_problems(self.filter, "LoggingFilter", "filter")

    def sent(self, arn: str | None) -> Flow:
        """Have the web ACL of that ARN write its log so, or none."""
        if not self.destination:
            yield wafv2.delete_logging_configuration(ResourceArn=arn)
            return
        about = {name: value for name, value in self.wire().items() if name != "Destination"}
        yield from advised(wafv2.put_logging_configuration(LoggingConfiguration={
            "ResourceArn": arn, "LogDestinationConfigs": [self.destination], **about}))


def logging_of(arn: str, scope: str) -> Flow:
    """What AWS says of the log of a web ACL, or None; those of all are read at once."""
    call = wafv2.list_logging_configurations(Scope=scope, Limit=100)
    found: Tree | None = next(
        (each for each in (yield from listed(call, "LoggingConfigurations")) if each["ResourceArn"] == arn), None)
    return found and {**found, "Destination": found["LogDestinationConfigs"][0].removesuffix(":*")}
