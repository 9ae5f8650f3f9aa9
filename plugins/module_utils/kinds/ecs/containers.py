# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Containers."""

from __future__ import annotations

import dataclasses
import itertools
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import instruction, option, required
from ...resource import Part
from ...whole import Whole
from ...wire import Codec, pairs, unordered
from .container_parts import (
    Defaults,
    FirelensConfiguration,
    HealthCheck,
    LogConfiguration,
    MountPoint,
    PortMapping,
    ResourceRequirement,
    RestartPolicy,
    Ulimit,
    VolumesFrom,
    text_problems,
)
from .endpoints import endpoint_problems, endpoints_of
from .linux_parameters import LinuxParameters
from .plain_secrets import concealed, is_secret
from .secret_names import secret_problems, values_from

files = Codec(
    lambda given: None if given is None else [{"value": arn, "type": "s3"} for arn in given],
    lambda found: [entry["value"] for entry in found or ()],
)
variables = Codec(pairs("name", "value").out, lambda found: concealed(pairs("name", "value").into(found)))
consistent = Codec(
    lambda on: None if on is None else "enabled" if on else "disabled",
    lambda found: found != "disabled",
)


@dataclass(frozen=True, kw_only=True)
class Container(Whole, Part):
    """A container of a task. What is left out is as AWS has it by default."""

    defaults: t.ClassVar[Defaults] = {
        "essential": True, "cpu": 0, "readonly_root_filesystem": False, "interactive": False, "pseudo_terminal": False,
        "privileged": False, "disable_networking": False, "version_consistency": True,
    }

    name: str = required("Name of the container.")
    image: str = required("Image it runs, best by digest or by a tag that never moves.")
    essential: bool | None = option("Whether the task ends with it. V(true) when left out.")
    command: list[str] | None = option("Arguments to the entry point, instead of the image's.")
    entry_point: list[str] | None = option("Program to run, instead of the image's.")
    environment: dict[str, str] | None = option(
        "Variables everybody may see. Secrets are refused here.", codec=variables)
    environment_from: dict[str, str] | None = instruction(
        "More such variables, each with what it tells of a database or a cache, by name: "
        "V(rds_instances:NAME:endpoint) or V(:port), V(elasticache_replication_groups:NAME:primary_endpoint), "
        "V(:reader_endpoint), V(:configuration_endpoint) or V(:port).")
    secrets: dict[str, str] | None = option(
        "Variables whose values are secret, each with where it is kept: V(secret-name:KEY) is an entry of a JSON "
        "secret, V(secret-name:) a secret as a whole, V(rds_instances:NAME:password) the master password that RDS "
        "keeps of a database, and a name without a colon a parameter of Systems Manager. ARNs are taken as they are.",
        codec=pairs("name", "valueFrom"))
    environment_files: list[str] | None = option("ARNs of S3 objects with more variables. The later wins.", codec=files)
    port_mappings: list[PortMapping] | None = option("Ports on which it is reached.", alike=unordered)
    health_check: HealthCheck | None = option("The command that tells whether it is healthy.")
    log_configuration: LogConfiguration | None = option("Where its output goes.")
    depends_on: dict[str, str] | None = option(
        "Containers that come first, each with the state it must have reached: V(START), V(COMPLETE), V(SUCCESS) or "
        "V(HEALTHY).", codec=pairs("containerName", "condition"))
    start_timeout: int | None = option("Seconds its dependencies are waited for, 2 to 120.")
    stop_timeout: int | None = option(
        "Seconds it has to end by itself before it is killed, 2 to 120. 30 when left out.")
    restart_policy: RestartPolicy | None = option("Whether it is started again when it ends, without its task.")
    cpu: int | None = option("CPU units it is promised, 1024 to a core.")
    memory: int | None = option("MiB beyond which it is killed.")
    memory_reservation: int | None = option("MiB it is promised.")
    user: str | None = option("User it runs as, instead of the image's.")
    working_directory: str | None = option("Directory it starts in, instead of the image's.")
    readonly_root_filesystem: bool | None = option("Whether it may write to its volumes only.")
    linux_parameters: LinuxParameters | None = option("What it asks of the Linux kernel.")
    ulimits: list[Ulimit] | None = option("Limits on what its processes may use.", alike=unordered)
    system_controls: dict[str, str] | None = option(
        "Kernel parameters of its namespace, such as V(net.core.somaxconn).", codec=pairs("namespace", "value"))
    mount_points: list[MountPoint] | None = option("Volumes inside it.", alike=unordered)
    volumes_from: list[VolumesFrom] | None = option("Containers whose volumes it shares.", alike=unordered)
    docker_labels: dict[str, str] | None = option("Docker labels.")
    firelens_configuration: FirelensConfiguration | None = option("That it routes the logs of the others.")
    repository_credentials: str | None = option(
        "ARN of the secret with user name and password of a private registry.",
        wire="repositoryCredentials.credentialsParameter")
    version_consistency: bool | None = option(
        "Whether a deployment runs the image that the tag meant when it began. V(true) when left out.",
        codec=consistent)
    interactive: bool | None = option("Whether its standard input stays open.")
    pseudo_terminal: bool | None = option("Whether it has a terminal.")
    extra_hosts: dict[str, str] | None = option(
        "Host names and their addresses. Not with network mode V(awsvpc).", codec=pairs("hostname", "ipAddress"))
    dns_servers: list[str] | None = option("Name servers. Not with network mode V(awsvpc).")
    dns_search_domains: list[str] | None = option("Domains to look in. Not with network mode V(awsvpc).")
    hostname: str | None = option("Its host name. Not with network mode V(awsvpc).")
    links: list[str] | None = option("Containers it sees by name. With network mode V(bridge) only.", alike=unordered)
    disable_networking: bool | None = option("Whether it has no network. Not on Fargate.")
    privileged: bool | None = option("Whether it is root on its host. Not on Fargate.")
    docker_security_options: list[str] | None = option(
        "Labels of SELinux or AppArmor. Not on Fargate.", alike=unordered)
    credential_specs: list[str] | None = option(
        "Where to find what it needs to join Active Directory.", alike=unordered)
    resource_requirements: list[ResourceRequirement] | None = option("Hardware it needs.", alike=unordered)

    def resolved(self, *, pending: bool = False) -> Flow:
        whole = yield from super().resolved(pending=pending)
        found = yield from endpoints_of(self.environment_from, pending=pending)
        return dataclasses.replace(
            whole, environment={**(self.environment or {}), **found} if found else self.environment,
            environment_from=None, secrets=(yield from values_from(self.secrets, pending=pending)))

    def on_the_host(self) -> Container:
        """This, as it is said where the ports of the host are its own, and need not be repeated."""
        ports = [dataclasses.replace(port, host_port=None) if port.host_port == port.container_port else port
                 for port in self.port_mappings or ()]
        return dataclasses.replace(self, port_mappings=ports or None)

    def problems(self) -> t.Iterator[str]:
        yield from (f"{self.name}: {problem}" for problem in (*super().problems(), *self._problems()))

    def _problems(self) -> t.Iterator[str]:
        for name, value in (self.environment or {}).items():
            if is_secret(name, str(value)):
                yield f"environment.{name} would be there for all to read: keep it in a secret and give its name " \
                      f"under secrets, such as {name}: secret-name:{name}"
        for kind in ("environment", "secrets", "docker_labels", "system_controls", "depends_on", "extra_hosts"):
            yield from text_problems(kind, getattr(self, kind))
        yield from endpoint_problems(self.environment_from)
        yield from secret_problems(self.secrets)
        for one, other in itertools.combinations(("environment", "environment_from", "secrets"), 2):
            for name in sorted((getattr(self, one) or {}).keys() & (getattr(self, other) or {}).keys()):
                yield f"{name} is both in {one} and in {other}"
        for name in ("start_timeout", "stop_timeout"):
            value = getattr(self, name)
            if value is not None and not 2 <= value <= 120:
                yield f"{name} is {value}, allowed are 2 to 120 seconds"
