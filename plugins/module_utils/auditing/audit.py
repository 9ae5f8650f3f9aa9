# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Audit one platform: read it once, then judge all requirements, and say what came of it as data.

What is known beside AWS is worked out in between, and what came of writing things down is judged with the rest.
"""

from __future__ import annotations

import dataclasses
import time
import typing as t
from dataclasses import dataclass

from ..calls import Call, Flow, Reply, Together, here
from ..errors import AwsError, EnvelopeError, Invalid
from ..loop import Loop, Perform
from ..verbs.sts import VerifyAccount
from ..version import VERSION
from . import report
from .architecture import architecture
from .discovering import discovered, not_there
from .judging import Explained, Met, judged
from .live import Live
from .orphans import Orphans
from .place import Place
from .reading import Seen, now, read
from .requirements import EVERY as REQUIREMENTS
from .sources import EVERY as SOURCES


@dataclass(frozen=True)
class Audit:
    """What came of an audit."""

    data: report.Data
    """The report (docs/audit-report.md)."""
    mets: list[Met]


@dataclass(frozen=True)
class Looked:
    """What AWS has shown of a platform."""

    place: Place
    """The platform, with the tenants that were found on it."""
    account: str | None
    at: str
    """When that was, in UTC."""
    began: float
    read: t.Mapping[str, Seen]

    @property
    def live(self) -> Live:
        """The same, to be looked at."""
        return Live(self.place, self.read)

    def judged(self, explained: Explained, values: t.Mapping[str, t.Any], *, orphans: Orphans | None = None,
               calls: int = 0) -> Audit:
        """Judge all requirements; `values` are what is known beside AWS, such as `parity`, or why it is not."""
        place = dataclasses.replace(self.place, values={**self.place.values, **values})
        live = Live(place, self.read)
        mets = judged(REQUIREMENTS, live, explained)
        return Audit({
            "schema": report.SCHEMA, "generated_at": self.at, "collection": VERSION,
            "platform": {"name": place.name, "project": place.project, "environment": place.environment,
                         "prefix": place.prefix, "region": place.region, "account": self.account,
                         "domain": place.domain, "known_from": place.known_from, "note": not_there(live.afresh())},
            "tenants": report.tenants(place.tenants, mets),
            "summary": report.summary(mets, time.monotonic() - self.began, calls),
            "requirements": [report.requirement(each) for each in mets],
            "architecture": architecture(live.afresh()), "parity": _unless_wrong(values.get("parity")),
            **_beside(report.refused(self.read), orphans), "trend": None,
        }, mets)


def looked_at(place: Place, loop: Loop) -> Looked:
    """Read all that requirements look at; raises `Invalid` for the credentials of another account than is meant."""
    began = time.monotonic()
    account, told = loop.run([_account(place), _everything(place)])
    if isinstance(account, EnvelopeError):
        raise account
    seen = t.cast("dict[str, Seen]", told)
    tenants = (*place.tenants, *discovered(Live(place, seen)))
    return Looked(dataclasses.replace(place, tenants=tenants), account, now(), began, seen)


class Counted:
    """Performs calls, and counts them."""

    def __init__(self, perform: Perform) -> None:
        self._perform = perform
        self.calls = 0

    def __call__(self, call: Call) -> Reply:
        self.calls += 1
        return self._perform(call)


def _beside(refused: list[report.Data], orphans: Orphans | None) -> report.Data:
    """What is in no inventory, or is being taken away, and which reads AWS refused, each once."""
    if orphans is None:
        return {"refused": refused, "orphans": None, "leaving": None}
    known = {(each["api"], each["region"]) for each in refused}
    more = [each for each in orphans.refused if (each["api"], each["region"]) not in known]
    return {"refused": [*refused, *more], "orphans": orphans.found, "leaving": orphans.leaving}


def _unless_wrong(value: t.Any) -> t.Any:
    """What was worked out; None where it could not be, which the checks that look at it say."""
    return None if isinstance(value, EnvelopeError) else value


def _account(place: Place) -> Flow:
    """The account of the credentials; None where they do not even tell that.  Raises when another one is meant."""
    meant = place.values.get("aws_account_id")
    try:
        if meant:
            return (yield from VerifyAccount(account_id=str(meant)).act(check=True))["account"]
        return (yield here())["account"]
    except Invalid:
        raise
    except AwsError:
        return None


def _everything(place: Place) -> Flow:
    """What each source shows, by its name."""
    told = yield Together([read(source, place) for source in SOURCES])
    return dict(zip((source.name for source in SOURCES), told, strict=True))
