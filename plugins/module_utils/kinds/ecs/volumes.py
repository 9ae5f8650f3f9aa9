# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Volumes of a task."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...whole import Whole
from .api import switch

Defaults = t.Mapping[str, t.Any]


@dataclass(frozen=True, kw_only=True)
class EfsVolume(Whole, Part):
    """A directory of an EFS file system."""

    defaults: t.ClassVar[Defaults] = {"root_directory": "/", "transit_encryption": False, "iam": False}

    file_system_id: str = required("Id of the file system.")
    root_directory: str | None = option("Directory that becomes the volume, V(/) when left out.")
    transit_encryption: bool | None = option("Whether data is encrypted on its way.", codec=switch)
    transit_encryption_port: int | None = option("Port for encrypted data. AWS chooses one when left out.")
    access_point_id: str | None = option("Id of the access point.", wire="authorizationConfig.accessPointId")
    iam: bool | None = option(
        "Whether the task's role must allow the access.", wire="authorizationConfig.iam", codec=switch)

    def problems(self) -> t.Iterator[str]:
        if (self.access_point_id or self.iam) and not self.transit_encryption:
            yield f"{self.file_system_id}: an access point and IAM need transit_encryption: true"
        if self.access_point_id and self.root_directory not in (None, "/"):
            yield f"{self.file_system_id}: root_directory {self.root_directory} does not go with an access point, " \
                  "which has a directory of its own"


@dataclass(frozen=True, kw_only=True)
class S3FilesVolume(Whole, Part):
    """A directory of an S3 Files file system."""

    defaults: t.ClassVar[Defaults] = {"root_directory": "/"}

    file_system: str = required("ARN of the file system.", wire="fileSystemArn")
    root_directory: str | None = option("Directory that becomes the volume, V(/) when left out.")
    transit_encryption_port: int | None = option("Port for encrypted data. AWS chooses one when left out.")
    access_point: str | None = option("ARN of the access point.", wire="accessPointArn")


@dataclass(frozen=True, kw_only=True)
class FsxVolume(Whole, Part):
    """A directory of an FSx for Windows file system."""

    file_system_id: str = required("Id of the file system.")
    root_directory: str = required("Directory that becomes the volume.")
    credentials: str = required(
        "ARN of the secret or parameter with user name and password.", wire="authorizationConfig.credentialsParameter")
    domain: str = required("Active Directory domain.", wire="authorizationConfig.domain")


@dataclass(frozen=True, kw_only=True)
class DockerVolume(Whole, Part):
    """A Docker volume of the host."""

    defaults: t.ClassVar[Defaults] = {"scope": "task", "autoprovision": False}

    scope: t.Literal["task", "shared"] | None = option("Whether it ends with the task, V(task) when left out.")
    autoprovision: bool | None = option("Whether a V(shared) volume is made when it is not there.")
    driver: str | None = option("Docker's driver for it.")
    driver_opts: dict[str, str] | None = option("What the driver has to know.")
    labels: dict[str, str] | None = option("Docker labels.")


@dataclass(frozen=True, kw_only=True)
class Volume(Whole, Part):
    """A volume that containers of a task share. One that says no more than its name is empty and ends with the task."""

    defaults: t.ClassVar[Defaults] = {"configured_at_launch": False}

    name: str = required("Name by which mount points refer to it.")
    efs: EfsVolume | None = option("A directory of an EFS file system.", wire="efsVolumeConfiguration")
    s3_files: S3FilesVolume | None = option(
        "A directory of an S3 Files file system.", wire="s3filesVolumeConfiguration")
    fsx: FsxVolume | None = option(
        "A directory of an FSx for Windows file system. Not on Fargate.",
        wire="fsxWindowsFileServerVolumeConfiguration")
    docker: DockerVolume | None = option("A Docker volume. Not on Fargate.", wire="dockerVolumeConfiguration")
    host_path: str | None = option("A directory of the host. Not on Fargate.", wire="host.sourcePath")
    configured_at_launch: bool | None = option("Whether the service says what it is, as it must of an EBS volume.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        kinds = ("efs", "s3_files", "fsx", "docker", "host_path", "configured_at_launch")
        given = [name for name in kinds if getattr(self, name)]
        if len(given) > 1:
            yield f"{self.name}: {', '.join(given)} do not go together, a volume is one of them"
