# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attributes of load balancers, target groups and listeners: defaults, ranges and choices, as AWS documents them."""

from __future__ import annotations

LOG_KINDS = ("access", "connection", "health_check")
LOGS = {
    f"{kind}_logs.s3.{part}": default
    for kind in LOG_KINDS
    for part, default in {"enabled": "false", "bucket": "", "prefix": ""}.items()
}
EVERY_LOAD_BALANCER = {"deletion_protection.enabled": "false", "zonal_shift.config.enabled": "false"}
ACCESS_LOGS = {key: value for key, value in LOGS.items() if key.startswith("access_logs")}
LOAD_BALANCER: dict[str, dict[str, str]] = {
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
