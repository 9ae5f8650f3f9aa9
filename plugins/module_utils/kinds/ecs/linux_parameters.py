# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a container may ask of the Linux kernel."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...whole import Whole
from ...wire import unordered


@dataclass(frozen=True, kw_only=True)
class Device(Whole, Part):
    """A device of the host inside a container."""

    host_path: str = required("Where the host has it.")
    container_path: str | None = option("Where the container sees it.")
    permissions: list[str] | None = option("What the container may do: V(read), V(write), V(mknod).", alike=unordered)


@dataclass(frozen=True, kw_only=True)
class Tmpfs(Whole, Part):
    """A file system in memory."""

    container_path: str = required("Where the container sees it.")
    size: int = required("Its size in MiB.")
    mount_options: list[str] | None = option("How it is mounted, such as V(noexec).", alike=unordered)


@dataclass(frozen=True, kw_only=True)
class LinuxParameters(Whole, Part):
    """What a container may ask of the Linux kernel."""

    defaults: t.ClassVar[t.Mapping[str, t.Any]] = {"init_process_enabled": False}

    init_process_enabled: bool | None = option(
        "Whether a small init forwards signals and buries dead processes. ECS Exec wants it.")
    add_capabilities: list[str] | None = option(
        "Capabilities beyond Docker's. Fargate allows V(SYS_PTRACE).", wire="capabilities.add", alike=unordered)
    drop_capabilities: list[str] | None = option(
        "Capabilities of Docker's that it does without, V(ALL) for each.", wire="capabilities.drop", alike=unordered)
    devices: list[Device] | None = option("Devices of the host. Not on Fargate.", alike=unordered)
    shared_memory_size: int | None = option("Size of V(/dev/shm) in MiB. Not on Fargate.")
    tmpfs: list[Tmpfs] | None = option("File systems in memory. Not on Fargate.", alike=unordered)
    max_swap: int | None = option("Swap it may use, in MiB. Not on Fargate.")
    swappiness: int | None = option("How eagerly it swaps, 0 to 100. Not on Fargate.")
