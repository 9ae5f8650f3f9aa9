# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identities: the domains (and addresses) that mail is sent from."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow, Reply, here
from ...errors import Invalid
from ...fields import computed, constant, instruction, key, option, tagging
from ...resource import Changes, Resource
from ...tagging import retag
from ...wire import Codec
from ..route53.service import ZONE
from .dns import Dns, dns_of
from .reputation import BOUNCES, COMPLAINTS
from .service import arn_of, sesv2
from .states import dkim_status, given_up, mail_from_status, state
from .texts import Policy
from .zone import publish, withdraw

DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")

ONLY_DOMAINS = ("dkim_signing_key_length", "zone", "spf", "dmarc_policy", "inbound")

clearable = Codec(lambda value: value or None, lambda found: found or "")
lenient = Codec(lambda value: value, lambda found: found or "USE_DEFAULT_VALUE")


@dataclass(frozen=True, kw_only=True)
class EmailIdentity(Resource):
    """A domain (or address) that mail is sent from, with its DNS records; that it is verified is never waited for."""

    plural = "sesv2_identities"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "email_identity": "acme.example.com", "dkim_signing_key_length": "RSA_2048_BIT",
        "mail_from_domain": "bounce.acme.example.com", "behavior_on_mx_failure": "USE_DEFAULT_VALUE",
        "configuration_set": "envelope-prod-pool-acme", "zone": "example.com", "spf": True, "dmarc_policy": "none",
        "dmarc_reports": "dmarc@example.com", "tags": {"tenant": "acme"},
    }

    email_identity: str = key("Domain (or address) that mail is sent from, in lower case.")
    dkim_signing_key_length: t.Literal["RSA_1024_BIT", "RSA_2048_BIT"] | None = option(
        "Length of the keys that SES signs with. AWS takes a change once a day.",
        wire="DkimAttributes.NextSigningKeyLength")
    mail_from_domain: str | None = option(
        "Domain below this one that bounces go to, so that SPF is aligned; empty for SES's own.",
        wire="MailFromAttributes.MailFromDomain", codec=clearable)
    behavior_on_mx_failure: t.Literal["USE_DEFAULT_VALUE", "REJECT_MESSAGE"] | None = option(
        "What is done with mail while the MX record of the MAIL FROM domain is not found.",
        wire="MailFromAttributes.BehaviorOnMxFailure", codec=lenient)
    feedback_forwarding: bool | None = option(
        "Whether bounces and complaints are sent on by mail as well. V(true) where it is left out at creation.",
        wire="FeedbackForwardingStatus")
    configuration_set: str | None = option(
        "Configuration set of mail that names none; empty for none.", wire="ConfigurationSetName", codec=clearable)
    tags: dict[str, str] | None = tagging()
    zone: str | None = instruction(
        "Public hosted zone, by name or id, in which all records are published and kept. Left out, they are returned "
        "only, for somebody else to publish.")
    spf: bool = instruction(
        "Whether SES is to be among the senders that the domain's SPF text names. Texts of others are kept.",
        default=False)
    dmarc_policy: Policy | None = instruction(
        "What others are to do with mail that is not the domain's. A stricter policy that is published stays, and it "
        "is made stricter only while bounces and complaints are within their limits.")
    dmarc_reports: str | None = instruction("Address that DMARC reports are sent to, beside those that are published.")
    dmarc_loosen: bool = instruction(
        "Whether a stricter DMARC policy that is published gives way to O(sesv2_identities[].dmarc_policy).",
        default=False)
    bounce_rate_limit: float = instruction("Bounces, as a part of 1, over which DMARC is not made stricter.",
                                           default=BOUNCES)
    complaint_rate_limit: float = instruction("Complaints, as a part of 1, over which DMARC is not made stricter.",
                                              default=COMPLAINTS)
    inbound: bool = instruction(
        "Whether mail to the domain comes to SES. Mail servers of somebody else's are never replaced.", default=False)
    arn: str | None = computed("ARN of the identity.")
    state: str | None = computed("How far it is: V(pending), V(verified) or V(failed).")
    dkim_status: str | None = computed("SES's word on the DKIM records, such as V(PENDING) or V(SUCCESS).")
    mail_from_status: str | None = computed("SES's word on the MAIL FROM domain; not there where there is none.")
    verified: bool | None = computed("Whether mail can be sent from it.", wire="VerifiedForSendingStatus")
    dns_records: list[dict[str, t.Any]] | None = computed(
        "DNS records (name, type, value, ttl) that its mail needs, and whether each is published where that is known.")
    published_dmarc_policy: str | None = computed("The DMARC policy in its zone; not there where there is none.")
    held: list[str] | None = computed("Why DMARC is not made as strict as it is asked for.")
    conflicts: list[str] | None = computed("What is in the zone and stands in the way; nothing is changed before.")
    signing: bool = constant(True, "Whether SES signs its mail.", wire="DkimAttributes.SigningEnabled")
    restarting: str = constant(
        "", "What SES has given up looking for, as it does after 72 hours, and is told to look for again.")
    published: bool = constant(True, "Whether its records are in the zone, where one is given.")

    def problems(self) -> t.Iterator[str]:
        name, domain = self.email_identity, self._domain
        if not DOMAIN.fullmatch(domain):
            yield f"email_identity: {name!r} is not allowed: a domain in lower case, or an address in one"
        if not self._is_domain and (unfit := [option for option in ONLY_DOMAINS if getattr(self, option)]):
            yield f"{', '.join(unfit)}: for domains only, and {name} is an address"
        if self.mail_from_domain and not self.mail_from_domain.endswith(f".{domain}"):
            yield f"mail_from_domain: {self.mail_from_domain} is not allowed: a domain below {domain}"
        if self.mail_from_domain == "" and self.behavior_on_mx_failure == "REJECT_MESSAGE":
            yield "behavior_on_mx_failure: REJECT_MESSAGE needs a mail_from_domain"
        zone = (self.zone or "").lower().rstrip(".")
        if "." in zone and not f".{domain}".endswith(f".{zone}"):
            yield f"zone: {domain} is not in {self.zone}; leave it out, and publish dns_records where they belong"
        if self.dmarc_reports and not (self.dmarc_policy and "@" in self.dmarc_reports):
            yield f"dmarc_reports: {self.dmarc_reports!r} is not allowed: an address, together with dmarc_policy"
        for limit in ("bounce_rate_limit", "complaint_rate_limit"):
            if not 0 <= getattr(self, limit) <= 1:
                yield f"{limit}: {getattr(self, limit)} is not allowed: 0 to 1, so that 0.02 is 2 %"

    def resolved(self, *, pending: bool = False) -> Flow:
        """This, with its zone looked up: one that is missing is told before anything is made."""
        found = yield from super().resolved(pending=pending)
        if self.zone is None:
            return found
        return dataclasses.replace(found, zone=(yield from ZONE.resolve(self.zone, pending=pending)))

    def read(self) -> Flow:
        found = yield sesv2.get_email_identity(EmailIdentity=self.email_identity)
        arn = yield from arn_of("identity", self.email_identity)
        dns: Dns = yield from self._dns(arn.split(":")[3], found)
        dkim = dict(found.get("DkimAttributes", {}))
        if not self._is_domain:  # its mail is signed with the keys of its domain
            dkim["SigningEnabled"] = True
        return self.seen({
            **found, "DkimAttributes": dkim, "Arn": arn, "State": state(found), "DkimStatus": dkim_status(found),
            "MailFromStatus": mail_from_status(found), "Restarting": given_up(found),
            "Published": dns.published or self.zone is None, "DnsRecords": dns.shown(known=self.zone is not None),
            "PublishedDmarcPolicy": dns.policy, "Held": dns.held or None, "Conflicts": dns.conflicts or None,
        })

    def create(self) -> Flow:
        region = "" if self.zone is None else (yield here())["region"]
        _refuse((yield from self._dns(region, {})).conflicts)  # told before anything is made
        length = self.dkim_signing_key_length
        made = yield sesv2.create_email_identity(
            **self.wire("email_identity", "configuration_set", "tags"),
            DkimSigningAttributes={"NextSigningKeyLength": length} if length else None)
        if self.mail_from_domain:
            yield self._mail_from()
        if self.feedback_forwarding is False:
            yield self._feedback()
        if self.zone is not None:
            yield from publish(self.zone, (yield from self._dns(region, made)).publications)

    def update(self, now: EmailIdentity, changed: t.AbstractSet[str]) -> Flow:
        if "tags" in changed:
            yield from retag(sesv2, now.tags, self.tags, ResourceArn=now.arn)
        if others := changed - {"tags"}:
            yield from self._brought(now, others)

    def _brought(self, now: EmailIdentity, changed: t.AbstractSet[str]) -> Flow:
        """Bring it and its records to what is asked for; somebody who only tags it leaves both as they are."""
        if "signing" in changed:
            yield sesv2.put_email_identity_dkim_attributes(EmailIdentity=self.email_identity, SigningEnabled=True)
        if "dkim_signing_key_length" in changed or "dkim" in now.restarting:
            yield self._keys()
        if changed & {"mail_from_domain", "behavior_on_mx_failure"} or "mail_from" in now.restarting:
            yield self._mail_from()
        if "feedback_forwarding" in changed:
            yield self._feedback()
        if "configuration_set" in changed:
            yield sesv2.put_email_identity_configuration_set_attributes(
                **self.wire("email_identity", "configuration_set"))
        if self.zone is not None and self._is_domain:
            yield from publish(self.zone, (yield from self._dns_again(now)).publications)

    def impossible(self, now: EmailIdentity | None, changes: Changes) -> Flow:
        """What is in its zone and stands in the way: nothing of it is changed before."""
        yield from ()
        return "; ".join(now.conflicts or ()) if now and changes.keys() - {"tags"} else ""

    def delete(self) -> Flow:
        """Take it away, and first those of its records that nobody else has a part in."""
        if self.zone is not None and self._is_domain:
            yield from withdraw(self.zone, (yield from self._dns_again(self)).publications)
        yield sesv2.delete_email_identity(EmailIdentity=self.email_identity)

    @property
    def _domain(self) -> str:
        return self.email_identity.rpartition("@")[2]

    @property
    def _is_domain(self) -> bool:
        return "@" not in self.email_identity

    def _dns(self, region: str, found: Reply) -> Flow:
        return (yield from dns_of(self, region, found)) if self._is_domain else Dns()

    def _dns_again(self, now: EmailIdentity) -> Flow:
        """Its records as they are needed now: keys that were asked for anew have other ones."""
        found = yield sesv2.get_email_identity(EmailIdentity=self.email_identity)
        return (yield from self._dns(str(now.arn).split(":")[3], found))

    def _keys(self) -> Call:
        """Have SES sign with its own keys, and look for their records from now on, for 72 hours."""
        length = self.dkim_signing_key_length or "RSA_2048_BIT"
        return sesv2.put_email_identity_dkim_signing_attributes(
            EmailIdentity=self.email_identity, SigningAttributesOrigin="AWS_SES",
            SigningAttributes={"NextSigningKeyLength": length})

    def _mail_from(self) -> Call:
        """Set its MAIL FROM domain, and have SES look for the MX record from now on, for 72 hours."""
        return sesv2.put_email_identity_mail_from_attributes(
            EmailIdentity=self.email_identity, **self.wire("mail_from_domain").get("MailFromAttributes", {}))

    def _feedback(self) -> Call:
        return sesv2.put_email_identity_feedback_attributes(
            EmailIdentity=self.email_identity, EmailForwardingEnabled=self.feedback_forwarding)


def _refuse(conflicts: list[str]) -> None:
    if conflicts:
        raise Invalid("; ".join(conflicts))
