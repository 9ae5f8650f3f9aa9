# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Database instances: their states, what is put off, and what AWS refuses.

moto has an instance available at once, does everything at once, deletes what is protected by nobody without asking for
a snapshot, names every instance by the same resource id and user, and knows no Performance Insights.  AWS: changes
that interrupt wait for the maintenance window unless they are to be done at once; an instance that is not available
cannot be changed; storage never shrinks; versions never go back, and other major ones have to be allowed.
"""

from __future__ import annotations

import json
import typing as t

from moto.moto_api._internal import mock_random
from moto.rds import models
from moto.rds.exceptions import DBInstanceAlreadyExists, DBInstanceNotFoundError
from moto.rds.models import DBInstance, MasterUserSecret, RDSBackend

from ..timing import timing
from ._mend import AwsError, mends
from ._rds_life import PENDING, agenda_of, begin, catch_up, show, waiting
from ._rds_storage import check_creation, check_modification, show_speed
from ._rds_upgrades import GROUP, another_major, check_version
from .rds_offers import check_offered, full_version

NOT_AVAILABLE = "Database instance is not in available state."


@mends(RDSBackend)
def create_db_instance(former: t.Any, self: RDSBackend, db_kwargs: dict[str, t.Any]) -> DBInstance:
    catch_up(self)
    if db_kwargs.get("db_cluster_identifier"):
        return t.cast(DBInstance, former(self, db_kwargs))
    settings = {**db_kwargs, "db_instance_identifier": db_kwargs["db_instance_identifier"].lower()}
    if settings["db_instance_identifier"] in self.databases:
        raise DBInstanceAlreadyExists
    if settings.get("manage_master_user_password") and settings.get("master_user_password"):
        text = "You can't specify MasterUserPassword for an instance with ManageMasterUserPassword enabled."
        raise AwsError("InvalidParameterCombination", text)
    if settings["engine"] in ("mysql", "mariadb", "postgres"):
        settings["engine_version"] = full_version(settings["engine"], settings.get("engine_version"))
        check_offered(settings["engine"], settings["engine_version"], settings["db_instance_class"])
    check_creation(settings)
    if settings.get("storage_encrypted"):
        settings["kms_key_id"] = self._validate_kms_key(settings.get("kms_key_id") or "alias/aws/rds")
    settings.setdefault("ca_certificate_identifier", "rds-ca-rsa2048-g1")
    made: DBInstance = former(self, settings)
    made.publicly_accessible = bool(made.publicly_accessible)
    made.dbi_resource_id = f"db-{mock_random.get_random_string(length=26, include_digits=False).upper()}"
    _insights(made, settings)
    show_speed(made)
    show(made)
    made.status = "creating"
    agenda_of(self).after(timing.start_seconds, lambda: setattr(made, "status", "available"))
    return made


@mends(RDSBackend)
def describe_db_instances(
    former: t.Any, self: RDSBackend, db_instance_identifier: str | None = None, filters: t.Any = None
) -> list[DBInstance]:
    catch_up(self)
    return t.cast("list[DBInstance]", former(self, db_instance_identifier, filters))


@mends(RDSBackend)
def modify_db_instance(
    former: t.Any, self: RDSBackend, db_instance_identifier: str, db_kwargs: dict[str, t.Any]
) -> DBInstance:
    database = self.describe_db_instances(db_instance_identifier)[0]
    if database.db_cluster_identifier:
        return t.cast(DBInstance, former(self, db_instance_identifier, db_kwargs))
    if database.status not in ("available", "storage-optimization"):
        raise AwsError("InvalidDBInstanceState", NOT_AVAILABLE)
    _check_changes(database, db_kwargs)
    _check_network(database, db_kwargs.get("db_subnet_group_name"))
    waits = {*PENDING, GROUP} if another_major(database, db_kwargs) else set(PENDING)
    later = {name: value for name, value in db_kwargs.items() if name in waits and value != getattr(database, name)}
    _insights(database, db_kwargs)
    former(self, db_instance_identifier, {name: value for name, value in db_kwargs.items() if name not in waits})
    for name in (waits & db_kwargs.keys()) - later.keys():  # it stays as it is: what was put off is called off
        waiting(database).pop(name, None)
    waiting(database).update(later)
    show(database)
    if db_kwargs.get("apply_immediately") and waiting(database):
        begin(database)
    return database


@mends(RDSBackend)
def delete_db_instance(
    former: t.Any, self: RDSBackend, db_instance_identifier: str, *rest: t.Any, **settings: t.Any
) -> DBInstance:
    catch_up(self)
    database = self.databases.get(db_instance_identifier)
    if database is None:
        raise DBInstanceNotFoundError(db_instance_identifier)
    if database.db_cluster_identifier:
        return t.cast(DBInstance, former(self, db_instance_identifier, *rest, **settings))
    _check_deletion(
        database, settings.get("final_db_snapshot_identifier"), skip=bool(settings.get("skip_final_snapshot"))
    )
    former(self, db_instance_identifier, *rest, **settings)
    self.databases[db_instance_identifier] = database
    agenda_of(self).after(timing.stop_seconds, lambda: self.databases.pop(db_instance_identifier, None))
    return database


@mends(t.cast(type, models), "valid_preferred_maintenance_window")
def across_weeks(former: t.Any, maintenance_window: t.Any, backup_window: t.Any) -> t.Any:
    """moto refuses a window from Sunday to Monday; what it checks is the same a day later."""
    if str(maintenance_window).startswith("sun:") and "-mon:" in str(maintenance_window):
        maintenance_window = maintenance_window.replace("mon:", "tue:").replace("sun:", "mon:")
    return former(maintenance_window, backup_window)


@mends(MasterUserSecret)
def _generate_secret_string(former: t.Any, self: MasterUserSecret) -> str:
    """Each instance has a password of its own."""
    password = mock_random.get_random_string(length=28)
    return json.dumps({"username": t.cast(DBInstance, self.resource).master_username, "password": password})


def _check_deletion(database: DBInstance, snapshot: str | None, *, skip: bool) -> None:
    if database.status == "deleting":
        name = database.db_instance_identifier
        raise AwsError("InvalidDBInstanceState", f"Instance {name} is already being deleted.")
    if not skip and not snapshot:
        text = "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
        raise AwsError("InvalidParameterCombination", text)
    if skip and snapshot:
        text = "FinalDBSnapshotIdentifier can not be specified when SkipFinalSnapshot is true."
        raise AwsError("InvalidParameterCombination", text)
    if snapshot and database.status != "available":
        raise AwsError("InvalidDBInstanceState", NOT_AVAILABLE)


def _check_changes(database: DBInstance, asked: dict[str, t.Any]) -> None:
    check_modification(database, waiting(database), asked)
    if database.manage_master_user_password and asked.get("master_user_secret_kms_key_id"):
        text = "You can't change the KMS key of a secret that RDS manages already."
        raise AwsError("InvalidParameterCombination", text)
    if asked.get("engine_version"):
        asked["engine_version"] = full_version(database.engine, asked["engine_version"])
    check_version(database, asked)
    if asked.get("db_instance_class"):
        version = asked.get("engine_version") or database.engine_version
        check_offered(database.engine, version, asked["db_instance_class"])


def _check_network(database: DBInstance, wanted: str | None) -> None:
    """AWS moves an instance into another VPC, and never to other subnets of the one that it is in."""
    group, other = getattr(database, "db_subnet_group", None), database.backend.subnet_groups.get(wanted or "")
    if group and other and group.vpc_id == other.vpc_id:
        text = f"You cannot move DB instance {database.db_instance_identifier} to subnet group {wanted}. The specified"
        text = f"{text} DB subnet group and DB instance are in the same VPC."
        raise AwsError("InvalidVPCNetworkStateFault", text)


def _insights(database: DBInstance, asked: dict[str, t.Any]) -> None:
    about = database.__dict__
    enabled = asked.get("enable_performance_insights", about.get("performance_insights_enabled", False))
    days = asked.get("performance_insights_retention_period", about.get("performance_insights_retention_period"))
    about["performance_insights_enabled"] = enabled
    about["performance_insights_retention_period"] = (days or 7) if enabled else None
