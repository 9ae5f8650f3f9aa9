# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with what a playbook was told on the command line, or by the answers to a survey.

A playbook's arguments are said in `<playbook>.meta.yml` beside it, in the format that ansible-core reads since 2.20;
the surveys of AWX and the page of playbooks are made of the same files.
"""

from __future__ import annotations

import re
import typing as t

from .inventory_checks import is_never_ours, unfit
from .listing import few
from .spelling import nearest

Options = t.Mapping[str, t.Mapping[str, t.Any]]
Groups = t.Mapping[str, t.Collection[str]]

ALONE = "_raw_params"
"""Where Ansible puts words of `-e` that belong to no name."""

SHOWN = 20
"""Hosts that are named where none was meant."""
SHARE = re.compile(r"[1-9]\d*|([1-9]\d?|100)%")
"""How many tenants are done at a time."""


def problems(options: Options, values: t.Mapping[str, t.Any], said: t.Collection[str],
             known: t.Collection[str], roles: t.Collection[str] = ()) -> t.Iterator[str]:
    """What is wrong, a line each.

    `values` are those of the options that have one, `said` the names of all that was said, and `known` those of other
    variables that may be. What begins with the name of one of `roles` has to be among them.
    """
    if ALONE in said:
        yield ("a value with spaces is taken to its first space only: quote it twice, as in -e \"search='two words'\"")
    yield from _misspelt(said, options, known, roles)
    yield from unfit({name: dict(about) for name, about in options.items()}, dict(values))
    if "tenants_serial" in options and (wrong := unfit_shares(values.get("tenants_serial", 1))):
        yield wrong


def _misspelt(said: t.Collection[str], options: Options, known: t.Collection[str],
              roles: t.Collection[str]) -> t.Iterator[str]:
    prefixes = tuple(f"{role}_" for role in roles)
    for name in sorted(said):
        if name in options or name in known or is_never_ours(name):
            continue
        if name.startswith(prefixes):
            near = nearest(name, {*options, *known})
            yield f"{name} is not a variable of the role{f', did you mean {near}?' if near else ''}"
        elif near := nearest(name, options, cutoff=0.7):
            yield f"-e {name} is no option, did you mean {near}? (allowed: {', '.join(sorted(options))})"


def no_host(variable: str, value: t.Any, allowed: t.Sequence[str], playing: t.Collection[str],
            groups: Groups) -> str | None:
    """What to say where a variable that was given names no host of the allowed groups, or none of those that play."""
    hosts = {host for group in allowed for host in groups.get(group, ())}
    if value in (None, ""):
        return None
    if value in hosts:
        return None if value in playing else f"{variable} is {value!r}, and --limit leaves it out: say one of the two"
    near = nearest(str(value), hosts)
    which = f", did you mean {near}?" if near else f"; there are {few(sorted(hosts), SHOWN) or 'none'}"
    return f"{variable} is {value!r}: that is none of the {' and '.join(allowed)} of this inventory{which}"


def left_out(variable: str, allowed: t.Sequence[str], playing: t.Sequence[str], groups: Groups, *,
             confirmed: bool) -> str | None:
    """What to say where a variable was not given, and none, or several, of those that are asked then play."""
    if "platforms" not in allowed or not playing:
        return None
    asked = sorted({*playing} & {*groups.get("platforms", ())})
    if not asked:
        return f"{variable} is missing: without it the platforms are asked, and --limit leaves none; say -e " \
               f"{variable}={playing[0]}"
    return for_several(asked, f"-e {variable}=") if confirmed else None


def for_several(asked: t.Sequence[str], how: str) -> str | None:
    """What to say where something is confirmed for all of these hosts: what is typed back is the name of one's."""
    if len(asked) < 2:
        return None
    return f"confirm is said, and {few(asked, SHOWN)} are asked: say which of them, as in {how}{asked[0]}"


def unfit_shares(value: t.Any) -> str | None:
    """What is wrong with how many hosts are done at a time: Ansible finds out when it gets there, with a traceback."""
    each = value if isinstance(value, list) else [value]
    if each and all(SHARE.fullmatch(str(one)) and not isinstance(one, bool) for one in each):
        return None
    return f"tenants_serial is {value!r}: allowed are numbers from 1 on and percentages, such as 5 or 25%, and lists " \
           """of them as JSON, as in -e '{"tenants_serial": [1, "25%", "100%"]}'"""
