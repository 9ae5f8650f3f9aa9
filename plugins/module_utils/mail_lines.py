# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the mail of a host is, and what somebody else has to publish for it, as people read it."""

from __future__ import annotations

import typing as t

from .registering import diffs, resources

Variables = t.Mapping[str, t.Any]
Record = t.Mapping[str, t.Any]


def mail_line(values: Variables) -> str | None:
    """How far a host's mail is, in one line; None for one that has none.  `values` are the variables of the host."""
    states = [_identity(name, about, values) for name, about in resources(values, "sesv2_identities").items()]
    sets = resources(values, "sesv2_configuration_sets").values()
    paused = ["paused"] if any(about.get("sending_enabled") is False for about in sets) else []
    return ", ".join([*paused, *states]) if states else None


def mail_records(values: Variables) -> list[str]:
    """A table of the records that somebody else has to publish, ready to be passed on; empty where there are none."""
    waiting = [record for about in resources(values, "sesv2_identities").values() for record in unpublished(about)]
    return table(waiting)


def unpublished(identity: Variables) -> list[Record]:
    """The records of an identity that are not known to be in DNS; none of one that SES has found them all for."""
    if identity.get("state") == "verified":
        return []
    return [record for record in _records(identity) if not record.get("published")]


def table(records: t.Sequence[Record]) -> list[str]:
    """DNS records as lines in columns: name, type and value, which comes last because it is long."""
    said = [(str(each["name"]), str(each["type"]), str(each["value"])) for each in records]
    rows = [("NAME", "TYPE", "VALUE"), *said]
    wide = max(len(name) for name, _kind, _value in rows)
    return [f"{name:<{wide}}  {kind:<5}  {value}" for name, kind, value in rows] if records else []


def _identity(name: str, about: Variables, values: Variables) -> str:
    count = len(unpublished(about))
    waits = f": {count} record{'s' * (count != 1)} to publish" if count else ""
    held = "".join(f"; {reason}" for reason in _list(about.get("held")))
    if about.get("state") == "verified":
        return f"verified{held}"
    if _restarted(name, values):
        return f"failed, restarted{waits}{held}"
    if about.get("state") == "failed":
        return f"failed{waits or ': its records were not found for 72 hours'}{held}"
    return f"pending{waits or ': SES looks for its records'}{held}"


def _restarted(name: str, values: Variables) -> bool:
    """Whether SES was told to look again by what was run: afterwards such an identity is pending like any other."""
    return any(each.get("before_header") == f"sesv2_identities {name}" and (each.get("before") or {}).get("restarting")
               for each in diffs(values))


def _records(identity: Variables) -> list[Record]:
    """In check mode, what AWS would decide is a text."""
    return [record for record in _list(identity.get("dns_records")) if isinstance(record, t.Mapping)]


def _list(value: t.Any) -> list[t.Any]:
    return value if isinstance(value, list) else []
