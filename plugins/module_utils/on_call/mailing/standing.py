# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a sender stands: whether it may send, how its mail is taken, and how the account stands, on which all depend."""

from __future__ import annotations

from dataclasses import dataclass

from ...calls import Flow, Reply
from ...errors import Absent, Invalid
from ...kinds.secretsmanager import secretsmanager
from ...kinds.sesv2.reputation import BOUNCES, COMPLAINTS, Rates, rates_of
from ...kinds.sesv2.service import sesv2
from ...onboarding.checks import mail
from ...tagging import LEAVING
from ...wire import pairs

HEALTHY = "HEALTHY"


@dataclass(frozen=True)
class Standing:
    """How a configuration set stands."""

    name: str
    sending: bool
    rates: Rates

    @property
    def over(self) -> list[str]:
        return self.rates.over(BOUNCES, COMPLAINTS)

    @property
    def line(self) -> str:
        """The verdict."""
        state = "sends" if self.sending else "is paused"
        told = " and ".join(self.over) or f"{_rate(self.rates.bounce)} bounce, {_rate(self.rates.complaint)} complain"
        return f"mail of {self.name} {state}: {told}"


def standing_of(name: str) -> Flow:
    """The standing of a configuration set; raises `Invalid` where there is none."""
    try:
        found = yield sesv2.get_configuration_set(ConfigurationSetName=name)
    except Absent as error:
        raise Invalid(f"there is no configuration set {name}: it sends no mail, or playbooks/site.yml --tags email was "
                      "not run for it") from error
    rates: dict[str, Rates] = yield from rates_of([name])
    return Standing(name, bool(found.get("SendingOptions", {}).get("SendingEnabled", True)), rates[name])


def identity_line(identity: str) -> Flow:
    """How far the verification of a domain is, as a line."""
    try:
        found = yield from mail(identity)
    except Absent:
        return f"BEWARE: {identity} is no identity of SES; run playbooks/site.yml --tags email"
    beware = "" if found.verdict == "ok" else "BEWARE: "
    return f"{beware}verification of {identity}: {found.detail}"


def account_line() -> Flow:
    """How the account stands, as a line: paused by AWS, it sends for nobody."""
    found: Reply = yield sesv2.get_account()
    quota = found.get("SendQuota") or {}
    sent, most = quota.get("SentLast24Hours", 0.0), quota.get("Max24HourSend", 0.0)
    wrong = [*([] if found.get("SendingEnabled", True) else ["sending is paused for everybody"]),
             *([] if found.get("ProductionAccessEnabled") else ["it is in the sandbox"]),
             *([] if found.get("EnforcementStatus", HEALTHY) == HEALTHY
               else [f"AWS has it under {found['EnforcementStatus']}"]),
             *(["its quota is used up"] if 0 < most <= sent else [])]
    beware = f"BEWARE: {', '.join(wrong)}; " if wrong else ""
    of = f" of {most:.0f}" if most >= 0 else ""  # -1 is no limit
    return f"{beware}the account sent {sent:.0f}{of} mails in 24 hours"


def leaving_since(secret: str) -> Flow:
    """Since when a tenant is being taken away, by its secret's mark; empty where it is not."""
    try:
        found = yield secretsmanager.describe_secret(SecretId=secret)
    except Absent:
        return ""
    tags: dict[str, str] = pairs().into(found.get("Tags")) or {}
    return tags.get(LEAVING, "")


def staying(secret: str) -> Flow:
    """Raise `Invalid` where a tenant is being taken away: its mail is paused on purpose."""
    if since := (yield from leaving_since(secret)):
        raise Invalid(f"{secret} is being taken away since {since}, and its mail stays paused; call that off first, "
                      "with playbooks/offboard_tenant.yml -e cancel=...")


def _rate(value: float | None) -> str:
    return "none known to" if value is None else f"{value:.2%}"
