# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates that a listener has besides its default one."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow, Pending
from ...errors import Awaited
from ...fields import computed, instruction, key, scope
from ...resource import Resource
from ..acm import CERTIFICATE
from ..acm.service import acm
from .api import advised, elbv2, listener_at, listener_exists, the_one
from .references import LOAD_BALANCER


@dataclass(frozen=True, kw_only=True)
class ListenerCertificate(Resource):
    """A certificate that a listener shows to clients which ask for a name on it."""

    plural = "elbv2_listener_certificates"
    examples = {"load_balancer": "envelope-prod", "port": 443, "certificate": "acme.example"}

    load_balancer: str = scope("Name or ARN of the load balancer.", find=LOAD_BALANCER)
    port: int = scope("Port of the listener.", default=443)
    certificate: str = key("Domain name or ARN of the certificate.", find=CERTIFICATE)
    once_issued: bool = instruction(
        "Leave a certificate that is not issued yet to a later run, rather than have AWS refuse it.", default=False)
    listener: str | None = computed("ARN of the listener.", wire="ListenerArn")

    def resolved(self, *, pending: bool = False) -> Flow:
        found = yield from super().resolved(pending=pending)
        yield from listener_exists(found.load_balancer, self.port, pending=pending)
        return found

    def read(self) -> Flow:
        if self.once_issued and (yield from _status(self.certificate)) != "ISSUED":
            raise Awaited(f"certificate {self.certificate} is not issued yet")
        listener = (yield from listener_at(self.load_balancer, self.port))["ListenerArn"]
        call = elbv2.describe_listener_certificates(ListenerArn=listener)
        reply = yield call
        # the default one is there a second time when it was also added
        the_one(call, reply.get("Certificates", ()), CertificateArn=self.certificate, IsDefault=False)
        return self.seen({"ListenerArn": listener})

    def create(self) -> Flow:
        listener = yield from listener_at(self.load_balancer, self.port)
        yield from advised(elbv2.add_listener_certificates(
            ListenerArn=listener["ListenerArn"], Certificates=[{"CertificateArn": self.certificate}]))

    def update(self, now: ListenerCertificate, changed: t.AbstractSet[str]) -> Flow:
        """Nothing of it can change."""
        yield from ()

    def delete(self) -> Flow:
        yield elbv2.remove_listener_certificates(
            ListenerArn=self.listener, Certificates=[{"CertificateArn": self.certificate}])


def _status(certificate: str) -> Flow:
    if isinstance(certificate, Pending):
        return ""
    return (yield acm.describe_certificate(CertificateArn=certificate))["Certificate"]["Status"]
