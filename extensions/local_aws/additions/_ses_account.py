# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What SES keeps of an account in a region, beside moto's own lists."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from moto.core.utils import utcnow
from moto.ses.models import ConfigurationSet, EmailIdentity, SESBackend, ses_backends

from ._mend import AwsError
from ._ses_verification import Verification


@dataclass
class Account:
    """An account that has been let out of the sandbox, as those in use are."""

    production_access: bool = True
    sending_enabled: bool = True
    suppressed_reasons: list[str] = field(default_factory=lambda: ["BOUNCE", "COMPLAINT"])
    suppressed: dict[str, dict[str, t.Any]] = field(default_factory=dict)
    rates: dict[str, dict[str, float]] = field(default_factory=dict)
    """Bounce and complaint rates by configuration set, as a test says they are."""

    def suppress(self, address: str, reason: str) -> None:
        self.suppressed[address] = {"EmailAddress": address, "Reason": reason, "LastUpdateTime": utcnow()}


def account_of(backend: SESBackend) -> Account:
    return t.cast(Account, backend.__dict__.setdefault("account", Account()))


def backend_at(account: str, region: str) -> SESBackend:
    return ses_backends[account][region]


def verification_of(backend: SESBackend, identity: EmailIdentity) -> Verification:
    place = f"{backend.account_id} {backend.region_name}"
    made = Verification(identity.email_identity, place)
    return t.cast(Verification, identity.__dict__.setdefault("verification", made))


def identity_named(backend: SESBackend, name: str) -> EmailIdentity:
    found = backend.email_identities.get(name)
    if found is None:
        raise AwsError("NotFoundException", f"Email identity {name} does not exist.")
    return found


def set_named(backend: SESBackend, name: str) -> ConfigurationSet:
    found = backend.config_sets.get(name)
    if found is None:
        raise AwsError("NotFoundException", f"Configuration set <{name}> does not exist.")
    return found


def verified(backend: SESBackend, address: str) -> bool:
    """Whether mail can be sent from an address: it is verified itself, or its domain is."""
    for name in (address, address.rpartition("@")[2]):
        identity = backend.email_identities.get(name)
        if identity is not None:
            verification = verification_of(backend, identity)
            verification.look()
            if verification.status == "SUCCESS":
                return True
    return False


def arn_of(backend: SESBackend, kind: str, name: str) -> str:
    return f"arn:{backend.partition}:ses:{backend.region_name}:{backend.account_id}:{kind}/{name}"
