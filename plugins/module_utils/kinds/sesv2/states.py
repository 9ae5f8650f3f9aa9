# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What SES says of an identity, in words for people."""

from __future__ import annotations

import typing as t

from ...calls import Reply

State = t.Literal["pending", "verified", "failed"]

FAILED = "FAILED"
"""SES has looked for the records for 72 hours, and looks no more."""


def dkim_status(found: Reply) -> str:
    return str(found.get("DkimAttributes", {}).get("Status", "NOT_STARTED"))


def mail_from_status(found: Reply) -> str | None:
    """The state of the MAIL FROM domain; None where there is none."""
    sender = found.get("MailFromAttributes") or {}
    return str(sender["MailFromDomainStatus"]) if sender.get("MailFromDomain") else None


def state(found: Reply) -> State:
    """One word for all of it: a temporary failure is looked into by SES, and so pending."""
    parts = [str(found.get("VerificationStatus", "PENDING"))]
    if not is_address(found):
        parts.append(dkim_status(found))
    parts += filter(None, [mail_from_status(found)])
    if FAILED in parts:
        return "failed"
    return "verified" if set(parts) == {"SUCCESS"} else "pending"


def given_up(found: Reply) -> str:
    """What SES can be told to look for again: `dkim`, `mail_from`, both or nothing.

    An address is verified by a mail to it, and a key of one's own is not for SES to find.
    """
    keys = found.get("DkimAttributes", {}).get("SigningAttributesOrigin", "AWS_SES") == "AWS_SES"
    dkim = not is_address(found) and keys and FAILED in (dkim_status(found), found.get("VerificationStatus"))
    sender = mail_from_status(found) == FAILED
    return ", ".join([*["dkim"] * dkim, *["mail_from"] * sender])


def is_address(found: Reply) -> bool:
    return found.get("IdentityType") == "EMAIL_ADDRESS"
