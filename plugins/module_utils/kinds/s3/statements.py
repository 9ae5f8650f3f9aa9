# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bucket's policy: the statements of the user, and the one that refuses what is not encrypted on its way."""

from __future__ import annotations

import typing as t

from ...policies import Document, statement_alike, statements

LIMIT = 20 * 1024
"""Bytes of a bucket policy."""


def tls_statement(arn: str) -> dict[str, t.Any]:
    """Deny everything to everybody who does not come by TLS."""
    return {
        "Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [arn, f"{arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def joined(policy: Document | None, arn: str, *, tls_only: bool) -> dict[str, t.Any] | None:
    """The whole document, or None when nothing is left to say."""
    said = [*statements(policy), *([tls_statement(arn)] if tls_only else ())]
    return {"Version": "2012-10-17", **(policy or {}), "Statement": said} if said else None


def parted(document: Document | None, arn: str) -> tuple[dict[str, t.Any] | None, bool]:
    """What a document says besides the TLS statement, and whether that one is in it, under whatever Sid."""
    every = statements(document)
    others = [each for each in every if not statement_alike(each, tls_statement(arn))]
    return ({**(document or {}), "Statement": others} if others else None), len(others) < len(every)


def repeats_tls(policy: Document | None, bucket: str) -> bool:
    """Whether the user's statements have the one that `tls_only` makes."""
    return any(parted(policy, f"arn:{partition}:s3:::{bucket}")[1] for partition in ("aws", "aws-cn", "aws-us-gov"))
