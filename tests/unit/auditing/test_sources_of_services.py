# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of services, their images, log groups and releases, and by which calls."""

from __future__ import annotations

import datetime
import json
import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place, Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Source
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.ecr import REPOSITORIES
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.logs import LOG_GROUPS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.releases import MIGRATIONS, RELEASES
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import PREFIX, sample, service
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import place

NOW = datetime.datetime.now(datetime.UTC)
CLUSTER = {"clusterName": f"{PREFIX}-cluster", "status": "ACTIVE"}
TASK = service(sample(), "api")["task"]
OBJECTS = {
    f"{PREFIX}/live.json": {"release": "1.4.2", "before": ["1.4.1"]},
    f"{PREFIX}/releases/1.4.2.json": {"release": "1.4.2", "at": "2026-11-22", "by": "ann", "task_definitions": {}},
    f"{PREFIX}-silo-kestrel/change.json": {"release": "1.5.0", "before": {}},
}


def task(*command: str, status: str = "STOPPED") -> Reply:
    return {"taskArn": command[-1], "lastStatus": status,
            "overrides": {"containerOverrides": [{"name": "api", "command": list(command)}]}}


ANSWERS: dict[str, Reply] = {
    "list_clusters": {"clusterArns": ["cluster"]},
    "describe_clusters": {"clusters": [CLUSTER]},
    "list_services": {"serviceArns": ["api"]},
    "describe_services": {"services": [
        {"serviceArn": "api", "serviceName": f"{PREFIX}-api", "status": "ACTIVE", "taskDefinition": "api:7"}]},
    "describe_task_definition": {"taskDefinition": TASK},
    "describe_repositories": {"repositories": [{"repositoryName": f"{PREFIX}-api"}, {"repositoryName": "of-others"}]},
    "describe_log_groups": {"logGroups": [{"logGroupName": f"/ecs/{PREFIX}-api"}]},
    "list_buckets": {"Buckets": [{"Name": f"{PREFIX}-releases"}]},
    "list_tasks": {"taskArns": ["migrate", "seed"]},
    "describe_tasks": {"tasks": [task("php", "artisan", "migrate", "--force"), task("php", "artisan", "db:seed")]},
}


class Aws:
    """Answers as scripted, and notes what it was asked."""

    def __init__(self, **answers: Reply) -> None:
        self.answers = ANSWERS | answers
        self.calls: list[str] = []

    def __call__(self, call: Call) -> Reply:
        self.calls.append(call.operation)
        if call.operation == "get_object":
            if call.params["Key"] not in OBJECTS:
                raise Absent(call, "NoSuchKey", "no such key")
            body = json.dumps(OBJECTS[call.params["Key"]]).encode()
            return {"Body": body, "ETag": "1", "LastModified": NOW}
        if call.operation not in self.answers:
            raise Absent(call, "NotFound", "there is none")
        return self.answers[call.operation]


def read(source: Source, aws: Aws, where: Place | None = None) -> t.Any:
    [found] = Loop(aws).run([source.flow(where or place())])
    assert not isinstance(found, EnvelopeError), found
    return found


def test_repositories_are_those_that_images_are_from():
    [found] = read(REPOSITORIES, Aws())

    assert (found["repositoryName"], found["lifecycle"]) == (f"{PREFIX}-api", None)


def test_log_groups_are_those_that_tasks_write_to():
    assert read(LOG_GROUPS, Aws()) == {f"/ecs/{PREFIX}-api": {"logGroupName": f"/ecs/{PREFIX}-api"}}
    assert read(LOG_GROUPS, Aws(describe_log_groups={"logGroups": []})) == {f"/ecs/{PREFIX}-api": None}


def test_releases_are_read_of_the_platform_and_each_silo_tenant():
    tenants = (Tenant("kestrel", "silo", f"{PREFIX}-silo-kestrel"), Tenant("acme", "pool", f"{PREFIX}-pool-acme"))

    found = read(RELEASES, Aws(), place(tenants))

    assert found.keys() == {PREFIX, f"{PREFIX}-silo-kestrel"}
    assert (found[PREFIX]["live"].release, found[PREFIX]["manifest"].by) == ("1.4.2", "ann")
    assert found[f"{PREFIX}-silo-kestrel"]["change"].release == "1.5.0"


def test_without_a_bucket_no_record_is_asked_for():
    aws = Aws(list_buckets={"Buckets": [{"Name": "another"}]})

    assert read(RELEASES, aws) is None
    assert aws.calls == ["list_buckets"]


def test_the_inventory_may_call_the_bucket_otherwise():
    aws = Aws(list_buckets={"Buckets": [{"Name": "records"}]})

    assert read(RELEASES, aws, place(releases_bucket="records")) is not None


def test_migrations_are_told_by_their_command():
    assert [one["taskArn"] for one in read(MIGRATIONS, Aws())] == ["--force"]
    assert read(MIGRATIONS, Aws(list_clusters={"clusterArns": []})) == []


def test_a_migration_that_has_not_stopped_has_not_ended():
    stopping = task("php", "artisan", "migrate", status="STOPPING")

    assert read(MIGRATIONS, Aws(describe_tasks={"tasks": [stopping]})) == []
