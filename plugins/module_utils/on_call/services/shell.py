# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a command can be run in a container of a task, and what is lacking."""

from __future__ import annotations

import shlex
import typing as t

from ...calls import Flow
from ...errors import EnvelopeError, Invalid
from ...kinds.ecs.api import named
from ...kinds.iam.service import iam
from ...releasing.task_failures import Task, task_id
from ...spelling import unknown

ACTIONS = ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel",
           "ssmmessages:OpenDataChannel"]
ALLOW = "say ecs_services_common: {execute_command: true}, and run playbooks/site.yml --tags ecs_services,reverb"
"""What gives tasks the agent, and their role the right."""

AGENT = "ExecuteCommandAgent"
WRITES = ("/var/lib/amazon", "/var/log/amazon")
"""Where the agent writes, in the container."""


def line(region: str, cluster: str, task: Task, container: str, command: str) -> str:
    """The command line that opens it, to be pasted."""
    return (f"aws ecs execute-command --region {region} --cluster {cluster} --task {task_id(task)} "
            f"--container {container} --interactive --command {shlex.quote(command)}")


def chosen(definition: t.Mapping[str, t.Any], container: str | None) -> str:
    """The container that was named, or the first essential one; raises `Invalid` where there is no such."""
    containers = definition["containerDefinitions"]
    names = [str(each["name"]) for each in containers]
    if container and container not in names:
        raise Invalid(f"container {unknown(container, names)}")
    return container or next((str(each["name"]) for each in containers if each.get("essential", True)), names[0])


def lacking(task: Task, container: str, definition: t.Mapping[str, t.Any]) -> Flow:
    """What is lacking, a line each, and what could not be told."""
    found = list(_closed(named(definition, "containerDefinitions", name=container)))
    if not task.get("enableExecuteCommand"):
        found.append(f"the task was started without it: {ALLOW}, which starts tasks anew")
    agents = named(task, "containers", name=container).get("managedAgents") or ()
    found += [f"its agent is {agent['lastStatus']}{_because(agent)}: take another task, or restart the service"
              for agent in agents if agent.get("name") == AGENT and agent.get("lastStatus") != "RUNNING"]
    refused, unsure = yield from _refused(definition.get("taskRoleArn"))
    return [*found, *refused], unsure


def _closed(container: t.Mapping[str, t.Any]) -> t.Iterator[str]:
    """Where the agent may not write, without which it does not start."""
    mounted = {each.get("containerPath") for each in container.get("mountPoints", ()) if not each.get("readOnly")}
    places = [each for each in WRITES if each not in mounted]
    if container.get("readonlyRootFilesystem") and places:
        yield (f"its root file system is read-only, and the agent writes to {' and '.join(places)}: have volumes "
               "mounted there, or the file system writable")


def _because(agent: t.Mapping[str, str]) -> str:
    return f" ({agent['reason']})" if agent.get("reason") else ""


def _refused(role: str | None) -> Flow:
    """What the tasks' role may not do, by IAM's own simulator, and what that does not tell."""
    if not role:
        return ["its task definition has no task role, which needs ssmmessages"], []
    try:
        reply = yield iam.simulate_principal_policy(PolicySourceArn=role, ActionNames=ACTIONS)
    except EnvelopeError as error:
        return [], [f"whether role {role.rpartition('/')[2]} may do it could not be told: {error}"]
    refused = [each["EvalActionName"] for each in reply["EvaluationResults"] if each["EvalDecision"] != "allowed"]
    return [f"role {role.rpartition('/')[2]} may not {', '.join(refused)}: {ALLOW}"] if refused else [], []
