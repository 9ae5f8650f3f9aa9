# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail that SES refuses to send.

moto sends for every identity that exists.  AWS refuses an identity that is not verified (in the sandbox recipients
too, but for the mailbox simulator), an account or a configuration set that is paused, and, where that is asked for, a
MAIL FROM domain whose MX record it has not found.  A recipient on the suppression list is taken, and sent nothing.
"""

from __future__ import annotations

import json
import typing as t
from email import message_from_bytes
from email.utils import parseaddr

from moto.core.responses import ActionResult
from moto.ses.models import EmailIdentity, SESBackend
from moto.sesv2.responses import SESV2Response

from ._mend import AwsError, mends
from ._ses_account import account_of, set_named, verification_of, verified
from .sesv2_configuration_sets import options_of

SIMULATOR = "@simulator.amazonses.com"


@mends(SESV2Response)
def send_email(former: t.Any, self: SESV2Response) -> ActionResult:
    backend, sender = self.sesv2_backend.core_backend, _sender(self)
    if not account_of(backend).sending_enabled:
        raise AwsError("SendingPausedException", "Email sending for this account is currently paused.")
    _refuse_unverified(backend, [sender, *_recipients(self)])
    _refuse_paused(self, backend, sender)
    _refuse_without_mail_from(self, backend, sender)
    return ActionResult(json.loads(former(self)))


def _sender(response: SESV2Response) -> str:
    given = response._get_param("FromEmailAddress")
    if given is None and "Raw" in response._get_param("Content"):
        given = message_from_bytes(response._get_param("Content.Raw.Data"))["from"]
    if not given:
        raise AwsError("BadRequestException", "Missing final 'From' address.")
    return parseaddr(given)[1].lower()


def _recipients(response: SESV2Response) -> list[str]:
    lists = (response._get_param("Destination") or {}).values()
    return [parseaddr(address)[1].lower() for addresses in lists for address in addresses]


def _refuse_unverified(backend: SESBackend, addresses: list[str]) -> None:
    sender, *recipients = addresses
    asked = [sender]
    if not account_of(backend).production_access:
        asked += [each for each in recipients if not each.endswith(SIMULATOR)]
    if failed := [each for each in asked if not verified(backend, each)]:
        region = backend.region_name.upper()
        text = f"The following identities failed the check in region {region}: {', '.join(failed)}"
        raise AwsError("MessageRejected", f"Email address is not verified. {text}")


def _refuse_paused(response: SESV2Response, backend: SESBackend, sender: str) -> None:
    name = response._get_param("ConfigurationSetName")
    name = name or next((each.configuration_set_name for each in _identities(backend, sender)), None)
    if name and not options_of(set_named(backend, name))["SendingOptions"]["SendingEnabled"]:
        raise AwsError("SendingPausedException", f"Email sending for configuration set <{name}> is currently disabled.")


def _refuse_without_mail_from(response: SESV2Response, backend: SESBackend, sender: str) -> None:
    identity = next(iter(_identities(backend, sender)), None)
    kept = getattr(identity, "mail_from", None)
    if identity is None or not kept or kept["domain"] is None or kept["behavior"] != "REJECT_MESSAGE":
        return
    if verification_of(backend, identity).look_for_sender(kept["domain"], response.region) != "SUCCESS":
        raise AwsError("MailFromDomainNotVerifiedException", f"MAIL FROM domain <{kept['domain']}> is not verified.")


def _identities(backend: SESBackend, sender: str) -> list[EmailIdentity]:
    """The identities that a sender is: the address itself comes before its domain."""
    names = (sender, sender.rpartition("@")[2])
    return [backend.email_identities[name] for name in names if name in backend.email_identities]
