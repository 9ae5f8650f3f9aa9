# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attributes of load balancers, target groups and listeners.

moto knows a part of the attributes, gives almost no defaults and checks few values.  AWS gives every attribute that
applies, with its default, refuses unknown keys and values out of range with ValidationError, and answers a modification
with all of them.  Keys, defaults and ranges: API reference, LoadBalancerAttribute, TargetGroupAttribute and
ListenerAttribute.
"""

from __future__ import annotations

import re
import typing as t

from moto.core.responses import ActionResult
from moto.elbv2.models import ELBv2Backend, FakeListener, FakeLoadBalancer, FakeTargetGroup
from moto.elbv2.responses import ELBV2Response
from moto.s3.models import s3_backends

from ._mend import AwsError, mends

Values = dict[str, str]

LOG_KINDS = ("access", "connection", "health_check")
LOGS = {
    f"{kind}_logs.s3.{part}": default
    for kind in LOG_KINDS
    for part, default in {"enabled": "false", "bucket": "", "prefix": ""}.items()
}
EVERY_LOAD_BALANCER = {"deletion_protection.enabled": "false", "zonal_shift.config.enabled": "false"}
ACCESS_LOGS = {key: value for key, value in LOGS.items() if key.startswith("access_logs")}
LOAD_BALANCER: dict[str, Values] = {
    "application": EVERY_LOAD_BALANCER
    | LOGS
    | {
        "client_keep_alive.seconds": "3600",
        "idle_timeout.timeout_seconds": "60",
        "load_balancing.cross_zone.enabled": "true",
        "routing.http.desync_mitigation_mode": "defensive",
        "routing.http.drop_invalid_header_fields.enabled": "false",
        "routing.http.preserve_host_header.enabled": "false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
        "routing.http.xff_client_port.enabled": "false",
        "routing.http.xff_header_processing.mode": "append",
        "routing.http2.enabled": "true",
        "waf.fail_open.enabled": "false",
    },
    "network": EVERY_LOAD_BALANCER
    | ACCESS_LOGS
    | {
        "dns_record.client_routing_policy": "any_availability_zone",
        "load_balancing.cross_zone.enabled": "false",
        "secondary_ips.auto_assigned.per_subnet": "0",
    },
    "gateway": {"deletion_protection.enabled": "false", "load_balancing.cross_zone.enabled": "false"},
}
HEALTHY = {
    f"target_group_health.{kind}.minimum_healthy_targets.{unit}": {"count": "1", "percentage": "off"}[unit]
    for kind in ("dns_failover", "unhealthy_state_routing")
    for unit in ("count", "percentage")
}
EVERY_TARGET_GROUP = {"deregistration_delay.timeout_seconds": "300", "stickiness.enabled": "false"}
HTTP_TARGET_GROUP = (
    EVERY_TARGET_GROUP
    | HEALTHY
    | {
        "load_balancing.algorithm.anomaly_mitigation": "off",
        "load_balancing.algorithm.type": "round_robin",
        "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
        "slow_start.duration_seconds": "0",
        "stickiness.app_cookie.cookie_name": "",
        "stickiness.app_cookie.duration_seconds": "86400",
        "stickiness.lb_cookie.duration_seconds": "86400",
        "stickiness.type": "lb_cookie",
    }
)
TCP_TARGET_GROUP = (
    EVERY_TARGET_GROUP
    | HEALTHY
    | {
        "deregistration_delay.connection_termination.enabled": "false",
        "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
        "preserve_client_ip.enabled": "true",
        "proxy_protocol_v2.enabled": "false",
        "stickiness.type": "source_ip",
        "target_health_state.unhealthy.connection_termination.enabled": "true",
        "target_health_state.unhealthy.draining_interval_seconds": "0",
    }
)
RESPONSE_HEADERS = """
    strict_transport_security content_security_policy x_content_type_options x_frame_options
    access_control_allow_origin access_control_allow_methods access_control_allow_headers
    access_control_allow_credentials access_control_expose_headers access_control_max_age
"""
REQUEST_HEADERS = """
    mtls_clientcert_serial_number mtls_clientcert_issuer mtls_clientcert_subject mtls_clientcert_validity
    mtls_clientcert_leaf mtls_clientcert tls_version tls_cipher_suite
"""
HTTP_LISTENER = {"routing.http.response.server.enabled": "true"} | {
    f"routing.http.response.{header}.header_value": "" for header in RESPONSE_HEADERS.split()
}
HTTPS_LISTENER = HTTP_LISTENER | {
    f"routing.http.request.x_amzn_{header}.header_name": f"X-Amzn-{header.title().replace('_', '-')}"
    for header in REQUEST_HEADERS.split()
}
RANGES = {
    "client_keep_alive.seconds": (60, 604800),
    "deregistration_delay.timeout_seconds": (0, 3600),
    "idle_timeout.timeout_seconds": (1, 4000),
    "slow_start.duration_seconds": (0, 900),
    "stickiness.app_cookie.duration_seconds": (1, 604800),
    "stickiness.lb_cookie.duration_seconds": (1, 604800),
    "tcp.idle_timeout.seconds": (60, 6000),
}
CHOICES = {
    "load_balancing.algorithm.anomaly_mitigation": {"on", "off"},
    "load_balancing.algorithm.type": {"round_robin", "least_outstanding_requests", "weighted_random"},
    "routing.http.desync_mitigation_mode": {"monitor", "defensive", "strictest"},
    "routing.http.xff_header_processing.mode": {"append", "preserve", "remove"},
    "stickiness.type": {"lb_cookie", "app_cookie", "source_ip", "source_ip_dest_ip", "source_ip_dest_ip_proto"},
}


def check(what: str, known: t.Iterable[str], given: t.Mapping[str, str]) -> None:
    """Refuse what AWS refuses, in its words."""
    for key, value in given.items():
        if key not in known:
            raise AwsError("ValidationError", f"{what} attribute key '{key}' is not recognized")
        choices = {"true", "false"} if key.endswith(".enabled") and "cross_zone" not in key else CHOICES.get(key)
        if choices and value not in choices:
            raise AwsError("ValidationError", f"'{key}' must be one of [{', '.join(sorted(choices))}]")
        low, high = RANGES.get(key, (0, 0))
        if high and not (re.fullmatch(r"\d+", value) and low <= int(value) <= high):
            raise AwsError("ValidationError", f"'{key}' value '{value}' must be between '{low}-{high}' inclusive")


@mends(FakeLoadBalancer, "__init__")
def give_load_balancer_attributes(former: t.Any, self: FakeLoadBalancer, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    self.attrs = dict(LOAD_BALANCER[self.type])
    if self.type != "gateway":
        self.attrs["ipv6.deny_all_igw_traffic"] = str(self.scheme == "internal").lower()


@mends(ELBv2Backend)
def modify_load_balancer_attributes(former: t.Any, self: ELBv2Backend, arn: str, attrs: Values) -> Values:
    if arn in self.load_balancers:
        balancer = self.load_balancers[arn]
        check("Load balancer", balancer.attrs, attrs)
        _check_log_buckets(self, balancer.attrs | attrs)
        balancer.attrs.update(attrs)
        return balancer.attrs
    return former(self, arn, attrs)


@mends(FakeTargetGroup, "__init__")
def give_target_group_attributes(former: t.Any, self: FakeTargetGroup, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    if self.target_type == "lambda":
        self.attributes = HEALTHY | {"lambda.multi_value_headers.enabled": "false", "stickiness.enabled": "false"}
    elif self.protocol in ("HTTP", "HTTPS"):
        self.attributes = dict(HTTP_TARGET_GROUP)
    elif self.protocol != "GENEVE":
        self.attributes = dict(TCP_TARGET_GROUP)
        if self.target_type == "ip" and self.protocol in ("TCP", "TLS"):
            self.attributes["preserve_client_ip.enabled"] = "false"


@mends(ELBv2Backend)
def modify_target_group_attributes(
    former: t.Any, self: ELBv2Backend, target_group_arn: str, attributes: Values
) -> None:
    group = self.target_groups.get(target_group_arn)
    if group and group.protocol != "GENEVE":
        check("Target group", group.attributes, attributes)
        slow_start = int(attributes.get("slow_start.duration_seconds", 0))
        if 0 < slow_start < 30:
            text = f"'slow_start.duration_seconds' value '{slow_start}' must be 0 or between '30-900' inclusive"
            raise AwsError("ValidationError", text)
    # moto takes the cookie's name from the request alone; AWS also from what is set
    name = group.attributes.get("stickiness.app_cookie.cookie_name") if group else None
    former(self, target_group_arn, {"stickiness.app_cookie.cookie_name": name, **attributes} if name else attributes)


@mends(ELBV2Response, "modify_target_group_attributes")
def answer_with_all_attributes(former: t.Any, self: ELBV2Response) -> ActionResult:
    former(self)
    group = self.elbv2_backend.target_groups[self._get_param("TargetGroupArn")]
    return ActionResult({"Attributes": group.attributes})


@mends(FakeListener, "__init__")
def give_listener_attributes(former: t.Any, self: FakeListener, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    self.attributes = listener_attributes(self.protocol)


@mends(ELBv2Backend)
def modify_listener_attributes(
    former: t.Any, self: ELBv2Backend, listener_arn: str, attrs: list[dict[str, str]]
) -> Values:
    given = {attribute["Key"]: attribute.get("Value", "") for attribute in attrs}
    listener = self.describe_listeners(None, [listener_arn])[0]
    check("Listener", listener.attributes, given)
    listener.attributes.update(given)
    return listener.attributes


def listener_attributes(protocol: str) -> Values:
    """What AWS gives a new listener of a protocol."""
    if protocol in ("HTTP", "HTTPS"):
        return dict(HTTPS_LISTENER if protocol == "HTTPS" else HTTP_LISTENER)
    return {"tcp.idle_timeout.seconds": "350"}


def _check_log_buckets(backend: ELBv2Backend, attributes: Values) -> None:
    """AWS writes a test file: the bucket has to exist and its policy has to let somebody put objects."""
    for kind in LOG_KINDS:
        if attributes.get(f"{kind}_logs.s3.enabled") != "true":
            continue
        name = attributes[f"{kind}_logs.s3.bucket"]
        bucket = s3_backends[backend.account_id]["aws"].buckets.get(name)
        if bucket is None or b"s3:PutObject" not in (bucket.policy or b""):
            text = f"Access Denied for bucket: {name}. Please check S3bucket permission"
            raise AwsError("InvalidConfigurationRequest", text)
