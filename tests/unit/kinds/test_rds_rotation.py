# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about how often RDS changes a master password."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.rds import Instance
from ansible_collections.venturemond.envelope.tests.unit.script import play

SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-1-AbCdEf"
FOUND = {"DBInstances": [{
    "DBInstanceIdentifier": "envelope", "DBInstanceStatus": "available", "Engine": "mysql", "StorageEncrypted": True,
    "EngineVersion": "8.4.4", "MasterUserSecret": {"SecretArn": SECRET, "KmsKeyId": "arn:key"}}]}
WANTED = Instance(name="envelope", master_user_secret_rotation_days=365)


def seen(rules, wanted: Instance = WANTED) -> Instance:
    answer = rules if rules is Absent else {"RotationRules": rules, "NextRotationDate": "2027-01-31 23:59:59"}
    return play(observe(wanted), ("describe_db_instances", FOUND), ("describe_secret", answer))


def test_nobody_asks_for_a_schedule_that_nobody_has_said():
    now = play(observe(Instance(name="envelope")), ("describe_db_instances", FOUND))

    assert Instance(name="envelope").changes(now) == {}


@pytest.mark.parametrize("rules", [{"AutomaticallyAfterDays": 365}, {"ScheduleExpression": "rate(365 days)"}])
def test_days_are_the_same_as_the_consoles_expression_of_them(rules):
    assert plan(WANTED, seen(rules)).action == "none"
    assert seen(rules).master_user_secret_next_rotation == "2027-01-31 23:59:59"


@pytest.mark.parametrize("rules", [
    {"AutomaticallyAfterDays": 7}, {"ScheduleExpression": "cron(0 16 1,15 * ? *)", "AutomaticallyAfterDays": 365}, {}])
def test_another_schedule_is_changed_without_changing_the_password(rules):
    step = plan(WANTED, seen(rules))
    flow = step.flow()
    next(flow)
    call = flow.send(FOUND)

    assert step.changes.keys() == {"master_user_secret_rotation_days"}
    assert (call.operation, call.params) == ("rotate_secret", {
        "SecretId": SECRET, "RotationRules": {"AutomaticallyAfterDays": 365}, "RotateImmediately": False})


def test_a_secret_that_is_gone_does_not_make_its_instance_absent():
    assert seen(Absent).status == "available"


def test_a_new_instance_is_waited_for_since_only_then_it_has_a_secret():
    wanted = Instance(name="envelope", engine="mysql", instance_class="db.m7g.large", allocated_storage=20,
                      master_username="envelope", master_user_secret_rotation_days=365)

    play(wanted.create(), ("create_db_instance", {}), ("describe_db_instances", FOUND),
         ("describe_db_instances", FOUND), ("rotate_secret", {}))


@pytest.mark.parametrize("days", [0, 1001])
def test_days_that_aws_does_not_take_are_told(days):
    [problem] = Instance(name="envelope", master_user_secret_rotation_days=days).problems()

    assert problem.startswith(f"master_user_secret_rotation_days: {days}, allowed are 1 to 1000")
