# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The DNS records that a domain's mail needs."""

from __future__ import annotations

import typing as t
from collections.abc import Mapping

from ...calls import Reply
from ..route53.values import meaning
from .texts import Policy, Revised, with_dmarc, with_spf

EASY_DKIM = "dkim.amazonses.com"
"""Where SES publishes its keys, unless it says another zone."""


class Need(t.NamedTuple):
    """A record that is needed, and what that makes of the values it has."""

    name: str
    type: str
    revise: t.Callable[[list[str]], Revised]


class Wishes(t.Protocol):
    """What is asked for a domain."""

    @property
    def email_identity(self) -> str: ...
    @property
    def mail_from_domain(self) -> str | None: ...
    @property
    def spf(self) -> bool: ...
    @property
    def inbound(self) -> bool: ...
    @property
    def dmarc_reports(self) -> str | None: ...
    @property
    def dmarc_loosen(self) -> bool: ...


def needs(wishes: Wishes, region: str, dkim: Reply, policy: Policy | None) -> list[Need]:
    """The records for a domain: those of DKIM, of its MAIL FROM domain, and what else is asked for.

    `dkim` is SES's word on its keys, `policy` what DMARC is to say.
    """
    domain, sender = wishes.email_identity, wishes.mail_from_domain
    found = [_cname(f"{token}._domainkey.{domain}", f"{token}.{dkim.get('SigningHostedZone') or EASY_DKIM}")
             for token in _tokens(dkim)]
    if sender:
        found += [_mx(sender, f"10 feedback-smtp.{region}.amazonses.com"), Need(sender, "TXT", with_spf)]
    if wishes.spf:
        found.append(Need(domain, "TXT", with_spf))
    if policy:
        found.append(Need(f"_dmarc.{domain}", "TXT", lambda texts: with_dmarc(
            texts, policy, wishes.dmarc_reports, loosen=wishes.dmarc_loosen)))
    if wishes.inbound:
        found.append(_mx(domain, f"10 inbound-smtp.{region}.amazonaws.com"))
    return found


def _tokens(dkim: Mapping[str, t.Any]) -> list[str]:
    """The tokens of Easy DKIM; one's own key has a selector there instead."""
    return [] if dkim.get("SigningAttributesOrigin") == "EXTERNAL" else list(dkim.get("Tokens") or ())


def _cname(name: str, target: str) -> Need:
    return Need(name, "CNAME", lambda values: Revised(target, [target]))


def _mx(name: str, server: str) -> Need:
    """Mail has one way: a domain with servers of somebody else's keeps them."""

    def revise(values: list[str]) -> Revised:
        others = [value for value in values if meaning("MX", value).split()[-1] != server.split()[-1]]
        if others:
            return Revised(server, values, f"has mail servers of its own, {', '.join(others)}, which are left alone: "
                           "remove them first if mail is to come here")
        return Revised(server, values or [server])

    return Need(name, "MX", revise)
