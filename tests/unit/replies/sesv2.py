# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple Email Service's answers."""

from __future__ import annotations

import typing as t

IDENTITY = "arn:aws:ses:eu-west-1:111122223333:identity/acme.example.com"
DKIM = {"Status": "PENDING", "SigningEnabled": True, "Tokens": ["one", "two", "three"],
        "SigningAttributesOrigin": "AWS_SES", "NextSigningKeyLength": "RSA_2048_BIT"}
REPLIES: dict[str, dict[str, t.Any]] = {
    "create_email_identity": {"DkimAttributes": DKIM},
    "get_email_identity": {"DkimAttributes": DKIM},
}
HELD: dict[str, t.Any] = {
    "EmailIdentity.arn": IDENTITY,
    "EmailIdentity.state": "pending",
    "EmailIdentity.dkim_status": "PENDING",
    "EmailIdentity.mail_from_status": "PENDING",
    "EmailIdentity.verified": False,
    "EmailIdentity.dns_records": [],
    "EmailIdentity.published_dmarc_policy": "none",
    "EmailIdentity.held": None,
    "EmailIdentity.conflicts": None,
    "ConfigurationSet.arn": "arn:aws:ses:eu-west-1:111122223333:configuration-set/envelope-prod-pool-acme",
}
