# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple Email Service's API, and what its resources are called outside of it."""

from __future__ import annotations

from ...calls import Flow, Service, here

sesv2 = Service(
    "sesv2",
    absent=frozenset({"NotFoundException"}),
    # most of its operations are taken once a second
    transient=frozenset({"TooManyRequestsException", "ConcurrentModificationException"}),
)


def arn_of(kind: str, name: str) -> Flow:
    """The ARN of an `identity` or a `configuration-set`, which SES never tells and wants for tags."""
    place = yield here()
    return f"arn:{place['partition']}:ses:{place['region']}:{place['account']}:{kind}/{name}"
