# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listeners."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Invalid
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...wire import Codec
from ..acm import CERTIFICATE
from .actions import Action, action_problems
from .api import advised, demand, elbv2, listener_at, retag, tags_of
from .references import LOAD_BALANCER

default_certificate = Codec(
    lambda arn: None if arn is None else [{"CertificateArn": arn}],
    lambda found: found[0]["CertificateArn"] if found else None,
)
"""AWS's list of the one default certificate."""

ENCRYPTED = ("HTTPS", "TLS")
PREDEFINED = "ELBSecurityPolicy-"
"""How the names of AWS's own TLS policies begin."""


@dataclass(frozen=True, kw_only=True)
class Listener(Resource):
    """A port of a load balancer, and what is done with requests that no rule is for."""

    plural = "elbv2_listeners"
    examples = {
        "load_balancer": "envelope-prod", "port": 443, "protocol": "HTTPS",
        "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06", "certificate": "example.com",
        "default_actions": [{"type": "forward", "target_group": "envelope-prod-tenant"}],
        "tags": {"project": "envelope"},
    }

    load_balancer: str = key("Name or ARN of the load balancer.", wire="LoadBalancerArn", find=LOAD_BALANCER)
    port: int = key("Port it listens on.")
    protocol: t.Literal["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"] | None = option("Protocol that clients speak.")
    ssl_policy: str | None = option("AWS's name for the TLS versions and ciphers that are accepted.")
    certificate: str | None = option(
        "Domain name or ARN of the default certificate; M(venturemond.envelope.elbv2_listener_certificates) adds more.",
        wire="Certificates", codec=default_certificate, find=CERTIFICATE)
    default_actions: list[Action] | None = option("What is done with requests that no rule is for. Exactly one.")
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the listener.", wire="ListenerArn")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from action_problems("default_actions", self.default_actions)
        if not 1 <= self.port <= 65535:
            yield f"port is {self.port}, allowed are 1 to 65535"
        if self.protocol is not None and self.protocol not in ENCRYPTED:
            yield from (f"{name} does not go with protocol {self.protocol}, only with {' and '.join(ENCRYPTED)}"
                        for name in ("ssl_policy", "certificate") if getattr(self, name) is not None)
        if self.ssl_policy is not None and not self.ssl_policy.startswith(PREDEFINED):
            yield f"ssl_policy is {self.ssl_policy}, AWS's names begin with {PREDEFINED}"

    def read(self) -> Flow:
        found = yield from listener_at(self.load_balancer, self.port)
        tags = yield from tags_of([found["ListenerArn"]])
        return self.seen({**found, "Tags": tags.get(found["ListenerArn"])})

    def create(self) -> Flow:
        demand(self, "protocol", "default_actions", *(["certificate"] if self.protocol in ENCRYPTED else []))
        yield from advised(elbv2.create_listener(**self.wire()))

    def update(self, now: Listener, changed: t.AbstractSet[str]) -> Flow:
        if "protocol" in changed and self.protocol in ENCRYPTED and self.certificate is None:
            raise Invalid(f"protocol cannot become {self.protocol} without a certificate")
        if settings := changed - {"tags"}:  # what is not sent stays, or goes with a protocol that has no use for it
            yield from advised(elbv2.modify_listener(ListenerArn=now.arn, **self.wire(*settings)))
        yield from retag(t.cast(str, now.arn), now.tags, self.tags)

    def delete(self) -> Flow:
        yield elbv2.delete_listener(ListenerArn=self.arn)
