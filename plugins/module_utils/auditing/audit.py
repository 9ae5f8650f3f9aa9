# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Audit one platform: read it once, judge all requirements, and say what came of it as data."""

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
from .judging import Explained, Met, judged, refuse_unknown
from .live import Live
from .place import Place
from .reading import Seen, now, read
from .requirements import EVERY as REQUIREMENTS
from .sources import EVERY as SOURCES

Further = t.Callable[[Live], t.Mapping[str, t.Any]]
"""What is known beside AWS once it was read, such as `parity`: values that requirements look at."""


@dataclass(frozen=True)
class Audit:
    """What came of an audit."""

    data: report.Data
    """The report (docs/audit-report.md)."""
    mets: list[Met]
    place: Place
    """The platform, with the tenants that were found on it."""


def audit(place: Place, perform: Perform, *, explained: Explained, further: Further = lambda live: {},
          workers: int = 16) -> Audit:
    """Audit a platform, by reads alone, through `perform`."""
    refuse_unknown(explained, REQUIREMENTS)
    began, counted = time.monotonic(), Counted(perform)
    account, seen = _looked(place, counted, workers)
    place = dataclasses.replace(place, tenants=(*place.tenants, *discovered(Live(place, seen))))
    live = Live(place, seen)
    place = dataclasses.replace(place, values={**place.values, **further(live.afresh())})
    live = Live(place, seen)
    mets = judged(REQUIREMENTS, live, explained)
    return Audit({
        "schema": report.SCHEMA, "generated_at": now(), "collection": VERSION,
        "platform": {"name": place.name, "project": place.project, "environment": place.environment,
                     "prefix": place.prefix, "region": place.region, "account": account, "domain": place.domain,
                     "known_from": place.known_from, "note": not_there(live.afresh())},
        "tenants": report.tenants(place.tenants, mets),
        "summary": report.summary(mets, time.monotonic() - began, counted.calls),
        "requirements": [report.requirement(each) for each in mets],
        "refused": report.refused(seen), "architecture": architecture(live.afresh()),
        "parity": None, "orphans": None, "leaving": None, "trend": None,
    }, mets, place)


class Counted:
    """Performs calls, and counts them."""

    def __init__(self, perform: Perform) -> None:
        self._perform = perform
        self.calls = 0

    def __call__(self, call: Call) -> Reply:
        self.calls += 1
        return self._perform(call)


def _looked(place: Place, perform: Perform, workers: int) -> tuple[str | None, dict[str, Seen]]:
    """Whose account it is, where that can be told, and what each source shows; raises for the wrong account."""
    account, seen = Loop(perform, workers=workers).run([_account(place), _everything(place)])
    if isinstance(account, EnvelopeError):
        raise account
    return account, t.cast("dict[str, Seen]", seen)


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
