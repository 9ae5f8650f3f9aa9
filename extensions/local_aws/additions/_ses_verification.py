# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far SES is with the verification of an identity.

A domain's DKIM records and the MX record of its MAIL FROM domain are looked for in the public zones of the embedded
Route 53 on each read: PENDING becomes SUCCESS when they are there, SUCCESS a TEMPORARY_FAILURE when they are gone.
Nothing fails after 72 hours here; a test says so, and it stays so until the setup is started again.
"""

from __future__ import annotations

import hashlib
import time
import typing as t
from dataclasses import dataclass, field

from ..told import Told
from ._dns import answers

STATES = ("PENDING", "SUCCESS", "FAILED", "TEMPORARY_FAILURE")
HOSTED = "dkim.amazonses.com"


@dataclass
class Search:
    """SES's search for some records, and what it has come to."""

    state: str = "PENDING"
    told: Told | None = None

    def look(self, *, there: bool) -> str:
        """Look once; what a test told comes before what is there."""
        if self.told:
            self.state = self.told.look() or self.state
        elif self.state != "FAILED":
            self.state = "SUCCESS" if there else "PENDING" if self.state == "PENDING" else "TEMPORARY_FAILURE"
        return self.state

    def restart(self) -> None:
        self.state, self.told = "PENDING", None


@dataclass
class Verification:
    """All that SES looks for, for one identity."""

    name: str
    place: str
    """Account and region: in each, the keys are others."""
    length: str = "RSA_2048_BIT"
    current_length: str | None = None
    generation: int = 0
    made: float = field(default_factory=time.time)
    dkim: Search = field(default_factory=Search)
    mail_from: Search = field(default_factory=Search)
    status: str = "PENDING"
    """Of the identity itself, which a domain's DKIM records prove; changing keys later does not take it away."""

    @property
    def is_domain(self) -> bool:
        return "@" not in self.name

    @property
    def tokens(self) -> list[str]:
        seed = f"{self.place} {self.name} {self.generation}"
        return [hashlib.sha256(f"{seed} {number}".encode()).hexdigest()[:32] for number in range(3)]

    def look(self) -> None:
        """What a read of the identity shows from now on."""
        if not self.is_domain:
            self.status = self.dkim.look(there=self.status == "SUCCESS")
            return
        there = all(f"{token}.{HOSTED}" in answers(f"{token}._domainkey.{self.name}", "CNAME") for token in self.tokens)
        if self.dkim.look(there=there) == "SUCCESS":
            self.current_length = self.length
        if self.status != "SUCCESS":
            self.status = self.dkim.state

    def look_for_sender(self, domain: str, region: str) -> str:
        """The state of the MAIL FROM domain: it has to have this one MX record."""
        return self.mail_from.look(there=answers(domain, "MX") == {f"10 feedback-smtp.{region}.amazonses.com"})

    def sign_again(self, length: str | None) -> None:
        """Start the search for DKIM records; keys of another length have other ones."""
        if length and length != self.length:
            self.length, self.generation, self.made = length, self.generation + 1, time.time()
        self.dkim.restart()

    def dkim_attributes(self, *, enabled: bool) -> dict[str, t.Any]:
        found = {
            "SigningEnabled": enabled,
            "Status": self.dkim.state,
            "Tokens": self.tokens,
            "SigningHostedZone": HOSTED,
            "SigningAttributesOrigin": "AWS_SES",
            "NextSigningKeyLength": self.length,
            "LastKeyGenerationTimestamp": self.made,
        }
        return found | ({"CurrentSigningKeyLength": self.current_length} if self.current_length else {})
