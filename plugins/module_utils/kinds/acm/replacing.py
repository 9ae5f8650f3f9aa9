# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How one certificate takes the place of another at load balancers, with no moment in which neither is shown."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Service
from ...errors import Absent
from .service import acm

elbv2 = Service(
    "elbv2",
    absent=frozenset({"LoadBalancerNotFound", "ListenerNotFound"}),
    transient=frozenset({"CertificateNotFound"}),  # what ACM has just issued is not known there at once
)

LOAD_BALANCER = ":loadbalancer/"


def users_of(arn: str) -> Flow:
    """The ARNs of what uses a certificate; AWS notices some minutes late that something has let go of it."""
    reply = yield acm.describe_certificate(CertificateArn=arn)
    return list(reply["Certificate"].get("InUseBy") or ())


def replaceable(arn: str) -> Flow:
    """Whether nothing but load balancers use a certificate, or nothing at all."""
    try:
        return all(LOAD_BALANCER in user for user in (yield from users_of(arn)))
    except Absent:
        return False


def handed_over(former: str, new: str) -> Flow:
    """Show a certificate wherever a former one is shown, and then take that away."""
    for balancer in (yield from users_of(former)):
        try:
            listeners = (yield elbv2.describe_listeners(LoadBalancerArn=balancer)).get("Listeners", ())
            for listener in listeners:
                if listener.get("Certificates"):
                    yield from _swapped(listener["ListenerArn"], former, new)
        except Absent:  # it is gone, which AWS tells of certificates late
            continue


def _swapped(listener: str, former: str, new: str) -> Flow:
    reply = yield elbv2.describe_listener_certificates(ListenerArn=listener)
    shown: list[dict[str, t.Any]] = [each for each in reply.get("Certificates", ())
                                     if each["CertificateArn"] == former]
    if any(each.get("IsDefault") for each in shown):
        yield elbv2.modify_listener(ListenerArn=listener, Certificates=[{"CertificateArn": new}])
    if not all(each.get("IsDefault") for each in shown):
        yield elbv2.add_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": new}])
        yield elbv2.remove_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": former}])
