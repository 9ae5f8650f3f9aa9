# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with what we are told of AWX, or with how it answers, in a line."""

from __future__ import annotations

import re
import typing as t

from ..errors import Invalid
from ..spelling import unknown
from .credentials import look_at_credentials

Wanted = t.Mapping[str, t.Any]

OLDEST = 24
"""The major version that the modules of awx.awx are made for."""
ENTRIES: dict[str, tuple[set[str], set[str]]] = {
    "inventories": ({"path"}, set()),
    "credentials": ({"role_arn"}, {"profile", "credential_source", "web_identity_token_file", "external_id",
                                   "duration_seconds", "inventories"}),
    "schedules": ({"template", "rrule"}, {"inventory", "enabled"}),
    "notifications": ({"type", "configuration"}, set())}
"""What an entry has to say, and what it may."""
NOT_THERE = -1
"""The status that Ansible's module uri gives where nothing has answered."""


def awx_asked(wanted: Wanted) -> dict[str, t.Any]:
    """Nothing; raises `Invalid` where we are not told what we need, before anything is asked of AWX."""
    if not wanted["host"]:
        raise Invalid("awx_host is missing: say where AWX is, as in -e awx_host=https://awx.example.com or with "
                      "CONTROLLER_HOST")
    if not wanted["host"].startswith(("https://", "http://")):
        raise Invalid(f"awx_host is {wanted['host']!r}: allowed are addresses with https:// or http://")
    if not wanted["has_token"]:
        raise Invalid("awx_token is missing: hand on a token of AWX, scope write, with CONTROLLER_OAUTH_TOKEN")
    if not wanted["project_url"]:
        raise Invalid("awx_project_url is missing: say which repository has the playbooks and inventories")
    if int(wanted["slices"]) < 1:  # text, as templates of ansible-core before 2.19 come to
        raise Invalid(f"awx_slices is {wanted['slices']}: allowed are 1 and more")
    _entries(wanted)
    _names(wanted)
    look_at_credentials(wanted)
    return {}


def _entries(wanted: Wanted) -> None:
    """Look whether each entry says what it has to, and nothing that is none of its options."""
    for kind, (needed, others) in ENTRIES.items():
        for name, about in wanted[kind].items():
            if not isinstance(about, t.Mapping):
                raise Invalid(f"awx_{kind}.{name} is of type {type(about).__name__}: allowed is what has "
                              f"{', '.join(sorted(needed))}")
            for missing in needed - about.keys():
                raise Invalid(f"awx_{kind}.{name} has no {missing}: it needs {', '.join(sorted(needed))}")
            for other in about.keys() - needed - others:
                raise Invalid(f"awx_{kind}.{name}: {unknown(other, needed | others)}")


def _names(wanted: Wanted) -> None:
    """Look at each name that has to be one of others."""
    inventories = wanted["inventories"]
    if not inventories:
        raise Invalid("awx_inventories is empty: say at least one, as in {production: {path: inventories/production}}")
    named = {"awx_inventory": [wanted["inventory"]],
             **{f"awx_credentials.{name}.inventories": about.get("inventories") or []
                for name, about in wanted["credentials"].items()},
             **{f"awx_schedules.{name}.inventory": [about["inventory"]]
                for name, about in wanted["schedules"].items() if about.get("inventory")}}
    for variable, given in named.items():
        for name in given:
            if name not in inventories:
                raise Invalid(f"{variable}: {unknown(name, inventories)}")
    for name in wanted["notify"]:
        if name not in wanted["notifications"]:
            raise Invalid(f"awx_notify: {unknown(name, wanted['notifications'])}")


def awx_answers(seen: Wanted) -> dict[str, t.Any]:
    """The version of AWX; raises `Invalid` where it does not answer, is too old, or does not know our token.

    `seen` holds the `host`, and of the answers of its ping and of who we are the status, and of the former all.
    """
    host, ping = seen["host"], seen["ping"]
    if ping["status"] == NOT_THERE:
        raise Invalid(f"AWX at {host} does not answer: {_first_line(ping.get('msg', ''))}; is that its address, and "
                      "is it up?")
    version = (ping.get("json") or {}).get("version", "")
    if ping["status"] != 200 or not version:
        raise Invalid(f"{host} is no AWX: it answers its ping with {ping['status']}; awx_host is the address that "
                      "people open in a browser")
    if _major(version) < OLDEST:
        raise Invalid(f"AWX at {host} is of version {version}: the modules of awx.awx need {OLDEST} or later")
    if seen["me"] != 200:
        raise Invalid(f"AWX at {host} does not take our token ({seen['me']}): make one with scope write (in AWX: the "
                      "user's tokens), and hand it on with CONTROLLER_OAUTH_TOKEN")
    return {"version": version}


def _major(version: str) -> int:
    found = re.match(r"\d+", version)
    return int(found[0]) if found else 0


def _first_line(said: str) -> str:
    return said.strip().partition("\n")[0].removeprefix("Status code was -1 and not [200]: ").rstrip(".")
