# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates that AWS issues and renews."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply, Say, Wait
from ...errors import Absent, GaveUp
from ...fields import computed, constant, instruction, key, option, tagging
from ...generating import generate
from ...resource import Resource
from ...tagging import MANAGED_BY, missing
from ...wire import Codec, moment, pairs, unordered
from ..route53.service import ZONE
from .replacing import handed_over, replaceable
from .service import Summary, acm, listed, tags_of
from .validation import belongs, is_published, publish, until_decided, until_issued, validation_records

some = Codec(lambda value: value or None, lambda found: list(found or ()))
underscored = Codec(lambda value: value, lambda found: found and found.replace("-", "_"))
LONGEST_FIRST_NAME = 64
"""Characters of the name that comes first; the others may be longer."""


@dataclass(frozen=True, kw_only=True)
class AcmCertificate(Resource):
    """A public certificate, proved by DNS records and then renewed by AWS."""

    plural = "acm_certificates"
    fixed = frozenset({"subject_alternative_names", "key_algorithm"})
    kept = ("listeners show it: for other names say its own option replace, for another kind of key ask for one under "
            "another first name")
    examples = {
        "domain_name": "example.com", "subject_alternative_names": ["*.example.com"], "key_algorithm": "RSA_2048",
        "validation_zone": "example.com", "tags": {"project": "envelope"},
    }

    domain_name: str = key("First domain name of the certificate.")
    subject_alternative_names: list[str] | None = option(
        "Its other domain names. AWS cannot change the names of a certificate: for others, say "
        "O(acm_certificates[].replace), or ask for one under another O(acm_certificates[].domain_name) (any of the "
        "names may come first) and remove this one when it is unused.",
        codec=some, alike=unordered)
    key_algorithm: t.Literal["RSA_2048", "EC_prime256v1", "EC_secp384r1"] | None = option(
        "Kind of key. V(RSA_2048) where it is left out.", codec=underscored)
    tags: dict[str, str] | None = tagging()
    validation_zone: str | None = instruction(
        "Public hosted zone, by name or id, in which the validation records are published and kept. Left out, they are "
        "returned only, for somebody else to publish.")
    validation_zones: list[str] | None = instruction(
        "The same for names that are in several zones, by name: each record goes where its name belongs.")
    replace: bool = instruction(
        "Whether other names make a new certificate: it is asked for, waited for, shown at the listeners beside the "
        "former one, and then that is taken from them and deleted. One that something else than a load balancer uses "
        "is left. Needs O(acm_certificates[].validation_zone) or O(acm_certificates[].validation_zones), and a tag "
        "C(managed-by), which tells ours.",
        default=False)
    wait: bool | None = instruction(
        "Whether to wait until the certificate is issued. Left out, it is waited for where a zone is given.")
    wait_timeout: int = instruction("Seconds after which waiting for the certificate ends in an error.", default=900)
    arn: str | None = computed("ARN of the certificate.", wire="CertificateArn")
    status: str | None = computed("State of the certificate, such as V(ISSUED) or V(PENDING_VALIDATION).")
    validation_records: list[dict[str, str]] | None = computed(
        "DNS records (name, type, value) that prove its names. They must stay, or AWS does not renew it.")
    names: list[str] | None = computed("All of its names.")
    not_after: str | None = computed("When it ends, if AWS does not renew it.", codec=moment)
    published: bool = constant(True, "Whether its validation records are in the zone, where one is given.")
    issued: bool = constant(True, "Whether it is issued, where that is waited for.")
    alone: bool = constant(True, "Whether no former certificate is left, where others are replaced.")

    def problems(self) -> t.Iterator[str]:
        for name in sorted(self._names()):
            if "*" in name.removeprefix("*.") or name.endswith("."):
                yield f"{name} is no name for a certificate; allowed are host names, and *. before one of them"
            yield from self._outside(name)
        if len(self.domain_name) > LONGEST_FIRST_NAME:
            yield (f"domain_name: {self.domain_name} has {len(self.domain_name)} characters, allowed are "
                   f"{LONGEST_FIRST_NAME}; let a shorter one of its names come first")
        if self.validation_zone and self.validation_zones:
            yield "validation_zone: it is given and so is validation_zones; allowed is one of them"
        if self.replace and not (self._proves and self._waits):
            yield ("replace: it takes a zone, and waiting: the former certificate goes when the new one is issued; say "
                   "validation_zone or validation_zones, and leave out wait")
        if self.replace and MANAGED_BY not in (self.tags or {}):
            yield f"replace: tags must say {MANAGED_BY}, or somebody else's certificate could be taken for a former one"
        if self.wait_timeout <= 0:
            yield f"wait_timeout: {self.wait_timeout}, allowed are 1 and more seconds"

    def resolved(self, *, pending: bool = False) -> Flow:
        """This, with its zone looked up: one that is missing is told before a certificate is asked for."""
        found = yield from super().resolved(pending=pending)
        for name in self.validation_zones or ():
            yield from ZONE.resolve(name, pending=pending)
        if self.validation_zone is None:
            return found
        zone = yield from ZONE.resolve(self.validation_zone, pending=pending)
        return dataclasses.replace(found, validation_zone=zone)

    def changes(self, now: AcmCertificate | None) -> dict[str, tuple[t.Any, t.Any]]:
        """What differs; with `replace`, other names are no change to what AWS has fixed."""
        found = super().changes(now)
        if now is not None and self.replace and "subject_alternative_names" in found:
            del found["subject_alternative_names"]
            found["names"] = now.names, sorted(self._names())
        return found

    def read(self) -> Flow:
        arn = yield from self._arn()
        about = dict((yield acm.describe_certificate(CertificateArn=arn))["Certificate"])
        about["Issued"] = about["Status"] == "ISSUED" or not self._waits
        about["Published"] = not self._proves or (yield from is_published((yield from self._zones()), about))
        if self.tags is not None:
            about["Tags"] = yield from tags_of(arn)
        names = {name.lower() for name in about.get("SubjectAlternativeNames", ())}
        about["Names"] = sorted(names)
        about["SubjectAlternativeNames"] = (
            self.subject_alternative_names if names == self._names() else sorted(names - {self.domain_name.lower()}))
        about["Alone"] = names != self._names() or not (yield from self._former(arn))
        return self.seen({**about, "ValidationRecords": validation_records(about)})

    def create(self) -> Flow:
        yield from self._proved((yield from self._requested()))

    def update(self, now: AcmCertificate, changed: t.AbstractSet[str]) -> Flow:
        arn = t.cast(str, now.arn)
        if "names" in changed:
            arn = yield from self._requested()
        elif "tags" in changed:
            yield acm.add_tags_to_certificate(CertificateArn=arn, Tags=pairs().out(missing(now.tags, self.tags)))
        if changed & {"names", "published", "issued"}:
            yield from self._proved(arn)
        for former in (yield from self._former(arn)) if changed & {"names", "alone"} else ():
            yield from handed_over(former, arn)
            yield from self._retired(former)

    def delete(self) -> Flow:
        """Remove it; its records stay, for other certificates of the same names are proved by them too."""
        yield Wait(acm.describe_certificate(CertificateArn=self.arn), f"certificate {self.domain_name}",
                   _use, frozenset({"unused", "absent"}), timeout=120, hint="Take it from what uses it first")
        yield acm.delete_certificate(CertificateArn=self.arn)

    @property
    def _waits(self) -> bool:
        return self.wait if self.wait is not None else self._proves

    @property
    def _proves(self) -> bool:
        """Whether its records are published by us."""
        return self.validation_zone is not None or bool(self.validation_zones)

    def _names(self) -> set[str]:
        return {name.lower() for name in (self.domain_name, *(self.subject_alternative_names or ()))}

    def _outside(self, name: str) -> t.Iterator[str]:
        """What is wrong with the zones for a name; one that is given by its id may hold any."""
        zone = self.validation_zone or ""
        if "." in zone and not belongs(name, zone):
            yield (f"validation_zone: {name} is not in {zone}; leave out validation_zone, and publish the validation "
                   "records where each name belongs")
        if self.validation_zones and not any(belongs(name, each) for each in self.validation_zones if each):
            yield f"validation_zones: {name} is in none of {', '.join(self.validation_zones)}; name the zone it is in"

    def _zones(self) -> Flow:
        """The zones that its records go to, by the domain whose names belong there."""
        zones = {} if self.validation_zone is None else {"": self.validation_zone}
        for name in self.validation_zones or ():
            zones[name] = yield from ZONE.resolve(name, pending=True)
        return zones

    def _requested(self) -> Flow:
        made = yield acm.request_certificate(
            **self.wire("domain_name", "subject_alternative_names", "key_algorithm", "tags"), ValidationMethod="DNS",
            IdempotencyToken=generate("hex", length=16))
        return made["CertificateArn"]

    def _proved(self, arn: str) -> Flow:
        if self._proves:
            yield from publish((yield from self._zones()), arn, self.domain_name)
        elif not self._waits:  # somebody else publishes them, and is told which
            yield from until_decided(arn, self.domain_name)
        if self._waits:
            yield from until_issued(arn, self.domain_name, timeout=self.wait_timeout)

    def _former(self, arn: str) -> Flow:
        """The ARNs of ours that the certificate `arn` replaces, and that nothing but load balancers use."""
        found: list[str] = []
        for each in (yield from listed(self.domain_name)) if self.replace else ():
            other = each["CertificateArn"]
            if other != arn and (yield from self._is_ours(other)) and (yield from replaceable(other)):
                found.append(other)
        return found

    def _retired(self, arn: str) -> Flow:
        """Delete a former certificate, now or, where AWS is slow to notice that it is unused, in the next run."""
        try:
            yield from dataclasses.replace(self, arn=arn).delete()
        except GaveUp as end:
            yield Say(f"{end}; the next run deletes {arn}")

    def _arn(self) -> Flow:
        """The ARN of the certificate with these names; raises `Absent`.

        One of ours for the domain with other names is meant too, so that the
        user is told that names cannot change; one of somebody else's is not.
        """
        candidates: list[Summary] = [each for each in (yield from listed(self.domain_name))
                                     if each.get("Type", "AMAZON_ISSUED") == "AMAZON_ISSUED"]
        exact = [each["CertificateArn"] for each in candidates if self._is_named(each)]
        if len(exact) == 1:
            return exact[0]
        for arn in exact or [each["CertificateArn"] for each in candidates]:
            if (yield from self._is_ours(arn)):
                return arn
        if exact:
            return exact[0]
        raise Absent(acm.list_certificates(), "NotFound", f"there is no certificate {self.domain_name}")

    def _is_named(self, summary: Summary) -> bool:
        names = {name.lower() for name in summary.get("SubjectAlternativeNameSummaries", ())}
        return self.subject_alternative_names is None or names | {self.domain_name.lower()} == self._names()

    def _is_ours(self, arn: str) -> Flow:
        mark = (self.tags or {}).get(MANAGED_BY)
        return mark is None or (yield from tags_of(arn)).get(MANAGED_BY) == mark


def _use(reply: Reply) -> str:
    """AWS notices some minutes late that a load balancer has let go of a certificate."""
    users = reply["Certificate"].get("InUseBy")
    return f"in use by {', '.join(users)}" if users else "unused"
