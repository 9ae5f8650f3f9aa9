# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Route 53 demands of a record set's values, in its words."""

from __future__ import annotations

import ipaddress
import re
import typing as t

from ._mend import AwsError

TXT_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Refused(Exception):
    """One complaint about one change."""


def check_values(action: str, wanted: dict[str, t.Any]) -> None:
    plain, alias = bool(wanted.get("ResourceRecords") and wanted.get("TTL") is not None), wanted.get("AliasTarget")
    if plain == bool(alias):
        forms = "[AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]"
        found = "more than one" if plain else "none"
        change = f"Action={action}, Name={wanted['Name']}, Type={wanted['Type']}"
        where = f"[{change}, SetIdentifier={wanted.get('SetIdentifier', 'null')}]"
        text = f"Invalid request: Expected exactly one of {forms}, but found {found} in Change with {where}"
        raise AwsError("InvalidInput", text)
    for value in wanted.get("ResourceRecords") or []:
        problem = _problem(wanted["Type"], value)
        if problem:
            raise Refused(f"Invalid Resource Record: 'FATAL problem: {problem} encountered with '{value}''")


def _problem(type_: str, value: str) -> str | None:
    if type_ in ("A", "AAAA"):
        parse, version = (ipaddress.IPv4Address, 4) if type_ == "A" else (ipaddress.IPv6Address, 6)
        try:
            parse(value)
        except ValueError:
            return f"{type_}RRDATAIllegalIPv{version}Address (Value is not a valid IPv{version} address)"
    if type_ in ("TXT", "SPF"):
        strings = TXT_STRING.findall(value)
        if not strings or TXT_STRING.sub("", value).strip():
            return "InvalidCharacterString (Value should be enclosed in quotation marks)"
        if any(len(string) > 255 for string in strings):
            return "CharacterStringTooLong (Value is too long)"
    return None
