# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listeners and their certificates.

moto lets two listeners share a port, takes certificates that do not exist or are not issued yet, loses the certificates
added for SNI when the default one changes, shows them in DescribeListeners, counts the default one against the quota of
25, and gives HTTP listeners an SSL policy.  To AWS the default certificate and the list for SNI are two things: one
certificate may be both.
"""

from __future__ import annotations

import typing as t

from moto.acm.models import acm_backends
from moto.core.responses import ActionResult
from moto.elbv2.models import ELBv2Backend, FakeAction, FakeListener
from moto.elbv2.responses import ELBV2Response
from moto.elbv2.ssl_policies import SSL_POLICIES

from ._mend import AwsError, mends
from .elbv2_attributes import listener_attributes
from .elbv2_protocols import ENCRYPTED
from .elbv2_rules import check_association, link

CERTIFICATES_PER_LOAD_BALANCER = 25
LISTENERS_PER_LOAD_BALANCER = 50
DEFAULT_POLICY = "ELBSecurityPolicy-2016-08"

Certificates = list[dict[str, t.Any]]


def _default_certificate(arns: list[str]) -> list[dict[str, str]] | None:
    """The one DescribeListeners shows; the others are for DescribeListenerCertificates."""
    return [{"CertificateArn": arns[0]}] if arns else None


for _operation in ("CreateListener", "DescribeListeners", "ModifyListener"):
    _path = f"{_operation}Output.Listeners.Listener.Certificates"
    ELBV2Response.RESPONSE_KEY_PATH_TO_TRANSFORMER[_path] = _default_certificate


@mends(ELBv2Backend)
def create_listener(
    former: t.Any, self: ELBv2Backend, load_balancer_arn: str, protocol: str, port: int, **settings: t.Any
) -> FakeListener:
    balancer = self.load_balancers.get(load_balancer_arn)
    if balancer is None:
        raise AwsError("LoadBalancerNotFound", f"Load balancer '{load_balancer_arn}' not found")
    for listener in balancer.listeners.values():
        if int(listener.port) == int(port):
            return _same_or_duplicate(listener, protocol, settings)
    if len(balancer.listeners) >= LISTENERS_PER_LOAD_BALANCER:
        raise AwsError("TooManyListeners", "You've reached the limit on the number of listeners per load balancer")
    if protocol in ENCRYPTED:
        _check_policy(settings["ssl_policy"])
        check_certificate(self, settings["certificate"])
    check_association(self, balancer, settings["actions"])
    made: FakeListener = former(self, load_balancer_arn, protocol, port, **settings)
    if protocol not in ENCRYPTED:
        made.ssl_policy = None  # type: ignore[assignment]
    link(self)
    return made


@mends(ELBv2Backend)
def describe_listeners(
    former: t.Any, self: ELBv2Backend, load_balancer_arn: str | None, listener_arns: list[str]
) -> list[FakeListener]:
    found: list[FakeListener] = former(self, load_balancer_arn, listener_arns)
    missing = sorted(set(listener_arns or []) - {listener.arn for listener in found})
    if missing:
        raise AwsError("ListenerNotFound", f"One or more listeners not found: {', '.join(missing)}")
    return found


@mends(ELBv2Backend)
def modify_listener(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: ELBv2Backend,
    arn: str,
    port: int | None = None,
    protocol: str | None = None,
    ssl_policy: str | None = None,
    certificates: Certificates | None = None,
    actions: list[dict[str, t.Any]] | None = None,
) -> FakeListener:
    listener = self.describe_listeners(None, [arn])[0]
    balancer = self.load_balancers[listener.load_balancer_arn]
    taken = {int(other.port) for other in balancer.listeners.values() if other is not listener}
    if port is not None and int(port) in taken:
        raise AwsError("DuplicateListener", f"A listener already exists on this port: {port}")
    for certificate in certificates or []:
        check_certificate(self, certificate["CertificateArn"])
    check_association(self, balancer, actions or [])
    self._validate_actions([FakeAction(action) for action in actions or []])
    former_default, others = listener.certificate, listener.certificates[1:]
    modified: FakeListener = former(self, arn, port, protocol, ssl_policy, certificates or [], actions or [])
    _settle(modified, former_default, others)
    link(self)
    return modified


@mends(ELBv2Backend)
def delete_listener(former: t.Any, self: ELBv2Backend, listener_arn: str) -> FakeListener:
    deleted: FakeListener = former(self, listener_arn)
    link(self)
    return deleted


@mends(ELBv2Backend)
def add_listener_certificates(former: t.Any, self: ELBv2Backend, arn: str, certificates: Certificates) -> list[str]:
    listener = self.describe_listeners(None, [arn])[0]
    new = [each["CertificateArn"] for each in certificates if each["CertificateArn"] not in listener.certificates[1:]]
    for certificate in new:
        check_certificate(self, certificate)
    balancer = self.load_balancers[listener.load_balancer_arn]
    count = sum(len(other.certificates[1:]) for other in balancer.listeners.values())
    if count + len(new) > CERTIFICATES_PER_LOAD_BALANCER:
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


@mends(ELBV2Response, "modify_listener")
def keep_mutual_authentication(former: t.Any, self: ELBV2Response) -> ActionResult:
    return _with_mutual_authentication(self, former(self))


@mends(ELBV2Response, "create_listener")
def give_mutual_authentication(former: t.Any, self: ELBV2Response) -> ActionResult:
    return _with_mutual_authentication(self, former(self))


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


def _settle(listener: FakeListener, former_default: str | None, others: list[str]) -> None:
    """Put the certificates in order after a change: the default one first, those for SNI as they were."""
    if listener.protocol in ENCRYPTED:
        listener.certificates = [listener.certificate, *others]  # type: ignore[list-item]
        listener.ssl_policy = listener.ssl_policy or DEFAULT_POLICY
    else:
        listener.certificate, listener.certificates, listener.ssl_policy = None, [], None  # type: ignore[assignment]
    if (former_default is None) != (listener.certificate is None):
        listener.attributes = listener_attributes(listener.protocol) | {
            key: value for key, value in listener.attributes.items() if key in listener_attributes(listener.protocol)
        }


def _same_or_duplicate(listener: FakeListener, protocol: str, settings: t.Mapping[str, t.Any]) -> FakeListener:
    if listener.protocol == protocol and listener.certificate == settings["certificate"]:
        given = [(action.get("Type"), action.get("TargetGroupArn")) for action in settings["actions"]]
        if given == [(action.type, action.data.get("TargetGroupArn")) for action in listener.default_actions]:
            return listener
    raise AwsError("DuplicateListener", "A listener already exists on this port for this load balancer")


def _check_policy(name: str) -> None:
    if name not in SSL_POLICIES:
        raise AwsError("SSLPolicyNotFound", f"SSL policy '{name}' not found")


def _with_mutual_authentication(response: ELBV2Response, result: ActionResult) -> ActionResult:
    """moto drops it; AWS gives `off` to HTTPS listeners that ask for nothing."""
    for listener in t.cast("dict[str, list[FakeListener]]", result.result)["Listeners"]:
        given = response._get_param("MutualAuthentication")
        if listener.protocol != "HTTPS":
            listener.mutual_authentication = None  # type: ignore[attr-defined]
        elif given or not getattr(listener, "mutual_authentication", None):
            listener.mutual_authentication = given or {"Mode": "off"}  # type: ignore[attr-defined]
    return result
