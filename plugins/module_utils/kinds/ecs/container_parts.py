# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a container is made of."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import option, required
from ...resource import Part
from ...whole import Whole
from ...wire import pairs, unordered
from .secret_names import values_from

Defaults = t.Mapping[str, t.Any]
Driver = t.Literal["awslogs", "awsfirelens", "splunk", "json-file", "syslog", "journald", "gelf", "fluentd"]


def text_problems(name: str, given: t.Mapping[str, t.Any] | None) -> t.Iterator[str]:
    """What in a mapping is not text; its values are not shown, since one of them may be a secret."""
    for entry, value in (given or {}).items():
        if not isinstance(value, str):
            yield f"{name}.{entry} is of type {type(value).__name__}, not text: put it in quotes"


@dataclass(frozen=True, kw_only=True)
class PortMapping(Whole, Part):
    """A port on which a container is reached."""

    defaults: t.ClassVar[Defaults] = {"host_port": 0, "protocol": "tcp"}

    container_port: int | None = option("Port in the container.")
    container_port_range: str | None = option("Several ports, V(first-last), instead of O(container_port).")
    host_port: int | None = option("Port on the host. With network mode V(awsvpc) it is the container's.")
    protocol: t.Literal["tcp", "udp"] | None = option("Protocol, V(tcp) when left out.")
    name: str | None = option("Name under which Service Connect offers the port.")
    app_protocol: t.Literal["http", "http2", "grpc"] | None = option("What is spoken on it, for Service Connect.")

    def problems(self) -> t.Iterator[str]:
        if (self.container_port is None) == (self.container_port_range is None):
            yield "a port mapping needs one of container_port and container_port_range"


@dataclass(frozen=True, kw_only=True)
class HealthCheck(Whole, Part):
    """The command that tells whether a container is healthy."""

    defaults: t.ClassVar[Defaults] = {"interval": 30, "timeout": 5, "retries": 3, "start_period": 0}

    command: list[str] = required("V([CMD-SHELL, command line]) or V([CMD, program, arguments...]).")
    interval: int | None = option("Seconds between two checks, 5 to 300. 30 when left out.")
    timeout: int | None = option("Seconds after which a check has failed, 2 to 60. 5 when left out.")
    retries: int | None = option("Failures in a row that make it unhealthy, 1 to 10. 3 when left out.")
    start_period: int | None = option("Seconds at the start in which failures do not count, 0 to 300. 0 when left out.")

    def problems(self) -> t.Iterator[str]:
        if not self.command or self.command[0] not in ("CMD", "CMD-SHELL", "NONE"):
            yield f"command begins with {(self.command or ['nothing'])[0]!r}, allowed are CMD, CMD-SHELL and NONE"
        limits = (("interval", 5, 300), ("timeout", 2, 60), ("retries", 1, 10), ("start_period", 0, 300))
        for name, least, most in limits:
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                yield f"{name} is {value}, allowed are {least} to {most}"


@dataclass(frozen=True, kw_only=True)
class LogConfiguration(Whole, Part):
    """Where the output of a container goes."""

    log_driver: Driver = required("What takes the output.")
    options: dict[str, str] | None = option("What the driver has to know, such as V(awslogs-group).")
    secret_options: dict[str, str] | None = option(
        "Options whose values are secret, given like O(ecs_task_definitions[].containers[].secrets).",
        codec=pairs("name", "valueFrom"))

    def resolved(self, *, pending: bool = False) -> Flow:
        secret = yield from values_from(self.secret_options, pending=pending)
        return dataclasses.replace(self, secret_options=secret)

    def problems(self) -> t.Iterator[str]:
        given = self.options or {}
        yield from text_problems("options", given)
        if self.log_driver == "awslogs":
            yield from (f"log_driver awslogs needs the option {name}"
                        for name in ("awslogs-group", "awslogs-region", "awslogs-stream-prefix") if name not in given)


@dataclass(frozen=True, kw_only=True)
class FirelensConfiguration(Whole, Part):
    """That a container routes the logs of the others."""

    type: t.Literal["fluentbit", "fluentd"] = required("The program that does it.")
    options: dict[str, str] | None = option("What it has to know.")


@dataclass(frozen=True, kw_only=True)
class RestartPolicy(Whole, Part):
    """Whether a container that ends is started again, without its task."""

    defaults: t.ClassVar[Defaults] = {"restart_attempt_period": 300}

    enabled: bool = required("Whether it is started again.")
    ignored_exit_codes: list[int] | None = option("Exit codes after which it is not.", alike=unordered)
    restart_attempt_period: int | None = option("Seconds it must have run before, 60 to 1800. 300 when left out.")


@dataclass(frozen=True, kw_only=True)
class MountPoint(Whole, Part):
    """A volume inside a container."""

    defaults: t.ClassVar[Defaults] = {"read_only": False}

    source_volume: str = required("Name of the volume.")
    container_path: str = required("Where the container sees it.")
    read_only: bool | None = option("Whether the container may only read it.")


@dataclass(frozen=True, kw_only=True)
class VolumesFrom(Whole, Part):
    """All volumes of another container."""

    defaults: t.ClassVar[Defaults] = {"read_only": False}

    source_container: str = required("Name of the container.")
    read_only: bool | None = option("Whether this container may only read them.")


@dataclass(frozen=True, kw_only=True)
class Ulimit(Whole, Part):
    """A limit on what the processes of a container may use."""

    name: str = required("Which limit, such as V(nofile).")
    soft_limit: int = required("The limit that processes start with.")
    hard_limit: int = required("How far they may raise it.")

    def problems(self) -> t.Iterator[str]:
        if self.soft_limit > self.hard_limit >= 0:
            yield f"{self.name}: soft_limit {self.soft_limit} is above hard_limit {self.hard_limit}"


@dataclass(frozen=True, kw_only=True)
class ResourceRequirement(Whole, Part):
    """Hardware that a container needs."""

    type: str = required("Which hardware, such as V(GPU).")
    value: str | None = option("How much of it.")
