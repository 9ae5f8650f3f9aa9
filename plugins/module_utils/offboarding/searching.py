# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that is a tenant's, found in two ways: by its tags, through the tagging API, and service by service.

Neither alone is enough.  The tagging API lags, and knows nothing of IAM, of what is global, and of what has no tags;
a service's list shows names, and a name may begin like that of somebody else.
"""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Together, here
from ..errors import Absent, EnvelopeError
from ..tag_reading import tagged
from ..wire import pairs
from .sorts import SORTS
from .tenant import Tenant
from .things import GLOBAL, Seen, Sort, Thing

BY_TAGS, BY_SERVICE = "tagging API", "its service"


@dataclass(frozen=True)
class Found:
    """What was found, and is there."""

    theirs: tuple[Thing, ...] = ()
    """Deleted ones that only wait for their end too."""
    left: tuple[Thing, ...] = ()
    """What bears the tenant's name or tags and is not taken away: nobody of ours made it, or nobody knows how."""

    @property
    def live(self) -> tuple[Thing, ...]:
        return tuple(each for each in self.theirs if not each.pending)

    @property
    def pending(self) -> tuple[Thing, ...]:
        return tuple(each for each in self.theirs if each.pending)


def everything(tenant: Tenant) -> Flow:
    """All that is there of a tenant, as `Found`; raises what keeps a service from telling."""
    listed, *searched = yield Together([_by_tags(tenant), *(sort.search(tenant) for sort in SORTS)])
    for each in (listed, *searched):
        if isinstance(each, EnvelopeError):
            raise each
    known = [each for each in listed if each.sort in BY_NAME]
    things = _merged([*known, *(dataclasses.replace(thing, by=(BY_SERVICE,)) for found in searched for thing in found)])
    looked = yield Together([_looked(thing, tenant) for thing in things])
    for each in looked:
        if isinstance(each, EnvelopeError):
            raise each
    unknown = [dataclasses.replace(each, pending="") for each in listed if each.sort not in BY_NAME]
    return Found(tuple(thing for thing, mine in filter(None, looked) if mine),
                 (*(thing for thing, mine in filter(None, looked) if not mine), *unknown))


def _by_tags(tenant: Tenant) -> Flow:
    """What the tagging API lists, of whatever sort."""
    place = yield here()
    filters = [{"Key": name, "Values": [value]} for name, value in sorted(tenant.tags.items())]
    arns: set[str] = set()
    for region in {place["region"], *([GLOBAL] if place["partition"] == "aws" else ())}:
        reply = yield tagged.get_resources(TagFilters=filters).to(region)
        arns |= {each["ResourceARN"] for each in reply.get("ResourceTagMappingList", ())
                 if tenant.owns(pairs().into(each.get("Tags")))}
    return [dataclasses.replace(_named(arn, place["region"]), by=(BY_TAGS,)) for arn in sorted(arns)]


def _named(arn: str, region: str) -> Thing:
    """The thing with that ARN: of a sort that is known, unless it is in another region."""
    service, where = arn.split(":")[2:4]
    known = (sort.named(arn) for sort in SORTS if where in ("", sort.region or region))
    return next(filter(None, known), Thing(service, arn, arn))


def _merged(things: t.Iterable[Thing]) -> list[Thing]:
    """Each thing once, with all the searches that found it."""
    found: dict[tuple[str, str], Thing] = {}
    for each in things:
        before = found.get((each.sort, each.name))
        found[each.sort, each.name] = dataclasses.replace(before, by=(*before.by, *each.by)) if before else each
    return list(found.values())


def _looked(thing: Thing, tenant: Tenant) -> Flow:
    """The thing as it is, and whether it is the tenant's; None when it is gone, or somebody else's by its tags."""
    try:
        seen: Seen = yield from BY_NAME[thing.sort].look(thing)
    except Absent:
        return None
    whole = dataclasses.replace(thing, pending=seen.pending)
    if seen.tags is None or tenant.owns(seen.tags):
        return whole, True
    return (whole, False) if _strays(thing, seen, tenant) else None


def _strays(thing: Thing, seen: Seen, tenant: Tenant) -> bool:
    """Whether it bears the very name of the tenant, or a tag of its, without being marked as ours."""
    tags = seen.tags or {}
    other = tags.get("tenant", tenant.slug) != tenant.slug
    named = {thing.name, thing.arn.rpartition("/")[2]} & {tenant.prefix, *tenant.hosts}
    return not other and not seen.pending and (tags.get("tenant") == tenant.slug or bool(named))


BY_NAME: dict[str, Sort] = {sort.name: sort for sort in SORTS}
