# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the mail of configuration sets is taken."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Call, Flow, Together
from ..errors import Absent, EnvelopeError, Invalid
from ..fields import instruction, required
from ..kinds.sesv2.reputation import BOUNCES, COMPLAINTS, Rates, rates_of
from ..kinds.sesv2.service import sesv2
from ..verb import Verb

PAUSED = "sending is paused"


@dataclass(frozen=True, kw_only=True)
class CheckReputation(Verb):
    """Look how much of the mail of configuration sets bounces or is complained of, and whether they may send."""

    module = "sesv2_check_reputation"
    examples: t.ClassVar[dict[str, t.Any]] = {"configuration_sets": ["envelope-prod-pool-acme"], "require": True}
    returns: t.ClassVar[dict[str, str]] = {
        "configuration_sets": "By name: RV(ignore:bounce_rate) and RV(ignore:complaint_rate) as parts of 1, which are "
                              "null where no mail was sent lately, and RV(ignore:sending_enabled).",
        "fit": "By name, whether it may send and neither rate is over its limit.",
        "msg": "The same as a sentence, with the reasons where one is not fit.",
    }

    configuration_sets: list[str] = required("Configuration sets, by name.")
    bounce_rate_limit: float = instruction("Bounces, as a part of 1, that are too many.", default=BOUNCES)
    complaint_rate_limit: float = instruction("Complaints, as a part of 1, that are too many.", default=COMPLAINTS)
    require: bool = instruction("Whether it is a failure that one is not fit.", default=False)

    def problems(self) -> t.Iterator[str]:
        if not self.configuration_sets or not all(self.configuration_sets):
            yield "configuration_sets: names none; allowed are one name and more"
        for limit in ("bounce_rate_limit", "complaint_rate_limit"):
            if not 0 <= getattr(self, limit) <= 1:
                yield f"{limit}: {getattr(self, limit)} is not allowed: 0 to 1, so that 0.02 is 2 %"

    def act(self, *, check: bool) -> Flow:
        names = list(dict.fromkeys(self.configuration_sets))
        sending = yield Together([_sending(name) for name in names])
        if failed := next((each for each in sending if isinstance(each, EnvelopeError)), None):
            raise failed
        rates: dict[str, Rates] = yield from rates_of(names)
        reasons = {name: self._reasons(rates[name], enabled) for name, enabled in zip(names, sending, strict=True)}
        told = _told(reasons, rates)
        if self.require and any(reasons.values()):
            raise Invalid(told)
        return {"changed": False, "msg": told, "fit": {name: not reasons[name] for name in names},
                "configuration_sets": {
                    name: {"bounce_rate": rates[name].bounce, "complaint_rate": rates[name].complaint,
                           "sending_enabled": enabled} for name, enabled in zip(names, sending, strict=True)}}

    def _reasons(self, rates: Rates, enabled: bool) -> list[str]:
        """Why a configuration set is not fit."""
        return [*([] if enabled else [PAUSED]), *rates.over(self.bounce_rate_limit, self.complaint_rate_limit)]


def _sending(name: str) -> Flow:
    call: Call = sesv2.get_configuration_set(ConfigurationSetName=name)
    try:
        found = yield call
    except Absent as error:
        raise Invalid(f"there is no configuration set {name}; role email makes it") from error
    return found.get("SendingOptions", {}).get("SendingEnabled", True)


def _told(reasons: t.Mapping[str, list[str]], rates: t.Mapping[str, Rates]) -> str:
    """The sentence: what is not fit, or how the rates are."""
    if unfit := [f"{name}: {' and '.join(why)}" for name, why in reasons.items() if why]:
        return "; ".join(unfit)
    return "; ".join(f"{name}: {_rate(each.bounce)} bounce, {_rate(each.complaint)} complain"
                     for name, each in rates.items())


def _rate(value: float | None) -> str:
    return "none known to" if value is None else f"{value:.2%}"
