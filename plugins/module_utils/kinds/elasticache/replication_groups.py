# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replication groups."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...advising import advised
from ...calls import Call, Flow, Reply
from ...errors import Absent, AwsError, Invalid
from ...fields import computed, constant, instruction, key, option, tagging
from ...resource import Changes, Resource
from ...wire import moment, truth, unordered
from ..ec2 import SECURITY_GROUP
from ..kms import KEY
from ..rds.versions import older
from ..sns import TOPIC
from . import auth_token, rules, scaling
from .log_delivery import LogDelivery
from .modifying import ADVICE, MODIFIABLE, modified
from .reading import described
from .service import available, elasticache, gone, name_problems, retag, tags_of, the_one

CREATED = MODIFIABLE | {
    "name", "kms_key", "subnet_group", "num_node_groups", "replicas_per_node_group", "log_delivery_configurations"}

ANEW = "make one under another name, from a snapshot of this one, and delete this one"


def same_version(wanted: str, now: str | None) -> bool:
    """Whether it is that version, whatever AWS has put behind it: `7.1` runs as `7.1.0`."""
    return now is not None and f"{now}.".startswith(f"{wanted}.")


def same_key(wanted: str, now: str | None) -> bool:
    """Whether two names are of one key, be it an ARN or an id."""
    return now is not None and wanted.rpartition("/")[2] == now.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class ReplicationGroup(Resource):
    """A cache of Valkey or Redis with its replicas, encrypted at rest and in transit, waited for until it is there."""

    plural = "elasticache_replication_groups"
    fixed = frozenset({"kms_key", "subnet_group"})
    kept = f"it holds data: {ANEW}"
    examples = {
        "name": "envelope-prod", "description": "Queues, sessions and cache", "engine": "valkey",
        "engine_version": "8.0", "node_type": "cache.t4g.small", "num_node_groups": 1, "replicas_per_node_group": 1,
        "automatic_failover": True, "multi_az": True, "kms_key": "alias/envelope-prod",
        "subnet_group": "envelope-prod", "security_groups": ["envelope-prod-redis"],
        "parameter_group": "envelope-prod", "maintenance_window": "sun:03:00-sun:04:00",
        "snapshot_window": "01:00-02:00", "snapshot_retention_limit": 7,
        "notification_topic": "envelope-prod-alarms", "auth_token_secret": "envelope-prod/platform",
        "auth_token_key": "REDIS_PASSWORD", "tags": {"project": "envelope"},
    }

    name: str = key("Name of the replication group, in lower case.", wire="ReplicationGroupId")
    description: str | None = option(
        "What it is for. A new one is described by its name where this is left out.",
        wire="ReplicationGroupDescription")
    engine: t.Literal["valkey", "redis"] | None = option(
        "What it runs. From V(redis) to V(valkey) can be changed, and not back. AWS takes V(redis) when left out.")
    engine_version: str | None = option(
        "Version of the engine, such as V(7.1). Never goes down.", alike=same_version)
    node_type: str | None = option("Type of its nodes, such as V(cache.t4g.small).", wire="CacheNodeType")
    num_node_groups: int | None = option(
        "Shards, 1 to 500. More than one need a parameter group with V(cluster-enabled).")
    replicas_per_node_group: int | None = option("Replicas in each shard, 0 to 5.")
    automatic_failover: bool | None = option(
        "Whether a replica takes over when the primary node fails.", wire="AutomaticFailoverEnabled")
    multi_az: bool | None = option(
        "Whether primary node and replicas are in different availability zones.", wire="MultiAZEnabled")
    kms_key: str | None = option(
        "Key that encrypts what is on disk: alias, id or ARN. Cannot change.",
        wire="KmsKeyId", alike=same_key, find=KEY)
    subnet_group: str | None = option(
        "Name of the subnet group. A new one needs it. Cannot change.", wire="CacheSubnetGroupName")
    security_groups: list[str] | None = option(
        "Names or ids of its security groups.", wire="SecurityGroupIds", alike=unordered, find=SECURITY_GROUP)
    parameter_group: str | None = option("Name of the parameter group.", wire="CacheParameterGroupName")
    maintenance_window: str | None = option(
        "When AWS may maintain it, in UTC, such as V(sun:03:00-sun:04:00).", wire="PreferredMaintenanceWindow")
    snapshot_window: str | None = option("When it is backed up each day, in UTC, such as V(01:00-02:00).")
    snapshot_retention_limit: int | None = option("Days that backups are kept, 0 to 35. V(0) makes none.")
    notification_topic: str | None = option(
        "Name or ARN of the topic that is told of failovers and the like.", wire="NotificationTopicArn", find=TOPIC)
    auto_minor_version_upgrade: bool | None = option("Whether AWS upgrades minor versions by itself.")
    log_delivery_configurations: list[LogDelivery] | None = option(
        "Logs that are sent to CloudWatch. Those not named are not sent.", alike=unordered)
    tags: dict[str, str] | None = tagging()
    auth_token_secret: str | None = instruction(
        "Name of the secret that holds the password of the cache. It is read inside the module when it has to be "
        "sent, and shown nowhere. When the secret has a new one, the cache is given it.")
    auth_token_key: str | None = instruction("Which entry of the secret's JSON object that is.")
    keep_former_auth_token: bool = instruction(
        "Whether the cache goes on taking the password before a new one, until a run without this: so that services "
        "can be deployed with the new one in between.", default=False)
    apply_immediately: bool = instruction(
        "Whether another version or another type of nodes comes at once and not in the maintenance window. All else "
        "comes at once, unless something waits for the window already. "
        "What waits for it is in RV(elasticache_replication_groups.waits_for_window).", default=False)
    final_snapshot: bool = instruction("Whether a snapshot is taken before it is deleted.", default=True)
    transit_encryption: str = constant("required", "Whether connections have to be encrypted.")
    at_rest_encryption: bool = constant(
        True, "Whether what is on disk is encrypted.", wire="AtRestEncryptionEnabled", codec=truth)
    auth_token_settled: bool = constant(True, "Whether it takes the password that the secret holds now, and no other.")
    working: bool = constant(True, "Whether its creation has not failed.")
    arn: str | None = computed("ARN of the replication group.", wire="ARN")
    status: str | None = computed("State, such as V(available).")
    primary_endpoint: str | None = computed("Host name of the primary node. None with several shards.")
    reader_endpoint: str | None = computed("Host name of the replicas. None with several shards.")
    configuration_endpoint: str | None = computed("Host name of all shards, where it has several.")
    port: int | None = computed("Port of its endpoints.")
    waits_for_window: list[str] | None = computed("Changes that come in the maintenance window.")
    created: str | None = computed("When it was made.", wire="ReplicationGroupCreateTime", codec=moment)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from name_problems(self.name, 40)
        yield from rules.version_problems(self.engine, self.engine_version)
        yield from rules.node_problems(self.node_type)
        yield from rules.range_problems(self)
        yield from rules.failover_problems(self)
        yield from rules.window_problems(self.maintenance_window, self.snapshot_window)
        yield from rules.token_problems(self.auth_token_secret, self.auth_token_key)
        yield from rules.log_problems(self.log_delivery_configurations)

    def resolved(self, *, pending: bool = False) -> Flow:
        if self.auth_token_secret:
            yield from auth_token.SECRET.resolve(self.auth_token_secret, pending=pending)
        return (yield from super().resolved(pending=pending))

    def read(self) -> Flow:
        group = yield from self._settled()
        nodes = (yield elasticache.describe_cache_clusters()).get("CacheClusters", ())
        mine = [each for each in nodes if each.get("ReplicationGroupId") == self.name]
        found = described(group, mine, self.parameter_group, waiting_counts=not self.apply_immediately)
        # AWS shows no tags of one whose creation failed
        found["Tags"] = (yield from tags_of(group["ARN"])) if found["Working"] else []
        found["AuthTokenSettled"] = yield from self._token_settled(found["Tags"])
        return self.seen(found)

    def create(self) -> Flow:
        for name in ("node_type", "subnet_group"):
            if getattr(self, name) is None:
                raise Invalid(f"replication group {self.name} is new and needs {name}")
        params: dict[str, t.Any] = {
            "ReplicationGroupDescription": self.name, **self.wire(*CREATED),
            "TransitEncryptionEnabled": True, "AtRestEncryptionEnabled": True}
        tags = dict(self.tags or {})
        if self.auth_token_secret and self.auth_token_key:
            params["AuthToken"], version = yield from auth_token.token_of(self.auth_token_secret, self.auth_token_key)
            tags[auth_token.TAG] = str(auth_token.Mark("set", self.auth_token_key, version))
        tagged = [{"Key": name, "Value": value} for name, value in sorted(tags.items())]
        yield from self._made(elasticache.create_replication_group(**params, Tags=tagged or None))
        yield available(self.name)

    def impossible(self, now: ReplicationGroup | None, changes: Changes) -> Flow:
        yield from ()
        return self._in_the_way(now, changes) if now else ""

    def _in_the_way(self, now: ReplicationGroup, changes: Changes) -> str:
        """What only another replication group can bring, or another order."""
        if "working" in changes:
            return (f"the creation of replication group {self.name} has failed: delete it with state absent, and run "
                    "the same command again")
        if "at_rest_encryption" in changes:
            return f"replication group {self.name} is not encrypted at rest, which AWS cannot change: {ANEW}"
        if "transit_encryption" in changes and now.transit_encryption != "preferred":
            return (f"replication group {self.name} takes connections that are not encrypted. Set its mode of "
                    "encryption in transit to preferred, have all clients use TLS, and run this again")
        if "engine" in changes and (now.engine, self.engine) == ("valkey", "redis"):
            return f"replication group {self.name} runs valkey, which AWS turns into nothing else: {ANEW}"
        waits = any(each.startswith("EngineVersion") for each in now.waits_for_window or ())
        if "engine_version" in changes and not waits and self.engine == now.engine and older(
                str(self.engine_version), str(now.engine_version)):
            return (f"engine_version ({now.engine_version} now, {self.engine_version} wanted) cannot go back: ask for "
                    f"what AWS has upgraded it to, or {ANEW}")
        return ""

    def update(self, now: ReplicationGroup, changed: t.AbstractSet[str]) -> Flow:
        yield from scaling.grown(self, now)
        yield from modified(self, now, changed)
        if "transit_encryption" in changed:
            yield elasticache.modify_replication_group(
                ReplicationGroupId=self.name, TransitEncryptionMode="required", ApplyImmediately=True)
            yield available(self.name)
        yield from scaling.shrunk(self, now)
        if "auth_token_settled" in changed and self.auth_token_secret and self.auth_token_key:
            yield from auth_token.renewed(
                self.name, now.arn, (now.tags or {}).get(auth_token.TAG), self.auth_token_secret, self.auth_token_key,
                keep_former=self.keep_former_auth_token)
        yield from retag(now.arn, now.tags, self.tags)

    def delete(self) -> Flow:
        kept = self._snapshot_name() if self.final_snapshot and self.working else None
        yield elasticache.delete_replication_group(ReplicationGroupId=self.name, FinalSnapshotIdentifier=kept)
        yield gone(self.name)

    def _settled(self) -> Flow:
        """AWS's description of it; while it changes, AWS does not show its tags, so that is waited for."""
        call = elasticache.describe_replication_groups()
        group: Reply = the_one(call, (yield call).get("ReplicationGroups", ()), ReplicationGroupId=self.name)
        if group["Status"] == "deleting":
            raise Absent(call, "NotFound", f"replication group {self.name} is being deleted")
        if group["Status"] in ("available", "create-failed"):
            return group
        return (yield available(self.name))["ReplicationGroups"][0]

    def _token_settled(self, tags: list[dict[str, str]]) -> Flow:
        if not (self.auth_token_secret and self.auth_token_key):
            return True
        tag = next((each["Value"] for each in tags if each["Key"] == auth_token.TAG), None)
        return (yield from auth_token.settled(self.auth_token_secret, self.auth_token_key, auth_token.Mark.parsed(tag),
                                              keep_former=self.keep_former_auth_token))

    def _made(self, call: Call) -> Flow:
        """Make it, after a former one of that name is gone."""
        try:
            yield from advised(call, ADVICE)
        except AwsError as error:
            if error.code != "ReplicationGroupAlreadyExists":
                raise
            yield gone(self.name)
            yield call

    def _snapshot_name(self) -> str:
        """The same however often a deletion is tried, and another for another group of that name."""
        return f"{self.name}-final-{re.sub(r'[^0-9]', '', self.created or '')[:14]}".rstrip("-")
