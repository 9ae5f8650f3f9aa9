# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotations on the embedded AWS: what reads the secret starts anew, or everything is as it was."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.releases.stage import CLUSTER, SERVICES, Stage

SECRET = "shop-app"
FIRST = {"APP_KEY": "canary-3f9c", "APP_PREVIOUS_KEYS": "canary-0a0a", "DB_PASSWORD": "canary-77d1"}
READERS = ["shop-api", "shop-hq"]


class Rotating(Stage):
    """The application, of which the worker reads another entry than the others."""

    def _foundation(self) -> None:
        super()._foundation()
        self.client("secretsmanager").put_secret_value(SecretId=SECRET, SecretString=json.dumps(FIRST))

    def _definition(self, name: str) -> dict[str, t.Any]:
        definition = super()._definition(name)
        entries = ["APP_KEY", "APP_PREVIOUS_KEYS"] if name in READERS else ["DB_PASSWORD"]
        definition["containerDefinitions"][0]["secrets"] = [
            {"name": entry, "valueFrom": f"{self.secret}:{entry}::"} for entry in entries]
        return definition

    def rotate(self, *, check: bool = False, **options: t.Any) -> dict[str, t.Any]:
        generate = [{"key": "APP_KEY", "format": "laravel_app_key"}, {"key": "DB_PASSWORD"}]
        return self.act("secretsmanager_rotate_secret", check=check, **{
            "secret": SECRET, "entries": ["APP_KEY"], "generate": generate, "confirm": SECRET, "services": SERVICES,
            "former": {"APP_KEY": "APP_PREVIOUS_KEYS"}, "timeout": 30.0, **options})

    def value(self, label: str = "AWSCURRENT") -> dict[str, str]:
        reply = self.client("secretsmanager").get_secret_value(SecretId=SECRET, VersionStage=label)
        return json.loads(reply["SecretString"])

    @property
    def labels(self) -> set[str]:
        about = self.client("secretsmanager").describe_secret(SecretId=SECRET)
        return {label for named in about["VersionIdsToStages"].values() for label in named}

    def deployments(self) -> dict[str, str]:
        """The id of each service's newest deployment."""
        described = self.client("ecs").describe_services(cluster=CLUSTER, services=SERVICES)["services"]
        return {each["serviceName"]: one["id"] for each in described for one in each["deployments"]
                if one["status"] == "PRIMARY"}

    def steady(self) -> list[str]:
        """The services of which all tasks are of one deployment that is complete."""
        described = self.client("ecs").describe_services(cluster=CLUSTER, services=SERVICES)["services"]
        return [each["serviceName"] for each in described
                if [one["rolloutState"] for one in each["deployments"]] == ["COMPLETED"]]


@pytest.fixture
def stage(local_aws: LocalAws) -> Rotating:
    return t.cast(Rotating, Rotating.set_up(local_aws))


def test_a_rotation_announces_and_then_counts(stage: Rotating):
    before, since = stage.deployments(), stage.aws.mark()
    result = stage.rotate()

    assert result["changed"] and result["services"].keys() == set(READERS) and result["unconcerned"] == ["shop-worker"]
    now = stage.value()
    assert now == {**FIRST, "APP_KEY": now["APP_KEY"], "APP_PREVIOUS_KEYS": "canary-3f9c,canary-0a0a"}
    assert now["APP_KEY"].startswith("base64:") and stage.value("AWSPREVIOUS")["APP_KEY"] == "canary-3f9c"
    assert stage.labels == {"AWSCURRENT", "AWSPREVIOUS"}
    assert {name for name, id_ in stage.deployments().items() if id_ != before[name]} == set(READERS)
    assert [call["operation"] for call in stage.aws.writes(since=since) if call["service"] != "s3"] == [
        "PutSecretValue", "UpdateService", "UpdateService", "PutSecretValue", "UpdateService", "UpdateService",
        "UpdateSecretVersionStage", "UpdateSecretVersionStage"]


def test_it_tells_no_value(stage: Rotating):
    told = repr(stage.rotate()) + repr(stage.said)
    values = {each for value in stage.value().values() for each in value.split(",")}

    assert [value for value in values if value in told] == []


def test_check_mode_writes_nothing(stage: Rotating):
    before = stage.aws.mark()
    result = stage.rotate(check=True)

    assert result["changed"] and stage.aws.writes(since=before) == [] and stage.value() == FIRST
    assert any("would get new values" in line for line in stage.said)


@pytest.mark.parametrize(("generation", "current"), [(1, {}), (2, {"kept": True})])
def test_a_service_that_crashes_with_the_new_value_takes_all_back(
        stage: Rotating, generation: int, current: dict[str, bool]):
    written: list[str] = []

    def hear(line: str) -> None:
        stage.said.append(line)
        if "writing new values" in line:
            written.append(line)
            if len(written) == generation:
                stage.aws.script(image="*shop-hq:*", exit_code=1, lines=["Error: unsupported cipher or key length"])
        if "going back" in line:
            stage.aws.clear_scripts()

    stage.listen(hear)
    result = stage.rotate()

    assert result["failed"] and "shop-hq: ECS rolled it back" in result["msg"]
    assert "Error: unsupported cipher or key length" in result["msg"]
    assert "The former values count again" in result["msg"]
    now = stage.value()
    assert now["APP_KEY"] == "canary-3f9c" and (now["APP_PREVIOUS_KEYS"] != "canary-0a0a") is bool(current)
    assert stage.labels == {"AWSCURRENT", "AWSPREVIOUS"} and set(READERS) <= set(stage.steady())
    assert stage.document("lock.json")["free"]

    assert stage.rotate()["changed"] and stage.value()["APP_KEY"] != "canary-3f9c"


def test_a_release_is_deployed_with_the_new_generation(stage: Rotating):
    stage.rotate()
    stage.push("1.1.0")
    assert stage.deploy("1.1.0")["changed"]

    current = stage.client("secretsmanager").get_secret_value(SecretId=SECRET)["VersionId"]
    assert stage.document("releases/1.1.0.json")["secrets"] == {stage.secret: current}
