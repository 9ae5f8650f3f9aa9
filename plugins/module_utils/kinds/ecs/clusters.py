# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply, Wait
from ...errors import Absent
from ...fields import computed, key, option, required, tagging
from ...resource import Part, Resource
from ...tagging import retag
from ...wire import Case, Codec, camel, pairs, unordered
from ..kms import KEY
from .api import TAGS, described_cluster, ecs, linked, named
from .capacity import CapacityShare, strategy_problems

execute_command = "configuration.executeCommandConfiguration"
storage = "configuration.managedStorageConfiguration"
capacity = frozenset({"capacity_providers", "default_capacity_provider_strategy"})

insights = Codec(
    lambda value: None if value is None else [{"name": "containerInsights", "value": value}],
    lambda found: pairs("name", "value").into(found).get("containerInsights", "disabled"),
)


@dataclass(frozen=True, kw_only=True)
class ExecuteCommandLogging(Part):
    """What becomes of sessions that are opened in a container."""

    casing: t.ClassVar[Case] = staticmethod(camel)

    logging: t.Literal["NONE", "DEFAULT", "OVERRIDE"] = required(
        "V(NONE) keeps no log, V(DEFAULT) writes to the task's own log, V(OVERRIDE) to the places given here.")
    kms_key: str | None = option("Key that encrypts sessions: alias, id or ARN.", wire="kmsKeyId", find=KEY)
    log_group: str | None = option("Log group for V(OVERRIDE).", wire="logConfiguration.cloudWatchLogGroupName")
    log_group_encrypted: bool | None = option(
        "Whether to insist that the log group has a key.", wire="logConfiguration.cloudWatchEncryptionEnabled")
    s3_bucket: str | None = option("Bucket for V(OVERRIDE).", wire="logConfiguration.s3BucketName")
    s3_key_prefix: str | None = option("What the names of objects begin with.", wire="logConfiguration.s3KeyPrefix")
    s3_encrypted: bool | None = option(
        "Whether to insist that the bucket is encrypted.", wire="logConfiguration.s3EncryptionEnabled")

    def problems(self) -> t.Iterator[str]:
        places = self.log_group or self.s3_bucket
        if (self.logging == "OVERRIDE") is not bool(places):
            yield f"logging {self.logging} {'goes without' if places else 'needs'} log_group or s3_bucket; " \
                  "only OVERRIDE writes to them"


@dataclass(frozen=True, kw_only=True)
class EcsCluster(Resource):
    """An ECS cluster, in which services and tasks run."""

    plural = "ecs_clusters"
    casing: t.ClassVar[Case] = staticmethod(camel)
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-cluster", "container_insights": "enabled",
        "execute_command_logging": {"logging": "OVERRIDE", "log_group": "/ecs/envelope-prod-exec"},
        "capacity_providers": ["FARGATE", "FARGATE_SPOT"],
        "default_capacity_provider_strategy": [{"capacity_provider": "FARGATE", "weight": 1}],
        "tags": {"project": "envelope", "environment": "prod"},
    }

    name: str = key("Name of the cluster.", wire="clusterName")
    container_insights: t.Literal["enabled", "enhanced", "disabled"] | None = option(
        "Whether CloudWatch collects metrics of every task.", wire="settings", codec=insights)
    execute_command_logging: ExecuteCommandLogging | None = option(
        "What becomes of sessions that are opened in a container.", wire=execute_command)
    managed_storage_kms_key: str | None = option(
        "Key that encrypts volumes that ECS makes: alias, id or ARN.", wire=f"{storage}.kmsKeyId", find=KEY)
    fargate_storage_kms_key: str | None = option(
        "Key that encrypts the ephemeral storage of Fargate tasks: alias, id or ARN.",
        wire=f"{storage}.fargateEphemeralStorageKmsKeyId", find=KEY)
    capacity_providers: list[str] | None = option(
        "Capacity providers its services may use; exactly these.", alike=unordered)
    default_capacity_provider_strategy: list[CapacityShare] | None = option(
        "Where tasks run that do not say where.", alike=unordered)
    tags: dict[str, str] | None = tagging(codec=TAGS)
    arn: str | None = computed("ARN of the cluster.", wire="clusterArn")
    status: str | None = computed("Its state: V(ACTIVE) once it can be used.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from strategy_problems("default_capacity_provider_strategy", self.default_capacity_provider_strategy)
        for share in self.default_capacity_provider_strategy or ():
            if self.capacity_providers is not None and share.capacity_provider not in self.capacity_providers:
                yield f"default_capacity_provider_strategy: {share.capacity_provider} is not among capacity_providers"

    def read(self) -> Flow:
        call = described_cluster(self.name)
        found = named((yield call), "clusters", clusterName=self.name)
        if found.get("status") not in ("ACTIVE", "PROVISIONING", "FAILED"):
            raise Absent(call, "MISSING", f"no cluster {self.name}")
        return self.seen(found)

    def create(self) -> Flow:
        yield from linked(ecs.create_cluster(**self.wire()))
        yield self._until("ACTIVE", failed=frozenset({"FAILED"}))

    def update(self, now: EcsCluster, changed: t.AbstractSet[str]) -> Flow:
        if settings := changed - capacity - {"tags"}:
            yield ecs.update_cluster(cluster=self.name, **self.wire(*settings))
        if changed & capacity:
            none: dict[str, t.Any] = {"capacityProviders": [], "defaultCapacityProviderStrategy": []}
            yield from linked(ecs.put_cluster_capacity_providers(cluster=self.name, **none | self.wire(*capacity)))
        if "tags" in changed:
            yield from retag(ecs, now.tags, self.tags, resourceArn=now.arn)

    def delete(self) -> Flow:
        yield ecs.delete_cluster(cluster=self.name)
        yield self._until("INACTIVE", "MISSING")

    def _until(self, *done: str, failed: frozenset[str] = frozenset()) -> Wait:
        def state(reply: Reply) -> str:
            return str(named(reply, "clusters", clusterName=self.name).get("status", "MISSING"))

        return Wait(described_cluster(self.name), f"cluster {self.name}", state, frozenset(done), failed,
                    hint="`aws ecs describe-clusters --include ATTACHMENTS` shows what it waits for")
