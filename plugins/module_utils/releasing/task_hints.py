# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What helps when a task does not start, or ends as it should not, by what AWS says of it.

The first pattern that fits counts. AWS's words are from "Stopped tasks error messages" and "API failure reasons" in the
developer guide of ECS.
"""

from __future__ import annotations

_NETWORK = ("Its subnets need a way out: a NAT gateway, or endpoints for {}; and its security groups must let it "
            "reach them on port 443")
_ROLE = "Its execution role must be allowed to {}"
_CAPACITY = "Try again later, add subnets in other availability zones, or add another capacity provider"
_QUOTA = "The account is at its quota of Fargate vCPUs: stop what is not needed, or ask AWS for more"

BY_REASON = (
    (r"CannotPull.*(platform|exec format)", "The image is built for another processor than the task definition's "
                                            "runtime_platform: build it for that one"),
    (r"CannotPull.*(denied|not authorized|no basic auth|403)",
     _ROLE.format("pull from that repository (ecr:GetAuthorizationToken, ecr:BatchGetImage, "
                  "ecr:GetDownloadUrlForLayer), and the repository must exist")),
    (r"CannotPull.*(timeout|timed out|deadline|dial tcp|connection)",
     _NETWORK.format("ecr.api, ecr.dkr and s3")),
    (r"CannotPull", "Push an image with that tag, or release one that exists"),
    (r"ResourceInitialization.*(AccessDenied|not authorized)",
     _ROLE.format("read the secrets that the task definition names (secretsmanager:GetSecretValue, and kms:Decrypt on "
                  "their key), and to pull its images")),
    (r"ResourceInitialization.*(timeout|timed out|deadline|dial tcp|connection)",
     _NETWORK.format("secretsmanager, ecr.api, ecr.dkr, logs and s3")),
    (r"ResourceInitialization.*(awslogs|log group|log stream|loggers)",
     "The log group that the task definition names must exist. " + _ROLE.format("write to it")),
    (r"ResourceInitialization.*(secret|json key|parameter)",
     "The secret, and the key in it, that the task definition names must exist, and have a current value"),
    (r"OutOfMemory", "Give the task more memory, or its container a higher limit"),
    (r"exec format error", "The image is built for another processor than the task definition's runtime_platform"),
    (r"Cannot(Start|Create)Container|ContainerRuntime", "Look at its command, entry point, user and mount points"),
    (r"ELB health checks", "Its health check path must answer with the code that the target group expects, and a slow "
                           "start needs health_check_grace_period_seconds"),
    (r"container health checks", "Its own health check fails: run that command in the image"),
    (r"Spot", "Fargate Spot took the capacity back: run it on FARGATE"),
    (r"capacity is unavailable", _CAPACITY),
    (r"network interface|ENI\b|free addresses", "Its subnets need free addresses"),
)
"""By what AWS says of a task that has stopped."""

BY_EXIT_CODE = {
    126: "Its command is there and cannot be run: it must be executable",
    127: "There is no such command in the image",
    137: "It was killed: it took more memory than it may, or did not end within its stop_timeout",
    139: "It crashed (segmentation fault), often in a native extension or an image for another processor",
    143: "It was told to end (SIGTERM)",
}
"""By the exit code of a container, where AWS gives no reason that says more."""

BY_REFUSAL = (
    (r"limit on the number|vCPU|RESOURCE:FARGATE", _QUOTA),
    (r"capacity is unavailable", _CAPACITY),
    (r"^RESOURCE:ENI", "No container instance has a network interface left: add instances"),
    (r"^RESOURCE", "The cluster has no room for the task: add capacity, or run it on FARGATE"),
    (r"^AGENT", "The agent of the container instance is not connected: replace the instance"),
    (r"^(ATTRIBUTE|LOCATION|MEMBEROF)",
     "No container instance is what the task asks for: look at its placement constraints and network mode"),
    (r"ACCESS", "The credentials in use need ecs:RunTask on that task definition, and iam:PassRole on its roles"),
    (r"MISSING|INACTIVE", "The cluster, or the capacity that it names, does not exist any more"),
)
"""By why RunTask did not start a task: `failures[]`."""
