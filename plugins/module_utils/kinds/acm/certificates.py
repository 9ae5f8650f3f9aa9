# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates that AWS issues and renews."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply, Wait
from ...errors import Absent
from ...fields import computed, constant, instruction, key, option, tagging
from ...generating import generate
from ...resource import Resource
from ...tagging import MANAGED_BY, missing
from ...wire import Codec, pairs, unordered
from ..route53.service import ZONE
from .service import Summary, acm, listed, tags_of
from .validation import is_published, publish, until_issued, validation_records

some = Codec(lambda value: value or None, lambda found: list(found or ()))
underscored = Codec(lambda value: value, lambda found: found and found.replace("-", "_"))
moment = Codec(lambda value: value, lambda found: found and str(found))


@dataclass(frozen=True, kw_only=True)
class AcmCertificate(Resource):
    """A public certificate, proved by DNS records and then renewed by AWS."""

    plural = "acm_certificates"
    fixed = frozenset({"subject_alternative_names", "key_algorithm"})
    examples = {
        "domain_name": "example.com", "subject_alternative_names": ["*.example.com"], "key_algorithm": "RSA_2048",
        "validation_zone": "example.com", "tags": {"project": "envelope"},
    }

    domain_name: str = key("First domain name of the certificate.")
    subject_alternative_names: list[str] | None = option(
        "Its other domain names. AWS cannot change the names of a certificate: for others, ask for one under another "
        "O(acm_certificates[].domain_name) (any of the names may come first), and remove this one when it is unused.",
        codec=some, alike=unordered)
    key_algorithm: t.Literal["RSA_2048", "EC_prime256v1", "EC_secp384r1"] | None = option(
        "Kind of key. V(RSA_2048) where it is left out.", codec=underscored)
    tags: dict[str, str] | None = tagging()
    validation_zone: str | None = instruction(
        "Public hosted zone, by name or id, in which the validation records are published and kept. Left out, they are "
        "returned only, for somebody else to publish.")
    wait: bool | None = instruction(
        "Whether to wait until the certificate is issued. Left out, it is waited for where "
        "O(acm_certificates[].validation_zone) is given.")
    wait_timeout: int = instruction("Seconds after which waiting for the certificate ends in an error.", default=900)
    arn: str | None = computed("ARN of the certificate.", wire="CertificateArn")
    status: str | None = computed("State of the certificate, such as V(ISSUED) or V(PENDING_VALIDATION).")
    validation_records: list[dict[str, str]] | None = computed(
        "DNS records (name, type, value) that prove its names. They must stay, or AWS does not renew it.")
    not_after: str | None = computed("When it ends, if AWS does not renew it.", codec=moment)
    published: bool = constant(True, "Whether its validation records are in the zone, where one is given.")
    issued: bool = constant(True, "Whether it is issued, where that is waited for.")

    def problems(self) -> t.Iterator[str]:
        for name in self._names():
            if "*" in name.removeprefix("*.") or name.endswith("."):
                yield f"{name} is no name for a certificate; allowed are host names, and *. before one of them"
            if self._is_outside(name):
                yield (f"validation_zone: {name} is not in {self.validation_zone}; leave out validation_zone, and "
                       "publish the validation records where each name belongs")
        if self.wait_timeout <= 0:
            yield f"wait_timeout: {self.wait_timeout}, allowed are 1 and more seconds"

    def resolved(self, *, pending: bool = False) -> Flow:
        """This, with its zone looked up: one that is missing is told before a certificate is asked for."""
        found = yield from super().resolved(pending=pending)
        if self.validation_zone is None:
            return found
        zone = yield from ZONE.resolve(self.validation_zone, pending=pending)
        return dataclasses.replace(found, validation_zone=zone)

    def read(self) -> Flow:
        arn = yield from self._arn()
        about = dict((yield acm.describe_certificate(CertificateArn=arn))["Certificate"])
        about["Issued"] = about["Status"] == "ISSUED" or not self._waits
        if self.validation_zone is not None:
            about["Published"] = yield from is_published(self.validation_zone, about)
        else:
            about["Published"] = True
        if self.tags is not None:
            about["Tags"] = yield from tags_of(arn)
        names = {name.lower() for name in about.get("SubjectAlternativeNames", ())}
        about["SubjectAlternativeNames"] = (
            self.subject_alternative_names if names == self._names() else sorted(names - {self.domain_name.lower()}))
        return self.seen({**about, "ValidationRecords": validation_records(about)})

    def create(self) -> Flow:
        made = yield acm.request_certificate(
            **self.wire(), ValidationMethod="DNS", IdempotencyToken=generate("hex", length=16))
        yield from self._proved(made["CertificateArn"])

    def update(self, now: AcmCertificate, changed: t.AbstractSet[str]) -> Flow:
        if "tags" in changed:
            yield acm.add_tags_to_certificate(CertificateArn=now.arn, Tags=pairs().out(missing(now.tags, self.tags)))
        if changed & {"published", "issued"}:
            yield from self._proved(t.cast(str, now.arn))

    def delete(self) -> Flow:
        """Remove it; its records stay, for other certificates of the same names are proved by them too."""
        yield Wait(acm.describe_certificate(CertificateArn=self.arn), f"certificate {self.domain_name}",
                   _use, frozenset({"unused", "absent"}), timeout=120, hint="Take it from what uses it first")
        yield acm.delete_certificate(CertificateArn=self.arn)

    @property
    def _waits(self) -> bool:
        return self.wait if self.wait is not None else self.validation_zone is not None

    def _names(self) -> set[str]:
        return {name.lower() for name in (self.domain_name, *(self.subject_alternative_names or ()))}

    def _is_outside(self, name: str) -> bool:
        zone = (self.validation_zone or "").lower().rstrip(".")
        return "." in zone and not f".{name}".endswith(f".{zone}")

    def _proved(self, arn: str) -> Flow:
        if self.validation_zone is not None:
            yield from publish(self.validation_zone, arn, self.domain_name)
        if self._waits:
            yield from until_issued(arn, self.domain_name, timeout=self.wait_timeout)

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
