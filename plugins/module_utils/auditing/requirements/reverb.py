# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C2: the WebSocket server."""

from __future__ import annotations

import collections
import re
import typing as t

from ...websockets import HOST
from .. import links, platform
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Service
from .cluster import no_cluster

ROLE = "reverb"
NAME = "reverb"
CPU, MEMORY = 256, 512
PORT = "8080"
PING = "60"
"""Seconds after which Reverb pings where nothing is said."""

BOUND = {"host": ("REVERB_SERVER_HOST", "0.0.0.0"), "port": ("REVERB_SERVER_PORT", PORT)}
"""What says where Reverb listens unless its command does, and where it does then."""

each = links.each(NAME)


def _own(live: Live) -> t.Iterator[Subject]:
    if found := platform.shared(live).get(NAME):
        yield links.subject(found)


def _fits(live: Live, service: Service) -> Judged:
    task = service.about["task"]
    cpu, memory = int(task.get("cpu") or 0), int(task.get("memory") or 0)
    processor = task.get("runtimePlatform", {}).get("cpuArchitecture", "X86_64")
    return Judged(cpu >= CPU and memory >= MEMORY and processor == "ARM64", f"{cpu}/{memory} {processor}")


def _starts(live: Live, service: Service) -> Judged:
    words = [*service.container.get("entryPoint", ()), *service.container.get("command", ())]
    text, variables = " ".join(words), links.variables(service)
    host, port = (_option(text, option) or variables.get(name) or usual for option, (name, usual) in BOUND.items())
    started = "reverb:start" in text
    return Judged(started and (host, port) == ("0.0.0.0", PORT),
                  f"reverb:start on {host}:{port}" if started else "its command does not start Reverb")


def _option(command: str, name: str) -> str:
    found = re.search(rf"--{name}[= ](\S+)", command)
    return found[1] if found else ""


def _logs(live: Live) -> t.Iterator[Subject]:
    """Those that have a log group, with that and how many services write there."""
    writers = collections.Counter(map(links.log_group, platform.services(live)))
    for one in each(live):
        if group := links.log_group(one.thing):
            yield one._replace(thing=(group, writers[group]))


def _logs_alone(live: Live, found: tuple[str, int]) -> Judged:
    group, writers = found
    return Judged(writers == 1, f"{group}, {'its own' if writers == 1 else f'of {writers} services'}")


def _guarded(live: Live) -> t.Iterator[Subject]:
    """Those with the security groups that no other service is in."""
    members = collections.Counter(group for one in platform.services(live) for group in _security_groups(one))
    for one in each(live):
        yield one._replace(thing=[group for group in _security_groups(one.thing) if members[group] == 1])


def _security_groups(service: Service) -> list[str]:
    return list(links.network(service).get("securityGroups", ()))


def _guarded_alone(live: Live, groups: list[str]) -> Judged:
    return Judged(bool(groups), ", ".join(groups) or "only groups that other services are in")


def _led(live: Live, service: Service) -> Judged:
    groups, hosts = links.target_groups(live, service), links.hosts(live, service)
    return Judged(bool(hosts), f"by {', '.join(hosts)}" if hosts else
                  "no rule for a host leads to it" if groups else "it is in no target group")


def _groups(live: Live) -> t.Iterator[Subject]:
    for service in platform.services(live):
        for group in links.target_groups(live, service) if service.role == NAME else ():
            yield Subject(f"target group {group['TargetGroupName']}", group, service.tenant)


def _sticks(live: Live, group: platform.Found) -> Judged:
    on = group["attributes"].get("stickiness.enabled") == "true"
    return Judged(on, "sticky" if on else "not sticky")


def _asked(live: Live, group: platform.Found) -> Judged:
    return Judged(group.get("HealthCheckPath") == "/up", f"asks for {group.get('HealthCheckPath')}")


def _pings(live: Live, service: Service) -> Judged:
    ping = _whole(links.variables(service).get("REVERB_APP_PING_INTERVAL") or PING)
    idle = min((int(one["attributes"]["idle_timeout.timeout_seconds"]) for one in links.balancers(live, service)),
               default=0)
    return Judged(0 < ping < idle, f"pings after {ping} s, the load balancer cuts after {idle} s")


def _whole(said: str) -> int:
    return int(said) if said.isdecimal() else 0


def _balanced(live: Live) -> t.Iterator[Subject]:
    return (one for one in each(live) if links.balancers(live, one.thing))


def _several(live: Live) -> t.Iterator[Subject]:
    return (one for one in each(live) if links.least_and_most(live, one.thing)[1] > 1)


def _tell_each_other(live: Live, service: Service) -> Judged:
    said = (links.variables(service).get("REVERB_SCALING_ENABLED") or "false").lower()
    return Judged(said in ("true", "1"), f"REVERB_SCALING_ENABLED is {said}")


def _origins(live: Live, service: Service) -> Judged:
    said = links.variables(service).get("REVERB_ALLOWED_ORIGINS") or "*"
    wide = [one for one in map(str.strip, said.split(",")) if not HOST.fullmatch(one)]
    return Judged(not wide, f"lets in {', '.join(wide)}" if wide else said)


C2 = Requirement(
    "C2", "Containers", "Reverb keeps WebSockets open", (), ("1.1",), (
        Check("C2.present", "The platform has a WebSocket server", "critical", _own,
              lambda live, service: Judged(True, service.name), "a service for Reverb", Remedy(ROLE),
              nothing="no service of the platform is called reverb", applies=no_cluster),
        Check("C2.task", f"Its tasks have {CPU}/{MEMORY} or more, and ARM64", "medium", each, _fits,
              f"{CPU}/{MEMORY} ARM64", Remedy(ROLE)),
        Check("C2.command", f"It starts Reverb on 0.0.0.0:{PORT}", "critical", each, _starts,
              f"php artisan reverb:start --host=0.0.0.0 --port={PORT}", Remedy(ROLE)),
        Check("C2.log_group", "It has a log group of its own", "medium", _logs, _logs_alone, "a group of its own",
              Remedy(ROLE), iso_2013=("A.12.4.1",), iso_2022=("8.15",)),
        Check("C2.security_group", "It has a security group of its own", "medium", _guarded, _guarded_alone,
              "a group that no other service is in", Remedy(ROLE, "reverb_security_group"), iso_2013=("A.13.1.3",),
              iso_2022=("8.22",)),
        Check("C2.rule", "A rule of the load balancer leads its host to it", "critical", each, _led,
              "an HTTPS rule for its host", Remedy(ROLE, "ecs_services_hosts")),
        Check("C2.sticky", "A browser is led to the same task", "medium", _groups, _sticks, "stickiness",
              Remedy(ROLE, "reverb_stickiness_seconds")),
        Check("C2.health", "Its health check asks for /up", "high", _groups, _asked, "/up", Remedy(ROLE)),
        Check("C2.ping", "It pings before the load balancer takes a connection for idle", "high", _balanced, _pings,
              "a ping before that", Remedy(ROLE, "reverb_ping_interval_seconds")),
        Check("C2.scaling", "Several tasks pass messages on to each other through Redis", "high", _several,
              _tell_each_other, "REVERB_SCALING_ENABLED is true", Remedy(ROLE, "reverb_scaling_enabled")),
        Check("C2.origins", "It lets in pages of named hosts alone", "high", each, _origins,
              "hosts such as app.example.com and *.example.com", Remedy(ROLE, "reverb_allowed_origins"),
              iso_2013=("A.14.1.2",), iso_2022=("8.26",)),
    ))
