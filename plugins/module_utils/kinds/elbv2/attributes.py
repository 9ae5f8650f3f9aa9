# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attributes of load balancers and target groups: free-form for AWS, checked here.

AWS takes every value as a string; users write numbers and booleans.
"""

from __future__ import annotations

import re
import typing as t

from ...spelling import unknown
from ...tagging import missing
from ...wire import Codec, pairs

Attributes = t.Mapping[str, str]

attributes = Codec(pairs().out, lambda found: None if found is None else pairs().into(found))
"""A list of pairs in requests and replies; None where it was not asked for."""

_LOGS = {f"{kind}_logs.s3.{part}" for kind in ("access", "connection", "health_check")
         for part in ("enabled", "bucket", "prefix")}
OF_LOAD_BALANCER = frozenset({
    *_LOGS,
    "client_keep_alive.seconds",
    "deletion_protection.enabled",
    "dns_record.client_routing_policy",
    "idle_timeout.timeout_seconds",
    "ipv6.deny_all_igw_traffic",
    "load_balancing.cross_zone.enabled",
    "routing.http.desync_mitigation_mode",
    "routing.http.drop_invalid_header_fields.enabled",
    "routing.http.preserve_host_header.enabled",
    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
    "routing.http.xff_client_port.enabled",
    "routing.http.xff_header_processing.mode",
    "routing.http2.enabled",
    "secondary_ips.auto_assigned.per_subnet",
    "waf.fail_open.enabled",
    "zonal_shift.config.enabled",
})
"""Keys that ModifyLoadBalancerAttributes takes."""

_HEALTH = {f"target_group_health.{effect}.minimum_healthy_targets.{unit}"
           for effect in ("dns_failover", "unhealthy_state_routing") for unit in ("count", "percentage")}
OF_TARGET_GROUP = frozenset({
    *_HEALTH,
    "deregistration_delay.connection_termination.enabled",
    "deregistration_delay.timeout_seconds",
    "lambda.multi_value_headers.enabled",
    "load_balancing.algorithm.anomaly_mitigation",
    "load_balancing.algorithm.type",
    "load_balancing.cross_zone.enabled",
    "preserve_client_ip.enabled",
    "proxy_protocol_v2.enabled",
    "slow_start.duration_seconds",
    "stickiness.app_cookie.cookie_name",
    "stickiness.app_cookie.duration_seconds",
    "stickiness.enabled",
    "stickiness.lb_cookie.duration_seconds",
    "stickiness.type",
    "target_health_state.unhealthy.connection_termination.enabled",
    "target_health_state.unhealthy.draining_interval_seconds",
})
"""Keys that ModifyTargetGroupAttributes takes."""

RANGES = {
    "client_keep_alive.seconds": range(60, 604801),
    "deregistration_delay.timeout_seconds": range(3601),
    "idle_timeout.timeout_seconds": range(1, 4001),
    "secondary_ips.auto_assigned.per_subnet": range(8),
    "slow_start.duration_seconds": (0, *range(30, 901)),
    "stickiness.app_cookie.duration_seconds": range(1, 604801),
    "stickiness.lb_cookie.duration_seconds": range(1, 604801),
    "target_health_state.unhealthy.draining_interval_seconds": range(360001),
}
CHOICES = {
    "dns_record.client_routing_policy":
        ("any_availability_zone", "availability_zone_affinity", "partial_availability_zone_affinity"),
    "load_balancing.algorithm.anomaly_mitigation": ("off", "on"),
    "load_balancing.algorithm.type": ("least_outstanding_requests", "round_robin", "weighted_random"),
    "load_balancing.cross_zone.enabled": ("false", "true", "use_load_balancer_configuration"),
    "routing.http.desync_mitigation_mode": ("defensive", "monitor", "strictest"),
    "routing.http.xff_header_processing.mode": ("append", "preserve", "remove"),
    "stickiness.type": ("app_cookie", "lb_cookie", "source_ip"),
}


def strings(given: t.Mapping[str, t.Any] | None) -> dict[str, str] | None:
    """The attributes as AWS writes them: `True` is `true`, 120 is `120`; one without a value is left alone."""
    if given is None:
        return None
    return {key: str(value).lower() if isinstance(value, bool) else str(value)
            for key, value in given.items() if value is not None}


def attribute_problems(given: Attributes | None, known: t.Collection[str]) -> t.Iterator[str]:
    """What AWS would refuse."""
    for key, value in (given or {}).items():
        wrong = _wrong(key, value) if key in known else None
        if key not in known:
            yield f"attributes: {unknown(key, known)}"
        elif wrong:
            yield f"attributes: {key} is {value!r}, allowed are {wrong}"


def _wrong(key: str, value: str) -> str | None:
    """What is allowed instead of this value."""
    choices = CHOICES.get(key) or (("false", "true") if key.endswith(".enabled") else ())
    if choices:
        return None if value in choices else ", ".join(choices)
    allowed = RANGES.get(key)
    if allowed is None or (re.fullmatch(r"\d+", value) and int(value) in allowed):
        return None
    return f"0 and 30 to {allowed[-1]}" if isinstance(allowed, tuple) else f"{allowed[0]} to {allowed[-1]}"


def differing(now: Attributes | None, wanted: Attributes | None) -> list[dict[str, str]]:
    """The attributes to set, as a request lists them."""
    return pairs().out(missing(now, wanted)) or []
