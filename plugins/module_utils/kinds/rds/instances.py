# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Database instances."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply
from ...errors import Invalid
from ...fields import computed, constant, instruction, key, option, tagging
from ...resource import Resource, properties
from ...wire import moment, unordered
from ..ec2 import SECURITY_GROUP
from ..kms import KEY
from . import offers, requests, states
from .instance_rules import REPLACE, Changes, impossible, instance_problems
from .rotation import rescheduled, rotation_of
from .service import advised, demand, rds, retag, the_one
from .versions import covers, major

OFFERED = ("engine_version", "instance_class", "storage_type", "multi_az", "performance_insights")
"""Options that not every region, engine and class has all of."""


def not_less(wanted: int, now: int | None) -> bool:
    return now is not None and now >= wanted


def same_letters(wanted: str, now: str | None) -> bool:
    return wanted.lower() == (now or "").lower()


@dataclass(frozen=True, kw_only=True)
class Instance(Resource):
    """An encrypted database instance whose master password RDS makes, keeps in Secrets Manager and rotates."""

    plural = "rds_instances"
    fixed = frozenset({"engine", "kms_key", "subnet_group", "master_username", "database_name"})
    kept = f"it holds data: {REPLACE}"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-staging", "engine": "mysql", "engine_version": "8.0", "instance_class": "db.m7g.large",
        "allocated_storage": 400, "max_allocated_storage": 1000, "storage_type": "gp3", "iops": 12000,
        "storage_throughput": 500, "multi_az": True, "kms_key": "alias/envelope-staging",
        "subnet_group": "envelope-staging", "security_groups": ["envelope-staging-database"],
        "parameter_group": "envelope-staging", "master_username": "envelope",
        "master_user_secret_kms_key": "alias/envelope-staging", "master_user_secret_rotation_days": 365,
        "database_name": "envelope",
        "backup_retention_period": 35, "backup_window": "02:00-03:00", "maintenance_window": "sun:04:00-sun:05:00",
        "deletion_protection": False, "enabled_cloudwatch_logs_exports": ["error", "slowquery"],
        "performance_insights": True, "performance_insights_retention_period": 7,
        "ca_certificate": "rds-ca-rsa2048-g1", "publicly_accessible": False, "tags": {"project": "envelope"},
    }

    name: str = key("Name of the instance, in small letters.", wire="DBInstanceIdentifier")
    engine: t.Literal["mysql", "mariadb", "postgres"] | None = option("What database it is. A new instance needs it.")
    engine_version: str | None = option(
        "Version of the engine: V(8.0.39), or V(8.0) for whichever of 8.0 it runs.", alike=covers)
    instance_class: str | None = option(
        "Processors and memory, such as V(db.m7g.large). A new instance needs it.", wire="DBInstanceClass")
    allocated_storage: int | None = option(
        "Storage in GiB, at least. It is never shrunk: AWS cannot, and may have grown it. A new instance needs it.",
        alike=not_less)
    max_allocated_storage: int | None = option("GiB up to which AWS grows the storage by itself.")
    storage_type: t.Literal["gp2", "gp3", "io1", "io2"] | None = option("What the storage is made of.")
    iops: int | None = option(
        "Operations a second that the storage is paid for. V(gp3) takes them from 400 GiB on, 12000 or more.")
    storage_throughput: int | None = option(
        "MiB a second that storage of type V(gp3) is paid for, from 400 GiB on, 500 or more.")
    multi_az: bool | None = option("Whether a standby in another zone takes over when it fails.", wire="MultiAZ")
    kms_key: str | None = option(
        "Key that encrypts it: alias, id or ARN. Left out, AWS's own for RDS does.", wire="KmsKeyId", find=KEY)
    subnet_group: str | None = option("Name of its group of subnets. Cannot change.", wire="DBSubnetGroupName")
    security_groups: list[str] | None = option(
        "Names or ids of its security groups.", wire="VpcSecurityGroupIds", alike=unordered, find=SECURITY_GROUP)
    parameter_group: str | None = option(
        "Name of its group of parameters. A change comes into force with the next reboot.",
        wire="DBParameterGroupName")
    database_name: str | None = option("Database that is made together with the instance.", wire="DBName")
    master_username: str | None = option(
        "Name of the user that may do everything. RDS makes its password, which nobody gives or is shown here. "
        "A new instance needs it.")
    master_user_secret_kms_key: str | None = option(
        "Key that encrypts the secret with that password: alias, id or ARN.", wire="MasterUserSecretKmsKeyId", find=KEY)
    master_user_secret_rotation_days: int | None = option(
        "Days after which RDS changes that password, 1 to 1000. AWS begins with 7. The former one is worth nothing "
        "from then on. A change does not rotate it at once.")
    backup_retention_period: int | None = option("Days for which backups are kept, 0 to 35. V(0) makes none.")
    backup_window: str | None = option(
        "When it is backed up each day, in UTC, such as V(02:00-03:00).", wire="PreferredBackupWindow")
    maintenance_window: str | None = option(
        "When AWS does each week what it has put off, in UTC, such as V(sun:04:00-sun:05:00).",
        wire="PreferredMaintenanceWindow", alike=same_letters)
    deletion_protection: bool | None = option("Whether AWS refuses to delete it.")
    copy_tags_to_snapshot: bool | None = option("Whether its snapshots have its tags.")
    auto_minor_version_upgrade: bool | None = option("Whether AWS upgrades it within its major version.")
    enabled_cloudwatch_logs_exports: list[str] | None = option(
        "Logs that it sends to CloudWatch Logs, such as V(error) and V(slowquery).", alike=unordered)
    performance_insights: bool | None = option(
        "Whether AWS keeps what its load is made of.", wire="PerformanceInsightsEnabled")
    performance_insights_retention_period: int | None = option("Days for which that is kept: 7, 731, or months of 31.")
    ca_certificate: t.Literal["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"] | None = option(
        "Authority that vouches for its certificate.", wire="CACertificateIdentifier")
    publicly_accessible: bool | None = option("Whether it has a public address.")
    tags: dict[str, str] | None = tagging(wire="TagList")
    apply_immediately: bool = instruction(
        "Do at once what AWS would put off until the maintenance window, with the interruption that it brings.",
        default=False)
    allow_major_version_upgrade: bool = instruction("Upgrade to another major version if asked to.", default=False)
    wait: bool = instruction("Wait until the instance is available, or gone.", default=True)
    final_snapshot: str | None = instruction(
        "Name of the snapshot that is taken before it is deleted. Left out, it is made of its name and resource id.")
    skip_final_snapshot: bool = instruction("Delete it without a snapshot: all its data is lost.", default=False)
    unprotect: bool = instruction("Delete it although it is protected from deletion.", default=False)
    storage_encrypted: bool = constant(True, "Whether its storage is encrypted.")
    password_managed: bool = constant(True, "Whether RDS manages its master password.")
    settled: bool = constant(True, "Whether AWS is done with what was asked before, where that is waited for.")
    staying: bool = constant(True, "Whether it is not being deleted.")
    unavailable: str = constant("", "Why AWS does not offer such an instance here.")
    arn: str | None = computed("ARN of the instance.", wire="DBInstanceArn")
    resource_id: str | None = computed("Id that no other instance ever has.", wire="DbiResourceId")
    endpoint: str | None = computed("Name of the host that clients connect to.", wire="Endpoint.Address")
    port: int | None = computed("Port that clients connect to.", wire="Endpoint.Port")
    master_user_secret_arn: str | None = computed(
        "ARN of the secret that holds the master password.", wire="MasterUserSecret.SecretArn")
    master_user_secret_next_rotation: str | None = computed(
        "When RDS changes it next, where O(rds_instances[].master_user_secret_rotation_days) is said.", codec=moment)
    status: str | None = computed("State, such as V(available).", wire="DBInstanceStatus")
    pending: dict[str, t.Any] | None = computed("What AWS has put off, until the maintenance window or a reboot.")

    @property
    def gone(self) -> bool:
        return not self.staying

    def problems(self) -> t.Iterator[str]:
        yield from instance_problems(self)

    def resolved(self, *, pending: bool = False) -> Flow:
        """This with its names looked up, and with why AWS does not offer it where that matters."""
        wanted = yield from super().resolved(pending=pending)
        now = normal_of((yield rds.describe_db_instances()), self.name)
        asked = wanted.over(self.seen(now)) if now else wanted
        differs = any(not p.alike(getattr(wanted, p.name), getattr(self.seen(now), p.name))
                      for p in properties(type(self)) if p.name in OFFERED and getattr(wanted, p.name) is not None)
        if not asked.engine or not asked.instance_class or not differs:
            return wanted
        return dataclasses.replace(wanted, unavailable=(yield from offers.refusal(asked)))

    def changes(self, now: t.Any) -> Changes:
        found = super().changes(now)
        if self.unavailable:
            raise Invalid(self.unavailable)
        return found

    def impossible(self, now: Instance | None, changes: Changes) -> Flow:
        yield from ()
        return impossible(self, now, changes) if now and now.staying else ""

    def read(self) -> Flow:
        call = rds.describe_db_instances()
        found = the_one(call, (yield call).get("DBInstances", ()), "DBInstanceIdentifier", self.name)
        secret = (found.get("MasterUserSecret") or {}).get("SecretArn")
        rotation = {} if self.master_user_secret_rotation_days is None else (yield from rotation_of(secret))
        return self.seen({**self._about(found), **rotation})

    def create(self) -> Flow:
        demand(self, "engine", "instance_class", "allocated_storage", "master_username")
        yield from advised(rds.create_db_instance(**requests.creation(self)))
        if self.wait:
            yield states.working(self.name)
            yield from rescheduled(self.name, self.master_user_secret_rotation_days)

    def update(self, now: Instance, changed: t.AbstractSet[str]) -> Flow:
        if not now.staying:
            yield states.left(self.name)
            yield from self.create()
            return
        asked = requests.modification(self, now, changed)
        if "settled" in changed or (asked and self.wait and states.closed(now.status or "")):
            yield states.working(self.name, done=states.CHANGEABLE)
        if asked:
            yield from advised(rds.modify_db_instance(
                DBInstanceIdentifier=self.name, ApplyImmediately=self.apply_immediately, **asked))
        if "tags" in changed:
            yield from retag(now.arn, now.tags, self.tags)
        if asked and self.wait:
            yield states.working(self.name, applied=self.apply_immediately,
                                 done=states.READY | {now.status or ""} & states.FAILED)
        if self.wait and "password_managed" in changed:
            yield states.handed_over(self.name)
        if "master_user_secret_rotation_days" in changed:
            yield from rescheduled(self.name, self.master_user_secret_rotation_days)

    def delete(self) -> Flow:
        if self.deletion_protection and not self.unprotect:
            raise Invalid(f"database {self.name} is protected from deletion: set unprotect to delete it nevertheless, "
                          "or deletion_protection to false first, and run that")
        if states.closed(self.status or ""):
            yield states.working(self.name, done=states.CHANGEABLE)
        if self.deletion_protection:  # done at once in any case; ApplyImmediately would begin all that was put off
            yield rds.modify_db_instance(
                DBInstanceIdentifier=self.name, DeletionProtection=False, ApplyImmediately=False)
        snapshot = None if self.skip_final_snapshot else self.final_snapshot or self._last_snapshot()
        yield from advised(rds.delete_db_instance(
            DBInstanceIdentifier=self.name, SkipFinalSnapshot=snapshot is None, FinalDBSnapshotIdentifier=snapshot))
        if self.wait:
            yield states.left(self.name)

    def _last_snapshot(self) -> str:
        """A name that no earlier instance of this name has left behind."""
        return f"{self.name}-final-{(self.resource_id or '').lower().removeprefix('db-')}"

    def _about(self, found: Reply) -> dict[str, t.Any]:
        """An instance as a reply describes it; what AWS has put off counts as done, unless it shall be done at once."""
        about, later = states.normal(found), states.coming(found)
        status = found["DBInstanceStatus"]
        if not (self.apply_immediately and status in states.READY):
            about.update(later, **self._coming_with(found, later))
        secret = found.get("MasterUserSecret") or {}
        return {
            **about, "MasterUserSecretKmsKeyId": secret.get("KmsKeyId"), "PasswordManaged": bool(secret),
            "Settled": not (self.wait and states.busy(status)), "Staying": status != states.LEAVING, "Unavailable": "",
            "Pending": self._named(later, rebooting=about["Rebooting"]),
        }

    def _coming_with(self, found: Reply, later: Reply) -> dict[str, t.Any]:
        """The parameter group, which comes with another major version, though AWS does not show that it waits."""
        engine, before, after = (str(about.get(name) or "") for about, name in (
            (found, "Engine"), (found, "EngineVersion"), (later, "EngineVersion")))
        if not self.parameter_group or not after or major(engine, before) == major(engine, after):
            return {}
        return {"DBParameterGroupName": self.parameter_group}

    def _named(self, later: dict[str, t.Any], *, rebooting: bool) -> dict[str, t.Any] | None:
        """What is put off, by the names of options."""
        names = {p.path[0]: p.name for p in properties(type(self), "option")}
        reboot = {"parameter_group": "in force after a reboot"} if rebooting else {}
        return {**{names.get(name, name): value for name, value in later.items()}, **reboot} or None


def normal_of(reply: Reply, name: str) -> dict[str, t.Any]:
    """The instance of that name in a list of all; empty where there is none."""
    return next((states.normal(found) for found in reply.get("DBInstances", ())
                 if found["DBInstanceIdentifier"] == name), {})
