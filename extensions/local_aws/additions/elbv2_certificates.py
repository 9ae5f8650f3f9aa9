# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificates of a listener.

moto takes certificates that do not exist or are not issued yet, and counts the default one against the quota of 25.  To
AWS the default certificate and the list for SNI are two things: one certificate may be both.
"""

from __future__ import annotations

import typing as t

from moto.acm.models import acm_backends
from moto.elbv2.models import ELBv2Backend

from ._mend import AwsError, mends
from .service_quotas import limit

CERTIFICATES_PER_LOAD_BALANCER = "L-9365A611"

Certificates = list[dict[str, t.Any]]


@mends(ELBv2Backend)
def add_listener_certificates(former: t.Any, self: ELBv2Backend, arn: str, certificates: Certificates) -> list[str]:
    listener = self.describe_listeners(None, [arn])[0]
    new = [each["CertificateArn"] for each in certificates if each["CertificateArn"] not in listener.certificates[1:]]
    for certificate in new:
        check_certificate(self, certificate)
    balancer = self.load_balancers[listener.load_balancer_arn]
    count = sum(len(other.certificates[1:]) for other in balancer.listeners.values())
    if count + len(new) > limit(CERTIFICATES_PER_LOAD_BALANCER, self.account_id, self.region_name):
        raise AwsError(
            "TooManyCertificates", "You've reached the limit on the number of certificates per load balancer"
        )
    listener.certificates.extend(new)
    return [each["CertificateArn"] for each in certificates]


@mends(ELBv2Backend)
def remove_listener_certificates(former: t.Any, self: ELBv2Backend, arn: str, certificates: Certificates) -> None:
    listener = self.describe_listeners(None, [arn])[0]
    removed, others = {each["CertificateArn"] for each in certificates}, listener.certificates[1:]
    if listener.certificate in removed - set(others):
        raise AwsError("OperationNotPermitted", "Default certificate cannot be removed from the listener")
    listener.certificates[1:] = [other for other in others if other not in removed]


def check_certificate(backend: ELBv2Backend, arn: str | None) -> None:
    """Refuse what does not exist; AWS calls one that is not issued yet unsupported."""
    if not arn:
        raise AwsError("ValidationError", "A certificate must be specified for HTTPS listeners")
    if not backend._certificate_exists(arn):
        raise AwsError("CertificateNotFound", f"Certificate '{arn}' not found")
    found = acm_backends[backend.account_id][backend.region_name]._certificates.get(arn)
    if found and found.status != "ISSUED":
        demands = "must have a fully-qualified domain name, a supported signature, and a supported key size"
        raise AwsError("UnsupportedCertificate", f"The certificate '{arn}' {demands}.")
