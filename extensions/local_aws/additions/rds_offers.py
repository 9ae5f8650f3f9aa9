# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS offers: versions of engines and instances that they run on, of which moto knows none for MySQL, MariaDB and
PostgreSQL, and authorities for their certificates, of which it knows none at all.

A selection of what AWS lists, enough to tell what exists from what does not.  AWS: a major version stands for its
default minor one; DescribeDBEngineVersions lists what it names or is the prefix of; each storage type is an offer.
"""

from __future__ import annotations

import typing as t
from datetime import UTC, datetime

from moto.core.responses import ActionResult, PaginatedResult
from moto.rds.models import RDSBackend
from moto.rds.responses import RDSResponse

from ._mend import AwsError, adds, mends

VERSIONS: dict[str, dict[str, list[str]]] = {
    "mysql": {"8.0": ["8.0.37", "8.0.39", "8.0.40", "8.0.41"], "8.4": ["8.4.3", "8.4.4"]},
    "mariadb": {"10.11": ["10.11.9", "10.11.10"], "11.4": ["11.4.3", "11.4.4"]},
    "postgres": {"16": ["16.4", "16.6"], "17": ["17.2", "17.4"]},
}
"""Minor versions by major ones, the default last."""
DESCRIPTIONS = {"mysql": "MySQL Community Edition", "mariadb": "MariaDB Community Edition", "postgres": "PostgreSQL"}
AUTHORITIES = {"rds-ca-rsa2048-g1": 2061, "rds-ca-rsa4096-g1": 2121, "rds-ca-ecc384-g1": 2121}
"""Who vouches for the certificates of instances, and the year in which that ends; the default first."""
WITHOUT_INSIGHTS = ("db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small")
SIZES = {
    **dict.fromkeys(("t3", "t4g"), ("micro", "small", "medium", "large", "xlarge", "2xlarge")),
    **dict.fromkeys(("m6g", "m7g", "r6g", "r7g"), ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge")),
}
STORAGE = {"gp2": (20, 65536), "gp3": (20, 65536), "io1": (100, 65536), "io2": (100, 65536)}
"""GiB, at least and at most, by type."""


def full_version(engine: str, version: str | None) -> str:
    """The version that is meant by itself, by its major one, or by none."""
    known = VERSIONS[engine]
    if version is None:
        return next(iter(known.values()))[-1]
    if version in known:
        return known[version][-1]
    if not any(version in minors for minors in known.values()):
        raise AwsError("InvalidParameterCombination", f"Cannot find version {version} for {engine}")
    return version


def check_offered(engine: str, version: str, instance_class: str) -> None:
    if engine in VERSIONS and instance_class not in _classes():
        text = "RDS does not support creating a DB instance with the following combination: DBInstanceClass="
        raise AwsError(
            "InvalidParameterCombination", f"{text}{instance_class}, Engine={engine}, EngineVersion={version}"
        )


@adds(RDSResponse)
def describe_db_engine_versions(self: RDSResponse) -> ActionResult:
    asked = self.params.get("EngineVersion")
    found = [
        _version(engine, major, minor)
        for engine, majors in VERSIONS.items()
        for major, minors in majors.items()
        for minor in minors
        if self.params.get("Engine") in (None, engine)
        and (asked in (None, minor, major))
        and (not self.params.get("DefaultOnly") or minor == full_version(engine, asked))
    ]
    return ActionResult({"DBEngineVersions": found})


@adds(RDSResponse)
def describe_certificates(self: RDSResponse) -> ActionResult:
    asked = self.params.get("CertificateIdentifier")
    if asked not in (None, *AUTHORITIES):
        raise AwsError("CertificateNotFound", f"Certificate {asked} not found.")
    default = next(iter(AUTHORITIES))
    found = [_authority(name, self.region) for name in AUTHORITIES if asked in (None, name)]
    return ActionResult({"DefaultCertificateForNewLaunches": default, "Certificates": found})


@mends(RDSBackend)
def describe_orderable_db_instance_options(
    former: t.Any, self: RDSBackend, engine: str, engine_version: str
) -> list[dict[str, t.Any]]:
    if engine not in VERSIONS:
        return t.cast("list[dict[str, t.Any]]", former(self, engine, engine_version))
    minors = [minor for minors in VERSIONS[engine].values() for minor in minors]
    return [
        _offer(engine, minor, instance_class, storage_type)
        for minor in minors
        if engine_version in (None, minor)
        for instance_class in _classes()
        for storage_type in STORAGE
    ]


@mends(RDSResponse, "describe_orderable_db_instance_options")
def of_one_class(former: t.Any, self: RDSResponse) -> t.Any:
    """moto lists all classes, whichever is asked for."""
    wanted = self.params.get("DBInstanceClass")
    if wanted is None or self.params.get("Engine") not in VERSIONS:
        return former(self)
    options = self.backend.describe_orderable_db_instance_options(
        self.params["Engine"], self.params.get("EngineVersion")
    )
    found = [option for option in options if option["DBInstanceClass"] == wanted]
    return PaginatedResult({"OrderableDBInstanceOptions": found})


def _classes() -> list[str]:
    return [f"db.{family}.{size}" for family, sizes in SIZES.items() for size in sizes]


def family_of(engine: str, major: str) -> str:
    return f"{engine}{major}"


def _version(engine: str, major: str, minor: str) -> dict[str, t.Any]:
    return {
        "Engine": engine,
        "DBEngineDescription": DESCRIPTIONS[engine],
        "MajorEngineVersion": major,
        "EngineVersion": minor,
        "DBParameterGroupFamily": family_of(engine, major),
        "Status": "available",
    }


def _authority(name: str, region: str) -> dict[str, t.Any]:
    return {
        "CertificateIdentifier": name,
        "CertificateType": "CA",
        "CertificateArn": f"arn:aws:rds:{region}::cert:{name}",
        "ValidFrom": datetime(2021, 5, 25, tzinfo=UTC),
        "ValidTill": datetime(AUTHORITIES[name], 5, 25, tzinfo=UTC),
        "CustomerOverride": False,
    }


def _offer(engine: str, version: str, instance_class: str, storage_type: str) -> dict[str, t.Any]:
    least, most = STORAGE[storage_type]
    return {
        "Engine": engine,
        "EngineVersion": version,
        "DBInstanceClass": instance_class,
        "Vpc": True,
        "MultiAZCapable": True,
        "SupportsStorageEncryption": True,
        "StorageType": storage_type,
        "SupportsIops": storage_type != "gp2",
        "SupportsPerformanceInsights": instance_class not in WITHOUT_INSIGHTS,
        "MinStorageSize": least,
        "MaxStorageSize": most,
    }
