# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listeners.

moto lets two listeners share a port, takes certificates that do not exist or are not issued yet, loses the certificates
added for SNI when the default one changes, shows them in DescribeListeners, gives HTTP listeners an SSL policy, and
changes a listener to a protocol that its load balancer lacks.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult
from moto.elbv2.models import ELBv2Backend, FakeAction, FakeListener
from moto.elbv2.responses import ELBV2Response
from moto.elbv2.ssl_policies import SSL_POLICIES

from ._mend import AwsError, mends
from .elbv2_actions import check_actions
from .elbv2_attributes import listener_attributes
from .elbv2_certificates import Certificates, check_certificate
from .elbv2_protocols import ENCRYPTED, as_moto_knows, check_encrypted
from .elbv2_rules import check_association, link
from .service_quotas import limit

LISTENERS_PER_LOAD_BALANCER = "L-B6DF7632"
DEFAULT_POLICY = "ELBSecurityPolicy-2016-08"


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
    if len(balancer.listeners) >= limit(LISTENERS_PER_LOAD_BALANCER, self.account_id, self.region_name):
        raise AwsError("TooManyListeners", "You've reached the limit on the number of listeners per load balancer")
    if protocol in ENCRYPTED:
        _check_policy(settings["ssl_policy"])
        check_certificate(self, settings["certificate"])
    check_association(self, balancer, settings["actions"])
    self._validate_port_and_protocol(balancer.type, port, protocol)  # type: ignore[arg-type]
    check_actions(self, port, protocol, settings["actions"])
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
    wanted = protocol or listener.protocol
    default = certificates[0]["CertificateArn"] if certificates else listener.certificate
    _check_port(self, listener, port or listener.port, wanted)
    _check_certificates(self, wanted, certificates or [], default)
    _check_actions(self, listener, port or listener.port, wanted, actions or [])
    former_default, others = listener.certificate, listener.certificates[1:]
    known = as_moto_knows(wanted, listener.protocol)
    modified: FakeListener = former(self, arn, port, known, ssl_policy, certificates or [], actions or [])
    modified.protocol = wanted
    if wanted in ENCRYPTED:
        modified.certificate = default
    _settle(modified, former_default, others)
    link(self)
    return modified


@mends(ELBv2Backend)
def delete_listener(former: t.Any, self: ELBv2Backend, listener_arn: str) -> FakeListener:
    deleted: FakeListener = former(self, listener_arn)
    link(self)
    return deleted


@mends(ELBV2Response, "modify_listener")
def keep_mutual_authentication(former: t.Any, self: ELBV2Response) -> ActionResult:
    return _with_mutual_authentication(self, former(self))


@mends(ELBV2Response, "create_listener")
def give_mutual_authentication(former: t.Any, self: ELBV2Response) -> ActionResult:
    return _with_mutual_authentication(self, former(self))


def _check_port(backend: ELBv2Backend, listener: FakeListener, port: int | str, protocol: str) -> None:
    balancer = backend.load_balancers[listener.load_balancer_arn]
    if int(port) in {int(other.port) for other in balancer.listeners.values() if other is not listener}:
        raise AwsError("DuplicateListener", f"A listener already exists on this port: {port}")
    backend._validate_port_and_protocol(balancer.type, port, protocol)  # type: ignore[arg-type]


def _check_certificates(backend: ELBv2Backend, protocol: str, given: Certificates, default: str | None) -> None:
    for certificate in given:
        check_certificate(backend, certificate["CertificateArn"])
    check_encrypted(protocol, default)


def _check_actions(
    backend: ELBv2Backend, listener: FakeListener, port: int | str, protocol: str, given: list[dict[str, t.Any]]
) -> None:
    """Those that stay have to fit the listener's new port and protocol, too."""
    check_association(backend, backend.load_balancers[listener.load_balancer_arn], given)
    backend._validate_actions([FakeAction(action) for action in given])
    kept = [{**action.data, "Type": action.type} for action in listener.default_actions]
    check_actions(backend, port, protocol, given or kept)


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
