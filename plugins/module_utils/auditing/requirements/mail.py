# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""E1: domains that mail is sent from, and what others find published of them."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...errors import EnvelopeError
from ...kinds.route53.service import dotted
from ...kinds.sesv2.needs import Need, needs
from ...kinds.sesv2.states import dkim_status, mail_from_status, state
from ...kinds.sesv2.zone import Publication
from .. import dns, senders
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..reading import Untold
from ..sources.sesv2 import IDENTITIES

AREA, ROLE = "Mail", "email"
LONG = "RSA_2048_BIT"

Found = t.Mapping[str, t.Any]
ISO: dict[str, t.Any] = {"iso_2013": ("A.13.2.3",), "iso_2022": ("5.14",)}


@dataclass(frozen=True)
class Wishes:
    """What is to be published of a domain."""

    email_identity: str
    mail_from_domain: str | None
    spf: bool = True
    inbound: bool = False
    dmarc_reports: str | None = None
    dmarc_loosen: bool = False


def _platform(live: Live) -> t.Iterator[Subject]:
    if domain := live.said("platform_mail_domain", live.place.domain):
        yield Subject(f"domain {domain}", domain)


def _no_domain(live: Live) -> str:
    if live.said("platform_mail_domain") == "":
        return "the platform sends no mail of its own (platform_mail_domain)"
    return "" if live.place.domain else "the platform's domain is not known (cell_domain)"


def _known(live: Live, domain: str) -> Judged:
    there = any(one["name"] == domain for one in live[IDENTITIES])
    return Judged(there, "a mail identity" if there else f"no mail identity {domain}")


def _state(live: Live, identity: Found) -> Judged:
    return Judged(state(identity) != "failed", f"{state(identity)} (DKIM {dkim_status(identity)}, MAIL FROM "
                  f"{mail_from_status(identity) or 'none'})")


def _signs(live: Live, identity: Found) -> Judged:
    dkim = identity.get("DkimAttributes", {})
    if not dkim.get("SigningEnabled"):
        return Judged(False, "SES does not sign its mail")
    if dkim.get("SigningAttributesOrigin") == "EXTERNAL":
        return Judged(True, "signed with a key of the account's own")
    length = dkim.get("NextSigningKeyLength") or dkim.get("CurrentSigningKeyLength", "unknown")
    return Judged(length == LONG, f"signed with keys of {length}")


def _bounces(live: Live, identity: Found) -> Judged:
    sender = (identity.get("MailFromAttributes") or {}).get("MailFromDomain")
    return Judged(bool(sender), f"bounces go to {sender}" if sender else "bounces go to SES's own domain")


def _published(live: Live) -> t.Iterator[Subject]:
    """Domains in zones of ours, each with what is to be published of it beside what is."""
    for one in senders.senders(live):
        if zone := dns.zone_of(live, one.thing["name"]):
            yield one._replace(thing=_publications(live, zone, one.thing) if not isinstance(one.thing, Untold)
                               else one.thing.error)


def _publications(live: Live, zone: Found, identity: Found) -> list[Publication]:
    sender = (identity.get("MailFromAttributes") or {}).get("MailFromDomain")
    wanted = needs(Wishes(identity["name"], sender), live.place.region, identity.get("DkimAttributes", {}), "none")
    return [Publication(need, zone["records"].get((dotted(need.name).rstrip("."), need.type))) for need in wanted]


def _of(kind: str, start: str) -> t.Callable[[Live], t.Iterator[Subject]]:
    """The same, with the records of one sort: by type, and how their names begin before the identity's own."""
    def of(live: Live) -> t.Iterator[Subject]:
        for one in _published(live):
            domain = one.name.partition(" ")[2]
            if isinstance(one.thing, EnvelopeError):
                yield one
            elif mine := [each for each in one.thing if each.need.type == kind and _sort(each.need, domain) == start]:
                yield one._replace(thing=mine)

    return of


def _sort(need: Need, domain: str) -> str:
    """Which of a domain's texts it is: its own (SPF), `_dmarc`, `_domainkey`, or that of another name."""
    before = need.name.removesuffix(domain).rstrip(".")
    return "_domainkey" if before.endswith("._domainkey") else before if before in ("", "_dmarc") else "other"


def _there(live: Live, wanted: t.Sequence[Publication]) -> Judged:
    missing = [one for one in wanted if one.conflict or not one.published]
    said = [one.conflict or f"{one.need.type} {one.need.name} lacks {one.revised.value}" for one in missing]
    return Judged(not missing, "; ".join(said) or "published",
                  "; ".join(f"{one.need.type} {one.need.name} {one.revised.value}" for one in wanted))


def _elsewhere(live: Live) -> str:
    """Who publishes, where none of the domains is in a zone of ours."""
    domains = [one.thing["name"] for one in senders.senders(live)]
    if not domains or any(dns.zone_of(live, one) for one in domains):
        return ""
    return f"whoever holds {domains[0]} publishes its records: it is in no public zone here"


def _record(word: str, title: str, kind: str, start: str, variable: str = "") -> Check:
    return Check(f"E1.{word}", title, "high", _of(kind, start), _there, "published", Remedy(ROLE, variable),
                 applies=_elsewhere, **ISO)


E1 = Requirement("E1", AREA, "Mail is signed, and others can tell that it is ours", ("manager 4",), (), (
    Check("E1.domain", "The platform's domain is a mail identity", "high", _platform, _known, "a mail identity",
          Remedy(ROLE, "platform_mail_domain"), applies=_no_domain),
    Check("E1.state", "No verification has failed", "high", senders.senders, _state, "verified, or pending",
          Remedy(ROLE, "email_domain", "site.yml starts a failed verification again.")),
    Check("E1.dkim", "SES signs with keys of 2048 bits", "high", senders.senders, _signs, LONG, Remedy(ROLE), **ISO),
    Check("E1.mail_from", "Bounces go to a domain below its own", "medium", senders.senders, _bounces,
          "a MAIL FROM domain", Remedy(ROLE, "email_mail_from"), **ISO),
    _record("keys", "Its DKIM keys are published", "CNAME", "_domainkey"),
    _record("spf", "SPF names SES as a sender", "TXT", "", "email_spf"),
    _record("dmarc", "DMARC says what to do with others' mail", "TXT", "_dmarc", "email_dmarc_policy"),
    _record("bounces", "The MAIL FROM domain has its mail server", "MX", "other", "email_mail_from"),
    _record("bounces_spf", "SPF of the MAIL FROM domain names SES", "TXT", "other", "email_mail_from"),
))
