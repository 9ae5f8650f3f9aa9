# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C3: the environment contract; C8: secrets."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.contract import C3
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.task_secrets import C8
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import (
    OTHER_SECRET,
    SECRET,
    container,
    sample,
    say,
    service,
    without,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    DENIED,
    bearing,
    checked,
    failing,
    place,
    seen,
)

Edit = t.Callable[[dict[str, t.Any]], t.Any]
VALUE = "base64:nobody-may-see-this"


def test_a_sound_environment_lacks_nothing():
    assert len(bearing("PASS", C3, sample())) == len(C3.checks)
    assert len(bearing("PASS", C8, sample())) == len(C8.checks)


def take_secret(found: dict[str, t.Any], role: str, name: str) -> None:
    container(found, role)["secrets"] = [one for one in container(found, role)["secrets"] if one["name"] != name]


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: say(found, "worker", APP_URL=None, SESSION_DOMAIN=""), {"variables"}),
    (lambda found: say(found, "hq", BASE_DOMAIN=None), {"variables"}),
    (lambda found: take_secret(found, "scheduler", "APP_KEY"), {"secrets"}),
    (lambda found: say(found, "api", APP_URL="http://api.envelope.example"), {"app_url"}),
    (lambda found: say(found, "api", APP_URL="https://envelope-prod-1.eu-west-1.elb.amazonaws.com/x"), {"app_url"}),
    (lambda found: say(found, "tenant", NUXT_PUBLIC_REVERB_PORT="8080"), {"browsers"}),
    (lambda found: say(found, "tenant", NUXT_PUBLIC_REVERB_HOST="wss.envelope.example"), {"browsers"}),
    (lambda found: say(found, "worker", REVERB_APP_ID="2"), {"equal"}),
    (lambda found: say(found, "hq", NUXT_PUBLIC_REVERB_APP_KEY="another"), {"equal"}),
    (lambda found: container(found, "api")["secrets"][-1].update(valueFrom=f"{OTHER_SECRET}:X::"), {"equal"}),
])
def test_what_is_amiss_fails_its_check_alone(edit: Edit, fails: set[str]):
    found = sample()
    edit(found)

    assert failing(C3, found) == fails


def test_one_finding_names_all_that_a_service_lacks():
    found = sample()
    say(found, "worker", APP_URL=None, SESSION_DOMAIN=None)

    assert "service envelope-prod-worker: lacks APP_URL, SESSION_DOMAIN" in seen(C3, "variables", found)


@pytest.mark.parametrize(("url", "told"), [
    ("https://me:password@api.envelope.example/x", "https, api.envelope.example"),
    ("api.envelope.example", "no https, no host"),
])
def test_of_app_url_the_host_alone_is_told(url: str, told: str):
    found = sample()
    say(found, "api", APP_URL=url)

    assert f"service envelope-prod-api: {told}" in seen(C3, "app_url", found)


def test_what_may_be_in_a_file_is_unknown():
    found = sample()
    say(found, "api", APP_URL=None)
    container(found, "api")["environmentFiles"] = [{"type": "s3", "value": "arn:aws:s3:::files/.env"}]

    assert bearing("UNKNOWN", C3, found) == {"variables"}


def test_a_tenants_own_services_agree_among_themselves():
    found, tenant = sample(), Tenant("kestrel", "silo", "envelope-prod-silo-kestrel")
    for role in ("api", "reverb"):
        theirs = sample()
        say(theirs, role, REVERB_APP_KEY="theirs")
        found["services"].append(service(theirs, role) | {"serviceName": f"envelope-prod-silo-kestrel-{role}"})

    assert failing(C3, found, place((tenant,))) == set()
    assert "REVERB_APP_KEY of kestrel: equal on api, reverb" in seen(C3, "equal", found, place((tenant,)))


def test_where_reverb_is_missing_nobody_is_told_the_wrong_way_to_it():
    found = sample()
    without(found, "reverb")

    assert bearing("NOT APPLICABLE", C3, found) == {"browsers"}


def test_a_secret_in_a_plain_variable_is_told_by_name_and_never_by_value():
    found = sample()
    take_secret(found, "api", "APP_KEY")
    say(found, "api", APP_KEY=VALUE, REVERB_APP_ID="2")

    assert failing(C8, found) == {"plain"}
    assert "service envelope-prod-api: APP_KEY can be read in it" in seen(C8, "plain", found)
    assert failing(C3, found) == {"equal"}
    assert VALUE not in str([checked(row, found) for row in (C3, C8)])


def test_other_containers_of_the_task_are_looked_at_too():
    found = sample()
    service(found, "api")["task"]["containerDefinitions"].append(
        {"name": "proxy", "essential": False, "environment": [{"name": "DB_PASSWORD", "value": VALUE}]})

    assert failing(C8, found) == {"plain"}


def read(found: dict[str, t.Any], *resources: str, **more: t.Any) -> None:
    found["roles"][0]["documents"] = [{"Statement": {
        "Effect": "Allow", "Action": "secretsmanager:Get*", "Resource": list(resources), **more}}]


RDS = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-*"


@pytest.mark.parametrize(("resources", "seen_of_it"), [
    ([SECRET], "may read the 1 that its tasks are given"),
    ([SECRET, OTHER_SECRET], "may read of-others, too"),
    ([f"{SECRET[:-6]}??????"], "may read the 1 that its tasks are given"),
    (["*"], "may read any other, too"),
    ([OTHER_SECRET], "may not read envelope-prod-app; may read of-others, too"),
    ([RDS], "may not read envelope-prod-app"),
])
def test_the_execution_role_reads_exactly_what_tasks_are_given(resources: list[str], seen_of_it: str):
    found = sample()
    read(found, *resources)

    assert seen(C8, "exact", found) == [f"role envelope-prod-execution: {seen_of_it}"]


@pytest.mark.parametrize(("owner", "seen_of_it"), [
    ("arn:aws:rds:eu-west-1:1:db:ours", "may read the 1 that its tasks are given"),
    ("arn:aws:rds:eu-west-1:1:db:theirs", "may not read rds!db-1"),
])
def test_a_password_that_rds_keeps_is_told_by_its_tag(owner: str, seen_of_it: str):
    found, kept = sample(), f"{RDS[:-1]}1-AbCdEf"
    found["secrets"].append({"ARN": kept, "Tags": [{"Key": "aws:rds:primaryDBInstanceArn", "Value": owner}]})
    for one in found["services"]:
        one["task"]["containerDefinitions"][0]["secrets"] = [{"name": "DB_PASSWORD", "valueFrom": f"{kept}:password::"}]
    read(found, RDS, Condition={"StringEquals": {
        "aws:ResourceTag/aws:rds:primaryDBInstanceArn": "arn:aws:rds:eu-west-1:1:db:ours"}})

    assert seen(C8, "exact", found) == [f"role envelope-prod-execution: {seen_of_it}"]


def test_a_role_that_is_gone_is_told():
    assert seen(C8, "exact", sample() | {"roles": []}) == ["role envelope-prod-execution: the role is not there"]


def test_what_aws_does_not_show_is_unknown():
    assert bearing("UNKNOWN", C8, sample() | {"roles": DENIED}) == {"exact"}
    assert bearing("UNKNOWN", C3, sample() | {"listeners": DENIED}) == {"browsers"}
