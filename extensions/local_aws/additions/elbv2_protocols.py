# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes of a listener's protocol.

moto changes it to HTTP, HTTPS and TCP only, and keeps the certificate of a TLS listener.  AWS takes every protocol of
the load balancer, and needs a certificate for what is encrypted.
"""

from __future__ import annotations

import typing as t

from moto.elbv2.models import ELBv2Backend, FakeListener

from ._mend import AwsError, mends

ENCRYPTED = ("HTTPS", "TLS")
TARGETS = {
    "HTTP": {"HTTP", "HTTPS"},
    "HTTPS": {"HTTP", "HTTPS"},
    "TCP": {"TCP", "TCP_UDP"},
    "TCP_UDP": {"TCP_UDP"},
    "TLS": {"TCP", "TLS"},
    "UDP": {"TCP_UDP", "UDP"},
}
"""Protocols of the target groups that can be behind a listener of a protocol."""


@mends(ELBv2Backend)
def modify_listener(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ELBv2Backend,
    arn: str,
    port: int | None = None,
    protocol: str | None = None,
    ssl_policy: str | None = None,
    certificates: list[dict[str, t.Any]] | None = None,
    actions: list[dict[str, t.Any]] | None = None,
) -> FakeListener:
    listener = self.describe_listeners(None, [arn])[0]
    wanted = protocol or listener.protocol
    default = certificates[0]["CertificateArn"] if certificates else listener.certificate
    if wanted in ENCRYPTED and not default:
        raise AwsError("ValidationError", f"A certificate must be specified for {wanted} listeners")
    known = None if wanted == listener.protocol or wanted not in ("HTTP", "HTTPS", "TCP") else wanted
    modified: FakeListener = former(self, arn, port, known, ssl_policy, certificates, actions)
    modified.protocol = wanted
    if wanted in ENCRYPTED:
        modified.certificate = default
    return modified
