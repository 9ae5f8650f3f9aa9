# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person is told of resources that somebody else has made."""

from __future__ import annotations

import typing as t

Facts = t.Mapping[str, t.Any]
"""One resource: C(module), C(name), C(id), C(managed_by), C(changes) and C(refused)."""

TERRAFORM = "terraform"


def host(name: str, foreign: t.Sequence[Facts], *, ours: int, missing: int, unknown: t.Sequence[str]) -> list[str]:
    """Lines about a host: what is somebody else's, one by one, and how much of the rest there is."""
    counted = f"{len(foreign) or 'nothing'} of somebody else's, {ours} ours already, {missing} not there yet"
    return [f"Host {name}: {counted}", *(line for each in foreign for line in _lines(each)),
            *(f"  could not be looked at: {each}" for each in unknown)]


def _lines(about: Facts) -> t.Iterator[str]:
    whose = f"managed by {about['managed_by']}" if about["managed_by"] else "nobody says whose"
    yield f"  {about['module']} {about['name']} ({about['id']}), {whose}"
    if about["refused"]:
        yield f"    site.yml would refuse it: {about['refused']}"
    elif about["changes"]:
        yield f"    site.yml would change {', '.join(about['changes'])}"


def ending(foreign: t.Sequence[Facts], *, tagged: bool, check: bool, unknown: int = 0) -> list[str]:
    """Lines about what comes next; of what is unknown nobody can say that there is nothing to do."""
    if not foreign:
        return unseen(unknown) or ["Nothing is to be taken over."]
    word = ("would be tagged" if check else "are tagged") if tagged else "would be tagged with --tags adopt"
    told = f"{len(foreign)} resources {word} as ours; nothing else of them changes."
    return [told, *_of_terraform(foreign), *unseen(unknown)]


def unseen(unknown: int) -> list[str]:
    """A line about what AWS did not tell, where there is some."""
    return [f"{unknown} could not be looked at, and are not taken over."] if unknown else []


def _of_terraform(foreign: t.Sequence[Facts]) -> list[str]:
    count = sum(TERRAFORM in about["managed_by"].lower() for about in foreign)
    return [] if not count else [
        f"Terraform's state has {count} of them: remove them from it (terraform state rm) before anybody applies it "
        "again, or it undoes what site.yml does."]
