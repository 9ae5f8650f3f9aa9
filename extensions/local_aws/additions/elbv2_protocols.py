# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a listener's protocol demands.

moto changes it to HTTP, HTTPS and TCP only, and keeps the certificate of a TLS listener.  AWS takes every protocol of
the load balancer, and needs a certificate for what is encrypted.  `elbv2_listeners.py` mends both with what is here.
"""

from __future__ import annotations

from ._mend import AwsError

ENCRYPTED = ("HTTPS", "TLS")
KNOWN_TO_MOTO = ("HTTP", "HTTPS", "TCP")
TARGETS = {
    "HTTP": {"HTTP", "HTTPS"},
    "HTTPS": {"HTTP", "HTTPS"},
    "TCP": {"TCP", "TCP_UDP"},
    "TCP_UDP": {"TCP_UDP"},
    "TLS": {"TCP", "TLS"},
    "UDP": {"TCP_UDP", "UDP"},
}
"""Protocols of the target groups that can be behind a listener of a protocol."""


def check_encrypted(protocol: str, certificate: str | None) -> None:
    """Refuse a protocol that encrypts without a certificate to do it with."""
    if protocol in ENCRYPTED and not certificate:
        raise AwsError("ValidationError", f"A certificate must be specified for {protocol} listeners")


def as_moto_knows(protocol: str, now: str) -> str | None:
    """What to tell moto of a change to a protocol: nothing unless it knows the protocol, and is not there yet."""
    return None if protocol == now or protocol not in KNOWN_TO_MOTO else protocol
