# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""E3: what becomes of each tenant's mail is told, and one tenant can be paused."""

from __future__ import annotations

import typing as t

from .. import senders
from ..checks import Check, Judged, Remedy, Requirement
from ..live import Live
from ..sources.sesv2 import SENDING

ROLE = "email"
TOLD = frozenset({"BOUNCE", "COMPLAINT"})

Found = t.Mapping[str, t.Any]


def _apart(live: Live, identity: Found) -> Judged:
    name = identity.get("ConfigurationSetName")
    if not name:
        return Judged(False, "no configuration set")
    uses, refused = senders.uses(live)
    if uses[name] == 1 and refused is not None:  # one that nobody has seen may send by it, too
        raise refused
    return Judged(uses[name] == 1, f"{name}, its own" if uses[name] == 1 else f"{name}, as {uses[name] - 1} more")


def _told(live: Live, about: Found) -> Judged:
    """Whether topics hear of both."""
    heard = {event for one in about["destinations"] if one.get("Enabled") and one.get("SnsDestination")
             for event in one["MatchingEventTypes"]}
    missing = sorted(TOLD - heard)
    return Judged(not missing, f"no topic is told of {', '.join(missing)}" if missing else "a topic is told of both")


def _suppressed(live: Live, about: Found) -> Judged:
    """By what it says itself, else by what the account says."""
    own = about.get("SuppressionOptions")
    options = own if own is not None else live[SENDING].get("SuppressionAttributes", {})
    reasons = sorted(options.get("SuppressedReasons", ()))
    said = ", ".join(reasons) or "nothing"
    return Judged(set(reasons) >= TOLD, said if own is not None else f"{said}, by the account")


def _rated(live: Live, about: Found) -> Judged:
    on = bool(about.get("ReputationOptions", {}).get("ReputationMetricsEnabled"))
    return Judged(on, f"reputation metrics are {'on' if on else 'off'}")


E3 = Requirement("E3", "Mail", "What becomes of mail is told, and one can be paused", ("manager 4", "manager 6"), (), (
    Check("E3.apart", "Each domain sends by a configuration set of its own, by which it can be paused", "medium",
          senders.senders, _apart, "a configuration set of its own", Remedy(ROLE, "email_configuration_set")),
    Check("E3.events", "A topic is told of bounces and complaints", "high", senders.sets, _told,
          "an event destination of SNS for BOUNCE and COMPLAINT", Remedy(ROLE, "email_events"),
          iso_2013=("A.12.4.1",), iso_2022=("8.15",)),
    Check("E3.suppression", "Who bounced or complained is not sent to again", "high", senders.sets, _suppressed,
          "BOUNCE and COMPLAINT are suppressed", Remedy(ROLE)),
    Check("E3.reputation", "Its rates are measured", "medium", senders.sets, _rated, "reputation metrics on",
          Remedy(ROLE), iso_2013=("A.12.1.3",), iso_2022=("8.6",)),
))
