# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The application's services, said once in the inventory, as the resources of ECS that run them.

A service of the catalogue becomes a log group, a task definition and a
service, and where it has a port and a name, a target group and a listener
rule.
"""

from __future__ import annotations

import typing as t

from . import autoscaling, contract, websockets
from .access import role_names
from .catalogue import Wanted, environment, full_name, hosts, log_group_name, services, target_group_name
from .errors import Invalid
from .overlaying import merge

Entries = list[dict[str, t.Any]]

LOGGING = {"mode": "non-blocking", "max-buffer-size": "25m"}
"""A service goes on while CloudWatch does not answer, and loses lines only once it has this much to say."""


def application(wanted: Wanted) -> dict[str, Entries]:
    """Everything the tasks of the role converge, by what it is; raises `Invalid` with everything that is wrong."""
    run = services(wanted)
    if problems := list(_problems(wanted, run)):
        raise Invalid("; ".join(problems))
    return {
        "log_groups": [_log_group(wanted, name) for name in run],
        "target_groups": [_target_group(wanted, name, about) for name, about in run.items() if about.get("port")],
        "listener_rules": [_listener_rule(wanted, name, about) for name, about in run.items() if about.get("port")],
        "task_definitions": [_task_definition(wanted, name, about) for name, about in run.items()],
        "services": [_service(wanted, name, about) for name, about in run.items()],
        "scalable_targets": autoscaling.scalable_targets(wanted, run),
        "unscaled_targets": autoscaling.unscaled_targets(wanted, run),
    }


def _problems(wanted: Wanted, run: t.Mapping[str, Wanted]) -> t.Iterator[str]:
    if broken := contract.broken(wanted):
        yield f"the environment contract does not hold: {'; '.join(broken)}"
    if refused := autoscaling.refused(run):
        yield f"ecs_services_catalogue: {'; '.join(refused)}"
    elif "reverb" in run and (unfit := list(websockets.unfit(wanted, run["reverb"]))):
        yield f"WebSockets would not last: {'; '.join(unfit)}"


def _log_group(wanted: Wanted, name: str) -> dict[str, t.Any]:
    return {"name": log_group_name(wanted, name), "retention_in_days": wanted["log_retention_days"],
            "kms_key": wanted["log_key"], "tags": wanted["tags"]}


def _target_group(wanted: Wanted, name: str, about: Wanted) -> dict[str, t.Any]:
    return {
        "name": target_group_name(wanted, name, about), "vpc": wanted["vpc"], "target_type": "ip",
        "protocol": "HTTP", "port": about.get("target_group_port") or about["port"],
        "health_check_path": about.get("health_check_path") or "/",
        "health_check_interval_seconds": about.get("health_check_interval_seconds") or 15,
        "matcher": about.get("matcher") or "200",
        "attributes": {"deregistration_delay.timeout_seconds": str(about["stop_timeout"]),
                       **(about.get("target_group_attributes") or {})},
        "tags": wanted["tags"],
    }


def _listener_rule(wanted: Wanted, name: str, about: Wanted) -> dict[str, t.Any]:
    led = hosts(wanted, name, about)
    if not led:
        raise Invalid(f"ecs_services_hosts: {name} has a port and no host leads to it; name one, or leave out its port")
    paths = {"path_pattern": about["path_patterns"]} if about.get("path_patterns") else {}
    every = _shared(wanted) and about.get("every_host")
    return {
        "name": full_name(wanted, name),
        **_priority(wanted, about),
        "conditions": {"path_pattern": ["/*"]} if every else {"host_header": led, **paths},
        "actions": [{"type": "forward", "target_group": target_group_name(wanted, name, about)}],
        "tags": wanted["tags"],
    }


def _priority(wanted: Wanted, about: Wanted) -> dict[str, int]:
    """The platform's rules have wildcards, and so a fixed order behind everybody's own name; others need none."""
    return {"priority": about["priority"]} if _shared(wanted) and about.get("priority") else {}


def _shared(wanted: Wanted) -> bool:
    """Whether these are the platform's services, rather than a tenant's own."""
    return bool(wanted["prefix"] == wanted["cell_prefix"])


def _task_definition(wanted: Wanted, name: str, about: Wanted) -> dict[str, t.Any]:
    execution, task = role_names(wanted)
    return {
        "family": full_name(wanted, name), "service": full_name(wanted, name), "deployed": True,
        "cpu": about["cpu"], "memory": about["memory"], "execution_role": execution, "task_role": task,
        "runtime_platform": {"cpu_architecture": about["architecture"], "operating_system_family": "LINUX"},
        **({"ephemeral_storage": about["ephemeral_storage"]} if about.get("ephemeral_storage") else {}),
        "containers": [_container(wanted, name, about)],
        "tags": wanted["tags"],
    }


def _container(wanted: Wanted, name: str, about: Wanted) -> dict[str, t.Any]:
    found = environment(wanted, about)
    port = about.get("port") or about.get("container_port")
    container = {
        "name": name, "image": f"{wanted['registry']}/{wanted['cell_prefix']}-{about['image']}:{wanted['release']}",
        "command": about.get("command"), "entry_point": about.get("entry_point"),
        "environment": found.variables, "environment_from": found.variables_from or None, "secrets": found.secrets,
        "stop_timeout": about["stop_timeout"],
        "port_mappings": [{"container_port": port, "protocol": "tcp"}] if port else None,
        "linux_parameters": {"init_process_enabled": True} if about.get("execute_command") else None,
        "log_configuration": {"log_driver": "awslogs", "options": {
            "awslogs-group": log_group_name(wanted, name), "awslogs-region": wanted["region"],
            "awslogs-stream-prefix": "ecs", **LOGGING}},
    }
    stated = {option: value for option, value in container.items() if value is not None}
    return t.cast("dict[str, t.Any]", merge(stated, about.get("container") or {}))


def _service(wanted: Wanted, name: str, about: Wanted) -> dict[str, t.Any]:
    service = {
        "name": full_name(wanted, name), "task_definition": full_name(wanted, name),
        "desired_count": autoscaling.starting_count(about), "autoscaled": autoscaling.owned(about),
        "launch_type": "FARGATE", "platform_version": "LATEST",
        "subnets": wanted["subnets"], "security_groups": wanted["security_groups"], "assign_public_ip": False,
        "minimum_healthy_percent": about["minimum_healthy_percent"], "maximum_percent": about["maximum_percent"],
        "circuit_breaker": {"enable": True, "rollback": True},
        "enable_execute_command": about["execute_command"], "propagate_tags": "SERVICE", "tags": wanted["tags"],
        **(_balanced(wanted, name, about) if about.get("port") else {}),
    }
    return t.cast("dict[str, t.Any]", merge(service, about.get("service") or {}))


def _balanced(wanted: Wanted, name: str, about: Wanted) -> dict[str, t.Any]:
    """What a service behind the load balancer says besides; the grace period keeps a booting Laravel alive."""
    target = {"target_group": target_group_name(wanted, name, about), "container_name": name,
              "container_port": about["port"]}
    return {"load_balancers": [target],
            "health_check_grace_period_seconds": about.get("health_check_grace_period_seconds") or 30}


def repositories(names: t.Sequence[str], about: Wanted) -> Entries:
    """Requirement C7: one repository for each image, immutable, scanned, and tidied down to the newest `keep`.

    `about` gives prefix, keep and tags.
    """
    newest = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": about["keep"]}
    tidy = {"rules": [{"rulePriority": 1, "description": f"Keep the newest {about['keep']}", "selection": newest,
                       "action": {"type": "expire"}}]}
    return [{"name": f"{about['prefix']}-{name}", "image_tag_mutability": "IMMUTABLE", "scan_on_push": True,
             "lifecycle_policy": tidy, "tags": about["tags"]} for name in names]
