# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Master passwords that RDS rotates, as AWS documents it."""

from __future__ import annotations

import json

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import until
from ansible_collections.venturemond.envelope.tests.unit.local_aws.test_rds import WANTED

SLOW = 3600


@pytest.fixture
def secrets(aws, client):
    aws.timing(start_seconds=0)
    return client("secretsmanager")


@pytest.fixture
def secret(secrets, client, network):
    made = client("rds").create_db_instance(**WANTED, VpcSecurityGroupIds=[network.group])["DBInstance"]
    return made["MasterUserSecret"]["SecretArn"]


def password(secrets, secret):
    return json.loads(secrets.get_secret_value(SecretId=secret)["SecretString"])["password"]


def labels(secrets, secret):
    found = secrets.describe_secret(SecretId=secret)["VersionIdsToStages"]
    return sorted(label for held in found.values() for label in held)


def test_it_is_rotated_every_seven_days_until_told_otherwise(secrets, secret):
    about = secrets.describe_secret(SecretId=secret)
    assert about["RotationEnabled"] and about["RotationRules"] == {"AutomaticallyAfterDays": 7}

    former = password(secrets, secret)
    secrets.rotate_secret(SecretId=secret, RotationRules={"AutomaticallyAfterDays": 90}, RotateImmediately=False)
    about = secrets.describe_secret(SecretId=secret)
    assert about["RotationRules"] == {"AutomaticallyAfterDays": 90} and password(secrets, secret) == former
    assert labels(secrets, secret) == ["AWSCURRENT"]


def test_a_rotation_takes_its_time(aws, secrets, secret):
    former = password(secrets, secret)
    aws.timing(start_seconds=0.3)
    version = secrets.rotate_secret(SecretId=secret)["VersionId"]

    assert password(secrets, secret) == former and labels(secrets, secret) == ["AWSCURRENT", "AWSPENDING"]
    until(lambda: labels(secrets, secret) == ["AWSCURRENT", "AWSPREVIOUS"])
    assert secrets.get_secret_value(SecretId=secret)["VersionId"] == version
    assert password(secrets, secret) != former and secrets.describe_secret(SecretId=secret)["LastRotatedDate"]


def test_another_is_refused_meanwhile(aws, secrets, secret, refused):
    aws.timing(start_seconds=SLOW)
    secrets.rotate_secret(SecretId=secret)
    with refused("InvalidRequestException", "A previous rotation isn't complete"):
        secrets.rotate_secret(SecretId=secret)


def test_rds_rotates_it_on_request_too(client, secrets, secret):
    former = password(secrets, secret)
    client("rds").modify_db_instance(
        DBInstanceIdentifier=WANTED["DBInstanceIdentifier"], RotateMasterUserPassword=True, ApplyImmediately=True)
    until(lambda: password(secrets, secret) != former)
