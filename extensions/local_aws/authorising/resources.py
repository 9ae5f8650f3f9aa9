# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which resources a request is about, as ARNs.

Most requests name them by ARN, and those are taken as they are, wherever they stand. ARNs are made of names and ids.
Who decides leaves aside what an action does not take.
"""

from __future__ import annotations

import typing as t

from ..operations import Operation
from .names import ANY, EC2_IDS, EC2_TYPES, KINDS, NAMED
from .parameters import Parameters
from .stored import LOOKED_UP

UNKNOWN = {"cluster": "default", "Scope": "REGIONAL", "Id": ANY, "ServiceCode": ANY}


class Place(t.NamedTuple):
    account: str
    region: str


def resources(operation: Operation, parameters: Parameters, place: Place) -> list[str]:
    """The ARNs of what a request names, without doubles."""
    found = _Naming(operation, place).found(parameters)
    return list(dict.fromkeys(each.removesuffix(":*") for each in found))


class _Naming(t.NamedTuple):
    operation: Operation
    place: Place

    def found(self, part: Parameters, within: dict[str, str] | None = None) -> t.Iterator[str]:
        """All that a part of a request names; `within` are the texts beside it and around it."""
        texts = {**(within or {}), **{key: _last(value) for key, value in part.items() if isinstance(value, str)}}
        for key, value in part.items():
            known = key if within is None or key not in ("Name", "Id") else ""
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict):
                    yield from self.found(each, texts)
                elif isinstance(each, str) and each:
                    yield from self._arns(known, each, texts)

    def _arns(self, name: str, value: str, texts: dict[str, str]) -> t.Iterator[str]:
        """What a text says: an ARN, or a name that the tables know."""
        service, place = self.operation.service, self.place
        if value.startswith("arn:"):
            yield value
            return
        if service == "ec2" and name.endswith(EC2_IDS) and value.partition("-")[0] in EC2_TYPES:
            yield f"arn:aws:ec2:{place.region}:{place.account}:{EC2_TYPES[value.partition('-')[0]]}/{value}"
        if look_up := LOOKED_UP.get((service, name)):
            yield look_up(value, place.account, place.region)
        if template := NAMED.get(service, {}).get(name):
            filled = {**UNKNOWN, "kind": KINDS.get(self.operation.name, "webacl"), **texts, **place._asdict()}
            filled["Scope"] = filled["Scope"].lower()
            yield "arn:aws:" + template.format(value.removeprefix("/hostedzone/"), **filled)


def _last(value: str) -> str:
    """The name in an ARN, as other resources' ARNs repeat it."""
    return value.rpartition("/")[2] if value.startswith("arn:") else value
