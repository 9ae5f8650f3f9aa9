# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of subnets and of parameters.

moto makes a group over one of the same name, puts subnets of one zone into a group, deletes what instances use, loses
the tags of a group that is changed, knows no parameters of engines, and lists all that a group has whatever source is
asked for.  AWS: 20 parameters in a call; a static one comes into force with a reboot only.
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBParameterGroupNotFoundError, DBSubnetGroupNotFoundError
from moto.rds.models import DBParameterGroup, DBSubnetGroup, RDSBackend
from moto.rds.responses import RDSResponse

from ._mend import AwsError, adds, mends
from ._rds_life import catch_up
from .rds_offers import VERSIONS, family_of

PARAMETERS_PER_CALL = 20

PARAMETERS = {
    "mysql": (
        ("character_set_server", "dynamic", "string", ""),
        ("innodb_log_buffer_size", "static", "integer", "262144-4294967295"),
        ("log_output", "dynamic", "list", "TABLE,FILE,NONE"),
        ("long_query_time", "dynamic", "float", "0-31536000"),
        ("max_connections", "dynamic", "integer", "1-100000"),
        ("require_secure_transport", "dynamic", "boolean", "0,1"),
        ("slow_query_log", "dynamic", "boolean", "0,1"),
    ),
    "postgres": (
        ("log_min_duration_statement", "dynamic", "integer", "-1-2147483647"),
        ("max_connections", "static", "integer", "6-8388607"),
        ("rds.force_ssl", "dynamic", "boolean", "0,1"),
    ),
}
"""A few of each engine's parameters: name, how a change is applied, type, allowed values."""


@mends(RDSBackend)
def create_subnet_group(
    former: t.Any, self: RDSBackend, subnet_name: str, description: str, *rest: t.Any, **settings: t.Any
) -> DBSubnetGroup:
    name = subnet_name.lower()
    if name in self.subnet_groups:
        raise AwsError("DBSubnetGroupAlreadyExists", f"The DB subnet group '{name}' already exists.")
    _check_zones(settings["subnets"] if "subnets" in settings else rest[0])
    return t.cast(DBSubnetGroup, former(self, name, description, *rest, **settings))


@mends(RDSBackend)
def modify_db_subnet_group(
    former: t.Any, self: RDSBackend, subnet_name: str, description: str, subnets: list[t.Any]
) -> DBSubnetGroup:
    """moto takes a group out of its list to change it, and does not put it back."""
    group = self.subnet_groups.get(subnet_name)
    if group is None:
        raise DBSubnetGroupNotFoundError(subnet_name)
    _check_zones(subnets)
    former(self, subnet_name, description, subnets)
    self.subnet_groups[subnet_name] = group
    return group


@mends(RDSBackend)
def delete_subnet_group(former: t.Any, self: RDSBackend, subnet_name: str) -> DBSubnetGroup:
    catch_up(self)
    group = self.subnet_groups.get(subnet_name)
    if group and any(getattr(each, "db_subnet_group", None) is group for each in self.databases.values()):
        text = f"Cannot delete the subnet group '{subnet_name}' because at least one database instance"
        raise AwsError("InvalidDBSubnetGroupStateFault", f"{text} is still using it.")
    return t.cast(DBSubnetGroup, former(self, subnet_name))


@mends(RDSBackend)
def create_db_parameter_group(
    former: t.Any, self: RDSBackend, db_parameter_group_kwargs: dict[str, t.Any]
) -> DBParameterGroup:
    family = db_parameter_group_kwargs.get("db_parameter_group_family")
    engine = next((engine for engine in VERSIONS if str(family).startswith(engine)), None)
    if engine and family not in {family_of(engine, major) for major in VERSIONS[engine]} | _older(engine):
        raise AwsError("InvalidParameterValue", f"ParameterGroupFamily {family} is not a valid parameter group family")
    return t.cast(DBParameterGroup, former(self, db_parameter_group_kwargs))


@mends(RDSBackend)
def modify_db_parameter_group(
    former: t.Any,
    self: RDSBackend,
    db_parameter_group_name: str,
    db_parameter_group_parameters: t.Iterable[dict[str, t.Any]],
) -> DBParameterGroup:
    given = list(db_parameter_group_parameters)
    group = self.db_parameter_groups.get(db_parameter_group_name)
    if group is None:
        raise DBParameterGroupNotFoundError(db_parameter_group_name)
    if len(given) > PARAMETERS_PER_CALL:
        raise AwsError("InvalidParameterValue", f"Too many parameters: at most {PARAMETERS_PER_CALL} in a request")
    known = {each["ParameterName"]: each for each in _defaults(str(group.family))}
    for each in given if known else ():
        _check_parameter(each, known)
    whole = [{**known.get(each["ParameterName"], {}), **each, "Source": "user"} for each in given]
    return t.cast(DBParameterGroup, former(self, db_parameter_group_name, whole))


@mends(RDSBackend)
def delete_db_parameter_group(former: t.Any, self: RDSBackend, db_parameter_group_name: str) -> DBParameterGroup:
    catch_up(self)
    if any(each.db_parameter_group_name == db_parameter_group_name for each in self.databases.values()):
        text = "One or more database instances are still members of this parameter group"
        raise AwsError("InvalidDBParameterGroupState", f"{text} {db_parameter_group_name}")
    return t.cast(DBParameterGroup, former(self, db_parameter_group_name))


@mends(RDSResponse)
def describe_db_parameters(former: t.Any, self: RDSResponse) -> ActionResult:
    name, source = self.params.get("DBParameterGroupName"), self.params.get("Source")
    group = self.backend.db_parameter_groups.get(name)
    if group is None:
        raise DBParameterGroupNotFoundError(name)
    whole = {each["ParameterName"]: each for each in _defaults(str(group.family))} | dict(group.parameters)
    return ActionResult({"Parameters": [each for each in whole.values() if source in (None, each.get("Source"))]})


@adds(RDSResponse)
def describe_engine_default_parameters(self: RDSResponse) -> ActionResult:
    family = self.params["DBParameterGroupFamily"]
    return ActionResult({"EngineDefaults": {"DBParameterGroupFamily": family, "Parameters": _defaults(family)}})


def _defaults(family: str) -> list[dict[str, t.Any]]:
    engine = "postgres" if family.startswith("postgres") else "mysql"
    return [
        {
            "ParameterName": name,
            "Source": "engine-default",
            "ApplyType": apply_type,
            "DataType": data_type,
            "AllowedValues": allowed,
            "IsModifiable": True,
            "ApplyMethod": "pending-reboot",
        }
        for name, apply_type, data_type, allowed in PARAMETERS[engine]
        if family.startswith(("mysql", "mariadb", "postgres"))
    ]


def _check_parameter(given: dict[str, t.Any], known: dict[str, dict[str, t.Any]]) -> None:
    name = given["ParameterName"]
    if name not in known:
        raise AwsError("InvalidParameterValue", f"Could not find parameter with name: {name}")
    if known[name]["ApplyType"] == "static" and given.get("ApplyMethod") == "immediate":
        text = "cannot use immediate apply method for static parameter"
        raise AwsError("InvalidParameterCombination", text)


def _check_zones(subnets: list[t.Any]) -> None:
    if len({subnet.availability_zone for subnet in subnets}) < 2:
        text = "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: "
        zones = ", ".join(sorted({subnet.availability_zone for subnet in subnets}))
        raise AwsError("DBSubnetGroupDoesNotCoverEnoughAZs", f"{text}{zones}. Add subnets to cover at least 2 AZs.")


def _older(engine: str) -> set[str]:
    """Families that AWS still knows, of versions that it does not offer any more."""
    return {"mysql": {"mysql5.6", "mysql5.7"}, "mariadb": {"mariadb10.6"}, "postgres": {"postgres15"}}[engine]
