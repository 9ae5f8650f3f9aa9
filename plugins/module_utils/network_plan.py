# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A platform's network, worked out from its address range: subnets, routes, and who may talk to whom."""

from __future__ import annotations

import ipaddress
import typing as t

from .errors import Invalid

Wanted = t.Mapping[str, t.Any]
"""What the role `network` asks for: prefix, cidr_block, availability_zones, subnet_bits, nat, interface_endpoints,
load_balancers, public_subnets, domain, ssl_policy, load_balancer_cidr_blocks, load_balancer_attributes,
access_logs_bucket and tags."""
Entries = list[dict[str, t.Any]]

TIERS = ("public", "private", "data")

APPLICATION_PORTS = (3000, 8000, 8080)
"""Nuxt, Laravel and Reverb."""

DATA_PORTS = {3306: "MySQL", 6379: "Redis"}

ANYWHERE = "0.0.0.0/0"

NOBODY = {"status_code": "404", "content_type": "text/plain"}
TO_HTTPS = {"protocol": "HTTPS", "port": "443", "status_code": "HTTP_301"}


def network_plan(wanted: Wanted) -> dict[str, t.Any]:
    """Everything the tasks of the role converge, by what it is."""
    return {
        "subnets": subnets(wanted),
        "nat_gateways": nat_gateways(wanted),
        "route_tables": route_tables(wanted),
        "security_groups": security_groups(wanted),
        "security_group_rules": security_group_rules(wanted),
        "endpoints": endpoints(wanted),
        "load_balancers": load_balancers(wanted),
        "listeners": listeners(wanted),
    }


def subnets(wanted: Wanted) -> Entries:
    """One subnet of each tier in each zone, cut off the range in the order of the tiers."""
    zones, ranges = wanted["availability_zones"], cut(wanted)
    return [
        {"name": f"{wanted['prefix']}-{tier}-{zone}", "cidr_block": str(ranges[row * len(zones) + column]),
         "availability_zone": zone, "tags": wanted["tags"]}
        for row, tier in enumerate(TIERS) for column, zone in enumerate(zones)
    ]


def cut(wanted: Wanted) -> list[ipaddress.IPv4Network]:
    """The ranges of the subnets; raises `Invalid` when the VPC's range cannot hold them."""
    try:
        whole = ipaddress.IPv4Network(wanted["cidr_block"])
    except ValueError as error:
        raise Invalid(f"network_cidr_block {wanted['cidr_block']!r}: {error}; allowed is a network such as 10.20.0.0/16"
                      ) from error
    zones, bits = wanted["availability_zones"], int(wanted["subnet_bits"])
    if len(zones) < 2 or len(set(zones)) < len(zones):
        raise Invalid(f"cell_availability_zones {', '.join(zones)}: two or more different zones are needed")
    if not 16 <= whole.prefixlen <= 24:
        raise Invalid(f"network_cidr_block {whole}: a VPC is /16 to /24 here")
    needed = len(TIERS) * len(zones)
    room = 2 ** (bits - whole.prefixlen) if bits >= whole.prefixlen else 0
    if room < needed or bits > 28:
        raise Invalid(f"network_subnet_bits {bits}: {whole} holds {room} such subnets and {needed} are needed; "
                      f"allowed are {whole.prefixlen + (needed - 1).bit_length()} to 28")
    return list(whole.subnets(new_prefix=bits))[:needed]


def _nat_zones(wanted: Wanted) -> list[str]:
    zones: list[str] = list(wanted["availability_zones"])
    return {"per_zone": zones, "single": zones[:1], "none": []}[wanted["nat"]]


def nat_gateways(wanted: Wanted) -> Entries:
    prefix = wanted["prefix"]
    return [{"name": f"{prefix}-{zone}", "subnet": f"{prefix}-public-{zone}", "tags": wanted["tags"]}
            for zone in _nat_zones(wanted)]


def route_tables(wanted: Wanted) -> Entries:
    """One for all public subnets, one for each zone's private subnet, one for the data subnets, which lead nowhere."""
    prefix, zones, nat = wanted["prefix"], wanted["availability_zones"], _nat_zones(wanted)

    def table(name: str, within: list[str], *routes: dict[str, str]) -> dict[str, t.Any]:
        return {"name": f"{prefix}-{name}", "subnets": within, "routes": list(routes), "tags": wanted["tags"]}

    def out(zone: str) -> list[dict[str, str]]:
        gateway = zone if zone in nat else nat[0] if nat else None
        return [{"destination": ANYWHERE, "nat_gateway": f"{prefix}-{gateway}"}] if gateway else []

    return [
        table("public", [f"{prefix}-public-{zone}" for zone in zones],
              {"destination": ANYWHERE, "internet_gateway": prefix}),
        *(table(f"private-{zone}", [f"{prefix}-private-{zone}"], *out(zone)) for zone in zones),
        table("data", [f"{prefix}-data-{zone}" for zone in zones]),
    ]


def security_groups(wanted: Wanted) -> Entries:
    about = {"alb": "Load balancer", "services": "Services of the application", "data": "Databases and caches",
             "endpoints": "VPC endpoints", "clients": "Those who may reach databases, caches and endpoints"}
    return [{"name": f"{wanted['prefix']}-{role}", "description": text, "tags": wanted["tags"]}
            for role, text in about.items()]


def security_group_rules(wanted: Wanted) -> Entries:
    """Who may talk to whom: the world to the load balancer, that to the services, those and other clients to the data.

    Nothing gets in by the group `clients`: a service with a group of its own is in it besides.
    """
    group = {role: f"{wanted['prefix']}-{role}" for role in ("alb", "services", "data", "endpoints", "clients")}

    def tcp(port: int, description: str, **source: t.Any) -> dict[str, t.Any]:
        return {"protocol": "tcp", "from_port": port, "to_port": port, "description": description, **source}

    world = {"cidr_blocks": wanted["load_balancer_cidr_blocks"]}
    out = [{"protocol": "all", "cidr_blocks": [ANYWHERE], "description": "Anywhere"}]
    inward = {"security_groups": [group["services"], group["clients"]]}
    return [
        {"security_group": group["alb"], "egress": out, "ingress": [
            tcp(80, "HTTP", **world), tcp(443, "HTTPS", **world)]},
        {"security_group": group["services"], "egress": out, "ingress": [
            tcp(port, "Load balancer and services", security_groups=[group["alb"], group["services"]])
            for port in APPLICATION_PORTS]},
        {"security_group": group["data"], "egress": [], "ingress": [
            tcp(port, about, **inward) for port, about in DATA_PORTS.items()]},
        {"security_group": group["endpoints"], "egress": [], "ingress": [tcp(443, "Services", **inward)]},
        {"security_group": group["clients"], "egress": out, "ingress": []},
    ]


def endpoints(wanted: Wanted) -> Entries:
    """S3 by a gateway, which costs nothing, and what else is asked for by interfaces."""
    prefix, zones = wanted["prefix"], wanted["availability_zones"]
    tables = [f"{prefix}-{name}" for name in ("public", *(f"private-{zone}" for zone in zones), "data")]
    gateway = {"name": f"{prefix}-s3", "service": "s3", "vpc_endpoint_type": "Gateway", "route_tables": tables,
               "tags": wanted["tags"]}
    return [gateway, *(
        {"name": f"{prefix}-{service}", "service": service, "vpc_endpoint_type": "Interface",
         "subnets": [f"{prefix}-private-{zone}" for zone in zones], "security_groups": [f"{prefix}-endpoints"],
         "private_dns_enabled": True, "tags": wanted["tags"]}
        for service in wanted["interface_endpoints"])]


def load_balancers(wanted: Wanted) -> Entries:
    """All of them alike: which tenant is on which makes no difference to anybody."""
    return [{"name": name, "scheme": "internet-facing", "subnets": wanted["public_subnets"],
             "security_groups": [f"{wanted['prefix']}-alb"], "attributes": load_balancer_attributes(wanted),
             "tags": wanted["tags"]} for name in wanted["load_balancers"]]


def listeners(wanted: Wanted) -> Entries:
    """HTTPS, with the platform's certificate, for what rules are for; HTTP leads there."""
    secure = {"port": 443, "protocol": "HTTPS", "ssl_policy": wanted["ssl_policy"], "certificate": wanted["domain"],
              "default_actions": [{"type": "fixed-response", "fixed_response": NOBODY}], "tags": wanted["tags"]}
    plain = {"port": 80, "protocol": "HTTP",
             "default_actions": [{"type": "redirect", "redirect": TO_HTTPS}], "tags": wanted["tags"]}
    return [{"load_balancer": name, **listener} for name in wanted["load_balancers"] for listener in (secure, plain)]


def load_balancer_attributes(wanted: Wanted) -> dict[str, str]:
    """Attributes of the load balancer; the idle timeout outlasts Reverb's ping of 60 s."""
    bucket = wanted["access_logs_bucket"]
    logs = {"access_logs.s3.enabled": "true", "access_logs.s3.bucket": bucket} if bucket else {}
    return {
        "idle_timeout.timeout_seconds": "120",
        "deletion_protection.enabled": "true",
        "routing.http.drop_invalid_header_fields.enabled": "true",
        **logs,
        **wanted["load_balancer_attributes"],
    }
