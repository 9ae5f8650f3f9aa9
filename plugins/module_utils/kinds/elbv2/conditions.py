# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which requests a rule is for."""

from __future__ import annotations

import ipaddress
import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...wire import Codec

VALUES_PER_RULE = 5

PLAIN = {
    "host_header": ("host-header", "HostHeaderConfig"),
    "path_pattern": ("path-pattern", "PathPatternConfig"),
    "http_request_method": ("http-request-method", "HttpRequestMethodConfig"),
    "source_ip": ("source-ip", "SourceIpConfig"),
}
"""The conditions that are a list of values: AWS's field and structure."""

NAMES = {**{field: name for name, (field, _config) in PLAIN.items()},
         "http-header": "http_header", "query-string": "query_string"}


@dataclass(frozen=True, kw_only=True)
class HttpHeader(Part):
    """Values of one header, any of which will do."""

    name: str = required("Name of the header.", wire="HttpHeaderName")
    values: list[str] = required("Values, with V(*) and V(?) as wildcards.")


@dataclass(frozen=True, kw_only=True)
class QueryString(Part):
    """A parameter of the query."""

    key: str | None = option("Name of the parameter. Any when left out.")
    value: str = required("Its value, with V(*) and V(?) as wildcards.")


@dataclass(frozen=True, kw_only=True)
class Conditions(Part):
    """What a request must meet: all conditions, any value of each."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "host_header": ["acme.example.com"], "path_pattern": ["/app/*"], "http_request_method": None,
        "source_ip": None, "http_header": None, "query_string": None,
    }

    host_header: list[str] | None = option("Host names, with V(*) and V(?) as wildcards.")
    path_pattern: list[str] | None = option("Paths, with V(*) and V(?) as wildcards.")
    http_request_method: list[str] | None = option("HTTP methods, in capitals.")
    source_ip: list[str] | None = option("Address ranges of the client, in CIDR notation.")
    http_header: list[HttpHeader] | None = option("Headers, all of which must fit.")
    query_string: list[QueryString] | None = option("Parameters of the query, any of which will do.")

    def over(self, now: t.Any) -> t.Self:
        """This: conditions are whole, one that is no longer named is dropped."""
        return self

    def like(self, now: t.Any) -> bool:
        return isinstance(now, Conditions) and self.meaning() == now.meaning()

    def meaning(self) -> dict[str, t.Any]:
        """The conditions without what makes no difference: the order of values, the case of host names."""
        found: dict[str, t.Any] = {
            name: frozenset(map(str.lower, values) if name == "host_header" else values)
            for name in PLAIN if (values := getattr(self, name)) is not None
        }
        if self.http_header is not None:
            found["http_header"] = {(entry.name.lower(), frozenset(entry.values)) for entry in self.http_header}
        if self.query_string is not None:
            found["query_string"] = {(entry.key, entry.value) for entry in self.query_string}
        return found

    def problems(self) -> t.Iterator[str]:
        stated = [name for name in NAMES.values() if getattr(self, name) is not None]
        if not stated:
            yield f"none is given, at least one is needed of {', '.join(NAMES.values())}"
        yield from (f"{name} has no values" for name in stated if not getattr(self, name))
        plain = [value for name in PLAIN for value in getattr(self, name) or ()]
        headers = [value for entry in self.http_header or () for value in entry.values]
        count = len([*plain, *headers, *(self.query_string or ())])
        if count > VALUES_PER_RULE:
            yield (f"{count} values, AWS allows {VALUES_PER_RULE} in one rule: use wildcards, or split them "
                   "over several rules")
        yield from (f"{value[:20]}... has {len(value)} characters, allowed are 128"
                    for value in [*plain, *headers] if len(value) > 128)
        for cidr in self.source_ip or ():
            yield from _cidr_problems(cidr)


def _cidr_problems(cidr: str) -> t.Iterator[str]:
    try:
        ipaddress.ip_network(cidr)
    except ValueError as error:
        yield f"source_ip {error}"
    else:
        if "/" not in cidr:
            yield f"source_ip {cidr} is not in CIDR notation, such as {cidr}/32"


def written(conditions: Conditions | None) -> list[dict[str, t.Any]] | None:
    """As CreateRule and ModifyRule take them."""
    if conditions is None:
        return None
    listed: list[dict[str, t.Any]] = [
        {"Field": field, config: {"Values": values}}
        for name, (field, config) in PLAIN.items() if (values := getattr(conditions, name)) is not None
    ]
    listed += [{"Field": "http-header", "HttpHeaderConfig": entry.wire()} for entry in conditions.http_header or ()]
    if conditions.query_string is not None:
        values = [entry.wire() for entry in conditions.query_string]
        listed.append({"Field": "query-string", "QueryStringConfig": {"Values": values}})
    return listed


def understood(found: t.Iterable[t.Mapping[str, t.Any]] | None) -> Conditions:
    """From DescribeRules.

    What is not managed here (regular expressions, several query conditions)
    leaves a condition without values, and so is like none that is wanted.
    """
    values: dict[str, t.Any] = {}
    for condition in found or ():
        name = NAMES.get(condition["Field"], condition["Field"])
        if name == "http_header":
            header = {"Values": [], **condition["HttpHeaderConfig"]}
            values[name] = [*values.get(name, ()), HttpHeader.taken(header)]
        elif name == "query_string":
            entries = condition["QueryStringConfig"]["Values"]
            values[name] = [] if name in values else [QueryString.taken(entry) for entry in entries]
        elif name in PLAIN:
            # older rules have the values beside the structure
            values[name] = list(condition.get(PLAIN[name][1], {}).get("Values") or condition.get("Values") or ())
    return Conditions(**values)


CONDITIONS = Codec(written, understood)
